// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two of three with the same damage: what lies around and elsewhere names them, or clears them. */
class WrongMajorityTest {

    private static final int SECTOR = Replicas.SECTOR;
    private static final int SECTORS = 2048;

    private static Finding only(Replicas replicas) {
        List<Finding> findings = replicas.diagnose();
        assertEquals(1, findings.size(), findings.toString());
        return findings.getFirst();
    }

    private static byte[] random(int sectors, long seed) {
        byte[] bytes = new byte[sectors * SECTOR];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] piece(byte[] disk, int sector, int count) {
        return Arrays.copyOfRange(disk, sector * SECTOR, (sector + count) * SECTOR);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void aMajorityWithTheContentOfOneOtherPlaceIsTheMisdirectedOne(int count) {
        Replicas replicas = new Replicas(3, Replicas.text(SECTORS, 5));
        byte[] other = piece(replicas.of(0), 40, count);
        replicas.put(0, 1000, other);
        replicas.put(2, 1000, other);
        Finding finding = only(replicas);
        assertEquals(Damage.MISDIRECTED, finding.effect(), finding.toString());
        assertEquals(List.of(0, 2), finding.damaged());
        assertTrue(finding.suspectWinner());
        assertTrue(finding.confidence() <= 0.8, finding.toString());
    }

    @Test
    void aMajorityOfThreeIsNotSuspectedForContentThatIsElsewhereToo() {
        Replicas replicas = new Replicas(4, Replicas.text(SECTORS, 5));
        byte[] other = piece(replicas.of(0), 40, 5);
        for (int child : new int[]{0, 2, 3}) {
            replicas.put(child, 1000, other);
        }
        assertEquals(List.of(1), only(replicas).damaged());
    }

    @Test
    void aMajorityWithAPieceOfACopyIsRightAndTheOtherIsStale() {
        byte[] disk = Replicas.text(SECTORS, 5);
        System.arraycopy(disk, 100 * SECTOR, disk, 1000 * SECTOR, 60 * SECTOR);
        Replicas replicas = new Replicas(3, disk);
        replicas.put(1, 1020, Replicas.text(6, 77));
        Finding finding = only(replicas);
        assertEquals(Damage.STALE, finding.effect(), finding.toString());
        assertEquals(List.of(1), finding.damaged());
        assertFalse(finding.suspectWinner());
    }

    @Test
    void thatTheOutvotedHasAPieceOfACopyClearsNoMajorityThatLooksDamaged() {
        byte[] disk = Replicas.text(SECTORS, 5);
        System.arraycopy(disk, 100 * SECTOR, disk, 1000 * SECTOR, 60 * SECTOR);
        Replicas replicas = new Replicas(3, disk);
        replicas.fill(0, 1020, 6, 0xFF);
        replicas.fill(2, 1020, 6, 0xFF);
        Finding finding = only(replicas);
        assertEquals(Damage.ONES, finding.effect(), finding.toString());
        assertEquals(List.of(0, 2), finding.damaged());
        assertTrue(finding.evidence().stream().anyMatch(why -> why.endsWith("it belongs here.")), finding.toString());
    }

    @Test
    void zeroesOnTwoAmongBytesWithoutOrderAreTheDamage() {
        Replicas replicas = new Replicas(3, random(SECTORS, 3));
        replicas.fill(0, 100, 6, 0);
        replicas.fill(1, 100, 6, 0);
        Finding finding = only(replicas);
        assertEquals(Damage.ZEROED, finding.effect(), finding.toString());
        assertEquals(List.of(0, 1), finding.damaged());
    }

    @Test
    void bytesWithoutOrderOnOneAmongTextAreItsDamageAlsoWhereTheOthersHaveZeroes() {
        byte[] disk = Replicas.text(SECTORS, 3);
        Arrays.fill(disk, 100 * SECTOR, 106 * SECTOR, (byte) 0);
        Replicas replicas = new Replicas(3, disk);
        replicas.put(2, 100, random(6, 1));
        Finding finding = only(replicas);
        assertEquals(Damage.JUNK, finding.effect(), finding.toString());
        assertEquals(List.of(2), finding.damaged());
    }

    @Test
    void aFillThatGoesOnAroundIsWhatLiesThereAndNoDamage() {
        byte[] disk = Replicas.text(SECTORS, 3);
        Arrays.fill(disk, 100 * SECTOR, 140 * SECTOR, (byte) 0xFF);
        Replicas replicas = new Replicas(3, disk);
        replicas.put(2, 110, random(6, 1));
        assertEquals(List.of(2), only(replicas).damaged());
        Replicas island = new Replicas(3, Replicas.text(SECTORS, 3));
        island.fill(0, 110, 6, 0xFF);
        island.fill(1, 110, 6, 0xFF);
        assertEquals(List.of(0, 1), only(island).damaged());
    }
}
