// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What bytes mean, read in the usual ways. Pure functions. */
public final class DataInspector {

    /** The most bytes that any of the readings takes. */
    public static final int MOST = 16;

    private static final int[] BY_LITTLE_ENDIAN_GUID = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};

    /**
     * One reading.
     *
     * @param name
     *            what it is read as
     * @param value
     *            what comes of it
     */
    public record Reading(String name, String value) {}

    private DataInspector() {}

    /**
     * The readings of the bytes; those that need more bytes than there are, or that are out of reason,
     * are left out.
     *
     * @param bytes
     *            from the caret on, at most {@link #MOST} are used
     */
    public static List<Reading> of(byte[] bytes) {
        List<Reading> readings = new ArrayList<>();
        if (bytes.length >= 1) {
            readings.add(new Reading("u8", Integer.toString(bytes[0] & 0xFF)));
            readings.add(new Reading("i8", Byte.toString(bytes[0])));
        }
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            integers(ByteBuffer.wrap(bytes).order(order), order == ByteOrder.LITTLE_ENDIAN ? "le" : "be", readings);
        }
        if (bytes.length >= 16) {
            readings.add(new Reading("uuid", uuid(bytes).toString()));
            byte[] mixed = new byte[16];
            for (int i = 0; i < 16; i++) {
                mixed[i] = bytes[BY_LITTLE_ENDIAN_GUID[i]];
            }
            readings.add(new Reading("guid", uuid(mixed).toString()));
        }
        if (bytes.length >= 1) {
            readings.add(new Reading("text", text(bytes)));
        }
        return List.copyOf(readings);
    }

    private static void integers(ByteBuffer bytes, String order, List<Reading> readings) {
        if (bytes.capacity() >= 2) {
            readings.add(new Reading("u16 " + order, Integer.toString(bytes.getShort(0) & 0xFFFF)));
            readings.add(new Reading("i16 " + order, Short.toString(bytes.getShort(0))));
        }
        if (bytes.capacity() >= 4) {
            readings.add(new Reading("u32 " + order, Integer.toUnsignedString(bytes.getInt(0))));
            readings.add(new Reading("i32 " + order, Integer.toString(bytes.getInt(0))));
            readings.add(new Reading("time32 " + order, time(Integer.toUnsignedLong(bytes.getInt(0)))));
        }
        if (bytes.capacity() >= 8) {
            readings.add(new Reading("u64 " + order, Long.toUnsignedString(bytes.getLong(0))));
            readings.add(new Reading("i64 " + order, Long.toString(bytes.getLong(0))));
            readings.add(new Reading("time64 " + order, time(bytes.getLong(0))));
        }
    }

    /** Seconds since 1970 (POSIX time_t). */
    private static String time(long seconds) {
        try {
            return Instant.ofEpochSecond(seconds).toString();
        } catch (DateTimeException outOfReason) {
            return "-";
        }
    }

    /** As RFC 9562 writes it; a GUID on a GPT disk has its first three fields the other way round. */
    private static UUID uuid(byte[] bytes) {
        ByteBuffer both = ByteBuffer.wrap(bytes);
        return new UUID(both.getLong(0), both.getLong(8));
    }

    private static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        new String(bytes, 0, Math.min(MOST, bytes.length), StandardCharsets.UTF_8).codePoints()
                .map(c -> Character.isISOControl(c) || c == 0xFFFD || !Character.isDefined(c) ? '.' : c)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
