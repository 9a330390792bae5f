// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What bytes mean, read in the usual ways. Pure functions. */
public final class DataInspector {

    /** The most bytes that any of the readings takes. */
    public static final int MOST = 16;

    private static final int[] BY_LITTLE_ENDIAN_GUID = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};

    /** Between 1601, where FILETIME begins, and 1970, in seconds (MS-DTYP 2.3.3). */
    private static final long FILETIME_TO_UNIX = 11_644_473_600L;
    private static final long FILETIMES_A_SECOND = 10_000_000;

    /**
     * One reading.
     *
     * @param name
     *            what it is read as
     * @param value
     *            what comes of it
     */
    public record Reading(String name, String value) {

        /** What it is read as, without width and order: the key of its explanation. */
        String kind() {
            return name.replaceFirst("(?<=^[uif])[0-9]+", "").replaceFirst(" [bl]e$", "");
        }
    }

    private static final List<String> NAMES = of(new byte[MOST]).stream().map(Reading::name).toList();

    private DataInspector() {}

    /** The names of all readings, in the order in which they are listed. */
    public static List<String> names() {
        return NAMES;
    }

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
            readings.add(new Reading("bits", bits(bytes[0])));
        }
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer big = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
        if (bytes.length >= 2) {
            both(readings, "u16", little, big, from -> Integer.toString(from.getShort(0) & 0xFFFF));
            both(readings, "i16", little, big, from -> Short.toString(from.getShort(0)));
        }
        if (bytes.length >= 4) {
            both(readings, "u32", little, big, from -> Integer.toUnsignedString(from.getInt(0)));
            both(readings, "i32", little, big, from -> Integer.toString(from.getInt(0)));
        }
        if (bytes.length >= 8) {
            both(readings, "u64", little, big, from -> Long.toUnsignedString(from.getLong(0)));
            both(readings, "i64", little, big, from -> Long.toString(from.getLong(0)));
        }
        if (bytes.length >= 4) {
            both(readings, "f32", little, big, from -> Float.toString(from.getFloat(0)));
        }
        if (bytes.length >= 8) {
            both(readings, "f64", little, big, from -> Double.toString(from.getDouble(0)));
        }
        if (bytes.length >= 4) {
            both(readings, "time32", little, big, from -> time(Integer.toUnsignedLong(from.getInt(0)), 0));
        }
        if (bytes.length >= 8) {
            both(readings, "time64", little, big, from -> time(from.getLong(0), 0));
            both(readings, "filetime", little, big, from -> filetime(from.getLong(0)));
        }
        identities(readings, bytes);
        texts(readings, bytes);
        return List.copyOf(readings);
    }

    private static void both(List<Reading> readings, String name, ByteBuffer little, ByteBuffer big,
            Function<ByteBuffer, String> value) {
        readings.add(new Reading(name + " le", value.apply(little)));
        readings.add(new Reading(name + " be", value.apply(big)));
    }

    private static String bits(byte one) {
        String bits = Integer.toBinaryString((one & 0xFF) | 0x100).substring(1);
        return bits.substring(0, 4) + " " + bits.substring(4);
    }

    private static void identities(List<Reading> readings, byte[] bytes) {
        if (bytes.length >= 16) {
            readings.add(new Reading("uuid", uuid(bytes).toString()));
            byte[] mixed = new byte[16];
            for (int i = 0; i < 16; i++) {
                mixed[i] = bytes[BY_LITTLE_ENDIAN_GUID[i]];
            }
            readings.add(new Reading("guid", uuid(mixed).toString()));
        }
    }

    private static void texts(List<Reading> readings, byte[] bytes) {
        if (bytes.length >= 1) {
            readings.add(new Reading("utf-8", text(bytes, StandardCharsets.UTF_8)));
        }
        if (bytes.length >= 2) {
            readings.add(new Reading("utf-16 le", text(bytes, StandardCharsets.UTF_16LE)));
            readings.add(new Reading("utf-16 be", text(bytes, StandardCharsets.UTF_16BE)));
        }
    }

    /** Seconds since 1970 (POSIX time_t). */
    private static String time(long seconds, long nanos) {
        try {
            return Instant.ofEpochSecond(seconds, nanos).toString();
        } catch (DateTimeException outOfReason) {
            return "-";
        }
    }

    /** Steps of 100 ns since 1601, as NTFS counts them. */
    private static String filetime(long steps) {
        return time(Long.divideUnsigned(steps, FILETIMES_A_SECOND) - FILETIME_TO_UNIX,
                Long.remainderUnsigned(steps, FILETIMES_A_SECOND) * 100);
    }

    /** As RFC 9562 writes it; a GUID on a GPT disk has its first three fields the other way round. */
    private static UUID uuid(byte[] bytes) {
        ByteBuffer both = ByteBuffer.wrap(bytes);
        return new UUID(both.getLong(0), both.getLong(8));
    }

    private static String text(byte[] bytes, Charset as) {
        StringBuilder text = new StringBuilder();
        new String(bytes, 0, Math.min(MOST, bytes.length), as).codePoints()
                .map(c -> Character.isISOControl(c) || c == 0xFFFD || !Character.isDefined(c)
                        || Character.getType(c) == Character.FORMAT ? '.' : c)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
