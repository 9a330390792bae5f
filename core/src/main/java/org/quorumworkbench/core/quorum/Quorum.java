// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;

/**
 * The quorum as its users see it.
 *
 * <ul>
 * <li>Every method returns at once, from any thread. Futures complete on the quorum's executor,
 * never exceptionally; what hangs on them must not block.
 * <li>Children under a {@link org.quorumworkbench.core.fault.FaultedDevice} are heard: every fault
 * that fires is told, among the events of the request that met it.
 * <li>Requests that overlap, of which one writes, are done in the order in which they were made.
 * <li>Under the 2014 semantics requests are of whole sectors: others are rounded outwards, and the
 * edges of a write are read first, by a vote. Under 7.2 any byte range is a request.
 * <li>A request outside the disk, on a closed or aborted quorum, or a write on a read-only one, is
 * refused: no child is asked, and the outcome says why.
 * </ul>
 */
public interface Quorum extends AutoCloseable {

    /**
     * Opens a quorum over children that are open already.
     *
     * @param name
     *            its node name, which QUORUM_FAILURE carries
     * @param policy
     *            valid for that many children
     * @param readOnly
     *            whether writes are refused, with EROFS
     * @param executor
     *            what the engine runs on; it is never blocked
     * @param listener
     *            hears every event in order, on the executor; must not block
     * @throws IllegalArgumentException
     *             if the threshold is below 1 or above the number of children
     */
    static Quorum open(String name, List<Child> children, Policy policy, boolean readOnly, Executor executor,
            Consumer<Event> listener) {
        return new QuorumEngine(name, children, policy, readOnly, executor, new Narrator(listener, Clock.systemUTC()));
    }

    String name();

    Policy policy();

    /**
     * Changes the threshold for requests that start from now on; the driver itself can only be opened
     * anew for that.
     */
    void setThreshold(int threshold);

    List<Child> children();

    boolean isReadOnly();

    /**
     * The common length in bytes, rounded up to whole sectors as every child's is, as it was when the
     * quorum was opened or last {@link #reopen reopened}; EIO if the children's differed, a child's
     * error if it did not know its own (seed lines 595-617).
     */
    Reply<Long> length();

    /** Reads into the caller's buffer, from position to limit; child bytes are not kept. */
    Request<Outcome> read(long offset, ByteBuffer into);

    /** Reads a range and keeps every child's bytes and the answer in the outcome. */
    Request<Outcome> examine(SectorRange range);

    /**
     * Writes the buffer, from position to limit, which must not change before the outcome is there
     * (after a cancelled write: never).
     *
     * @param forceUnitAccess
     *            whether a flush follows, whose failure then is the write's
     */
    Request<Outcome> write(long offset, ByteBuffer from, boolean forceUnitAccess);

    Request<Outcome> writeZeroes(long offset, long length);

    Request<Outcome> flush();

    /**
     * What the children say of the extent at {@code offset}; at most {@code length} bytes. All of it is
     * data, and no child is asked, if it is not on the disk or the quorum has ended.
     */
    CompletableFuture<ExtentOutcome> extent(long offset, long length);

    /**
     * Adds a child at the end, once the writes made before are done. Its bytes must match already;
     * nothing is copied. Refused in blkverify mode, if it is a child already, and if its length is
     * another (the driver would abort at a write past it).
     */
    CompletableFuture<Change> addChild(String childName, BlockDevice device);

    /**
     * Removes the child at that place; requests under way go on without being changed. The device is
     * not closed.
     */
    CompletableFuture<Change> removeChild(String edge);

    /**
     * Opens every child anew, in order, up to the first that fails, whose error is the answer (seed
     * lines 619-632).
     */
    CompletableFuture<Reply<Reply.Done>> reopen();

    /**
     * Goes on on another executor, quorums within likewise; requests under way lose nothing, even if
     * the former executor has been shut down (seed lines 842-861).
     */
    void moveTo(Executor executor);

    /**
     * Whether the device is a child that is no quorum, or such a child of a child that is one: seed
     * lines 660-675.
     */
    boolean recursesToFirstNonFilter(BlockDevice candidate);

    /** The message with which blkverify ended this quorum; empty while it lives. */
    Optional<String> aborted();

    /**
     * Closes the children in order. Requests under way complete as their children answer, those that
     * wait are refused.
     */
    @Override
    void close();
}
