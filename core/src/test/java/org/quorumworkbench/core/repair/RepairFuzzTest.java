// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Whatever the bytes: they are read, or refused in a sentence; what is read can be written and read
 * again.
 */
class RepairFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void anyPlanIsReadOrRefused(FuzzedDataProvider data) throws RepairProblem {
        byte[] bytes = changed(PlanWriter.bytes(SeededPlan.of(data.consumeByte()).plan()), data);
        Plan plan;
        try {
            plan = PlanReader.of(bytes);
        } catch (RepairProblem problem) {
            assertFalse(String.valueOf(problem.getMessage()).isBlank());
            return;
        }
        assertEquals(plan, PlanReader.of(PlanWriter.bytes(plan)));
    }

    @FuzzTest(maxDuration = "2m")
    void anyJournalIsReadOrRefused(FuzzedDataProvider data) throws IOException, RepairStopped {
        SeededPlan seeded = SeededPlan.of(data.consumeByte());
        FailingDisk disk = seeded.disk();
        new Repair(seeded.plan(), disk, RepairWatcher.NONE).apply(Journal.create(disk, seeded.plan(), "apply"));
        StoredFile whole = disk.existing();
        byte[] bytes = new byte[(int) whole.length()];
        whole.read(0, ByteBuffer.wrap(bytes));
        FailingDisk other = new FailingDisk();
        other.put("journal", changed(bytes, data));
        try {
            JournalState state = JournalReader.read(other.child("journal"));
            assertTrue(state.end() <= other.child("journal").length());
            assertTrue(state.images().keySet().containsAll(state.done()));
        } catch (RepairProblem problem) {
            assertFalse(String.valueOf(problem.getMessage()).isBlank());
        }
    }

    /** The bytes with some places changed, and perhaps cut; or anything at all. */
    private static byte[] changed(byte[] bytes, FuzzedDataProvider data) {
        if (data.consumeBoolean()) {
            return data.consumeRemainingAsBytes();
        }
        for (int changes = data.consumeInt(0, 8); changes > 0 && data.remainingBytes() > 0; changes--) {
            bytes[data.consumeInt(0, bytes.length - 1)] = data.consumeByte();
        }
        return data.consumeBoolean() ? Arrays.copyOf(bytes, data.consumeInt(0, bytes.length)) : bytes;
    }
}
