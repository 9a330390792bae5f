// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.quorumworkbench.app.background.PulseGate;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.CannotOpen;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.ImageExport;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Request;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.TranscriptText;
import org.quorumworkbench.core.session.Recorder;
import org.quorumworkbench.core.story.EventWords;

/**
 * Writes and flushes of the open quorum, made from the window; the overlays that keep them, so that
 * no file changes. Used on the JavaFX thread; nothing here waits for a child.
 */
public final class QuorumWrites {

    /** The most bytes of a file that are written at once: they are written into the recording too. */
    public static final int MOST_OF_A_FILE = 256 << 10;

    /**
     * What came of the last write or flush.
     *
     * @param what
     *            what was done, in words
     * @param outcome
     *            what came of it, in words
     * @param events
     *            what the quorum told, one line each
     */
    public record Came(String what, boolean success, String outcome, List<String> events) {
        public Came {
            events = List.copyOf(events);
        }
    }

    private final WorkbenchModel model;
    private final ReadOnlyObjectWrapper<Optional<Came>> last = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Map<String, List<SectorRange>>> overlays = new ReadOnlyObjectWrapper<>(
            Map.of());
    private Optional<OpenedQuorum> open = Optional.empty();

    QuorumWrites(WorkbenchModel model) {
        this.model = model;
        model.inspectionProperty().subscribe(this::publish);
    }

    void begin(OpenedQuorum opened) {
        open = Optional.of(opened);
        last.set(Optional.empty());
        publish();
    }

    /** What came of the last write or flush; empty before the first. */
    public ReadOnlyObjectProperty<Optional<Came>> lastProperty() {
        return last.getReadOnlyProperty();
    }

    /**
     * By child in order, the ranges that were written over its own bytes, rounded outwards to pages.
     */
    public ReadOnlyObjectProperty<Map<String, List<SectorRange>>> overlaysProperty() {
        return overlays.getReadOnlyProperty();
    }

    private void publish() {
        Map<String, List<SectorRange>> now = new LinkedHashMap<>();
        for (OpenedChild child : children()) {
            child.overlay().ifPresent(overlay -> now.put(child.name(), overlay.written()));
        }
        overlays.set(now);
    }

    private List<OpenedChild> children() {
        return open.map(OpenedQuorum::allChildren).orElse(List.of());
    }

    // Requests on the range that is looked at.

    /** Fills the range with a byte, 0 to 255. */
    public void fill(int value, boolean forceUnitAccess) {
        SectorRange range = model.rangeProperty().get();
        perform(new Operation.Write(range.offset(), Math.toIntExact(range.length()), value, forceUnitAccess));
    }

    /** Writes bytes, given in hexadecimal digits, again and again over the range. */
    public void pattern(String hex, boolean forceUnitAccess) {
        SectorRange range = model.rangeProperty().get();
        perform(new Operation.WriteData(range.offset(), Math.toIntExact(range.length()), hex, forceUnitAccess));
    }

    public void zeroes() {
        SectorRange range = model.rangeProperty().get();
        perform(new Operation.WriteZeroes(range.offset(), range.length(), false, false));
    }

    public void flush() {
        perform(new Operation.Flush());
    }

    /** Writes what a file holds from the range's start on, up to the range's end. */
    public void file(Path file, boolean forceUnitAccess) {
        SectorRange range = model.rangeProperty().get();
        model.background().execute(() -> {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes((int) Math.min(MOST_OF_A_FILE, range.length()));
                Platform.runLater(() -> {
                    if (bytes.length == 0) {
                        model.tell(Notice.Kind.ERROR, text("lab.write.file.empty", file));
                    } else {
                        perform(new Operation.WriteData(range.offset(), bytes.length, HexFormat.of().formatHex(bytes),
                                forceUnitAccess));
                    }
                });
            } catch (IOException e) {
                Platform.runLater(() -> model.tell(Notice.Kind.ERROR, text("lab.file.unreadable", file, reason(e))));
            }
        });
    }

    public static String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private void perform(Operation action) {
        Optional<Request<Outcome>> turn = model.session().flatMap(session -> session.perform(action));
        turn.ifPresent(under -> {
            BackgroundTask task = new BackgroundTask(TranscriptText.words(action), under::cancel);
            model.begun(task);
            under.result().handle((outcome, failure) -> {
                Platform.runLater(() -> came(action, task, Optional.ofNullable(outcome)));
                return true;
            }).exceptionally(failure -> false);
        });
    }

    private void came(Operation action, BackgroundTask task, Optional<Outcome> outcome) {
        model.ended(task);
        outcome.ifPresent(done -> last.set(Optional.of(new Came(TranscriptText.words(action), done.isSuccess(),
                TranscriptText.outcome(Recorder.result(done)),
                done.events().stream().map(EventWords::line).toList()))));
        publish();
        model.reread();
    }

    // Overlays.

    /** Throws away what was written over a child's own bytes. */
    public void discard(String child) {
        model.session().ifPresent(session -> session.discardWrites(child)
                .thenRun(() -> Platform.runLater(model::changed)).exceptionally(WorkbenchModel::broken));
    }

    /** Saves a child, as it is with what was written over it and without its faults, as an image. */
    public void export(String child, Path image) {
        children().stream().filter(one -> one.name().equals(child)).findFirst().ifPresent(one -> {
            BlockDevice device = one.overlay().isPresent() ? one.overlay().get() : one.own();
            new Export(child, device, image).begin();
        });
    }

    /** An export under way; its progress is shown at most once per pulse. */
    private final class Export {
        private final String child;
        private final BlockDevice device;
        private final Path image;
        private final AtomicLong done = new AtomicLong();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final PulseGate gate = new PulseGate(this::show);
        private final BackgroundTask shown;
        private boolean over;

        Export(String child, BlockDevice device, Path image) {
            this.child = child;
            this.device = device;
            this.image = image;
            this.shown = new BackgroundTask(text("lab.export.task", child), () -> stopped.set(true));
        }

        void begin() {
            model.begun(shown);
            model.background().execute(() -> {
                try {
                    new ImageExport(device, image).run(bytes -> {
                        done.set(bytes);
                        gate.request();
                    }, stopped::get);
                    Platform.runLater(
                            () -> end(new Notice(Notice.Kind.INFORMATION, text("lab.export.done", child, image))));
                } catch (CannotOpen problem) {
                    boolean cancelled = problem.errno().equals(Errno.ECANCELED);
                    Platform.runLater(() -> end(cancelled
                            ? new Notice(Notice.Kind.INFORMATION, text("lab.export.stopped", child))
                            : new Notice(Notice.Kind.ERROR,
                                    text("lab.export.failed", child, String.valueOf(problem.getMessage())))));
                }
            });
        }

        private void show() {
            if (!over && device.length() instanceof Reply.Ok<Long>(Long length)) {
                shown.report((double) done.get() / Math.max(1, length), text("lab.export.task", child));
            }
        }

        private void end(Notice notice) {
            over = true;
            model.ended(shown);
            model.tell(notice.kind(), notice.text());
        }
    }
}
