// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the header of an encrypted device ends and its payload begins. */
final class LuksHeaderTest {

    private static final int SIZE = 16 << 10;
    private static final String JSON = "{\"keyslots\":{},\"segments\":{\"0\":{\"type\":\"crypt\",\"offset\":\"524288\"}}}";

    @Test
    void aFirstHeaderNamesThePayloadsSector() throws MetadataUnreadable {
        LuksHeader header = read(first(2048)).orElseThrow();
        assertEquals(1, header.version());
        assertEquals(new Area(0, 1 << 20), header.header());
        assertEquals(Optional.of(new Area(1 << 20, 1 << 20)), header.payload());
        assertEquals("a-uuid", header.uuid());
    }

    @Test
    void aPayloadBehindTheEndIsToldOf() throws MetadataUnreadable {
        LuksHeader header = read(first(0xffffffffL)).orElseThrow();
        assertEquals(Optional.empty(), header.payload());
        assertTrue(header.says().getFirst().contains("behind the end"));
    }

    @Test
    void aSecondHeaderIsReadWithItsEpoch() throws MetadataUnreadable {
        LuksHeader header = read(second(JSON)).orElseThrow();
        assertEquals(OptionalLong.of(3), header.epoch());
        assertEquals(Optional.of(new Area(524288, (2 << 20) - 524288)), header.payload());
        assertEquals(List.of(), header.says());
    }

    @Test
    void aDamagedHeaderGivesWayToItsSecondCopy() throws MetadataUnreadable {
        Crafted disk = second(JSON);
        disk.bytes()[5000] ^= 1;
        LuksHeader header = read(disk).orElseThrow();
        assertEquals(Optional.of(new Area(524288, (2 << 20) - 524288)), header.payload());
        assertTrue(header.says().getFirst().contains("second copy"));
    }

    @Test
    void twoDamagedCopiesAreNotBelieved() throws MetadataUnreadable {
        Crafted disk = second(JSON);
        disk.bytes()[5000] ^= 1;
        disk.bytes()[SIZE + 5000] ^= 1;
        LuksHeader header = read(disk).orElseThrow();
        assertEquals(Optional.empty(), header.payload());
        assertTrue(header.says().getFirst().contains("checksum"), header.says().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "{}", "{\"segments\":{\"0\":{\"offset\":\"-5\"}}}",
            "{\"segments\":{\"0\":{\"offset\":\"99999999999999999999\"}}}",
            "{\"segments\":{\"0\":{\"offset\":\"2097153\"}}}"})
    void jsonThatNamesNoPayloadIsNotBelieved(String json) throws MetadataUnreadable {
        assertEquals(Optional.empty(), read(second(json)).orElseThrow().payload());
    }

    private static Optional<LuksHeader> read(Crafted disk) throws MetadataUnreadable {
        return LuksHeader.read(new MetadataReader(disk.disk()));
    }

    private static Crafted first(long payload) {
        return new Crafted(2 << 20).bigEndian().text(0, "LUKS\u00ba\u00be").u16(6, 1).u32(104, payload)
                .text(168, "a-uuid");
    }

    /** Both copies, right in every field. */
    static Crafted second(String json) {
        Crafted disk = new Crafted(2 << 20).bigEndian();
        copy(disk, 0, "LUKS\u00ba\u00be", json);
        copy(disk, SIZE, "SKUL\u00ba\u00be", json);
        return disk;
    }

    private static void copy(Crafted disk, int at, String magic, String json) {
        disk.text(at, magic).u16(at + 6, 2).u64(at + 8, SIZE).u64(at + 16, 3).text(at + 72, "sha256")
                .text(at + 168, "a-uuid").u64(at + 256, at).text(at + 4096, json);
        sign(disk, at);
    }

    /** Puts the checksum right. */
    static void sign(Crafted disk, int at) {
        disk.put(at + 448, new byte[64]);
        try {
            disk.put(at + 448, MessageDigest.getInstance("SHA-256")
                    .digest(Arrays.copyOfRange(disk.bytes(), at, at + SIZE)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
