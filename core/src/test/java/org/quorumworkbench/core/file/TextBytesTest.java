// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextBytesTest {

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatIsUtf8IsReadAsSuch() {
        assertEquals("Schön 盤", TextBytes.text("Schön 盤".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aByteThatIsNoUtf8IsKeptAndItsNeighboursAreNotTouched() {
        assertEquals("Sch\uDCF6n.iso", TextBytes.text(latin1("Schön.iso")));
        assertTrue(TextBytes.hasKept("Sch\uDCF6n.iso"));
        assertFalse(TextBytes.hasKept("\uD83D\uDC80 is a pair"));
    }

    @Test
    void xmlIsDecodedByItsDeclaration() {
        String xml = "<?xml version=\"1.0\" encoding='windows-1252'?><name>Köln €</name>";
        assertEquals(xml, TextBytes.text(xml.getBytes(Charset.forName("windows-1252"))));
    }

    @Test
    void aDeclarationThatNamesNothingKnownIsPassedOver() {
        byte[] bytes = latin1("<?xml version=\"1.0\" encoding=\"no-such-one\"?>\u00FF");
        assertTrue(TextBytes.text(bytes).endsWith(">\uDCFF"));
    }

    @Test
    void aByteOrderMarkIsLeftOut() {
        assertEquals("a", TextBytes.text("\uFEFFa".getBytes(StandardCharsets.UTF_8)));
        assertEquals("aö", TextBytes.text("\uFEFFaö".getBytes(StandardCharsets.UTF_16LE)));
        assertEquals("aö", TextBytes.text("\uFEFFaö".getBytes(StandardCharsets.UTF_16BE)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyByteComesBackAsItWas(long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[2000];
        random.nextBytes(bytes);
        bytes[0] = 'x';
        for (int at = 1; at < bytes.length - 4; at += 1 + random.nextInt(20)) {
            byte[] good = new String(Character.toChars(0x80 + random.nextInt(0xD000)))
                    .getBytes(StandardCharsets.UTF_8);
            System.arraycopy(good, 0, bytes, at, good.length);
        }
        assertArrayEquals(bytes, TextBytes.bytes(TextBytes.text(bytes)));
    }

    @Test
    void wordsThatEndInNulAreToldFromAnImage() {
        assertTrue(TextBytes.isNulSeparated(latin1("qemu\0-drive\0file=a.img\0")));
        assertFalse(TextBytes.isNulSeparated(latin1("qemu\0-drive")));
        assertFalse(TextBytes.isNulSeparated("\uFEFF{}".getBytes(StandardCharsets.UTF_16LE)));
        assertFalse(TextBytes.isNulSeparated("{}".getBytes(StandardCharsets.UTF_16LE)));
        assertFalse(TextBytes.isNulSeparated(new byte[512]));
        assertFalse(TextBytes.isNulSeparated(latin1("boot\1\0")));
        assertFalse(TextBytes.isNulSeparated(latin1("plain text\n")));
    }
}
