// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a server has said of an export when it was connected to.
 *
 * @param length
 *            in bytes
 * @param flags
 *            as on the wire
 * @param structured
 *            whether answers come in parts that tell errors in words
 * @param allocation
 *            the number under which the server tells where holes are; absent if it does not
 * @param sizes
 *            of the requests that it takes
 * @param tls
 *            the version, {@code TLSv1.3}; absent in the clear
 */
public record NbdOffer(long length, int flags, boolean structured, OptionalInt allocation, BlockSizes sizes,
        Optional<String> tls) {

    boolean has(int flag) {
        return (flags & Wire.HAS_FLAGS) != 0 && (flags & flag) != 0;
    }

    /** Whether the server takes no writes. */
    public boolean isReadOnly() {
        return has(Wire.READ_ONLY);
    }

    /** Whether the server tells where holes are. */
    public boolean tellsHoles() {
        return allocation.isPresent();
    }

    /** Whether it answers a read in one part if it is asked to. */
    public boolean answersInOne() {
        return has(Wire.SEND_DF);
    }

    /** Whether what is written over one connection is seen over all. */
    public boolean takesSeveralConnections() {
        return has(Wire.CAN_MULTI_CONN);
    }
}
