// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times in content: what holds a time was not written before it. They are seconds since 1970, in a
 * binary field or as ten digits, or dates with a time of the day, and count only where the versions
 * differ.
 */
final class Times {

    /** From 2010: what is smaller is as likely another number, a fraction for instance. */
    private static final long FIRST = 1_262_304_000L;
    /** Until 2033. */
    private static final long LAST = 2_000_000_000L;
    /** Numbers by chance are spread over all years, the times of one place mostly are not. */
    private static final long SPREAD = 2L * 365 * 86_400;
    /** Fewer are chance. */
    private static final int ENOUGH = 3;
    private static final int DIGITS = 10;
    private static final String DATE = "dddd-dd-dd dd:dd:dd";

    private Times() {}

    /**
     * Whether the judged version has later times, in all that tells: above 0 if so, below if the other
     * one has, 0 if it cannot be told.
     */
    static int later(Sample sample) {
        int inText = inText(sample);
        int first = inFields(sample, false);
        int second = inFields(sample, true);
        int sum = Integer.signum(inText + first + second);
        return inText * sum < 0 || first * sum < 0 || second * sum < 0 ? 0 : sum;
    }

    /** All times of the one version are later than all of the other. */
    private static int inText(Sample sample) {
        List<Long> judged = new ArrayList<>();
        List<Long> other = new ArrayList<>();
        sample.each((window, at) -> {
            read(window.x(), window.w(), at, judged);
            read(window.w(), window.x(), at, other);
        });
        if (judged.size() < ENOUGH || other.size() < ENOUGH) {
            return 0;
        }
        return least(judged) > most(other) ? 1 : least(other) > most(judged) ? -1 : 0;
    }

    private static long least(List<Long> times) {
        return times.stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    private static long most(List<Long> times) {
        return times.stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    /** The times in a sector of text, without those that are the same in the other version. */
    private static void read(byte[] bytes, byte[] other, int from, List<Long> into) {
        int end = from + SECTOR;
        for (int at = from; at < end; at++) {
            if (!isDigit(bytes[at]) || (at > from && isDigit(bytes[at - 1]))) {
                continue;
            }
            int digits = at;
            while (digits < end && isDigit(bytes[digits])) {
                digits++;
            }
            long time = digits - at == DIGITS ? number(bytes, at, DIGITS) : date(bytes, at, end);
            int length = digits - at == DIGITS ? DIGITS : DATE.length();
            if (time >= FIRST && time < LAST && !Arrays.equals(bytes, at, at + length, other, at, at + length)) {
                into.add(time);
            }
        }
    }

    /** Seconds since 1970 of a date as ISO 8601 has it; 0 if there is none. */
    private static long date(byte[] bytes, int at, int end) {
        if (at + DATE.length() > end) {
            return 0;
        }
        for (int i = 0; i < DATE.length(); i++) {
            char wanted = DATE.charAt(i);
            byte found = bytes[at + i];
            boolean fits = wanted == 'd' ? isDigit(found) : found == wanted || (wanted == ' ' && found == 'T');
            if (!fits) {
                return 0;
            }
        }
        try {
            return LocalDateTime.of((int) number(bytes, at, 4), (int) number(bytes, at + 5, 2),
                    (int) number(bytes, at + 8, 2), (int) number(bytes, at + 11, 2), (int) number(bytes, at + 14, 2),
                    (int) number(bytes, at + 17, 2)).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            // The thirteenth month, for instance: it is no date.
            return 0;
        }
    }

    private static boolean isDigit(byte one) {
        return one >= '0' && one <= '9';
    }

    private static long number(byte[] digits, int at, int count) {
        long number = 0;
        for (int i = at; i < at + count; i++) {
            number = number * 10 + digits[i] - '0';
        }
        return number;
    }

    /** Fields of four bytes in which both have a time: most of them later in the same version. */
    private static int inFields(Sample sample, boolean bigEndian) {
        List<Long> judged = new ArrayList<>();
        List<Long> other = new ArrayList<>();
        sample.each((window, at) -> {
            for (int i = at; i < at + SECTOR; i += Integer.BYTES) {
                long one = field(window.x(), i, bigEndian);
                long two = field(window.w(), i, bigEndian);
                if (one != two && one >= FIRST && one < LAST && two >= FIRST && two < LAST
                        && !isText(window.x(), i) && !isText(window.w(), i)) {
                    judged.add(one);
                    other.add(two);
                }
            }
        });
        if (judged.size() < ENOUGH) {
            return 0;
        }
        long usual = judged.stream().sorted().toList().get(judged.size() / 2);
        long usualOther = other.stream().sorted().toList().get(judged.size() / 2);
        int later = 0;
        int earlier = 0;
        for (int i = 0; i < judged.size(); i++) {
            if (Math.abs(judged.get(i) - usual) <= SPREAD && Math.abs(other.get(i) - usualOther) <= SPREAD) {
                later += judged.get(i) > other.get(i) ? 1 : 0;
                earlier += judged.get(i) < other.get(i) ? 1 : 0;
            }
        }
        boolean most = (later + earlier) * 3 >= judged.size() * 2 && Math.max(later, earlier) >= ENOUGH;
        return most && Math.min(later, earlier) == 0 ? Integer.signum(later - earlier) : 0;
    }

    private static long field(byte[] bytes, int at, boolean bigEndian) {
        long field = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            field = field << 8 | (bytes[at + (bigEndian ? i : Integer.BYTES - 1 - i)] & 0xFF);
        }
        return field;
    }

    /** Four letters look like a time. */
    private static boolean isText(byte[] bytes, int at) {
        for (int i = at; i < at + Integer.BYTES; i++) {
            if (bytes[i] < 0x20 || bytes[i] > 0x7E) {
                return false;
            }
        }
        return true;
    }
}
