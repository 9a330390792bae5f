// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Subscription;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.background.WindowPulses;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.quorum.Event.ReportBad;
import org.quorumworkbench.core.quorum.RequestKind;
import org.testfx.util.WaitForAsyncUtils;

/**
 * How fast the window is, in figures that are printed and nowhere asserted:
 * {@code xvfb-run mvn -Pwindow-bench -pl app -am test}.
 */
@Tag("bench")
class WindowBench extends WindowTest {

    private static final int CHILDREN = 5;
    private static final int WARM = 150;
    private static final int MEASURED = 400;
    private static final long SECONDS = Long.getLong("bench.seconds", 30);
    private static final int BURST = 100_000;

    @TempDir
    private Path folder = Path.of("");

    /** So many replicas; in every other group of 8 sectors the second differs in some bytes. */
    private void open(int mebibytes) throws IOException {
        List<File> files = IntStream.range(0, CHILDREN).mapToObj(child -> folder.resolve("c" + child + ".img").toFile())
                .toList();
        Random random = new Random(7);
        // Piece by piece: what the window's heap is full of is to be the window's.
        byte[] piece = new byte[1 << 20];
        for (int at = 0; at < mebibytes; at++) {
            random.nextBytes(piece);
            for (int child = 0; child < CHILDREN; child++) {
                byte[] own = piece.clone();
                for (int group = 0; child == 1 && group < own.length; group += 8192) {
                    own[group + 5] ^= 0x40;
                    own[group + 700] ^= 0x55;
                }
                Files.write(files.get(child).toPath(), own, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
        robot.interact(() -> {
            workbench.scene().getWindow().setWidth(1280);
            workbench.scene().getWindow().setHeight(800);
            workbench.opening().drop(files);
        });
        await("open", () -> model.quorum().childrenProperty().get().size() == CHILDREN
                && model.reading().waitingProperty().get().isEmpty()
                && model.reading().inspectionProperty().get().isPresent());
    }

    @Test
    void fromAKeyToThePaintedBytes() throws IOException {
        open(64);
        long[] frames = new long[WARM + MEASURED];
        for (int frame = 0; frame < frames.length; frame++) {
            frames[frame] = emptyFrame();
        }
        print("an empty frame of the same size", frames);
        for (int count : new int[]{8, 64}) {
            robot.interact(() -> {
                model.reading().firstRange();
                model.reading().setCount(count);
            });
            awaitRange(0, count);
            long[] all = new long[WARM + MEASURED];
            long[] busy = new long[WARM + MEASURED];
            for (int press = 0; press < all.length; press++) {
                long[] took = press();
                all[press] = took[0];
                busy[press] = took[1];
            }
            print(CHILDREN + " children, " + count + " sectors, key to painted bytes", all);
            print(CHILDREN + " children, " + count + " sectors, of it the JavaFX thread", busy);
            System.out.printf("%-62s %.1f%n", CHILDREN + " children, " + count + " sectors, a step / an empty frame",
                    (double) median(all) / median(frames));
        }
    }

    /**
     * Nanoseconds from the key to the picture, and how long the JavaFX thread was busy after the read.
     * The next key comes when the window has been painted: a key that is held down repeats 25 to 30
     * times a second, which leaves the painter more time than that.
     */
    private long[] press() {
        CompletableFuture<long[]> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            Node hex = robot.lookup("#hex").query();
            SectorRange before = model.reading().rangeProperty().get();
            boolean last = before.end() + before.count() >= model.quorum().sectors();
            long begin = System.nanoTime();
            Subscription[] subscription = {Subscription.EMPTY};
            subscription[0] = model.reading().inspectionProperty().subscribe((was, now) -> {
                if (now.filter(seen -> !seen.range().equals(before)).isPresent()) {
                    subscription[0].unsubscribe();
                    long read = System.nanoTime();
                    Platform.runLater(() -> {
                        long go = System.nanoTime();
                        WritableImage picture = hex.snapshot(new SnapshotParameters(), null);
                        long end = System.nanoTime();
                        long[] took = {end - begin - (go - read), end - go, (long) picture.getWidth()};
                        // As a key that is held down repeats: not before the window itself is painted.
                        WindowPulses.after(3, () -> done.complete(took));
                    });
                }
            });
            Event.fireEvent(workbench.scene().getFocusOwner(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "",
                    last ? KeyCode.HOME : KeyCode.PAGE_DOWN, false, last, false, false));
        });
        return done.join();
    }

    /**
     * Nanoseconds from asking the JavaFX thread to a picture in which nothing is, as large as that of
     * the bytes: what any frame takes on this machine.
     */
    private long emptyFrame() {
        CompletableFuture<Long> done = new CompletableFuture<>();
        long begin = System.nanoTime();
        Platform.runLater(() -> {
            Bounds size = robot.lookup("#hex").query().getLayoutBounds();
            Canvas nothing = new Canvas(size.getWidth(), size.getHeight());
            WritableImage picture = nothing.snapshot(new SnapshotParameters(), null);
            long took = picture.getWidth() > 0 ? System.nanoTime() - begin : 0;
            WindowPulses.after(3, () -> done.complete(took));
        });
        return done.join();
    }

    private static long[] sorted(long[] nanoseconds) {
        return Arrays.stream(nanoseconds, WARM, nanoseconds.length).sorted().toArray();
    }

    private static long median(long[] nanoseconds) {
        return sorted(nanoseconds)[(nanoseconds.length - WARM) / 2];
    }

    private static void print(String what, long[] nanoseconds) {
        System.out.printf("%-62s median %5.1f ms  99th percentile %5.1f ms%n", what, median(nanoseconds) / 1e6,
                sorted(nanoseconds)[(int) ((nanoseconds.length - WARM) * 0.99)] / 1e6);
    }

    @Test
    void howLongTheJavaFxThreadIsBusyWhileMuchGoesOn() throws IOException {
        open(256);
        busy("nothing going on, " + SECONDS / 3 + " s", SECONDS / 3, () -> {});
        busy("a child hangs for " + SECONDS + " s", SECONDS, () -> model.lab().setOn("c1",
                new Fault("hang", "hangs", When.readOf(new SectorRange(0, 8)), new Effect.Hangs()), true));
        robot.interact(model::cancel);
        robot.interact(() -> model.lab().setOn("c1",
                new Fault("hang", "hangs", When.readOf(new SectorRange(0, 8)), new Effect.Hangs()), false));
        busy("a scan runs, the first of the process", 0, () -> model.scan().start());
        busy("a scan runs, the second", 0, () -> model.scan().start());
        busy("a scan runs, the third", 0, () -> model.scan().start());
        busy(BURST + " events arrive", 0, () -> {
            model.background().executor().execute(() -> {
                for (int event = 0; event < BURST; event++) {
                    model.events().heard(new ReportBad(event,
                            Instant.ofEpochSecond(event), RequestKind.READ, "c1", new SectorRange(0, 8),
                            Optional.empty()));
                }
            });
        });
    }

    /** Asks the JavaFX thread every 5 ms, and prints the longest time that it did not answer. */
    private void busy(String what, long seconds, Runnable begin) {
        AtomicLong longest = new AtomicLong();
        LongConsumer answered = asked -> longest.accumulateAndGet(System.nanoTime() - asked, Math::max);
        try (ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor()) {
            Platform.runLater(begin);
            WaitForAsyncUtils.waitForFxEvents();
            longest.set(0);
            var probe = asking.scheduleAtFixedRate(() -> {
                long asked = System.nanoTime();
                Platform.runLater(() -> answered.accept(asked));
            }, 0, 5, TimeUnit.MILLISECONDS);
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.max(seconds, 2));
            await(what, () -> System.nanoTime() > until
                    && model.scan().stateProperty().get() == ScanModel.State.IDLE);
            probe.cancel(false);
        }
        System.out.printf("%-62s busy at most %5.1f ms%n", what, longest.get() / 1e6);
    }
}
