// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.LeftOut;
import org.quorumworkbench.core.block.Pending;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.block.SectorReads;

/**
 * A quorum as a child of another. Its events come before those of the outer quorum, because it
 * tells them before it answers.
 *
 * @param quorum
 *            the inner one
 */
public record QuorumDevice(Quorum quorum) implements BlockDevice {

    @Override
    public Reply<Long> length() {
        return quorum.length();
    }

    @Override
    public boolean isReadOnly() {
        return quorum.isReadOnly();
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        return reply(quorum.read(offset, into));
    }

    @Override
    public boolean spareCache(boolean spare) {
        return quorum.children().stream().filter(child -> !child.device().spareCache(spare)).count() == 0;
    }

    @Override
    public boolean votesOnRequest() {
        return true;
    }

    /**
     * Where all children were read as a whole and gave the same bytes, each sector alone would give
     * these, too. Else the sectors are read one by one, and so they are where a child is a quorum
     * itself: then the same whole may hide that its own vote would be another on a sector alone.
     */
    @Override
    public CompletableFuture<Reply<Done>> readBySector(long offset, ByteBuffer into) {
        if (into.remaining() <= SectorRange.SECTOR) {
            return read(offset, into);
        }
        if (quorum.policy().readPattern() == ReadPattern.FIFO
                || quorum.children().stream().anyMatch(child -> child.device().votesOnRequest())) {
            return SectorReads.oneByOne(this, offset, into);
        }
        Request<Outcome> whole = quorum.read(offset, into);
        Pending<Reply<Done>> answer = new Pending<>(whole::cancel);
        whole.result()
                .thenCompose(outcome -> agreed(outcome) || outcome.result() instanceof Result.Cancelled
                        ? CompletableFuture.completedFuture(reply(outcome.result()))
                        : SectorReads.oneByOne(this, offset, into))
                .thenApply(answer::complete).exceptionally(answer::completeExceptionally);
        return answer;
    }

    private static boolean agreed(Outcome outcome) {
        return outcome.decision() instanceof Decision.Agreed && outcome.replies().stream().allMatch(ChildReply::isOk);
    }

    @Override
    public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        return reply(quorum.write(offset, from, false));
    }

    @Override
    public CompletableFuture<Reply<Done>> writeZeroes(long offset, long length) {
        return reply(quorum.writeZeroes(offset, length));
    }

    @Override
    public CompletableFuture<Reply<Done>> flush() {
        return reply(quorum.flush());
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long length) {
        return quorum.extent(offset, length).thenApply(outcome -> Reply.ok(outcome.extent()));
    }

    /** Its policy, and of each child the file and what that child is made of. */
    @Override
    public SortedMap<String, String> makeup() {
        SortedMap<String, String> makeup = new TreeMap<>();
        Policy policy = quorum.policy();
        makeup.put("threshold within", Integer.toString(policy.threshold()));
        makeup.put("read pattern within", policy.readPattern().name().toLowerCase(Locale.ROOT));
        makeup.put("semantics within", policy.semantics().word());
        makeup.put("children within", quorum.children().stream().map(Child::name).collect(Collectors.joining(" ")));
        for (Child child : quorum.children()) {
            child.device().identity().ifPresent(file -> makeup.put("file of " + child.name(), file.file() + " ("
                    + file.length() + " bytes, " + file.key() + ", modified " + file.modified() + ")"));
            child.device().makeup().forEach((name, value) -> makeup.put(name + " of " + child.name(), value));
        }
        return makeup;
    }

    @Override
    public List<LeftOut> leftOut() {
        return quorum.children().stream()
                .flatMap(child -> child.device().leftOut().stream()
                        .map(end -> new LeftOut(end.of().or(() -> Optional.of(child.name())), end.offset(),
                                end.bytes())))
                .toList();
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return quorum.reopen();
    }

    @Override
    public void close() {
        quorum.close();
    }

    /**
     * Cancelling the answer cancels the inner request, so that a child that hangs there holds nobody
     * up; the answer comes when the inner quorum leaves the buffer alone.
     */
    private static CompletableFuture<Reply<Done>> reply(Request<Outcome> request) {
        Pending<Reply<Done>> answer = new Pending<>(request::cancel);
        request.result().thenApply(outcome -> answer.complete(reply(outcome.result())))
                .exceptionally(answer::completeExceptionally);
        return answer;
    }

    private static Reply<Done> reply(Result result) {
        return switch (result) {
            case Result.Success() -> Reply.done();
            case Result.Failure(Errno errno) -> Reply.failed(errno);
            case Result.Cancelled() -> Reply.failed(Errno.ECANCELED);
            case Result.Aborted(String message) -> Reply.failed(Errno.EIO);
        };
    }
}
