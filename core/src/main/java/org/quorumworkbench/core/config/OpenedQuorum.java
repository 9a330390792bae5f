// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Quorum;

/**
 * A quorum over the files that its configuration names, ready to be asked. Children's files are
 * opened read-only and the quorum's writes go to overlays in memory, unless it was expressly opened
 * writable.
 */
public final class OpenedQuorum implements AutoCloseable {

    private final Configuration configuration;
    private final List<String> images;
    private final Quorum quorum;
    private final List<OpenedChild> children;
    private final ExecutorService executor;
    private final ExecutorService bottomHalf;

    private OpenedQuorum(Configuration configuration, Quorum quorum, List<OpenedChild> children,
            ExecutorService executor, ExecutorService bottomHalf) {
        this.configuration = configuration;
        this.images = Images.identity(configuration);
        this.quorum = quorum;
        this.children = List.copyOf(children);
        this.executor = executor;
        this.bottomHalf = bottomHalf;
    }

    /** Where a quorum's writes go. */
    public enum Access {
        /** To overlays in memory: the files stay as they are. */
        EXAMINE,
        /** To the files. */
        WRITE
    }

    /**
     * Opens every child, and the quorum over them. Blocks as long as the files do.
     *
     * @param listener
     *            hears every event in order, those of quorums within too, on a thread of the quorum;
     *            must not block
     * @throws ConfigurationProblem
     *             if a file cannot be opened or is listed twice, or lengths differ; nothing stays open
     *             then
     */
    public static OpenedQuorum open(Configuration configuration, Access access, Consumer<Event> listener)
            throws ConfigurationProblem {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        ExecutorService bottomHalf = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
        Opening opening = new Opening(configuration.source(), access, executor, bottomHalf, listener);
        try {
            List<OpenedChild> children = opening.children(configuration);
            return new OpenedQuorum(configuration, opening.quorum(configuration, children), children, executor,
                    bottomHalf);
        } catch (ConfigurationProblem | RuntimeException e) {
            opening.giveUp();
            executor.shutdown();
            bottomHalf.shutdown();
            throw e;
        }
    }

    public Configuration configuration() {
        return configuration;
    }

    /** What the disk is made of, see {@link Images#identity}: as it was when it was opened. */
    public List<String> images() {
        return images;
    }

    public Quorum quorum() {
        return quorum;
    }

    /** As opened, in order; the quorum itself may later have more or fewer. */
    public List<OpenedChild> children() {
        return children;
    }

    /** All children as opened, each before those of the quorum that it is; their names are unique. */
    public List<OpenedChild> allChildren() {
        return children.stream().flatMap(OpenedChild::withThose).toList();
    }

    /** What the quorum and its devices run on: virtual threads, which may block. */
    public ExecutorService executor() {
        return executor;
    }

    /** The disk's length in sectors; 0 if the children no longer have a common one. */
    public long sectors() {
        return quorum.length() instanceof Reply.Ok<Long>(Long length) ? length / SectorRange.SECTOR : 0;
    }

    /** The whole disk. */
    public SectorRange disk() {
        return new SectorRange(0, sectors());
    }

    /** Closes the quorum and its children; waits for nobody. */
    @Override
    public void close() {
        quorum.close();
        executor.shutdown();
        bottomHalf.shutdown();
    }
}
