// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import org.quorumworkbench.core.block.Reply.Done;

/** Answers that are always the same. */
final class Replies {
    static final Reply<Done> DONE = new Reply.Ok<>(Done.DONE);

    private Replies() {}
}
