// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A read on whose bytes faults act, one after the other. Effects that bring in other bytes
 * (shifted, misdirected, stale, torn) take the place of what those before them made.
 */
final class FaultedRead {

    private final ShownBytes shown;
    private final OperationSteps<Done> steps;
    private final long offset;
    private final ByteBuffer into;
    private final SectorRange around;

    FaultedRead(ShownBytes shown, OperationSteps<Done> steps, long offset, ByteBuffer into) {
        this.shown = shown;
        this.steps = steps;
        this.offset = offset;
        this.into = into;
        this.around = SectorRange.ofBytes(offset, into.remaining());
    }

    /** Reads whole sectors, since effects are on sectors, and hands over what was asked for. */
    CompletableFuture<Reply<Done>> run(List<Firing> firings) {
        CompletableFuture<Reply<byte[]>> image = shown.read(steps, around.offset(),
                Math.toIntExact(around.length()));
        for (Firing firing : firings) {
            image = OperationSteps.then(image, bytes -> after(firing, bytes));
        }
        return OperationSteps.then(image, bytes -> {
            into.put(into.position(), bytes, (int) (offset - around.offset()), into.remaining());
            return completedFuture(Reply.done());
        });
    }

    private CompletableFuture<Reply<byte[]>> after(Firing firing, byte[] image) {
        SectorRange hit = firing.affected();
        return switch (firing.fault().effect()) {
            case Effect.InPlace effect -> {
                new DataDamage(ByteBuffer.wrap(image), around.offset(), hit.offset(), hit.end() * SectorRange.SECTOR)
                        .apply(effect);
                yield completedFuture(Reply.ok(image));
            }
            case Effect.Shifted(int by) -> from(hit.offset() - by, hit, image);
            case Effect.Misdirected misdirected ->
                from(misdirected.landing(firing, hit.offset()), hit, image);
            case Effect.Stale _ -> old(firing, hit.offset(), hit, image);
            case Effect.Torn torn -> {
                SectorRange all = firing.fault().when().range().orElse(hit);
                yield old(firing, torn.tear(all.offset(), all.end() * SectorRange.SECTOR), hit, image);
            }
            case Effect.Fails _,Effect.Hangs _,Effect.Delays _,Effect.Enters _,Effect.Shortened _ ->
                completedFuture(Reply.ok(image));
        };
    }

    private CompletableFuture<Reply<byte[]>> from(long source, SectorRange hit, byte[] image) {
        return OperationSteps.then(shown.read(steps, source, (int) hit.length()), other -> {
            System.arraycopy(other, 0, image, (int) (hit.offset() - around.offset()), other.length);
            return completedFuture(Reply.ok(image));
        });
    }

    /** What the child showed in the fault's capture, from that byte of the disk on. */
    private CompletableFuture<Reply<byte[]>> old(Firing firing, long from, SectorRange hit, byte[] image) {
        long first = Math.max(from, hit.offset());
        int count = (int) Math.max(0, hit.end() * SectorRange.SECTOR - first);
        if (count > 0) {
            shown.layers().layCapture(firing.fault().capture(), first,
                    ByteBuffer.wrap(image, (int) (first - around.offset()), count));
        }
        return completedFuture(Reply.ok(image));
    }
}
