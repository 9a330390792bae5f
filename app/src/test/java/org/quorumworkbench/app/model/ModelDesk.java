// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.LateWork;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.inspect.Inspection;

/**
 * A model without a toolkit. What comes back to the JavaFX thread is done by the test's own thread
 * while it waits for something.
 */
final class ModelDesk implements AutoCloseable {

    static final int SECTORS = 64;

    final WorkbenchModel model;
    final Background background;
    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();

    /** What takes time is done on virtual threads. */
    ModelDesk() {
        this(LateWork.over(Executors.newVirtualThreadPerTaskExecutor()));
    }

    ModelDesk(Executor work) {
        background = new Background(work, fx::add);
        model = new WorkbenchModel(background);
    }

    /** Does what comes back until the condition holds. */
    void await(String what, BooleanSupplier condition) {
        try {
            while (!condition.getAsBoolean()) {
                Runnable next = fx.poll(30, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("never came: " + what + "; told: " + told());
                }
                next.run();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Does what has come back by now. */
    void settle() {
        for (Runnable next = fx.poll(); next != null; next = fx.poll()) {
            next.run();
        }
    }

    /** Opens a quorum over these children, and reads its first range. */
    Configuration open(Path folder, byte[]... children) {
        Configuration configuration = configuration(folder, children);
        var _ = model.quorum().open(() -> configuration);
        await("the quorum", () -> model.quorum().openedProperty().get()
                .filter(open -> open.configuration().source().equals(configuration.source())).isPresent());
        awaitRead();
        return configuration;
    }

    void awaitRead() {
        await("the range", () -> model.reading().waitingProperty().get().isEmpty()
                && model.reading().inspectionProperty().get().isPresent());
    }

    void awaitRange(long first, long count) {
        await("sectors " + first + "+" + count, () -> model.reading().waitingProperty().get().isEmpty()
                && shown().range().equals(new SectorRange(first, count)));
        assertEquals(new SectorRange(first, count), model.reading().rangeProperty().get());
    }

    Inspection shown() {
        return model.reading().inspectionProperty().get().orElseThrow();
    }

    /** A byte of a child in the range that is shown. */
    byte shown(int child, int at) {
        return shown().children().get(child).bytes().get(ValueLayout.JAVA_BYTE, at);
    }

    /** What the person was told last; nothing if that was dismissed. */
    String told() {
        return model.messages().noticeProperty().get().map(Notice::text).orElse("");
    }

    void awaitTold(String words) {
        await("told: " + words, () -> told().contains(words));
    }

    Optional<Notice.Kind> kind() {
        return model.messages().noticeProperty().get().map(Notice::kind);
    }

    /** The same bytes each time. */
    static byte[] content() {
        byte[] content = new byte[SECTORS * SectorRange.SECTOR];
        new Random(3).nextBytes(content);
        return content;
    }

    /** Other bytes in these sectors. */
    static byte[] damaged(int... sectors) {
        byte[] content = content();
        for (int sector : sectors) {
            content[sector * SectorRange.SECTOR + 7] ^= 0x11;
        }
        return content;
    }

    /** Three children of which the last is damaged in these sectors. */
    static byte[][] threeWith(int... sectors) {
        return new byte[][]{content(), content(), damaged(sectors)};
    }

    static Configuration configuration(Path folder, byte[]... children) {
        try {
            List<String> names = new ArrayList<>();
            for (int child = 0; child < children.length; child++) {
                Files.write(folder.resolve(child + ".img"), children[child]);
                names.add("{\"file\": \"" + child + ".img\"}");
            }
            Path file = Files.writeString(folder.resolve("quorum.json"),
                    "{\"format\": 1, \"vote-threshold\": 2, \"children\": [" + String.join(", ", names) + "]}");
            return new ConfigurationReader(folder, Adjustments.NONE).read(List.of(file.toString()));
        } catch (IOException | ConfigurationProblem e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        model.close();
        settle();
    }
}
