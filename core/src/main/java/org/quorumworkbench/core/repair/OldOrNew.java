// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

/**
 * Whether bytes are what an interrupted write of this program left: a kill in the middle of one
 * leaves a sector of which a part is new, so that every byte has to be looked at alone. Anything
 * else was written by somebody else, and stays.
 */
interface OldOrNew {

    /** Every byte is the old or the new one. */
    OldOrNew BYTE_BY_BYTE = (now, old, wanted) -> {
        for (int i = 0; i < now.length; i++) {
            if (now[i] != old[i] && now[i] != wanted[i]) {
                return false;
            }
        }
        return true;
    };

    /** All three are of one length. */
    boolean holds(byte[] now, byte[] old, byte[] wanted);
}
