// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;

/** The other side sent what the protocol does not allow; nothing that follows can be understood. */
final class ProtocolError extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * @param what
     *            it did, as the part of a sentence that follows "broke the protocol:"
     */
    ProtocolError(String what) {
        super("broke the protocol: " + what);
    }
}
