// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.util.Map;
import org.quorumworkbench.core.block.Errno;

/**
 * The protocol's numbers (NBD's doc/proto.md as of 2026-05-02). All integers on the wire are
 * big-endian.
 */
final class Wire {

    /** {@code NBDMAGIC}. */
    static final long GREETING = 0x4e42444d41474943L;
    /** {@code IHAVEOPT}: newstyle greets with it, and every option begins with it. */
    static final long OPTION = 0x49484156454f5054L;
    static final long OLDSTYLE = 0x0000420281861253L;
    static final long OPTION_REPLY = 0x0003e889045565a9L;
    static final int REQUEST = 0x25609513;
    static final int SIMPLE_REPLY = 0x67446698;
    static final int CHUNK = 0x668e33ef;

    // Flags of the greeting, the same bits in the client's answer.
    static final int FIXED_NEWSTYLE = 1;
    static final int NO_ZEROES = 2;

    // Options.
    static final int EXPORT_NAME = 1;
    static final int ABORT = 2;
    static final int LIST = 3;
    static final int STARTTLS = 5;
    static final int INFO = 6;
    static final int GO = 7;
    static final int STRUCTURED_REPLY = 8;
    static final int LIST_META_CONTEXT = 9;
    static final int SET_META_CONTEXT = 10;

    // Replies to options; errors have the highest bit.
    static final int ACK = 1;
    static final int SERVER = 2;
    static final int INFORMATION = 3;
    static final int META_CONTEXT = 4;
    static final int ERROR_BIT = 0x80000000;
    static final int UNSUPPORTED = ERROR_BIT | 1;
    static final int POLICY = ERROR_BIT | 2;
    static final int INVALID = ERROR_BIT | 3;
    static final int TLS_REQUIRED = ERROR_BIT | 5;
    static final int UNKNOWN_EXPORT = ERROR_BIT | 6;
    static final int TOO_BIG = ERROR_BIT | 9;

    // Pieces of information about an export.
    static final int INFO_EXPORT = 0;
    static final int INFO_BLOCK_SIZE = 3;

    // Flags of an export.
    static final int HAS_FLAGS = 1;
    static final int READ_ONLY = 1 << 1;
    static final int SEND_FLUSH = 1 << 2;
    static final int SEND_FUA = 1 << 3;
    static final int SEND_TRIM = 1 << 5;
    static final int SEND_WRITE_ZEROES = 1 << 6;
    static final int SEND_DF = 1 << 7;
    static final int CAN_MULTI_CONN = 1 << 8;

    // Commands.
    static final int READ = 0;
    static final int WRITE = 1;
    static final int DISCONNECT = 2;
    static final int FLUSH = 3;
    static final int TRIM = 4;
    static final int CACHE = 5;
    static final int WRITE_ZEROES = 6;
    static final int BLOCK_STATUS = 7;

    // Flags of a command.
    static final int FUA = 1;
    static final int NO_HOLE = 1 << 1;
    static final int DF = 1 << 2;
    static final int REQ_ONE = 1 << 3;

    // Chunks of a structured reply; errors have bit 15.
    static final int DONE = 1;
    static final int CHUNK_NONE = 0;
    static final int CHUNK_DATA = 1;
    static final int CHUNK_HOLE = 2;
    static final int CHUNK_STATUS = 5;
    static final int CHUNK_ERROR_BIT = 1 << 15;
    static final int CHUNK_ERROR = CHUNK_ERROR_BIT | 1;
    static final int CHUNK_ERROR_OFFSET = CHUNK_ERROR_BIT | 2;

    /** The context whose flags are HOLE (bit 0) and ZERO (bit 1); only the latter promises zeroes. */
    static final String ALLOCATION = "base:allocation";
    static final int STATUS_HOLE = 1;
    static final int STATUS_ZERO = 2;

    /** The most bytes of a name or a text. */
    static final int MOST_TEXT = 4096;
    /** The most bytes that a request or its answer carries where nothing else was agreed. */
    static final int MOST_PAYLOAD = 32 << 20;
    /** The most descriptors in one answer to BLOCK_STATUS. */
    static final int MOST_DESCRIPTORS = 1 << 20;

    private static final Map<Integer, String> OPTION_ERRORS = Map.of(UNSUPPORTED, "UNSUP", POLICY, "POLICY", INVALID,
            "INVALID", ERROR_BIT | 4, "PLATFORM", TLS_REQUIRED, "TLS_REQD", UNKNOWN_EXPORT, "UNKNOWN", ERROR_BIT | 7,
            "SHUTDOWN", ERROR_BIT | 8, "BLOCK_SIZE_REQD", TOO_BIG, "TOO_BIG");

    private Wire() {}

    /** The protocol's word for a command. */
    static String command(int command) {
        return switch (command) {
            case READ -> "READ";
            case WRITE -> "WRITE";
            case FLUSH -> "FLUSH";
            case TRIM -> "TRIM";
            case CACHE -> "CACHE";
            case WRITE_ZEROES -> "WRITE_ZEROES";
            case BLOCK_STATUS -> "BLOCK_STATUS";
            default -> "command " + command;
        };
    }

    /** The protocol's word for an option's error. */
    static String optionError(int type) {
        return OPTION_ERRORS.getOrDefault(type, "error " + (type & ~ERROR_BIT));
    }

    /**
     * The error that a number on the wire stands for; any that the protocol does not know is EINVAL.
     */
    static Errno errno(int number) {
        return switch (number) {
            // EPERM, EIO, ENOMEM, EINVAL, ENOSPC, EOVERFLOW, ENOTSUP, ESHUTDOWN
            case 1, 5, 12, 22, 28, 75, 95, 108 -> new Errno(number);
            default -> Errno.EINVAL;
        };
    }

    /**
     * The number on the wire that comes nearest: what the protocol has no number for is EINVAL, as QEMU
     * has it.
     */
    static int number(Errno errno) {
        return errno.equals(Errno.EROFS) ? Errno.EPERM.number() : errno(errno.number()).number();
    }
}
