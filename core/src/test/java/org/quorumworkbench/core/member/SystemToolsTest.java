// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.CannotOpen;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.MemoryDevice;

/**
 * What the systems' own programs say of the same bytes; skipped where one is not installed (mdadm,
 * lvm2, cryptsetup, fdisk, gdisk).
 */
@Tag("tools")
final class SystemToolsTest {

    @TempDir
    private Path folder;

    @Test
    void mdadmAcceptsTheCraftedSuperblocks() throws IOException, InterruptedException {
        Path file = folder.resolve("crafted.img");
        Files.write(file, new MdCrafted(1, 3, 6).role(2, 0xfffe).bitmap(6, 2, 4).bytes());
        String said = run("mdadm", "--examine", file.toString());
        for (String line : List.of("Version : 1.2", "correct", "Events : 6", "Active device 1",
                "Array State : AA.")) {
            assertTrue(said.contains(line), said);
        }
    }

    @Test
    void mdadmAndWeReadTheSameOfRealMembers() throws IOException, InterruptedException {
        for (String name : List.of("a", "b", "f", "h")) {
            MemoryDevice member = Fixtures.member(name);
            Found found = Identification.of(new MetadataReader(member)).found().getFirst();
            String said = run("mdadm", "--examine", written(name, member).toString());
            assertTrue(said.contains("Events : " + found.events().orElseThrow() + "\n"), said);
            assertTrue(said.contains("UUID : " + found.set().orElseThrow().word() + "\n")
                    || said.contains("UUID : " + found.set().orElseThrow().word() + " "), said);
        }
    }

    @Test
    void lvmReadsTheSamePlacesOfAPhysicalVolume() throws IOException, InterruptedException, MetadataUnreadable {
        MemoryDevice member = Fixtures.member("j");
        LvmPhysicalVolume volume = LvmPhysicalVolume.read(new MetadataReader(member)).orElseThrow();
        String said = run("pvck", "--dump", "metadata", written("j", member).toString());
        LvmPhysicalVolume.Group group = volume.group().orElseThrow();
        for (String line : List.of("id = \"" + volume.id() + "\"", "id = \"" + group.id() + "\"",
                "seqno = " + group.sequence().orElseThrow(), "pe_start = " + group.dataStart() / 512)) {
            assertTrue(said.contains(line), said);
        }
    }

    @Test
    void partitionsAreWhereSfdiskPutThem() throws IOException, InterruptedException, MetadataUnreadable, CannotOpen {
        Path script = Files.writeString(folder.resolve("script"),
                """
                        label: dos
                        start=2048, size=2048, type=83
                        start=4096, type=5
                        start=6144, size=1024, type=fd
                        start=10240, size=512, type=8e
                        """);
        PartitionTable mbr = partitions("dos", script);
        assertEquals(List.of("1 2048+2048 0x83", "5 6144+1024 0xfd", "6 10240+512 0x8e"), listed(mbr));
        PartitionTable gpt = partitions("gpt", Files.writeString(folder.resolve("script"),
                """
                        label: gpt
                        start=2048, size=2048, type=L, name="one"
                        start=8192, size=100, type=R
                        """));
        assertEquals(List.of("1 2048+2048 0fc63daf-8483-4772-8e79-3d69d8477de4",
                "2 8192+100 a19d880f-05fc-4d3b-a006-743f0f84911e"), listed(gpt));
        assertEquals("one", gpt.partitions().getFirst().name());
        assertEquals(List.of(), gpt.says());
    }

    private PartitionTable partitions(String name, Path script)
            throws IOException, InterruptedException, MetadataUnreadable, CannotOpen {
        Path image = empty(name, 16 << 20);
        run("sh", "-c", "sfdisk -q " + image + " < " + script);
        return with(image, PartitionTable::read).orElseThrow();
    }

    private static List<String> listed(PartitionTable table) {
        return table.partitions().stream().map(partition -> partition.number() + " " + partition.area().offset() / 512
                + "+" + partition.area().length() / 512 + " " + partition.type()).toList();
    }

    @Test
    void theHeadersThatCryptsetupWritesAreRead()
            throws IOException, InterruptedException, MetadataUnreadable, CannotOpen {
        for (String version : List.of("1", "2")) {
            Path image = empty("luks" + version, 32 << 20);
            Path key = Files.writeString(folder.resolve("key"), "a key for a test");
            run("cryptsetup", "luksFormat", "-q", "--type", "luks" + version, "--pbkdf", "pbkdf2",
                    "--pbkdf-force-iterations", "1000", "--key-file", key.toString(), image.toString());
            LuksHeader header = with(image, LuksHeader::read).orElseThrow();
            assertEquals(List.of(), header.says());
            String said = run("cryptsetup", "luksDump", image.toString());
            assertTrue(said.contains(header.uuid()), said);
            long offset = header.payload().orElseThrow().offset();
            assertTrue(said.contains(version.equals("1") ? "Payload offset:\t" + offset / 512 : "offset: " + offset),
                    said);
        }
    }

    private interface Reading<T> {
        Optional<T> read(MetadataReader device) throws MetadataUnreadable;
    }

    private static <T> Optional<T> with(Path image, Reading<T> reading) throws MetadataUnreadable, CannotOpen {
        try (BlockDevice device = FileDevice.open(image, Runnable::run)) {
            return reading.read(new MetadataReader(device));
        }
    }

    private Path empty(String name, long length) throws IOException {
        Path image = folder.resolve(name + ".img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(length);
        }
        return image;
    }

    private Path written(String name, MemoryDevice member) throws IOException {
        Path file = empty(name, 64 << 20);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            ByteBuffer block = ByteBuffer.allocate(1 << 20);
            for (long at = 0; at < 64 << 20; at += block.capacity()) {
                member.read(at, block).join();
                out.seek(at);
                out.write(block.array());
            }
        }
        return file;
    }

    /** What the program prints; skips the test if it is not there. */
    private String run(String... words) throws IOException, InterruptedException {
        String name = words[0].equals("sh") ? "sfdisk" : words[0];
        Optional<Path> program = Stream.of("/usr/sbin", "/sbin", "/usr/bin", "/bin")
                .map(place -> Path.of(place, name)).filter(Files::isExecutable).findFirst();
        assumeTrue(program.isPresent(), name + " is not installed");
        String[] command = words.clone();
        if (!words[0].equals("sh")) {
            command[0] = program.get().toString();
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", "/usr/sbin:/sbin", (old, more) -> old + ":" + more);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
