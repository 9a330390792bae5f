// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.config.OpenedQuorum.Access;

/** Block devices as they are; needs root and loop devices. */
@Tag("devices")
class LoopDeviceTest {

    @TempDir
    private Path folder;

    private final List<String> loops = new ArrayList<>();

    private static String run(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), told);
        return told.strip();
    }

    private Path image(String name, int sectors) throws IOException {
        byte[] content = new byte[sectors * 512];
        new Random(sectors).nextBytes(content);
        return Files.write(folder.resolve(name), content);
    }

    private Path loop(Path file, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("losetup", "-r", "--show", "-f"));
        words.addAll(List.of(more));
        words.add(file.toString());
        loops.add(run(words.toArray(String[]::new)));
        return Path.of(loops.getLast());
    }

    @AfterEach
    void detach() throws Exception {
        for (String loop : loops) {
            run("losetup", "-d", loop);
        }
    }

    private String refused(Path... files) throws ConfigurationProblem {
        Configuration read = new ConfigurationReader(folder, Adjustments.NONE)
                .read(List.of(files).stream().map(Path::toString).toList());
        return assertThrows(ConfigurationProblem.class, () -> OpenedQuorum.open(read, Access.EXAMINE, _ -> {}))
                .getMessage();
    }

    @Test
    void oneDeviceUnderTwoNodesIsListedTwice() throws Exception {
        Path file = image("a.img", 64);
        Path loop = loop(file);
        Path node = folder.resolve("node");
        run("mknod", node.toString(), "b", "7", loop.toString().replace("/dev/loop", ""));
        assertTrue(refused(loop, node).contains("is listed twice"));
        assertTrue(refused(file, loop).contains("is listed twice"));
        assertTrue(refused(loop, loop(file)).contains("is listed twice"));
        OpenedQuorum.open(new ConfigurationReader(folder, Adjustments.NONE).read(List.of(
                loop(file, "-o", "16384").toString(), loop(file, "--sizelimit", "16384").toString())),
                Access.EXAMINE, _ -> {}).close();
    }

    @Test
    void anotherFileBehindTheSameNodeIsAnotherDevice() throws Exception {
        Path loop = loop(image("a.img", 64));
        Identity first;
        try (FileDevice device = FileDevice.open(loop, Runnable::run)) {
            first = device.identity().orElseThrow();
        }
        run("losetup", "-d", loops.removeFirst());
        run("losetup", "-r", loop.toString(), image("b.img", 64).toString());
        loops.add(loop.toString());
        try (FileDevice device = FileDevice.open(loop, Runnable::run)) {
            assertNotEquals(first.key(), device.identity().orElseThrow().key());
            assertEquals(32768, device.identity().orElseThrow().length());
        }
    }

    @Test
    void goodSectorsBesideABadOneAreRead() throws Exception {
        Path file = image("a.img", 64);
        byte[] before = Files.readAllBytes(file);
        Path loop = loop(file);
        // The loop device keeps its length when its file is cut, and fails behind the cut.
        try (FileChannel cut = FileChannel.open(file, StandardOpenOption.WRITE)) {
            cut.truncate(41 * 512);
        }
        try (FileDevice device = FileDevice.open(loop, Runnable::run)) {
            List<Integer> good = IntStream.range(0, 64).filter(sector -> {
                ByteBuffer into = ByteBuffer.allocate(512);
                boolean read = device.read(sector * 512L, into).join().isOk();
                return read && into.equals(ByteBuffer.wrap(before, sector * 512, 512));
            }).boxed().toList();
            assertEquals(IntStream.range(0, 41).boxed().toList(), good);
            assertEquals(OptionalInt.of(512), device.smallestRead());
            assertEquals(Reply.failed(Errno.EIO), device.read(0, ByteBuffer.allocate(32768)).join());
        }
    }

    @Test
    void aDeviceWithLargeBlocksIsAskedForBlocks() throws Exception {
        Path file = image("k.img", 64);
        Path loop = loop(file, "--sector-size", "4096");
        try (FileChannel cut = FileChannel.open(file, StandardOpenOption.WRITE)) {
            cut.truncate(32 * 512);
        }
        try (FileDevice device = FileDevice.open(loop, Runnable::run)) {
            assertEquals(Reply.failed(Errno.EIO), device.read(33 * 512, ByteBuffer.allocate(512)).join());
            assertEquals(Reply.done(), device.read(31 * 512, ByteBuffer.allocate(512)).join());
            assertEquals(OptionalInt.of(4096), device.smallestRead());
        }
    }
}
