// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import org.quorumworkbench.core.file.Clause;

/** Bytes where metadata may be could not be read, so that nothing can be said of them. */
public final class MetadataUnreadable extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * @param offset
     *            of the first byte that was wanted, from the device's first
     * @param count
     *            how many bytes were wanted
     * @param reason
     *            what the device answered
     */
    MetadataUnreadable(long offset, long count, String reason) {
        super("the " + count + " bytes at " + offset + " cannot be read: " + Clause.of(reason));
    }
}
