// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.scan.Courtesy;

/**
 * Whatever lies where a checksum is looked for: there is an answer, and it does not take the
 * memory.
 */
class OwnChecksumFuzzTest {

    private static final int LENGTH = 1 << 18;
    private static final long[] HEADS = {0x1F8B0800_00000000L, 0x89504E47_0D0A1A0AL, 0x504B0304_14000000L,
            0x53514C69_74652066L};

    @FuzzTest(maxDuration = "2m")
    void anyFile(FuzzedDataProvider data) {
        long head = data.pickValue(HEADS);
        ByteBuffer disk = disk(data, 512 + 8);
        disk.putLong(512, head);
        long from = data.consumeInt(0, LENGTH) / 512 * 512L;
        VersionBytes version = version(disk);
        assertNotNull(FileChecks.check(version, version, 512, from, from + data.consumeInt(1, LENGTH), "/file"));
    }

    @FuzzTest(maxDuration = "2m")
    void anyExt(FuzzedDataProvider data) {
        ByteBuffer disk = disk(data, 1024);
        disk.order(ByteOrder.LITTLE_ENDIAN).putShort(1024 + 0x38, (short) 0xEF53).putInt(1024 + 0x64, 0x400);
        ExtChecks.of(version(disk), 0).ifPresent(checks -> {
            long number = data.consumeLong();
            assertNotNull(checks.inode(number));
            assertNotNull(checks.bitmap(number, true));
            assertNotNull(checks.descriptor(number));
            assertNotNull(checks.blockOf(data.consumeInt(), number));
            assertNotNull(checks.superblock(1024));
        });
    }

    @FuzzTest(maxDuration = "2m")
    void anyXfs(FuzzedDataProvider data) {
        ByteBuffer disk = disk(data, 0);
        disk.putInt(0, 0x58465342).putShort(100, (short) 5);
        XfsChecks.of(version(disk), 0).ifPresent(checks -> {
            for (long start : checks.starts(data.consumeInt(0, LENGTH - 512))) {
                checks.at(start).ifPresent(structure -> assertNotNull(checks.check(start, structure)));
            }
        });
    }

    @FuzzTest(maxDuration = "2m")
    void anyGptOrNtfs(FuzzedDataProvider data) {
        ByteBuffer disk = disk(data, 512);
        disk.putLong(512, 0x4546_4920_5041_5254L).putInt(4096, 0x46494C45);
        VersionBytes version = version(disk);
        assertNotNull(GptChecks.entries(version, 1));
        assertNotNull(NtfsChecks.check(version, version, 0, 4096));
    }

    private static ByteBuffer disk(FuzzedDataProvider data, int at) {
        ByteBuffer disk = ByteBuffer.allocate(LENGTH);
        byte[] bytes = data.consumeBytes(4096);
        disk.put(at, bytes, 0, bytes.length);
        return disk;
    }

    private static VersionBytes version(ByteBuffer disk) {
        byte[] bytes = new byte[LENGTH];
        disk.get(0, bytes);
        return new VersionBytes(new Reads(Courtesy.NONE), MemoryDevice.of(bytes), Optional.empty(), List.of());
    }
}
