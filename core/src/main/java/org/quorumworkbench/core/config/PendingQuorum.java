// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.ScratchSpace;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.config.OpenedQuorum.Threads;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.quorum.Event;

/**
 * A quorum that is being opened: opening a file may take for ever, and whoever waits can tell for
 * whom, and stop. May be used from any thread.
 */
public final class PendingQuorum {

    private final Configuration configuration;
    private final QuorumOpener opening;
    private final CompletableFuture<OpenedQuorum> opened;

    private PendingQuorum(Configuration configuration, QuorumOpener opening, CompletableFuture<OpenedQuorum> opened) {
        this.configuration = configuration;
        this.opening = opening;
        this.opened = opened;
    }

    /** Begins to open every child, and the quorum over them; as {@link OpenedQuorum#open}. */
    public static PendingQuorum begin(Configuration configuration, Access access, Consumer<Event> listener) {
        return begin(configuration, access, Optional.empty(), listener);
    }

    /**
     * As {@link #begin(Configuration, Access, Consumer)}.
     *
     * @param scratch
     *            where overlays are kept; absent for the heap
     */
    public static PendingQuorum begin(Configuration configuration, Access access, Optional<ScratchSpace> scratch,
            Consumer<Event> listener) {
        Threads threads = Threads.fresh();
        QuorumOpener opening = new QuorumOpener(configuration.source(), configuration.consent(), access, scratch,
                threads.executor(),
                threads.files(), threads.bottomHalf(), listener);
        return new PendingQuorum(configuration, opening, CompletableFuture
                .supplyAsync(() -> open(configuration, opening, threads), threads.files()));
    }

    private static OpenedQuorum open(Configuration configuration, QuorumOpener opening, Threads threads) {
        try {
            List<OpenedChild> children = opening.children(configuration);
            return new OpenedQuorum(QuorumOpener.known(configuration, children),
                    opening.quorum(configuration, children), children,
                    opening.remarks(), threads);
        } catch (ConfigurationProblem e) {
            opening.giveUp();
            threads.shutdown();
            throw new CompletionException(e);
        } catch (RuntimeException e) {
            opening.giveUp();
            threads.shutdown();
            throw e;
        }
    }

    /** The file that has not answered yet; empty if none is being waited for. */
    public Optional<Path> waitingFor() {
        return opening.waitingFor();
    }

    /** Waits for the quorum for as long as it takes. */
    public OpenedQuorum await() throws ConfigurationProblem {
        Optional<OpenedQuorum> quorum = await(Duration.ofDays(1));
        while (quorum.isEmpty()) {
            quorum = await(Duration.ofDays(1));
        }
        return quorum.get();
    }

    /**
     * Waits for the quorum.
     *
     * @return empty if it is not open after so long; then waiting may go on
     * @throws ConfigurationProblem
     *             if it cannot be opened; nothing stays open then
     */
    public Optional<OpenedQuorum> await(Duration patience) throws ConfigurationProblem {
        try {
            return Optional.of(opened.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp();
            throw gaveUp("an interruption");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case null -> throw new IllegalStateException(e);
                case ConfigurationProblem problem -> throw problem;
                case RuntimeException wrong -> throw wrong;
                case Error worse -> throw worse;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Closes what was or will be opened, as soon as it answers; waits for nobody. */
    public void giveUp() {
        var _ = opened.thenAccept(OpenedQuorum::close);
    }

    /**
     * What to say when it was given up: who has not answered.
     *
     * @param after
     *            for how long it was waited for, in words
     */
    public ConfigurationProblem gaveUp(String after) {
        return new ConfigurationProblem(configuration.source(), Optional.empty(), Optional.empty(),
                waitingFor().map(file -> Wording.of("'{0}' has not answered after {1}, while it was being opened",
                        FileName.shown(file), after)).orElseGet(
                                () -> Wording.of("a child has not answered after {0}, while it was being opened",
                                        after)),
                Wording.of("Check the disk or the server that it is on, or leave it out."),
                Optional.of(Errno.ETIMEDOUT));
    }
}
