// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Pending;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.Tail;
import org.quorumworkbench.core.file.Wording;

/**
 * One request and what has come of its answer. Parts of the answer are taken by the connection's
 * receiving thread; cancelling may come from any.
 */
final class Exchange {

    private static final int DESCRIPTOR = 2 * Integer.BYTES;

    /** A stretch of which the server says what it is. */
    record Status(long length, boolean zero) {}

    final int command;
    final int flags;
    final long offset;
    final long length;
    private final @Nullable ByteBuffer buffer;
    private final Pending<Reply<Done>> answer = new Pending<>(this::cancel);
    private final List<Status> statuses = new ArrayList<>();
    private boolean covered;
    private @Nullable BitSet coveredBytes;
    private Optional<Errno> error = Optional.empty();
    private String words = "";
    private boolean sent;
    private boolean filling;
    private boolean detached;

    /**
     * @param buffer
     *            a read's target or a write's bytes, from position to limit; null for the other
     *            commands
     */
    Exchange(int command, int flags, long offset, long length, @Nullable ByteBuffer buffer) {
        this.command = command;
        this.flags = flags;
        this.offset = offset;
        this.length = length;
        this.buffer = buffer;
    }

    Pending<Reply<Done>> answer() {
        return answer;
    }

    /** What BLOCK_STATUS told, in order; complete once the answer is there. */
    List<Status> statuses() {
        return statuses;
    }

    /** Whether the server itself has failed the request. */
    boolean isFromServer() {
        return error.isPresent();
    }

    /** What the server said of its error; empty if nothing. */
    String words() {
        return words;
    }

    Request request(long cookie) {
        return new Request(flags, command, cookie, offset, length);
    }

    /** What is sent behind the request. */
    ByteBuffer payload() {
        return command == Wire.WRITE && buffer != null ? buffer.duplicate() : ByteBuffer.allocate(0);
    }

    /** About to be sent; false if nobody wants it any more. */
    synchronized boolean send() {
        sent = !answer.isDone();
        return sent;
    }

    /**
     * What has not been sent never will be. Of what has been, the server's answer to a question is
     * dropped when it comes, so that a server that hangs keeps no buffer; a write counts until it is
     * answered.
     */
    private void cancel() {
        boolean ends;
        synchronized (this) {
            boolean asks = command == Wire.READ || command == Wire.BLOCK_STATUS;
            ends = !sent || (asks && !filling);
            detached |= ends;
        }
        if (ends) {
            answer.complete(Reply.failed(Errno.ECANCELED));
        }
    }

    private synchronized boolean beginFilling() {
        filling = !detached;
        return filling;
    }

    private synchronized void endFilling() {
        filling = false;
    }

    /** Takes a part of a read's bytes. */
    void takeData(Link link, long at, long count) throws IOException {
        int first = cover(at, count);
        if (!beginFilling()) {
            link.skip(count);
            return;
        }
        try {
            ByteBuffer target = target();
            link.fill(target.limit(target.position() + first + (int) count).position(target.position() + first));
        } finally {
            endFilling();
        }
    }

    /** Takes a part of a read that is zeroes. */
    void takeHole(long at, long count) throws IOException {
        int first = cover(at, count);
        if (beginFilling()) {
            ByteBuffer target = target();
            Tail.zero(target, target.position() + first, target.position() + first + (int) count);
            endFilling();
        }
    }

    private ByteBuffer target() {
        if (buffer == null) {
            throw new IllegalStateException("command " + command + " reads nothing");
        }
        return buffer.duplicate();
    }

    /**
     * Notes that these bytes have come, which must lie in the request and come once; where in it they
     * begin.
     */
    private int cover(long at, long count) throws IOException {
        if (command != Wire.READ || count <= 0 || at < offset || at - offset > length - count) {
            throw new ProtocolError(
                    Wording.of("it sent {0} bytes at {1} when asked for {2} at {3}", count, at, length, offset));
        }
        int from = (int) (at - offset);
        int to = from + (int) count;
        if (coveredBytes == null && !covered && count == length) {
            covered = true;
            return from;
        }
        if (coveredBytes == null) {
            coveredBytes = new BitSet((int) length);
        }
        int next = coveredBytes.nextSetBit(from);
        if (covered || (next >= 0 && next < to)) {
            throw new ProtocolError(Wording.of("it sent the same bytes twice, at {0}", at));
        }
        coveredBytes.set(from, to);
        covered = coveredBytes.nextClearBit(0) >= length;
        return from;
    }

    /** Takes what a server tells of stretches: u32 context, then pairs of u32 length and u32 flags. */
    void takeStatus(Link link, int context, long count) throws IOException {
        if (command != Wire.BLOCK_STATUS || !statuses.isEmpty()) {
            throw new ProtocolError(Wording.of("it tells of holes without being asked"));
        }
        long descriptors = (count - Integer.BYTES) / DESCRIPTOR;
        if (count < Integer.BYTES + DESCRIPTOR || (count - Integer.BYTES) % DESCRIPTOR != 0
                || descriptors > Wire.MOST_DESCRIPTORS) {
            throw new ProtocolError(Wording.of("it tells of holes in {0} bytes", count));
        }
        if (link.u32() != context) {
            throw new ProtocolError(Wording.of("it tells of a context that was not agreed on"));
        }
        for (long i = 0; i < descriptors; i++) {
            long told = Integer.toUnsignedLong(link.u32());
            boolean zero = (link.u32() & Wire.STATUS_ZERO) != 0;
            if (told == 0) {
                throw new ProtocolError(Wording.of("it tells of a stretch of no bytes"));
            }
            Status last = statuses.isEmpty() ? new Status(0, !zero) : statuses.getLast();
            if (last.zero() == zero) {
                statuses.set(statuses.size() - 1, new Status(last.length() + told, zero));
            } else {
                statuses.add(new Status(told, zero));
            }
        }
    }

    /** Takes an error; the first of several counts. */
    void takeError(int number, String text) throws IOException {
        if (number == 0) {
            throw new ProtocolError(Wording.of("it failed with error 0"));
        }
        if (error.isEmpty()) {
            error = Optional.of(Wire.errno(number));
            words = text;
        }
    }

    /** What the request came to, when all of the answer has come. */
    Reply<Done> result() throws IOException {
        if (error.isPresent()) {
            return Reply.failed(error.get());
        }
        if (command == Wire.READ && !covered) {
            throw new ProtocolError(Wording.of("it left out bytes of a read of {0} at {1}", length, offset));
        }
        if (command == Wire.BLOCK_STATUS && statuses.isEmpty()) {
            throw new ProtocolError(Wording.of("it tells nothing of holes when asked"));
        }
        return Reply.done();
    }

    /** Nothing more will come. */
    void lose() {
        answer.complete(Reply.failed(Errno.EIO));
    }
}
