// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.quorumworkbench.core.block.OverlayDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.FaultedDevice;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.Inspector;
import org.quorumworkbench.core.quorum.Change;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.quorum.Request;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Scenario;

/**
 * What is done with an opened quorum, one thing after the other, and written down: run again from
 * the start, it comes out the same. What changes faults, threshold or overlays gives up a request
 * that hangs, since it would wait for it for ever.
 *
 * <p>
 * May be used from any thread; nothing here waits.
 */
public final class Session {

    private final OpenedQuorum open;
    private final Scenario start;
    private final Recorder recorder;
    private final Runnable noted;
    private final Patience patience;
    private final List<QueuedRequest<?>> queued = new ArrayList<>();
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    private Session(OpenedQuorum open, Scenario start, Runnable noted) {
        this.open = open;
        this.start = start;
        this.recorder = new Recorder(start, open.quorum().policy().semantics());
        this.noted = noted;
        this.patience = new Patience(open);
    }

    /**
     * Begins with the quorum as it was opened, with the faults that are on.
     *
     * @param noted
     *            runs on any thread whenever something is noted; must not block
     */
    public static Session on(OpenedQuorum open, Runnable noted) {
        Session session = new Session(open, InitialScenario.of(open), noted);
        for (OpenedChild child : open.allChildren()) {
            child.faults().faults().forEach(fault -> session.recorder.put(child.name(), fault));
        }
        return session;
    }

    /**
     * Begins with a quorum that was opened anew, or {@link ScenarioStage staged}, to go through a
     * scenario: those faults are on that the scenario begins with.
     */
    public static Session through(Scenario start, OpenedQuorum open, Runnable noted) {
        Session session = new Session(open, start, noted);
        for (OpenedChild child : open.allChildren()) {
            for (Fault fault : child.faults().faults()) {
                if (start.faults().getOrDefault(child.name(), List.of()).stream()
                        .noneMatch(spec -> spec.on() && spec.fault().equals(fault))) {
                    child.faults().take(fault.id());
                }
            }
        }
        return session;
    }

    /** What was written down. */
    public Recorder recorder() {
        return recorder;
    }

    // Requests.

    /** Looks at a range, as {@link Inspector#inspect} takes it. */
    public Request<Inspection> examine(SectorRange range) {
        return submit(new Operation.Examine(range.offset(), Math.toIntExact(range.length())),
                number -> new Inspector(open.quorum()).inspect(range).map(seen -> {
                    ended(number, seen.request());
                    return seen;
                }));
    }

    /** Fills a range with a byte. */
    public Request<Outcome> fill(long offset, int length, int value) {
        return perform(new Operation.Write(offset, length, value, false)).orElseThrow();
    }

    /**
     * Does what a scenario does, and what a session can do: anything but a command of a monitor, a
     * question for extents, or a fault that the start does not name.
     *
     * @return empty if it cannot be done
     */
    public Optional<Request<Outcome>> perform(Operation operation) {
        Quorum quorum = open.quorum();
        return switch (operation) {
            case Operation.Read read -> Optional
                    .of(request(read, () -> quorum.read(read.offset(), ByteBuffer.allocate(read.length()))));
            case Operation.Write write -> Optional.of(request(write, () -> quorum.write(write.offset(),
                    ByteBuffer.wrap(write.bytes()), write.forceUnitAccess())));
            case Operation.WriteData write -> Optional.of(request(write, () -> quorum.write(write.offset(),
                    ByteBuffer.wrap(write.bytes()), write.forceUnitAccess())));
            case Operation.WriteZeroes zeroes when !zeroes.forceUnitAccess() ->
                Optional.of(request(zeroes, () -> quorum.writeZeroes(zeroes.offset(), zeroes.length())));
            case Operation.Flush flush -> Optional.of(request(flush, quorum::flush));
            case Operation.Examine(long offset, int length) -> Optional
                    .of(examine(SectorRange.ofBytes(offset, length)).map(Inspection::request));
            default -> Optional.empty();
        };
    }

    private Request<Outcome> request(Operation operation, Supplier<Request<Outcome>> begin) {
        return submit(operation, number -> begin.get().map(outcome -> {
            ended(number, outcome);
            return outcome;
        }));
    }

    private interface Start<T> {
        Request<T> begin(int number);
    }

    private synchronized <T> Request<T> submit(Operation operation, Start<T> start) {
        QueuedRequest<T> request = new QueuedRequest<>(false);
        enqueue(request, () -> start.begin(recorder.begins(operation)));
        return request;
    }

    private synchronized <T> void enqueue(QueuedRequest<T> request, Supplier<Request<T>> start) {
        queued.removeIf(QueuedRequest::isOver);
        queued.add(request);
        CompletableFuture<?> before = last;
        last = request.result().handle((value, failure) -> true);
        before.thenRun(() -> request.begin(start)).exceptionally(failure -> {
            request.begin(() -> Request.of(CompletableFuture.failedFuture(failure)));
            return null;
        });
    }

    private void ended(int number, Outcome outcome) {
        recorder.ended(number, outcome);
        noted.run();
    }

    // Changes.

    /** Puts a fault on a child. */
    public CompletableFuture<Void> put(String child, Fault fault) {
        return change(child, device -> {
            device.put(fault);
            recorder.put(child, fault);
        });
    }

