// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.quorumworkbench.core.block.OverlayDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.ScratchSpace;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.file.Spared;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Quorum;

/**
 * A quorum over the files that its configuration names, ready to be asked. Children's files are
 * opened read-only and the quorum's writes go to overlays, in memory or in scratch files, unless it
 * was expressly opened writable.
 */
public final class OpenedQuorum implements AutoCloseable {

    private final Configuration configuration;
    private final List<String> images;
    private final Quorum quorum;
    private final List<OpenedChild> children;
    private final List<Wording> remarks;
    private final Threads threads;
    private final Spared spared;

    OpenedQuorum(Configuration configuration, Quorum quorum, List<OpenedChild> children, List<Wording> remarks,
            Threads threads) {
        this.configuration = configuration;
        this.images = Images.identity(configuration);
        this.quorum = quorum;
        this.children = List.copyOf(children);
        this.remarks = List.copyOf(remarks);
        this.threads = threads;
        this.spared = Images.of(this).spared();
    }

    /**
     * What a quorum and its devices run on.
     *
     * @param executor
     *            virtual threads, which may wait for each other
     * @param files
     *            threads of the system's, which reading a file may block for as long as it takes: a
     *            virtual thread would keep one of the few that carry all of them
     * @param bottomHalf
     *            one after the other
     */
    record Threads(ExecutorService executor, ExecutorService files, ExecutorService bottomHalf) {

        static Threads fresh() {
            return new Threads(Executors.newVirtualThreadPerTaskExecutor(),
                    Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("child-", 0).factory()),
                    Executors.newSingleThreadExecutor(Thread.ofVirtual().factory()));
        }

        /** Lets what has been begun go on, and begins nothing else. */
        void shutdown() {
            executor.shutdown();
            bottomHalf.shutdown();
            files.shutdown();
        }
    }

    /** Where a quorum's writes go. */
    public enum Access {
        /** To overlays: the files stay as they are. */
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
        return PendingQuorum.begin(configuration, access, Optional.empty(), listener).await();
    }

    /**
     * As {@link #open(Configuration, Access, Consumer)} to examine, with room for more than a person
     * writes: the overlays are in that space, which whoever made it closes after the quorum.
     */
    public static OpenedQuorum open(Configuration configuration, ScratchSpace scratch, Consumer<Event> listener)
            throws ConfigurationProblem {
        return PendingQuorum.begin(configuration, Access.EXAMINE, Optional.of(scratch), listener).await();
    }

    /**
     * From now on keeps what is written to the children in scratch files in that folder, together with
     * what was written before: room for more than a person writes. Blocks as long as it takes to move
     * that.
     *
     * @param limit
     *            the most bytes that all of them may take together
     * @param onFull
     *            as for {@link ScratchSpace}
     * @throws IOException
     *             if no file can be made there, or what was written does not fit
     */
    public void keepWritesIn(Path folder, long limit, Runnable onFull) throws IOException {
        List<OverlayDevice> overlays = allChildren().stream().flatMap(child -> child.overlay().stream()).toList();
        ScratchSpace space = new ScratchSpace(folder, limit, Math.max(1, overlays.size()), onFull);
        for (OverlayDevice overlay : overlays) {
            overlay.keepIn(space, threads.executor());
        }
    }

    public Configuration configuration() {
        return configuration;
    }

    /** What the disk is made of, see {@link Images#identity}: as it was when it was opened. */
    public List<String> images() {
        return images;
    }

    /**
     * The files that its children read, for {@link SavedFile#sparing}: as they were when it was opened,
     * so that what was found can be saved while a child hangs.
     */
    public Spared spared() {
        return spared;
    }

    public Quorum quorum() {
        return quorum;
    }

    /** Sentences about what was opened that a person has to know: lengths that differ. */
    public List<Wording> remarks() {
        return remarks;
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
        return threads.executor();
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
        threads.shutdown();
    }
}
