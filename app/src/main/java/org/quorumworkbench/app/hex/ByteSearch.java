// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.quorumworkbench.app.model.ByteQuery;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.ContentSearch;
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
     * The first place behind {@code after} where a child that is looked through has the bytes; -1 to
     * begin at the start.
     */
    public static Optional<Hit> next(Inspection inspection, ByteQuery query, int after) {
        Wanted wanted = Wanted.of(query);
        for (int at = after + 1; at + wanted.bytes.length <= inspection.range().length(); at++) {
            Optional<Hit> hit = wanted.at(inspection, at);
            if (hit.isPresent()) {
                return hit;
            }
        }
        return Optional.empty();
    }

    /** The last place before {@code before} where a child that is looked through has the bytes. */
    public static Optional<Hit> previous(Inspection inspection, ByteQuery query, int before) {
        Wanted wanted = Wanted.of(query);
        int last = (int) inspection.range().length() - wanted.bytes.length;
        for (int at = Math.min(before - 1, last); at >= 0; at--) {
            Optional<Hit> hit = wanted.at(inspection, at);
            if (hit.isPresent()) {
                return hit;
            }
        }
        return Optional.empty();
    }

    /** The bytes of a question, ready to be compared. */
    private static final class Wanted {

        private final ByteQuery query;
        private final byte[] bytes;

        private Wanted(ByteQuery query, byte[] bytes) {
            this.query = query;
            this.bytes = bytes;
        }

        static Wanted of(ByteQuery query) {
            byte[] bytes = query.bytes();
            for (int at = 0; query.anyCase() && at < bytes.length; at++) {
                bytes[at] = ContentSearch.lower(bytes[at]);
            }
            return new Wanted(query, bytes);
        }

        Optional<Hit> at(Inspection inspection, int at) {
            for (int child = 0; child < inspection.children().size(); child++) {
                ChildBytes given = inspection.children().get(child);
                if ((query.child().isEmpty() || query.child().get().equals(given.name())) && has(given, at)) {
                    return Optional.of(new Hit(child, at));
                }
            }
            return Optional.empty();
        }

        private boolean has(ChildBytes child, int at) {
            for (int i = 0; i < bytes.length; i++) {
                byte there = child.bytes().get(ValueLayout.JAVA_BYTE, at + i);
                if ((query.anyCase() ? ContentSearch.lower(there) : there) != bytes[i] || !child.isReadable(at + i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