    /** Takes a fault off a child. */
    public CompletableFuture<Void> take(String child, String id) {
        return change(child, device -> {
            device.take(id);
            recorder.take(child, id);
        });
    }

    /** Remembers what a child shows now under a name. */
    public CompletableFuture<Void> capture(String child, String name) {
        return change(child, device -> {
            device.capture(name);
            note(new Operation.Capture(child, name));
        });
    }

    /** Undoes what faults did to writes on a child. */
    public CompletableFuture<Void> heal(String child) {
        return change(child, device -> {
            device.heal();
            note(new Operation.Heal(child));
        });
    }

    /** Throws away what was written over a child's own bytes. */
    public CompletableFuture<Void> discardWrites(String child) {
        return changeSoon(() -> child(child).flatMap(OpenedChild::overlay).map(OverlayDevice::discard)
                .orElseGet(() -> CompletableFuture.completedFuture(Reply.done()))
                .thenAccept(reply -> {
                    if (reply.isOk()) {
                        note(new Operation.DiscardWrites(child));
                    }
                }));
    }

    /**
     * Lays bytes over a child's own, below its faults. A child that has no overlay is left as it is.
     *
     * @param offset
     *            of the first, in bytes
     * @return completes with the bytes that were there; empty if nothing was changed, since there is no
     *         overlay or it could not be read or written
     */
    public CompletableFuture<Optional<byte[]>> overwrite(String child, long offset, byte[] bytes) {
        QueuedRequest<Optional<byte[]>> request = new QueuedRequest<>(false);
        byte[] before = new byte[bytes.length];
        enqueue(request, () -> Request.of(child(child).flatMap(OpenedChild::overlay).map(overlay -> overlay
                .read(offset, ByteBuffer.wrap(before))
                .thenCompose(read -> read.isOk()
                        ? overlay.write(offset, ByteBuffer.wrap(bytes))
                        : CompletableFuture.completedFuture(read))
                .thenApply(written -> overwritten(
                        new Operation.Overwrite(child, offset, HexFormat.of().formatHex(bytes)), written.isOk(),
                        before)))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))));
        return request.result();
    }

    private Optional<byte[]> overwritten(Operation operation, boolean done, byte[] before) {
        if (!done) {
            return Optional.empty();
        }
        note(operation);
        noted.run();
        return Optional.of(before);
    }

    /** Lets all faults count from the beginning, as after reads that are no part of the session. */
    public CompletableFuture<Void> recount() {
        return change(() -> {
            open.allChildren().forEach(child -> child.faults().recount());
            note(new Operation.Recount());
        });
    }

    /**
     * Changes the threshold.
     *
     * @param votes
     *            1 to the number of children
     */
    public CompletableFuture<Void> setThreshold(int votes) {
        return change(() -> {
            open.quorum().setThreshold(votes);
            note(new Operation.SetThreshold(votes));
        });
    }

    /**
     * Removes the child at that place, if the quorum lets it go; written down as the monitor's command.
     *
     * @param edge
     *            the place, {@code children.1} for instance
     */
    public CompletableFuture<Change> removeChild(String edge) {
        QueuedRequest<Change> request = new QueuedRequest<>(false);
        enqueue(request, () -> Request.of(open.quorum().removeChild(edge).thenApply(change -> {
            if (change instanceof Change.Made) {
                note(Operation.Command.removal(open.quorum().name(), edge));
            }
            noted.run();
            return change;
        })));
        return request.result();
    }

    private void note(Operation operation) {
        recorder.done(operation);
    }

    private Optional<OpenedChild> child(String name) {
        return open.allChildren().stream().filter(child -> child.name().equals(name)).findFirst();
    }

    private CompletableFuture<Void> change(String child, Consumer<FaultedDevice> what) {
        return change(() -> child(child).map(OpenedChild::faults).ifPresent(what));
    }

    private CompletableFuture<Void> change(Runnable what) {
        return changeSoon(() -> {
            what.run();
            return CompletableFuture.completedFuture(null);
        });
    }

    /** For what may wait for a file, where the caller does not. */
    private CompletableFuture<Void> changeSoon(Supplier<CompletableFuture<Void>> what) {
        QueuedRequest<Void> request = new QueuedRequest<>(true);
        List<QueuedRequest<?>> before;
        synchronized (this) {
            queued.removeIf(QueuedRequest::isOver);
            before = List.copyOf(queued);
            enqueue(request, () -> Request.of(what.get().thenRun(noted)));
        }
        before.forEach(patience::giveUpIfHanging);
        if (!request.isOver()) {
            patience.giveUpSoon(before);
        }
        return request.result();
    }

    // Going through a recording again.

    /**
     * Does the operations of a recording up to a position, one after the other.
     *
     * @return completes with how many were done: fewer if one cannot be done in a session
     */
    public CompletableFuture<Integer> repeat(Scenario recording, int position) {
        open.allChildren().forEach(child -> child.faults().setHurried(true));
        return new Repetition(this, open, start).repeat(recording, position).whenComplete(
                (done, failure) -> open.allChildren().forEach(child -> child.faults().setHurried(false)));
    }
}
