// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.quorumworkbench.core.file.Wording;

/**
 * What a client asks of an export; a write's bytes follow it.
 *
 * @param cookie
 *            what the answer carries too
 * @param offset
 *            in bytes; not negative once checked, on the wire any 64 bits
 * @param length
 *            in bytes, of 32 bits
 */
record Request(int flags, int command, long cookie, long offset, long length) {

    private static final int SIZE = 28;

    ByteBuffer encoded() {
        return ByteBuffer.allocate(SIZE).putInt(Wire.REQUEST).putShort((short) flags).putShort((short) command)
                .putLong(cookie).putLong(offset).putInt((int) length).flip();
    }

    static Request receive(Link link) throws IOException {
        if (link.u32() != Wire.REQUEST) {
            throw new ProtocolError(Wording.of("this is no request"));
        }
        return new Request(link.u16(), link.u16(), link.u64(), link.u64(), Integer.toUnsignedLong(link.u32()));
    }
}
