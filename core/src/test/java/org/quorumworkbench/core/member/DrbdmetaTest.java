// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.CannotOpen;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.SectorRange;

/** Metadata as DRBD's own program writes and reads it; skipped where that is not installed. */
@Tag("qemu")
final class DrbdmetaTest {

    private static final Path PROGRAM = Path.of("/usr/sbin/drbdmeta");
    private static final Path LOSETUP = Path.of("/usr/sbin/losetup");
    private static final String NEW = "A1A1A1A1A1A1A1A0";
    private static final String NONE = "0000000000000000";
    private static final String OLD = "B2B2B2B2B2B2B2B0";

    @TempDir
    private Path folder;

    @BeforeAll
    static void installed() {
        assumeTrue(Files.isExecutable(PROGRAM), "drbdmeta is not installed");
    }

    @Test
    void whatDrbdmetaWritesForVersion8IsReadAndJudged() throws IOException, InterruptedException, CannotOpen {
        Path ahead = written("ahead", "v08", List.of(), eight(NEW, OLD, "0x0000000000000010"));
        Path behind = written("behind", "v08", List.of(), eight(OLD, NONE, "0x0000000000000000"));
        judged(ahead, behind);
    }

    @Test
    void whatDrbdmetaWritesForVersion9IsReadAndJudged() throws IOException, InterruptedException, CannotOpen {
        Path ahead = written("ahead", "v09", List.of("1"), nine(0, NEW, 1, OLD, "0x0000000000000010"));
        Path behind = written("behind", "v09", List.of("1"), nine(1, OLD, 0, NONE, "0x0000000000000000"));
        judged(ahead, behind);
    }

    private static void judged(Path ahead, Path behind) throws CannotOpen {
        List<MemberSet> sets = MemberSet.among(List.of(identified(ahead), identified(behind)));
        assertEquals(1, sets.size());
        MemberSet set = sets.getFirst();
        assertEquals(List.of(0), set.files(Standing.CURRENT));
        assertEquals(List.of(1), set.files(Standing.STALE));
        assertTrue(set.evidence().contains(
                new Evidence.Bitmap(1, List.of(0), 8, Optional.of(new SectorRange(32, 8)))),
                set.evidence().toString());
    }

    @Test
    void drbdmetaReadsTheCraftedMetadataTheSame() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(LOSETUP), "losetup is not installed");
        Path image = folder.resolve("crafted.img");
        Files.write(image, DrbdCrafted.eight(0x1122334455667788L, 0x99AABBCCDDEEFF00L, 0x7766554433221100L)
                .dirty(4, 0).disk.bytes());
        Said attached = run(List.of(LOSETUP.toString(), "-f", "--show", image.toString()));
        assumeTrue(attached.status() == 0, "only root can make a loop device: " + attached.out());
        String device = attached.out().strip();
        try {
            Said dumped = run(List.of(PROGRAM.toString(), "0", "v08", device, "internal", "dump-md"));
            for (String line : List.of("0x1122334455667788; 0x99AABBCCDDEEFF00; 0x7766554433221100;",
                    "la-size-sect " + DrbdCrafted.SECTORS + ";", "# md_offset " + DrbdCrafted.AT, "# bits-set 1;")) {
                assertTrue(dumped.out().contains(line), line + " in " + dumped.out());
            }
        } finally {
            assertEquals(0, run(List.of(LOSETUP.toString(), "-d", device)).status());
        }
    }

    private static String eight(String current, String bitmap, String bits) {
        return """
                version "v08";
                uuid { 0x%s; 0x%s; 0x0000000000000000; 0x0000000000000000; flags 0x00000091; }
                la-size-sect 8048;
                bm-byte-per-bit 4096;
                device-uuid 0x1234567890ABCDEF;
                la-peer-max-bio-size 1048576;
                al-stripes 1;
                al-stripe-size-4k 8;
                bm { %s; 15 times 0x0000000000000000; }
                """.formatted(current, bitmap, bits);
    }

    private static String nine(int node, String current, int other, String bitmap, String bits) {
        String peers = IntStream.range(0, 32).mapToObj(peer -> """
                peer[%d] { bitmap-index %d; bitmap-uuid 0x%s; bitmap-dagtag 0x0000000000000000; flags 0x00000000; }
                """.formatted(peer, peer == other ? 0 : -1, peer == other ? bitmap : NONE))
                .collect(Collectors.joining());
        return """
                version "v09";
                max-peers 1;
                node-id %d;
                current-uuid 0x%s;
                flags 0x00000091;
                %shistory-uuids { %s }
                la-size-sect 8048;
                bm-byte-per-bit 4096;
                device-uuid 0x123456789ABCDE%02d;
                la-peer-max-bio-size 1048576;
                al-stripes 1;
                al-stripe-size-4k 8;
                bitmap[0] { %s; 15 times 0x0000000000000000; }
                """.formatted(node, current, peers, "0x0000000000000000; ".repeat(32), node, bits);
    }

    private Path written(String name, String version, List<String> more, String metadata)
            throws IOException, InterruptedException {
        Path image = folder.resolve(name + ".img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(4 << 20);
        }
        Path text = Files.writeString(folder.resolve(name + ".txt"), metadata);
        List<String> words = List.of(PROGRAM.toString(), "--force", "0", version, image.toString(), "internal");
        List<String> create = new ArrayList<>(words);
        create.add("create-md");
        create.addAll(more);
        Said created = run(create);
        assertEquals(0, created.status(), created.out());
        List<String> restore = new ArrayList<>(words);
        restore.addAll(List.of("restore-md", text.toString()));
        Said restored = run(restore);
        assertEquals(0, restored.status(), restored.out());
        return image;
    }

    private static Identification identified(Path image) throws CannotOpen {
        try (BlockDevice device = FileDevice.open(image, Runnable::run)) {
            return Identification.of(new MetadataReader(device));
        }
    }

    private record Said(int status, String out) {}

    private static Said run(List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out);
    }
}
