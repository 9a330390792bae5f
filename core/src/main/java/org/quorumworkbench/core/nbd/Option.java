// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.quorumworkbench.core.file.Wording;

/**
 * One option of the negotiation, as the client sends it.
 *
 * @param number
 *            which
 * @param data
 *            its own bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Sent once and never compared.
record Option(int number, byte[] data) {

    private static final int HEAD = 16;

    void send(Link link) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(HEAD + data.length);
        message.putLong(Wire.OPTION).putInt(number).putInt(data.length).put(data).flip();
        link.send(message);
    }

    /** What stands before an option's data. */
    record Head(int number, long length) {
        static Head receive(Link link) throws IOException {
            if (link.u64() != Wire.OPTION) {
                throw new ProtocolError(Wording.of("this is no option"));
            }
            return new Head(link.u32(), Integer.toUnsignedLong(link.u32()));
        }
    }

    /**
     * One of the answers to an option, as the server sends it.
     *
     * @param number
     *            the option that is answered
     * @param type
     *            an error if it is negative
     */
    @SuppressWarnings("ArrayRecordComponent") // Looked at once and never compared.
    record Answer(int number, int type, byte[] data) {

        private static final int MOST = 64 << 10;
        private static final int ANSWER_HEAD = 20;

        boolean isError() {
            return type < 0;
        }

        void send(Link link) throws IOException {
            ByteBuffer message = ByteBuffer.allocate(ANSWER_HEAD + data.length);
            message.putLong(Wire.OPTION_REPLY).putInt(number).putInt(type).putInt(data.length).put(data).flip();
            link.send(message);
        }

        static Answer receive(Link link, int asked) throws IOException {
            if (link.u64() != Wire.OPTION_REPLY) {
                throw new ProtocolError(Wording.of("it answered an option with something else"));
            }
            int number = link.u32();
            int type = link.u32();
            long length = Integer.toUnsignedLong(link.u32());
            if (number != asked) {
                throw new ProtocolError(Wording.of("it answered option {0} when asked for {1}", number, asked));
            }
            if (length > MOST) {
                throw new ProtocolError(Wording.of("it answered an option with {0} bytes", length));
            }
            return new Answer(number, type, link.bytes((int) length));
        }
    }
}
