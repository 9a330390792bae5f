// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Wait;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.Inspector;
import org.quorumworkbench.core.quorum.Digest;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.quorum.Request;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.run.QuorumNode.Refusal;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.Transcript;
import org.quorumworkbench.core.scenario.Transcript.Detail;
import org.quorumworkbench.core.scenario.Transcript.Opening;
import org.quorumworkbench.core.scenario.Transcript.Result;
import org.quorumworkbench.core.scenario.Transcript.Status;

/**
 * A scenario while it runs: opened, its operations done one after the other on the caller's thread,
 * other operations between them if the caller likes. Nothing waits: a request that a child keeps
 * hanging is cancelled when nothing else is left to do. For one thread.
 */
public final class ScenarioRun implements AutoCloseable {

    private final Scenario scenario;
    private final Semantics semantics;
    private final RunLoop loop = new RunLoop();
    private final List<Event> told = new ArrayList<>();
    private final BlockGraph graph;
    private final Monitor monitor;
    private final Opening opening;
    private final List<Performed> performed = new ArrayList<>();
    private Optional<Inspection> picture = Optional.empty();

    private ScenarioRun(Scenario scenario, Semantics semantics, Wait waiting) {
        this.scenario = scenario;
        this.semantics = semantics;
        this.graph = new BlockGraph(semantics, loop, waiting, told::add);
        this.monitor = new Monitor(graph, loop, scenario.quorumName());
        this.opening = new Opener(scenario, semantics, graph).open();
    }

    /**
     * Opens a scenario's children and its quorum.
     *
     * @param asked
     *            which driver's behaviour, whatever the scenario says; absent for what it says, or 2014
     */
    public static ScenarioRun open(Scenario scenario, Optional<Semantics> asked) {
        return open(scenario, asked, new Wait());
    }

    private static ScenarioRun open(Scenario scenario, Optional<Semantics> asked, Wait waiting) {
        return new ScenarioRun(scenario, asked.or(scenario::semantics).orElse(Semantics.V2014), waiting);
    }

    /** Runs a scenario from start to end. */
    public static Transcript transcript(Scenario scenario, Optional<Semantics> asked) {
        return transcript(scenario, asked, new Wait());
    }

    /**
     * As the other.
     *
     * @param waiting
     *            tells meanwhile, on any thread, which child's file is asked
     */
    public static Transcript transcript(Scenario scenario, Optional<Semantics> asked, Wait waiting) {
        try (ScenarioRun run = open(scenario, asked, waiting)) {
            return run.toEnd().transcript();
        }
    }

    public Scenario scenario() {
        return scenario;
    }

    public Semantics semantics() {
        return semantics;
    }

    public Opening opening() {
        return opening;
    }

    /** What was done so far. */
    public List<Performed> performed() {
        return List.copyOf(performed);
    }

    /** The quorum; empty if it did not open. */
    public Optional<Quorum> quorum() {
        return opening.ok() ? graph.quorum(scenario.quorumName()) : Optional.empty();
    }

    /** Whether nothing can be done any more: the quorum did not open, or was aborted. */
    public boolean isOver() {
        return quorum().isEmpty() || quorum().get().aborted().isPresent();
    }

    /** Does what is left of the scenario's operations. */
    public ScenarioRun toEnd() {
        while (!isOver() && performed.size() < scenario.operations().size()) {
            perform(scenario.operations().get(performed.size()));
        }
        return this;
    }

    /** What came of it so far, and what the children hold now. */
    public Transcript transcript() {
        return new Transcript(semantics, opening, performed.stream().map(Performed::result).toList(),
                graph.bytes().stream().map(BytesNode::after).toList());
    }

    /**
     * Does one operation.
     *
     * @throws IllegalStateException
     *             if {@link #isOver}
     */
    public Performed perform(Operation operation) {
        if (isOver()) {
            throw new IllegalStateException("nothing can be done any more");
        }
        told.clear();
        Performed done = carryOut(graph.quorum(scenario.quorumName()).orElseThrow(), operation);
        performed.add(done);
        return done;
    }

