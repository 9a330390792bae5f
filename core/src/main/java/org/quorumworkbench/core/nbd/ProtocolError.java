// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;
import org.quorumworkbench.core.file.Worded;
import org.quorumworkbench.core.file.Wording;

/** The other side sent what the protocol does not allow; nothing that follows can be understood. */
final class ProtocolError extends IOException implements Worded {

    private static final long serialVersionUID = 1;

    private final transient Wording wording;

    /**
     * @param what
     *            it did, as the part of a sentence that follows "broke the protocol:"
     */
    ProtocolError(Wording what) {
        super("broke the protocol: " + what.english());
        wording = Wording.of("broke the protocol: {0}", what);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
