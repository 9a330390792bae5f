// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Pending;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.Unanswered;

/**
 * What faults do to when a device answers, and whether: failing, hanging, delaying, and the silence
 * of a device that had not answered when its request was given up. Used from any thread.
 */
final class HeldAnswers {

    /** What hangs by no fault, but because the device is silent. */
    private static final String SILENCE = "";

    private final Timer timer;
    private final Predicate<Fault> isOn;
    private final CopyOnWriteArrayList<Hung> hanging = new CopyOnWriteArrayList<>();
    private volatile boolean silent;
    private volatile boolean hurried;

    /**
     * @param timer
     *            what delays pass on
     * @param isOn
     *            whether a fault has not been taken off
     */
    HeldAnswers(Timer timer, Predicate<Fault> isOn) {
        this.timer = timer;
        this.isOn = isOn;
    }

    /** Something that waits for a fault to be taken off; cancelling it lets it go. */
    private final class Hung {

        private final String by;
        private final Unanswered.Question asked;
        private final Pending<Reply<Done>> answer = new Pending<>(() -> letGo(Reply.failed(Errno.ECANCELED)));

        Hung(String by) {
            this.by = by;
            this.asked = Unanswered.of(() -> "a child, by the simulated fault '" + by + "',");
        }

        void letGo(Reply<Done> reply) {
            hanging.remove(this);
            asked.close();
            answer.complete(reply);
        }
    }

    /** Fails, hangs or delays as the firings say, one after the other. */
    CompletableFuture<Reply<Done>> until(OperationSteps<?> steps, List<Firing> firings) {
        CompletableFuture<Reply<Done>> held = completedFuture(Reply.done());
        for (Firing firing : firings) {
            switch (firing.fault().effect()) {
                case Effect.Fails(Errno errno) ->
                    held = OperationSteps.then(held, go -> completedFuture(Reply.failed(errno)));
                case Effect.Shortened _ ->
                    held = OperationSteps.then(held, go -> completedFuture(Reply.failed(Errno.EIO)));
                case Effect.Hangs() -> held = OperationSteps.then(held, go -> steps.step(() -> hang(firing.fault())));
                case Effect.Delays(Duration by) -> held = OperationSteps.then(held, go -> steps.step(() -> delay(by)));
                case Effect.Enters _,Effect.OfData _,Effect.OfWrite _ -> {
                    // Not an effect on when the answer comes, or whether.
                }
            }
        }
        return silent ? OperationSteps.then(held, go -> steps.step(this::keepSilent)) : held;
    }

    private CompletableFuture<Reply<Done>> keepSilent() {
        Hung hung = new Hung(SILENCE);
        hanging.add(hung);
        if (!silent) {
            hung.letGo(Reply.failed(Errno.ECANCELED));
        }
        return hung.answer;
    }

    /** Hangs by the fault, unless it has been taken off meanwhile. */
    private CompletableFuture<Reply<Done>> hang(Fault fault) {
        Hung hung = new Hung(fault.id());
        hanging.add(hung);
        if (!isOn.test(fault)) {
            hung.letGo(Reply.done());
        }
        return hung.answer;
    }

    private CompletableFuture<Reply<Done>> delay(Duration by) {
        if (hurried) {
            return completedFuture(Reply.done());
        }
        CompletableFuture<Reply<Done>> over = new CompletableFuture<>();
        timer.after(by, () -> over.complete(Reply.done()));
        return over;
    }

    /** What hangs by the fault of that id is done now. */
    void letGo(String id) {
        hanging.stream().filter(hung -> hung.by.equals(id)).forEach(hung -> hung.letGo(Reply.done()));
    }

    /** Whatever hangs is not done and answers ECANCELED. */
    void letAllGo() {
        hanging.forEach(hung -> hung.letGo(Reply.failed(Errno.ECANCELED)));
    }

    boolean isHanging() {
        return !hanging.isEmpty();
    }

    boolean isSilent() {
        return silent;
    }

    void setSilent(boolean now) {
        silent = now;
        if (!now) {
            hanging.stream().filter(hung -> hung.by.equals(SILENCE))
                    .forEach(hung -> hung.letGo(Reply.failed(Errno.ECANCELED)));
        }
    }

    void setHurried(boolean now) {
        hurried = now;
    }
}