    private Performed carryOut(Quorum quorum, Operation operation) {
        return switch (operation) {
            case Operation.Read read -> inside(read, read.offset(), read.length(), false, () -> read(quorum, read));
            case Operation.Write write ->
                inside(write, write.offset(), write.length(), true, () -> write(quorum, write));
            case Operation.WriteZeroes zeroes ->
                inside(zeroes, zeroes.offset(), zeroes.length(), true, () -> zeroes(quorum, zeroes));
            // The driver has no discard: it succeeds and does nothing (case wr-trim).
            case Operation.Trim trim ->
                inside(trim, trim.offset(), trim.length(), true, () -> done(trim, new Detail.None()));
            case Operation.Flush flush -> request(flush, quorum.flush(), new Detail.None());
            case Operation.BlockStatus status ->
                inside(status, status.offset(), status.length(), false, () -> extents(quorum, status));
            case Operation.Wait wait -> done(wait, new Detail.None());
            case Operation.Command command -> command(command);
            case Operation.SwitchFault fault ->
                onFaults(fault, fault.child(), layer -> layer.switchFault(fault.id(), fault.on()));
            case Operation.Examine examine ->
                inside(examine, examine.offset(), examine.length(), false, () -> examine(quorum, examine));
            case Operation.WriteData write ->
                inside(write, write.offset(), write.length(), true, () -> request(write,
                        quorum.write(write.offset(), ByteBuffer.wrap(write.bytes()), write.forceUnitAccess()),
                        new Detail.None()));
            case Operation.SetThreshold threshold -> setThreshold(quorum, threshold);
            case Operation.Capture capture ->
                onFaults(capture, capture.child(), layer -> layer.faulted().capture(capture.name()));
            case Operation.Heal heal -> onFaults(heal, heal.child(), layer -> layer.faulted().heal());
            case Operation.DiscardWrites discard ->
                onNode(discard, discard.child(), graph.bytes(discard.child()), BytesNode::discardWrites);
            case Operation.Overwrite over ->
                onNode(over, over.child(), graph.bytes(over.child()), node -> node.overwrite(over));
            case Operation.Recount recount -> {
                graph.faults().forEach(layer -> layer.faulted().recount());
                yield done(recount, new Detail.None());
            }
            case Operation.Identify identify -> done(identify, ScenarioMembers.identified(graph));
            case Operation.Diagnose diagnose ->
                done(diagnose, ScenarioDiagnosis.of(quorum, graph, scenario.members()));
            case Operation.GivenUp(Operation request, List<String> unanswered) -> {
                silence(unanswered, true);
                Performed given = carryOut(quorum, request);
                silence(unanswered, false);
                yield new Performed(given.index(), operation, given.outcome(), given.result());
            }
        };
    }

    private void silence(List<String> children, boolean silent) {
        children.stream().map(graph::faults).filter(Objects::nonNull)
                .forEach(layer -> layer.faulted().setSilent(silent));
    }

    private interface Doing {
        Performed perform();
    }

    /**
     * What the user of a quorum meets before the quorum does: the end of the disk, and whether writing
     * is allowed (as QEMU's NBD server answers, case mix-eof-read).
     */
    private Performed inside(Operation operation, long offset, long length, boolean writes, Doing doing) {
        if (writes && !scenario.writable()) {
            return finish(operation, Optional.empty(), Result.failed(Errno.EPERM, List.of()));
        }
        long size = size().orElse(0);
        if (offset > size || length > size - offset) {
            boolean full = writes && !(operation instanceof Operation.Trim);
            return finish(operation, Optional.empty(), Result.failed(full ? Errno.ENOSPC : Errno.EINVAL, List.of()));
        }
        return doing.perform();
    }

    private OptionalLong size() {
        return graph.quorum(scenario.quorumName()).orElseThrow().length() instanceof Reply.Ok<Long>(Long bytes)
                ? OptionalLong.of(bytes)
                : OptionalLong.empty();
    }

    private Performed done(Operation operation, Detail detail) {
        return finish(operation, Optional.empty(), Result.ok(detail, told));
    }

    private Performed finish(Operation operation, Optional<Outcome> outcome, Result result) {
        return new Performed(performed.size(), operation, outcome, result);
    }

