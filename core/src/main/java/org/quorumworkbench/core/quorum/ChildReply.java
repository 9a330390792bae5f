// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Optional;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * What one child answered to a request.
 *
 * @param child
 *            its index
 * @param name
 *            its name
 * @param reply
 *            done or failed; absent if it had not answered when the request was given up, or was
 *            not asked
 * @param latency
 *            from the request's start to the answer, or to the giving up
 * @param bytes
 *            what it read, read-only; only if the request was to keep them and the read succeeded
 */
public record ChildReply(int child, String name, Optional<Reply<Done>> reply, Duration latency,
        Optional<MemorySegment> bytes) {

    public boolean isOk() {
        return reply.isPresent() && reply.get().isOk();
    }
}
