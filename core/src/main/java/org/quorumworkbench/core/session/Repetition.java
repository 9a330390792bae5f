// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Request;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Scenario;

/**
 * Goes through a recording again in a session: does its operations one after the other, and gives
 * up what was given up then. Nothing here blocks.
 */
final class Repetition {

    private final Session session;
    private final OpenedQuorum open;
    private final Scenario start;
    private final Patience patience;

    /**
     * @param start
     *            what the session began with
     */
    Repetition(Session session, OpenedQuorum open, Scenario start) {
        this.session = session;
        this.open = open;
        this.start = start;
        this.patience = new Patience(open);
    }

    /** As {@link Session#repeat} has it. */
    CompletableFuture<Integer> repeat(Scenario recording, int position) {
        return repeat(recording, 0, position);
    }

    private CompletableFuture<Integer> repeat(Scenario recording, int next, int position) {
        if (next == position) {
            return CompletableFuture.completedFuture(position);
        }
        Optional<CompletableFuture<?>> step = step(recording.operations().get(next));
        // On a thread of the quorum: thousands of operations must not be thousands of calls deep.
        return step.isEmpty()
                ? CompletableFuture.completedFuture(next)
                : step.get().thenComposeAsync(done -> repeat(recording, next + 1, position), open.executor());
    }

    private Optional<CompletableFuture<?>> step(Operation operation) {
        return switch (operation) {
            case Operation.SwitchFault(String child, String id, boolean on) ->
                on ? fault(child, id).map(fault -> session.put(child, fault)) : Optional.of(session.take(child, id));
            case Operation.Command command when command.removed().isPresent() ->
                command.removed().map(session::removeChild);
            case Operation.Capture(String child, String name) -> Optional.of(session.capture(child, name));
            case Operation.Heal(String child) -> Optional.of(session.heal(child));
            case Operation.DiscardWrites(String child) -> Optional.of(session.discardWrites(child));
            case Operation.Overwrite overwrite ->
                Optional.of(session.overwrite(overwrite.child(), overwrite.offset(), overwrite.bytes()));
            case Operation.Recount() -> Optional.of(session.recount());
            case Operation.SetThreshold(int votes) when votes <= open.quorum().children().size() ->
                Optional.of(session.setThreshold(votes));
            case Operation.GivenUp(Operation request, List<String> unanswered) -> givenUp(request, unanswered);
            default -> session.perform(operation).map(this::impatiently);
        };
    }

    private Optional<CompletableFuture<?>> givenUp(Operation asked, List<String> unanswered) {
        silence(unanswered, true);
        Optional<Request<Outcome>> request = session.perform(asked);
        if (request.isEmpty()) {
            silence(unanswered, false);
        }
        return request.map(begun -> impatiently(begun)
                .whenComplete((outcome, failure) -> silence(unanswered, false)));
    }

    private void silence(List<String> children, boolean silent) {
        open.allChildren().stream().filter(child -> children.contains(child.name()))
                .forEach(child -> child.faults().setSilent(silent));
    }

    /** Waits until only those are waited for that hang: they hung then too, and were given up. */
    private CompletableFuture<Outcome> impatiently(Request<Outcome> request) {
        patience.giveUpIfHanging(request);
        return request.result();
    }

    /** One of the faults that the start names for a child. */
    private Optional<Fault> fault(String child, String id) {
        return start.faults().getOrDefault(child, List.of()).stream().map(FaultSpec::fault)
                .filter(fault -> fault.id().equals(id)).findFirst();
    }
}
