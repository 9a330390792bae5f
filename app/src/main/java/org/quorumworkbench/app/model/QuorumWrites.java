// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.app.background.PulseGate;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.CannotOpen;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.ImageExport;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.file.InputFile;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.session.Recorder;
import org.quorumworkbench.core.story.EventWords;

/**
 * Writes and flushes of the open quorum, made from the window; the overlays that keep them, so that
 * no file changes. Used on the JavaFX thread; nothing here waits for a child.
 */
public final class QuorumWrites implements OpenQuorum.Follower {

    /** The most bytes of a file that are written at once: they are written into the recording too. */
    public static final int MOST_OF_A_FILE = 256 << 10;

    /**
     * A write or flush, and what came of it.
     *
     * @param what
     *            what was done, in words
     * @param outcome
     *            what came of it, in words
     * @param events
     *            what the quorum told, one line each
     */
    public record WriteReport(String what, boolean success, String outcome, List<String> events) {
        public WriteReport {
            events = List.copyOf(events);
        }
    }

    private final Background background;
    private final OpenQuorum quorum;
    private final Reading reading;
    private final BackgroundTasks tasks;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Optional<WriteReport>> last = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Map<String, List<SectorRange>>> overlays = new ReadOnlyObjectWrapper<>(
            Map.of());
    private final Latest looked = new Latest();
    private Optional<OpenedQuorum> open = Optional.empty();

    QuorumWrites(Background background, OpenQuorum quorum, Reading reading, BackgroundTasks tasks, Messages messages) {
        this.background = background;
        this.quorum = quorum;
        this.reading = reading;
        this.tasks = tasks;
        this.messages = messages;
        reading.inspectionProperty().subscribe(this::look);
    }

    @Override
    public void opened(OpenQuorum.Opened now) {
        open = Optional.of(now.quorum());
        last.set(Optional.empty());
        look();
    }

    /** What came of the last write or flush; empty before the first. */
    public ReadOnlyObjectProperty<Optional<WriteReport>> lastProperty() {
        return last.getReadOnlyProperty();
    }

    /**
     * By child in order, the ranges that were written over its own bytes, rounded outwards to pages.
     */
    public ReadOnlyObjectProperty<Map<String, List<SectorRange>>> overlaysProperty() {
        return overlays.getReadOnlyProperty();
    }

    /**
     * Looks at the overlays, in the background: one in a file may be busy with what a client writes.
     */
    void look() {
        List<OpenedChild> all = children();
        background.run(() -> {
            Map<String, List<SectorRange>> now = new LinkedHashMap<>();
            all.forEach(child -> child.overlay().ifPresent(overlay -> now.put(child.name(), overlay.written())));
            return now;
        }).onlyIf(looked.next()).then(overlays::set).orBroken();
    }

    private List<OpenedChild> children() {
        return open.map(OpenedQuorum::allChildren).orElse(List.of());
    }

    // Requests on the range that is looked at.

    /** Fills the range with a byte, 0 to 255. */
    public void fill(int value, boolean forceUnitAccess) {
        SectorRange range = reading.rangeProperty().get();
        perform(new Operation.Write(range.offset(), Math.toIntExact(range.length()), value, forceUnitAccess));
    }

    /** Writes bytes, given in hexadecimal digits, again and again over the range. */
    public void pattern(String hex, boolean forceUnitAccess) {
        SectorRange range = reading.rangeProperty().get();
        perform(new Operation.WriteData(range.offset(), Math.toIntExact(range.length()), hex, forceUnitAccess));
    }

    public void zeroes() {
        SectorRange range = reading.rangeProperty().get();
        perform(new Operation.WriteZeroes(range.offset(), range.length(), false, false));
    }

    public void flush() {
        perform(new Operation.Flush());
    }

    /** Writes what a file holds from the range's start on, up to the range's end. */
    public void file(Path file, boolean forceUnitAccess) {
        SectorRange range = reading.rangeProperty().get();
        background.run(() -> {
            try (InputStream in = InputFile.open(file)) {
                return in.readNBytes((int) Math.min(MOST_OF_A_FILE, range.length()));
            }
        }).then(bytes -> {
            if (bytes.length == 0) {
                messages.tell(Notice.Kind.ERROR, text("lab.write.file.empty", file));
            } else {
                perform(new Operation.WriteData(range.offset(), bytes.length, HexFormat.of().formatHex(bytes),
                        forceUnitAccess));
            }
        }).failed(IOException.class,
                why -> messages.tell(Notice.Kind.ERROR, text("lab.file.unreadable", file, Saver.reason(why))));
    }

    private void perform(Operation action) {
        quorum.session().flatMap(session -> session.perform(action)).ifPresent(turn -> {
            BackgroundTask task = new BackgroundTask(OperationWords.of(action), turn::cancel);
            tasks.begun(task);
            background.after(turn.result()).ended(() -> tasks.ended(task)).then(outcome -> came(action, outcome))
                    .failed(CancellationException.class, gaveUp -> seen());
        });
    }

    private void came(Operation action, Outcome done) {
        last.set(Optional.of(new WriteReport(OperationWords.of(action), done.isSuccess(),
                OperationWords.outcome(Recorder.result(done)), done.events().stream().map(EventWords::line).toList())));
        seen();
    }

    private void seen() {
        look();
        reading.reread();
    }

    // Overlays.

    /** Throws away what was written over a child's own bytes. */
    public void discard(String child) {
        quorum.session().ifPresent(session -> background.after(session.discardWrites(child))
                .then(done -> quorum.changed()).orBroken());
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
        private final PulseGate gate = background.gate(this::show);
        private final BackgroundTask shown;
        private boolean over;

        Export(String child, BlockDevice device, Path image) {
            this.child = child;
            this.device = device;
            this.image = image;
            this.shown = new BackgroundTask(text("lab.export.task", child), () -> stopped.set(true));
        }

        void begin() {
            tasks.begun(shown);
            background.perform(() -> new ImageExport(device, image).run(bytes -> {
                done.set(bytes);
                gate.request();
            }, stopped::get)).ended(this::end)
                    .then(all -> messages.tell(Notice.Kind.INFORMATION, text("lab.export.done", child, image)))
                    .failed(CannotOpen.class, this::failed);
        }

        private void failed(CannotOpen problem) {
            if (problem.errno().equals(Errno.ECANCELED)) {
                messages.tell(Notice.Kind.INFORMATION, text("lab.export.stopped", child));
            } else {
                messages.tell(Notice.Kind.ERROR,
                        text("lab.export.failed", child, Wordings.of(problem)));
            }
        }

        private void show() {
            if (!over && device.length() instanceof Reply.Ok<Long>(Long length)) {
                shown.report((double) done.get() / Math.max(1, length), text("lab.export.task", child));
            }
        }

        private void end() {
            over = true;
            tasks.ended(shown);
        }
    }
}
