// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What becomes of bytes that are copied, looked for, or read as numbers. */
final class BytesTest {

    private static final int[] DEAD = {0xDE, 0xAD, 0x00, 0x41};

    @Test
    void bytesAreCopiedAsHexAsTextAndAsACArray() {
        assertEquals("de ad 00 41", HexSelection.copy(DEAD, HexSelection.Form.HEX, 0));
        assertEquals("...A", HexSelection.copy(DEAD, HexSelection.Form.TEXT, 0));
        assertEquals("const unsigned char bytes[4] = {\n    0xde, 0xad, 0x00, 0x41\n};\n",
                HexSelection.copy(DEAD, HexSelection.Form.C_ARRAY, 0));
    }

    @Test
    void aLongCArrayHasTwelveBytesALine() {
        String copied = HexSelection.copy(new int[13], HexSelection.Form.C_ARRAY, 0);
        assertEquals(4, copied.lines().count());
        assertTrue(copied.contains("0x00,\n    0x00\n}"), copied);
    }

    @Test
    void whatCouldNotBeReadIsNeverCopiedAsZeroes() {
        int[] bytes = {0x41, HexSelection.UNREAD, 0x42};
        assertEquals("41 ?? 42", HexSelection.copy(bytes, HexSelection.Form.HEX, 0));
        assertEquals("A?B", HexSelection.copy(bytes, HexSelection.Form.TEXT, 0));
        assertTrue(HexSelection.copy(bytes, HexSelection.Form.C_ARRAY, 0).contains("0x41, 0x??, 0x42"));
        assertEquals("bytes.fromhex(\"41 ?? 42\")\n", HexSelection.copy(bytes, HexSelection.Form.PYTHON, 0));
        assertEquals("????", HexSelection.copy(bytes, HexSelection.Form.BASE64, 0));
        assertEquals("3q0AQQ==", HexSelection.copy(DEAD, HexSelection.Form.BASE64, 0));
    }

    @Test
    void aDumpStandsAtTheOffsetsOfTheDisk() {
        String first = "00001000  " + " ".repeat(43) + "de ad  |" + " ".repeat(14) + "..|\n";
        String second = "00001010  00 41 " + " ".repeat(43) + " |.A" + " ".repeat(14) + "|\n";
        assertEquals(first + second, HexSelection.copy(DEAD, HexSelection.Form.DUMP, 0x100E));
    }

    @Test
    void aSelectionGoesFromTheLowerToTheHigherEndWhicheverWayItWasMade() {
        HexSelection backwards = new HexSelection(1, 20, 10);
        assertEquals(10, backwards.from());
        assertEquals(21, backwards.to());
        assertTrue(backwards.contains(1, 20));
        assertEquals(false, backwards.contains(0, 15));
    }

    @Test
    void pairsOfDigitsAreBytesAndAllElseIsText() {
        assertArrayEquals(new byte[]{(byte) 0xDE, (byte) 0xAD}, ByteSearch.wanted("de ad").orElseThrow());
        assertArrayEquals(new byte[]{(byte) 0xDE, (byte) 0xAD}, ByteSearch.wanted("0xDEAD").orElseThrow());
        assertArrayEquals("dead".getBytes(StandardCharsets.UTF_8), ByteSearch.wanted("\"dead\"").orElseThrow());
        assertArrayEquals("EFI PART".getBytes(StandardCharsets.UTF_8), ByteSearch.wanted("EFI PART").orElseThrow());
        assertArrayEquals("abc".getBytes(StandardCharsets.UTF_8), ByteSearch.wanted("abc").orElseThrow());
        assertTrue(ByteSearch.wanted("  ").isEmpty());
        assertTrue(ByteSearch.wanted("\"\"").isEmpty());
    }

    private static Map<String, String> readings(String hex) {
        return DataInspector.of(HexFormat.of().parseHex(hex)).stream()
                .collect(Collectors.toMap(DataInspector.Reading::name, DataInspector.Reading::value));
    }

    @Test
    void integersAreReadInBothOrders() {
        Map<String, String> readings = readings("fffe000000000080");
        assertEquals("255", readings.get("u8"));
        assertEquals("-1", readings.get("i8"));
        assertEquals("65279", readings.get("u16 le"));
        assertEquals("65534", readings.get("u16 be"));
        assertEquals("-2", readings.get("i16 be"));
        assertEquals("65279", readings.get("u32 le"));
        assertEquals("4294836224", readings.get("u32 be"));
        assertEquals("9223372036854841087", readings.get("u64 le"));
        assertEquals("-9223372036854710529", readings.get("i64 le"));
    }

    @Test
    void aTimeOutOfReasonIsNotATime() {
        assertEquals("2009-02-13T23:31:30Z", readings("d2029649").get("time32 le"));
        assertEquals("-", readings("ffffffffffffff7f").get("time64 le"));
    }

    @Test
    void numbersBitsAndTimesAreReadInTheUsualForms() {
        assertEquals("1010 0101", readings("a5").get("bits"));
        assertEquals("1.5", readings("0000c03f").get("f32 le"));
        assertEquals("1.5", readings("3fc00000").get("f32 be"));
        assertEquals("-2.0", readings("00000000000000c0").get("f64 le"));
        // 1 January 1970 is 116444736000000000 steps after 1601 (MS-DTYP 2.3.3).
        assertEquals("1970-01-01T00:00:00Z", readings("00803ed5deb19d01").get("filetime le"));
        assertEquals("1970-01-01T00:00:00.000000100Z", readings("019db1ded53e8001").get("filetime be"));
        assertEquals("A\u00E9", readings("4100e900").get("utf-16 le"));
        assertEquals("A\u00E9", readings("004100e9").get("utf-16 be"));
    }

    @Test
    void aUuidIsReadAsItStandsAndAsAGptDiskStoresIt() {
        // The type of an EFI system partition (UEFI 2.10, table 5.7), as it lies on the disk.
        Map<String, String> readings = readings("28732ac11ff8d211ba4b00a0c93ec93b");
        assertEquals("c12a7328-f81f-11d2-ba4b-00a0c93ec93b", readings.get("guid"));
        assertEquals("28732ac1-1ff8-d211-ba4b-00a0c93ec93b", readings.get("uuid"));
    }

    @Test
    void readingsThatNeedMoreBytesThanThereAreAreLeftOut() {
        assertEquals(java.util.Set.of("u8", "i8", "bits", "utf-8"), readings("41").keySet());
        assertTrue(DataInspector.of(new byte[0]).isEmpty());
    }

    @Test
    void textShowsNoControlCharacters() {
        assertEquals("A.\u00e9.B", readings("4100c3a90a42").get("utf-8"));
    }
}
