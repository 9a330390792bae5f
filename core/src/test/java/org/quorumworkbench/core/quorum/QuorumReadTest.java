// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;

/** What a guest sees when it reads. */
class QuorumReadTest {

    private final List<Event> events = new ArrayList<>();

    @ParameterizedTest(name = "{0}, threshold {1}: reads {2}, reports {3}")
    @CsvSource({"AAA, 2, A, ''", "AAB, 2, A, c2", "AABB, 2, B, 'c1 c0'", "ABC, 1, C, 'c1 c0'",
            "AABBC, 2, B, 'c4 c1 c0'"})
    void theWinnerIsReadAndTheOutvotedAreReported(String content, int threshold, char winner, String reported) {
        Outcome outcome = read(content, threshold);
        assertEquals(new Result.Success(), outcome.result());
        assertEquals(winner, (char) outcome.data().orElseThrow().toArray(ValueLayout.JAVA_BYTE)[0]);
        assertEquals(reported,
                events.stream().map(e -> ((Event.ReportBad) e).child()).collect(Collectors.joining(" ")));
        assertEquals(events, outcome.events());
    }

    @Test
    void aReadBelowTheThresholdFailsWithEioAndNamesNobody() {
        Outcome outcome = read("ABC", 2);
        assertEquals(new Result.Failure(Errno.EIO), outcome.result());
        assertInstanceOf(Event.QuorumFailure.class, events.getFirst());
        assertEquals(1, events.size());
    }

    @Test
    void childrenThatAgreeAreNotHashed() {
        assertEquals(new Decision.Agreed(List.of(0, 1, 2)), read("AAA", 3).decision());
        assertTrue(events.isEmpty());
    }

    @Test
    void aReadIntoTheCallersBufferLeavesItsPosition() {
        Quorum quorum = quorum("AAB", 2);
        ByteBuffer into = ByteBuffer.allocate(1024).position(256).limit(768);
        quorum.read(0, into).result().resultNow();
        assertEquals(256, into.position());
        into.clear();
        assertEquals(0, into.get(255));
        assertEquals('A', into.get(256));
        assertEquals('A', into.get(767));
        assertEquals(0, into.get(768));
    }

    @Test
    void theSameDamageIsFatalInOneRequestAndHarmlessSectorBySector() {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            MemoryDevice device = new MemoryDevice(4096, true);
            device.fill(512L * (2 * i + 1), new byte[]{1});
            children.add(new Child("children." + i, "c" + i, device));
        }
        Quorum quorum = Quorum.open("q0", children, Policy.threshold(2), true, Runnable::run, events::add);
        assertEquals(new Result.Failure(Errno.EIO),
                quorum.examine(new SectorRange(0, 8)).result().resultNow().result());
        for (int sector = 0; sector < 8; sector++) {
            assertTrue(quorum.examine(new SectorRange(sector, 1)).result().resultNow().isSuccess());
        }
    }

    private Outcome read(String content, int threshold) {
        return quorum(content, threshold).examine(new SectorRange(0, 8)).result().resultNow();
    }

    private Quorum quorum(String content, int threshold) {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < content.length(); i++) {
            byte[] bytes = new byte[4096];
            Arrays.fill(bytes, (byte) content.charAt(i));
            children.add(new Child("children." + i, "c" + i, MemoryDevice.of(bytes)));
        }
        return Quorum.open("q0", children, Policy.threshold(threshold), true, Runnable::run, events::add);
    }
}
