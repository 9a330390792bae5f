// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * Where the server says that holes are. Whoever walks over the disk gets many stretches by one
 * question: an answer is kept for two seconds, since a server (QEMU, for a qcow2 in thousands of
 * pieces) may take long for each.
 */
final class HoleMap {

    /**
     * The most bytes to ask for at once: lengths are of 32 bits, and QEMU wants them aligned below 2
     * GiB.
     */
    static final long MOST = (2L << 30) - (64 << 10);

    private static final long FRESH = TimeUnit.SECONDS.toNanos(2);

    /**
     * An answer.
     *
     * @param ends
     *            where the stretches end, in bytes on the disk
     * @param at
     *            when it came
     */
    @SuppressWarnings("ArrayRecordComponent") // Read once and never compared.
    private record Known(long offset, List<Exchange.Status> statuses, long[] ends, long at) {

        static Known of(Exchange question) {
            long[] ends = new long[question.statuses().size()];
            long end = question.offset;
            for (int i = 0; i < ends.length; i++) {
                end += question.statuses().get(i).length();
                ends[i] = end;
            }
            return new Known(question.offset, question.statuses(), ends, System.nanoTime());
        }

        boolean reaches(long where) {
            return where >= offset && where < ends[ends.length - 1];
        }

        Extent extent(long where, long most) {
            if (!reaches(where)) {
                // It told of less than the smallest block: nothing is known of the rest.
                return new Extent(where, most, false);
            }
            int found = Arrays.binarySearch(ends, where);
            int stretch = found >= 0 ? found + 1 : -found - 1;
            return new Extent(where, Math.min(most, ends[stretch] - where), statuses.get(stretch).zero());
        }
    }

    private final NbdLine line;
    private volatile @Nullable Known known;
    /** The offer of the connection whose server was waited for in vain. */
    private volatile @Nullable NbdOffer silent;

    HoleMap(NbdLine line) {
        this.line = line;
    }

    /** What was told holds no longer. */
    void forget() {
        known = null;
    }

    /** Begins anew, also with a server that did not answer before. */
    void reset() {
        known = null;
        silent = null;
    }

    /** Asks for the extent at an offset alone. */
    CompletableFuture<Reply<Extent>> ask(long offset, long count, long length) {
        NbdOffer offer = line.offer();
        if (!offer.tellsHoles() || offset >= length) {
            return CompletableFuture.completedFuture(Reply.ok(new Extent(offset, count, offset >= length)));
        }
        Exchange question = question(offer, offset, count, length, Wire.REQ_ONE);
        line.submit(question);
        return question.answer().thenApply(reply -> reply instanceof Reply.Failed<Done>(Errno errno)
                ? Reply.failed(errno)
                : Reply.ok(Known.of(question).extent(offset, Math.min(count, length - offset))));
    }

    private static Exchange question(NbdOffer offer, long offset, long count, long length, int flags) {
        long from = offer.sizes().down(offset);
        long to = offer.sizes().up(Math.min(offset + count, length), length);
        return new Exchange(Wire.BLOCK_STATUS, flags, from, Math.min(to - from, MOST), null);
    }

    /**
     * The extent at an offset, from what was told or from a question that is waited for; empty if the
     * server tells no holes or does not answer in time.
     */
    Optional<Reply<Extent>> askAndWait(long offset, long count, long length) {
        NbdOffer offer = line.offer();
        if (!offer.tellsHoles() || offer.equals(silent)) {
            return Optional.empty();
        }
        if (offset >= length) {
            return Optional.of(Reply.ok(new Extent(offset, count, true)));
        }
        long most = Math.min(count, length - offset);
        Known told = known;
        if (told == null || System.nanoTime() - told.at() > FRESH || !told.reaches(offset)) {
            Exchange question = question(offer, offset, count, length, 0);
            line.submit(question);
            Optional<Reply<Done>> reply = await(question);
            if (reply.isEmpty()) {
                silent = offer;
                return Optional.empty();
            }
            if (reply.get() instanceof Reply.Failed<Done>(Errno errno)) {
                return Optional.of(Reply.failed(errno));
            }
            told = Known.of(question);
            known = told;
        }
        return Optional.of(Reply.ok(told.extent(offset, most)));
    }

    private Optional<Reply<Done>> await(Exchange question) {
        try {
            return Optional.of(question.answer().get(line.patience().holes().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            question.answer().cancel(false);
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an exchange never fails but by a reply", e);
        } catch (InterruptedException e) {
            question.answer().cancel(false);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
