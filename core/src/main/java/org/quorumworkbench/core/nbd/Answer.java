// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.quorumworkbench.core.file.Wording;

/** What stands before a server's answer to a request. */
sealed interface Answer {

    /** The request that is answered. */
    long cookie();

    ByteBuffer encoded();

    /**
     * All of the answer; a good read's bytes follow.
     *
     * @param error
     *            0 for none
     */
    record Simple(int error, long cookie) implements Answer {
        @Override
        public ByteBuffer encoded() {
            return ByteBuffer.allocate(16).putInt(Wire.SIMPLE_REPLY).putInt(error).putLong(cookie).flip();
        }
    }

    /**
     * A part of an answer.
     *
     * @param length
     *            of what follows, in bytes, of 32 bits
     */
    record Chunk(int flags, int type, long cookie, long length) implements Answer {

        boolean isLast() {
            return (flags & Wire.DONE) != 0;
        }

        boolean isError() {
            return (type & Wire.CHUNK_ERROR_BIT) != 0;
        }

        @Override
        public ByteBuffer encoded() {
            return ByteBuffer.allocate(20).putInt(Wire.CHUNK).putShort((short) flags).putShort((short) type)
                    .putLong(cookie).putInt((int) length).flip();
        }
    }

    static Answer receive(Link link) throws IOException {
        return switch (link.u32()) {
            case Wire.SIMPLE_REPLY -> new Simple(link.u32(), link.u64());
            case Wire.CHUNK -> new Chunk(link.u16(), link.u16(), link.u64(), Integer.toUnsignedLong(link.u32()));
            default -> throw new ProtocolError(Wording.of("what came is no answer"));
        };
    }
}
