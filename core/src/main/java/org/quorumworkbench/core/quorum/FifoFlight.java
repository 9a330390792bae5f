// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.Objects;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;

/**
 * A read that asks one child after the other until one can be read; divergence is never noticed
 * (cases fifo-*).
 */
final class FifoFlight extends Flight {

    private final ReadTarget target;

    FifoFlight(QuorumEngine engine, long number, long offset, int length, ReadTarget target) {
        super(engine, number, RequestKind.READ, offset, length);
        this.target = target;
    }

    @Override
    void start() {
        if (!target.prepare(1)) {
            refuse(target.tooLarge());
            return;
        }
        askNext(0);
    }

    private void askNext(int child) {
        askChild(child, () -> device(child).read(offset, target.buffer(0)));
    }

    @Override
    void answered(int child) {
        reportError(child);
        if (isOk(child)) {
            target.kept(0).ifPresent(read -> keep(child, read));
            finish(new Decision.FirstReadable(child), new Result.Success(), target.deliver(0));
        } else if (child + 1 < children.size()) {
            askNext(child + 1);
        } else {
            Errno last = Objects.requireNonNull(errno(child));
            finish(new Decision.NoneReadable(last), new Result.Failure(last), Optional.empty());
        }
    }

    @Override
    void released() {
        target.release();
    }
}
