// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.quorum.ChildReply;
import org.quorumworkbench.core.quorum.Digest;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.run.Performed;
import org.quorumworkbench.core.run.ScenarioRun;
import org.quorumworkbench.core.scenario.Expected;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Operation.SwitchFault;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioFile;
import org.quorumworkbench.core.scenario.ScenarioWriter;
import org.quorumworkbench.core.scenario.SelfContained;
import org.quorumworkbench.core.scenario.Transcript.Detail;
import org.quorumworkbench.core.scenario.Transcript.Result;

/**
 * Writes down what is done with a quorum and what came of it, as a scenario that expects the same
 * when it is run. May be used from any thread.
 */
public final class Recorder {

    /** So many operations are written down at most; those beyond are not. */
    public static final int MOST = 100_000;

    /** What is not written down because the recording is full. */
    private static final int BEYOND = -1;

    /** Characters that are kept free in the file: for a result that is longer than any usual one. */
    private static final int RESERVED = 1 << 20;

    /**
     * One thing that was done.
     *
     * @param result
     *            what came of it; absent while it is under way
     */
    public record Noted(Operation operation, Optional<Result> result) {}

    private record FaultKey(String child, String id) {}

    private final Scenario start;
    private final Semantics semantics;
    private final Map<String, List<FaultSpec>> faults = new HashMap<>();
    /** What the faults that are on are called in the scenario. */
    private final Map<FaultKey, String> on = new HashMap<>();
    private final List<Noted> noted = new ArrayList<>();
    /** How many characters the file has by now, at most. */
    private long length;
    private boolean full;

    /**
     * @param start
     *            the children, faults and quorum as they are before the first operation; its own
     *            operations are not done
     * @param semantics
     *            the behaviour of the quorum that is recorded
     */
    public Recorder(Scenario start, Semantics semantics) {
        this.start = start;
        this.semantics = semantics;
        // Images may be written into the file, three characters a byte.
        this.length = ScenarioWriter.text(start).length() + 3 * SelfContained.MOST_BYTES + RESERVED;
        start.faults().forEach((child, specs) -> {
            faults.put(child, new ArrayList<>(specs));
            specs.stream().filter(FaultSpec::on).map(spec -> spec.fault().id())
                    .forEach(id -> on.put(new FaultKey(child, id), id));
        });
    }

    /** Notes a request and its whole story. A read's digest is noted if its bytes were kept. */
    public synchronized void requested(Operation operation, Outcome outcome) {
        ended(begins(operation), outcome);
    }

    /** Notes something that was done and is no request, a threshold that was changed for instance. */
    public synchronized void done(Operation operation) {
        ended(begins(operation), Result.ok(new Detail.None(), List.of()));
    }

    /** Notes what begins now; what came of it is noted with the number that this returns. */
    synchronized int begins(Operation operation) {
        long longer = length + length(operation, List.of());
        if (full || noted.size() == MOST || longer > ScenarioFile.LONGEST) {
            // What came later must not be told without what is missing here.
            full = true;
            return BEYOND;
        }
        length = longer;
        noted.add(new Noted(operation, Optional.empty()));
        return noted.size() - 1;
    }

    /** Notes a request's story; of one that was given up, who had not answered by then. */
    synchronized void ended(int number, Outcome outcome) {
        List<String> silent = unanswered(outcome);
        if (number != BEYOND && !silent.isEmpty()) {
            Operation asked = noted.get(number).operation();
            Operation givenUp = new Operation.GivenUp(asked, silent);
            length += length(givenUp, List.of()) - length(asked, List.of());
            noted.set(number, new Noted(givenUp, Optional.empty()));
        }
        ended(number, result(outcome));
    }

    /** Those that a fault lets hang are silent whenever the scenario runs, and need not be named. */
    private static List<String> unanswered(Outcome outcome) {
        if (!(outcome.result() instanceof org.quorumworkbench.core.quorum.Result.Cancelled)) {
            return List.of();
        }
        List<String> hanging = outcome.events().stream().filter(Event.FaultFired.class::isInstance)
                .map(Event.FaultFired.class::cast).filter(Recorder::isHang).map(Event.FaultFired::child).toList();
        return outcome.replies().stream().filter(reply -> reply.reply().isEmpty()).map(ChildReply::name)
                .filter(child -> !hanging.contains(child)).toList();
    }

