// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the bytes of a text into characters and back, and loses none: bytes that are not UTF-8 are
 * kept one by one as the characters U+DC80 to U+DCFF (lone surrogates, which no UTF-8 has), as
 * Python's {@code surrogateescape} does (PEP 383). So a file name in such a text still names its
 * file.
 */
public final class TextBytes {

    private static final char FIRST_KEPT = 0xDC80;
    private static final char LAST_KEPT = 0xDCFF;
    private static final int TO_KEPT = 0xDC00;

    // The declaration stands first and in ASCII, whatever follows (XML 1.0, appendix F).
    private static final int DECLARATION = 256;
    private static final Pattern ENCODING = Pattern
            .compile("^\\s*<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

    private TextBytes() {}

    /**
     * The text: by its byte order mark, which is left out; else, of XML, by the encoding that it
     * declares; else UTF-8, in which every byte that is none is kept. Never fails.
     */
    public static String text(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return kept(ByteBuffer.wrap(bytes, 3, bytes.length - 3));
        }
        Optional<Charset> wide = wide(bytes);
        if (wide.isPresent()) {
            return new String(bytes, wide.get());
        }
        Optional<Charset> declared = declared(bytes);
        return declared.isPresent() ? new String(bytes, declared.get()) : kept(ByteBuffer.wrap(bytes));
    }

    /**
     * UTF-16, as some programs of Windows write it: by its byte order mark, or by what JSON and XML
     * begin with (RFC 4627, 3; XML 1.0, appendix F).
     */
    private static Optional<Charset> wide(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return Optional.of(StandardCharsets.UTF_16);
        }
        for (int first : new int[]{'{', '[', '<'}) {
            if (bytes.length >= 4 && startsWith(bytes, first, 0) && bytes[2] != 0 && bytes[3] == 0) {
                return Optional.of(StandardCharsets.UTF_16LE);
            }
            if (bytes.length >= 4 && startsWith(bytes, 0, first) && bytes[2] == 0 && bytes[3] != 0) {
                return Optional.of(StandardCharsets.UTF_16BE);
            }
        }
        return Optional.empty();
    }

    /**
     * A word of a command line, in which U+FFFD stands for nothing that was lost: where the word has
     * that character its bytes are kept, too.
     */
    static String word(byte[] bytes) {
        return kept(ByteBuffer.wrap(bytes)).replace("\uFFFD", "\uDCEF\uDCBF\uDCBD");
    }

    /** The bytes of a text in UTF-8, and those that were kept as they were. */
    public static byte[] bytes(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
        int at = 0;
        while (at < text.length()) {
            int next = at;
            while (next < text.length() && !isKept(text, next)) {
                next++;
            }
            bytes.put(text.substring(at, next).getBytes(StandardCharsets.UTF_8));
            for (; next < text.length() && isKept(text, next); next++) {
                bytes.put((byte) (text.charAt(next) - TO_KEPT));
            }
            at = next;
        }
        byte[] exact = new byte[bytes.position()];
        bytes.flip().get(exact);
        return exact;
    }

    /**
     * JSON in which what no UTF-8 text can hold, bytes that were kept and other lone halves of pairs,
     * is escaped: whoever reads it has the same text again.
     */
    public static String escaped(String json) {
        if (json.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            return json;
        }
        StringBuilder safe = new StringBuilder();
        for (int c : json.codePoints().toArray()) {
            if (Character.getType(c) == Character.SURROGATE) {
                safe.append(String.format("\\u%04X", c));
            } else {
                safe.appendCodePoint(c);
            }
        }
        return safe.toString();
    }

    /** Whether the text has a byte that is no UTF-8. */
    public static boolean hasKept(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isKept(text, at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the character at that index is a byte that was kept, and not half of a pair. */
    static boolean isKept(String text, int at) {
        char c = text.charAt(at);
        return c >= FIRST_KEPT && c <= LAST_KEPT && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /**
     * Whether these bytes are words that each end in NUL, as {@code /proc/PID/cmdline} has them, and
     * hold nothing else that no text has.
     */
    public static boolean isNulSeparated(byte[] bytes) {
        if (wide(bytes).isPresent()) {
            return false;
        }
        boolean first = true;
        boolean any = false;
        for (byte one : bytes) {
            if (one == 0 ? first : isOfNoText(one)) {
                return false;
            }
            any |= one == 0;
            first = false;
        }
        return any && bytes[bytes.length - 1] == 0;
    }

    /** Whether nothing here speaks against a text: no control characters but those of terminals. */
    public static boolean isText(String text) {
        return text.chars().noneMatch(c -> c < ' ' && isOfNoText((byte) c));
    }

    private static boolean isOfNoText(byte one) {
        // Logs of programs that ran on a terminal have escapes and backspaces.
        return one >= 0 && one < ' ' && "\b\t\n\u000B\f\r\u001B".indexOf(one) < 0;
    }

    private static Optional<Charset> declared(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
        Matcher declaration = ENCODING.matcher(start);
        if (!declaration.find()) {
            return Optional.empty();
        }
        try {
            Charset charset = Charset.forName(declaration.group(1));
            // That the declaration could be read in ASCII shows that it is none of the wide ones.
            boolean wide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
            return wide || charset.equals(StandardCharsets.UTF_8) ? Optional.empty() : Optional.of(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static String kept(ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        while (true) {
            CoderResult result = decoder.decode(bytes, text, true);
            if (!result.isError()) {
                return text.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                text.put((char) (TO_KEPT + (bytes.get() & 0xFF)));
            }
            decoder.reset();
        }
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (bytes[i] != (byte) start[i]) {
                return false;
            }
        }
        return true;
    }
}