    private Performed read(Quorum quorum, Operation.Read read) {
        ByteBuffer into = ByteBuffer.allocate(read.length());
        Outcome outcome = settle(quorum.read(read.offset(), into));
        return outcome.isSuccess()
                ? finish(read, Optional.of(outcome), Result.ok(bytes(read.offset(), into), told))
                : finish(read, Optional.of(outcome), result(outcome, new Detail.None()));
    }

    private Detail bytes(long offset, ByteBuffer read) {
        return new Detail.Bytes(Digest.of(read).hex(),
                graph.bytes().stream().filter(node -> node.heldInitially(offset, read))
                        .map(BytesNode::name).toList());
    }

    private Performed write(Quorum quorum, Operation.Write write) {
        return request(write, quorum.write(write.offset(), ByteBuffer.wrap(write.bytes()), write.forceUnitAccess()),
                new Detail.None());
    }

    private Performed zeroes(Quorum quorum, Operation.WriteZeroes zeroes) {
        Performed written = request(zeroes, quorum.writeZeroes(zeroes.offset(), zeroes.length()), new Detail.None());
        return zeroes.forceUnitAccess() && written.result().status() == Status.OK
                ? request(zeroes, quorum.flush(), new Detail.None())
                : written;
    }

    private Performed request(Operation operation, Request<Outcome> request, Detail detail) {
        Outcome outcome = settle(request);
        return finish(operation, Optional.of(outcome), result(outcome, detail));
    }

    private <T> T settle(Request<T> request) {
        Optional<T> result = loop.settle(request.result());
        if (result.isPresent()) {
            return result.get();
        }
        // Nothing is left that could make the child answer.
        request.cancel();
        return loop.settle(request.result()).orElseThrow();
    }

    private Result result(Outcome outcome, Detail detail) {
        return Result.of(outcome, detail, told);
    }

    private Performed extents(Quorum quorum, Operation.BlockStatus status) {
        return new ExtentWalk(quorum, loop).of(status.offset(), status.length())
                .map(extents -> done(status, new Detail.Extents(extents)))
                .orElseGet(() -> finish(status, Optional.empty(), new Result(Status.CANCELLED, Optional.empty(),
                        Optional.empty(), new Detail.None(), told)));
    }

    private Performed onFaults(Operation operation, String child, Consumer<FaultLayer> change) {
        return onNode(operation, child, graph.faults(child), change);
    }

    private <N> Performed onNode(Operation operation, String child, @Nullable N node, Consumer<N> change) {
        if (node == null) {
            return finish(operation, Optional.empty(), Result.refused("Node '" + child + "' not found", told));
        }
        change.accept(node);
        return done(operation, new Detail.None());
    }

    private Performed setThreshold(Quorum quorum, Operation.SetThreshold threshold) {
        int children = quorum.children().size();
        if (threshold.votes() > children) {
            return finish(threshold, Optional.empty(), Result
                    .refused("a threshold of " + threshold.votes() + " with " + children + " children", told));
        }
        quorum.setThreshold(threshold.votes());
        return done(threshold, new Detail.None());
    }

    private Performed examine(Quorum quorum, Operation.Examine examine) {
        Inspection seen = look(quorum, SectorRange.ofBytes(examine.offset(), examine.length()));
        picture = Optional.of(seen);
        Outcome outcome = seen.request();
        Detail detail = outcome.data().<Detail>map(data -> bytes(examine.offset(), data.asByteBuffer()))
                .orElse(new Detail.None());
        return finish(examine, Optional.of(outcome), Result.of(outcome, detail, outcome.events()));
    }

    private Inspection look(Quorum quorum, SectorRange range) {
        return settle(new Inspector(quorum).inspect(range));
    }

    /**
     * Looks at a range without its being an operation of the run; faults see it as any other read.
     *
     * @param range
     *            as {@link Inspector#inspect} takes it
     * @throws IllegalStateException
     *             if {@link #isOver}
     */
    public Inspection look(SectorRange range) {
        return look(quorum().orElseThrow(() -> new IllegalStateException("nothing can be looked at any more")), range);
    }

    /** What the last operation that looked at a range saw. */
    public Optional<Inspection> picture() {
        return picture;
    }

    private Performed command(Operation.Command command) {
        try {
            Detail detail = monitor.execute(command);
            return done(command, detail);
        } catch (Refusal refused) {
            return finish(command, Optional.empty(), Result.refused(refused.words(), told));
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