    private void ended(int number, Result result) {
        if (number != BEYOND) {
            Operation operation = noted.get(number).operation();
            noted.set(number, new Noted(operation, Optional.of(result)));
            length += length(operation, List.of(Optional.of(result))) - length(operation, List.of());
        }
    }

    private long length(Operation operation, List<Optional<Result>> results) {
        return ScenarioWriter.length(operation, expected(results));
    }

    private Expected.Results expected(List<Optional<Result>> results) {
        return new Expected.Results(semantics, results, start.innerNodes().isEmpty());
    }

    /** Whether the last thing that was done was not written down, and no other will be. */
    public synchronized boolean isFull() {
        return full;
    }

    private static boolean isHang(Event.FaultFired fired) {
        return fired.effect() instanceof Effect.Hangs;
    }

    /**
     * Notes that a fault is put on a child; one of the same id that is on is taken off before.
     *
     * @param child
     *            one of the children at the start
     */
    public synchronized void put(String child, Fault fault) {
        FaultKey key = new FaultKey(child, fault.id());
        String name = scenarioName(child, fault);
        String before = on.put(key, name);
        if (before != null && !before.equals(name)) {
            done(new SwitchFault(child, before, false));
        }
        done(new SwitchFault(child, name, true));
    }

    /** Notes that a fault is taken off; nothing if it is not on. */
    public synchronized void take(String child, String id) {
        String name = on.remove(new FaultKey(child, id));
        if (name != null) {
            done(new SwitchFault(child, name, false));
        }
    }

    /** What the fault is called in the scenario: its id, unless that is another fault's already. */
    private String scenarioName(String child, Fault fault) {
        List<FaultSpec> known = faults.computeIfAbsent(child, name -> new ArrayList<>());
        for (int other = 1;; other++) {
            String id = other == 1 ? fault.id() : fault.id() + "~" + other;
            Fault named = new Fault(id, fault.title(), fault.when(), fault.effect());
            Optional<Fault> taken = known.stream().map(FaultSpec::fault).filter(old -> old.id().equals(id))
                    .findFirst();
            if (taken.isEmpty()) {
                known.add(new FaultSpec(named, false));
            }
            if (taken.isEmpty() || taken.get().equals(named)) {
                return id;
            }
        }
    }

    /** What came of a request, as it is noted. */
    public static Result result(Outcome outcome) {
        Detail detail = outcome.data().<Detail>map(bytes -> new Detail.Digested(Digest.of(bytes.asByteBuffer()).hex()))
                .orElse(new Detail.None());
        return Result.of(outcome, detail, outcome.events());
    }

    /** How many things were noted. */
    public synchronized int size() {
        return noted.size();
    }

    /** The thing of that number, from 0. */
    public synchronized Noted noted(int number) {
        return noted.get(number);
    }

    /** What was recorded so far. */
    public synchronized Scenario scenario() {
        return scenario(noted.size());
    }

    /** The beginning of what was recorded, which expects nothing: so many operations, soon said. */
    public synchronized Scenario beginning(int position) {
        return withFaults().withOperations(noted.subList(0, position).stream().map(Noted::operation).toList());
    }

    private Scenario withFaults() {
        return start.withFaults((child, before) -> faults.getOrDefault(child, List.of()));
    }

    /** The beginning of what was recorded: so many operations. */
    public synchronized Scenario scenario(int position) {
        List<Noted> until = noted.subList(0, position);
        return withFaults().recorded(semantics, until.stream().map(Noted::operation).toList(),
                expected(until.stream().map(Noted::result).toList()));
    }

    /** A run as a scenario of its own, with the operations that were really done. */
    public static Scenario of(ScenarioRun run) {
        return run.scenario().recorded(run.semantics(), run.performed().stream().map(Performed::operation).toList(),
                new Expected.Whole(run.transcript()));
    }
}
