// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One character stands in the cell of each byte, whatever the bytes are read as. */
final class TextEncodingTest {

    private static String text(TextEncoding encoding, byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; at++) {
            text.append(encoding.letter(place -> bytes[place] & 0xFF, at, bytes.length));
        }
        return text.toString();
    }

    private static String text(TextEncoding encoding, String hex) {
        return text(encoding, HexFormat.of().parseHex(hex));
    }

    @Test
    void onlyWhatIsALetterInTheEncodingIsShown() {
        assertEquals("A\u00B7\u00B7~", text(TextEncoding.ASCII, "41e90a7e"));
        assertEquals("A\u00E9\u00B7~", text(TextEncoding.LATIN_1, "41e90a7e"));
    }

    @Test
    void aLetterOfSeveralBytesStandsInTheCellOfItsFirst() {
        assertEquals("\u00E4 B\u20AC  ", text(TextEncoding.UTF_8, "\u00E4B\u20AC".getBytes(StandardCharsets.UTF_8)));
        assertEquals("A \u00E4 ", text(TextEncoding.UTF_16LE, "A\u00E4".getBytes(StandardCharsets.UTF_16LE)));
        assertEquals("A \u00E4 ", text(TextEncoding.UTF_16BE, "A\u00E4".getBytes(StandardCharsets.UTF_16BE)));
    }

    @Test
    void aLetterThatWouldMoveTheOthersIsABox() {
        assertEquals("\u25A1  A", text(TextEncoding.UTF_8, "\u65E5A".getBytes(StandardCharsets.UTF_8)));
        assertEquals("\u25A1 A", text(TextEncoding.UTF_8, "\u05D0A".getBytes(StandardCharsets.UTF_8)));
        assertEquals("\u25A1   A ", text(TextEncoding.UTF_16LE, "\uD83D\uDE00A".getBytes(StandardCharsets.UTF_16LE)));
    }

    @Test
    void whatIsNoUtf8IsNoLetter() {
        assertEquals("\u00B7\u00B7", text(TextEncoding.UTF_8, "c080"), "longer than needed");
        assertEquals("\u00B7\u00B7\u00B7", text(TextEncoding.UTF_8, "eda080"), "half of a pair");
        assertEquals("\u00B7A", text(TextEncoding.UTF_8, "8041"), "a rest without a beginning");
        assertEquals("A\u00B7", text(TextEncoding.UTF_8, "41e4"), "a beginning without a rest");
    }

    @Test
    void ebcdicIsCodePage37() {
        Charset page = Charset.forName("IBM037");
        for (int value = 0; value < 256; value++) {
            char letter = new String(new byte[]{(byte) value}, page).charAt(0);
            boolean shown = (letter >= 0x20 && letter < 0x7F) || (letter > 0xA0 && letter <= 0xFF && letter != 0xAD);
            assertEquals(shown ? letter : TextEncoding.NONE,
                    text(TextEncoding.EBCDIC, new byte[]{(byte) value}).charAt(0),
                    "of 0x" + Integer.toHexString(value));
        }
    }

    @ParameterizedTest
    @EnumSource(TextEncoding.class)
    void whatIsTypedIsReadAgain(TextEncoding encoding) {
        byte[] bytes = HexTyping.encoded(encoding, "Q");
        assertEquals('Q', text(encoding, bytes).charAt(0));
    }

    @Test
    void aLetterThatTheEncodingLacksIsNoByte() {
        assertArrayEquals(new byte[0], HexTyping.encoded(TextEncoding.ASCII, "\u00E9"));
        assertArrayEquals(new byte[0], HexTyping.encoded(TextEncoding.LATIN_1, "\u20AC"));
        assertArrayEquals(new byte[0], HexTyping.encoded(TextEncoding.EBCDIC, "\u20AC"));
    }
}
