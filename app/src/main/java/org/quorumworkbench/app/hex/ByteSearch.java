// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.Inspection;

/** Looks for bytes in what all children gave for a range. Pure functions. */
public final class ByteSearch {

    /**
     * Where bytes were found.
     *
     * @param child
     *            the lowest that has them there
     * @param at
     *            the first of them, relative to the range's start
     */
    public record Hit(int child, int at) {}

    private ByteSearch() {}

    /**
     * What a person wants found: pairs of hexadecimal digits, with blanks or not, or after {@code 0x};
     * anything else, or what stands in quotes, is text in UTF-8. Empty if there is nothing to look for.
     */
    public static Optional<byte[]> wanted(String words) {
        String trimmed = words.strip();
        if (trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"")) {
            return some(trimmed.substring(1, trimmed.length() - 1).getBytes(StandardCharsets.UTF_8));
        }
        String digits = trimmed.toLowerCase(Locale.ROOT).replaceFirst("^0x", "").replaceAll("\\s+", "");
        if (digits.length() % 2 == 0 && digits.matches("[0-9a-f]+")) {
            return some(HexFormat.of().parseHex(digits));
        }
        return some(trimmed.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> some(byte[] bytes) {
        return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
    }

    /**
     * The first place behind {@code after} where some child has the bytes; -1 to begin at the start.
     */
    public static Optional<Hit> next(Inspection inspection, byte[] wanted, int after) {
        for (int at = after + 1; at + wanted.length <= inspection.range().length(); at++) {
            Optional<Hit> hit = at(inspection, wanted, at);
            if (hit.isPresent()) {
                return hit;
            }
        }
        return Optional.empty();
    }

    /** The last place before {@code before} where some child has the bytes. */
    public static Optional<Hit> previous(Inspection inspection, byte[] wanted, int before) {
        int last = (int) inspection.range().length() - wanted.length;
        for (int at = Math.min(before - 1, last); at >= 0; at--) {
            Optional<Hit> hit = at(inspection, wanted, at);
            if (hit.isPresent()) {
                return hit;
            }
        }
        return Optional.empty();
    }

    private static Optional<Hit> at(Inspection inspection, byte[] wanted, int at) {
        for (int child = 0; child < inspection.children().size(); child++) {
            if (has(inspection.children().get(child), wanted, at)) {
                return Optional.of(new Hit(child, at));
            }
        }
        return Optional.empty();
    }

    private static boolean has(ChildBytes child, byte[] wanted, int at) {
        for (int i = 0; i < wanted.length; i++) {
            if (child.bytes().get(ValueLayout.JAVA_BYTE, at + i) != wanted[i] || !child.isReadable(at + i)) {
                return false;
            }
        }
        return true;
    }
}
