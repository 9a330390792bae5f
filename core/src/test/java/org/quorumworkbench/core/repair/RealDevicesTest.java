// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.repair.PlannedChild.Kind;
import org.quorumworkbench.core.repair.StepOutcome.State;

/**
 * A repair of real block devices, and who may not have them meanwhile; needs root, loop devices and
 * mount. The children are three replicas of a small file system of which one is damaged in sectors
 * that no mount touches.
 */
@Tag("devices")
class RealDevicesTest {

    private static final int SECTOR = 512;
    private static final int LENGTH = 8 << 20;
    private static final int FIRST = LENGTH / SECTOR - 1000;
    private static final int STEPS = 100;

    @TempDir
    private Path folder;

    private final Deque<List<String>> undoing = new ArrayDeque<>();
    private final List<Path> files = new ArrayList<>();
    private final List<Path> loops = new ArrayList<>();
    private byte[] right = new byte[0];

    private static String run(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), told);
        return told.strip();
    }

    @BeforeEach
    void makeDevices() throws Exception {
        Path made = Files.write(folder.resolve("made.img"), new byte[LENGTH]);
        run("mkfs.ext4", "-q", "-F", made.toString());
        right = Files.readAllBytes(made);
        for (int child = 0; child < 3; child++) {
            byte[] bytes = child == 1 ? damaged() : right;
            files.add(Files.write(folder.resolve("c" + child + ".img"), bytes).toRealPath());
            loops.add(Path.of(run("losetup", "--show", "-f", files.getLast().toString())));
            undoing.push(List.of("losetup", "-d", loops.getLast().toString()));
        }
    }

    @AfterEach
    void removeDevices() throws Exception {
        for (List<String> words : undoing) {
            run(words.toArray(String[]::new));
        }
    }

    private byte[] damaged() {
        byte[] bytes = right.clone();
        for (int step = 0; step < STEPS; step++) {
            bytes[(FIRST + step * 5) * SECTOR] ^= 1;
        }
        return bytes;
    }

    private List<Path> children(Kind kind) {
        return kind == Kind.BLOCK ? loops : files;
    }

    private Plan plan(Kind kind) throws IOException {
        List<PlannedChild> children = new ArrayList<>();
        for (int child = 0; child < 3; child++) {
            children.add(
                    RealPlan.planned("c" + child, children(kind).get(child), child == 1 ? damaged() : right, kind));
        }
        List<Step> steps = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            int at = (FIRST + step * 5) * SECTOR;
            steps.add(new Step(step + 1, "c1", new SectorRange(FIRST + step * 5L, 1),
                    Hashes.of(Arrays.copyOfRange(damaged(), at, at + SECTOR)),
                    Hashes.of(Arrays.copyOfRange(right, at, at + SECTOR)), "c0", List.of("c2"),
                    new StepVotes.Counted(2, 3), "bit-flip",
                    0.9, Optional.empty(), "seeded"));
        }
        return RealPlan.of(children, steps);
    }

    private Path journal() {
        return folder.resolve("journal");
    }

    private String refused(Plan plan) {
        assertThrows(RepairProblem.class, () -> Repairs.check(plan, journal()));
        String why = String.valueOf(assertThrows(RepairProblem.class,
                () -> Repairs.apply(plan, journal(), "test", RepairWatcher.NONE)).getMessage());
        assertFalse(Files.exists(journal()), "nothing was begun");
        return why;
    }

    /** Mounts a child's device read-only, so that the replica stays as it is. */
    private Path mounted(int child) throws Exception {
        Path at = Files.createDirectory(folder.resolve("mounted"));
        run("mount", "-o", "ro,noload", loops.get(child).toString(), at.toString());
        undoing.push(List.of("umount", at.toString()));
        return at.toRealPath();
    }

    private void unmount() throws Exception {
        run(undoing.pop().toArray(String[]::new));
    }

    private byte[] now() throws IOException {
        return Files.readAllBytes(loops.get(1));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void itIsRepairedAndTakenBackToTheByte(Kind kind) throws Exception {
        Plan plan = plan(kind);
        assertEquals(STEPS, Repairs.apply(plan, journal(), "test", RepairWatcher.NONE).count(State.DONE));
        assertArrayEquals(right, Files.readAllBytes(children(kind).get(1)));
        assertTrue(Repairs.verify(journal(), RepairWatcher.NONE).finished());
        assertEquals(STEPS, Repairs.undo(journal(), "test", RepairWatcher.NONE).count(State.UNDONE));
        assertArrayEquals(damaged(), Files.readAllBytes(children(kind).get(1)));
    }

    /** Verify asks the device, and not what the system remembers of it. */
    @Test
    void whatTheDeviceHasLostIsSeenAlthoughTheSystemRemembersIt() throws Exception {
        Repairs.apply(plan(Kind.BLOCK), journal(), "test", RepairWatcher.NONE);
        // Its pages are remembered as long as somebody has the device open.
        try (FileChannel open = FileChannel.open(loops.get(1), StandardOpenOption.READ);
                FileChannel below = FileChannel.open(files.get(1), StandardOpenOption.WRITE)) {
            byte[] remembered = now();
            below.write(ByteBuffer.wrap(new byte[]{(byte) (right[FIRST * SECTOR] ^ 1)}), (long) FIRST * SECTOR);
            assertTrue(open.isOpen());
            assertArrayEquals(remembered, now(), "the loop device's pages are still those of before");
            RepairOutcome verified = Repairs.verify(journal(), RepairWatcher.NONE);
            assertEquals(List.of(1), verified.refused().stream().map(outcome -> outcome.step().number()).toList());
        }
    }

    /** A mount of a source, too: its bytes may move while they are copied. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsMountedIsNotRepaired(Kind kind) throws Exception {
        Plan plan = plan(kind);
        Path at = mounted(1);
        String why = refused(plan);
        assertTrue(why.contains("mounted at " + at + ": unmount it first"), why);
        unmount();
        Files.delete(at);
        mounted(0);
        assertTrue(refused(plan).contains("c0"));
        unmount();
        assertArrayEquals(damaged(), now());
        assertEquals(STEPS, Repairs.apply(plan, journal(), "test", RepairWatcher.NONE).count(State.DONE));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsMountedIsNeitherFinishedNorTakenBack(Kind kind) throws Exception {
        Repairs.apply(plan(kind), journal(), "test", new RepairWatcher() {
            private int ended;

            @Override
            public void ended(StepOutcome outcome) {
                ended++;
            }

            @Override
            public boolean stops() {
                return ended > 0;
            }
        });
        byte[] half = now();
        mounted(1);
        for (boolean undo : new boolean[]{false, true}) {
            String why = String.valueOf(assertThrows(RepairProblem.class, () -> {
                if (undo) {
                    Repairs.undo(journal(), "test", RepairWatcher.NONE);
                } else {
                    Repairs.resume(journal(), "test", RepairWatcher.NONE);
                }
            }).getMessage());
            assertTrue(why.contains("mounted at"), why);
        }
        unmount();
        assertArrayEquals(half, now());
        Repairs.undo(journal(), "test", RepairWatcher.NONE);
        assertArrayEquals(damaged(), now());
    }

    /** A container's mount is in nobody else's list, and the kernel knows of it. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsMountedWhereNobodySeesItIsNotRepaired(Kind kind) throws Exception {
        Plan plan = plan(kind);
        Path at = Files.createDirectory(folder.resolve("mounted"));
        Process container = new ProcessBuilder("unshare", "-m", "sh", "-c",
                "mount -o ro,noload " + loops.get(1) + " " + at + " && echo mounted && cat").start();
        try {
            assumeTrue(container.inputReader(StandardCharsets.UTF_8).readLine() != null, "needs namespaces");
            String why = refused(plan);
            assertTrue(why.contains(kind == Kind.BLOCK
                    ? "it is mounted, or a part of another device"
                    : loops.get(1) + ", a loop device over it, is in use, perhaps by a container"), why);
        } finally {
            container.outputWriter(StandardCharsets.UTF_8).close();
            container.waitFor();
        }
        assertArrayEquals(damaged(), now());
    }

    @Test
    void swapSpaceIsNotRepaired() throws Exception {
        run("mkswap", loops.get(1).toString());
        Process swapon = new ProcessBuilder("swapon", loops.get(1).toString()).start();
        assumeTrue(swapon.waitFor() == 0, "needs swap");
        undoing.push(List.of("swapoff", loops.get(1).toString()));
        String why = refused(plan(Kind.BLOCK));
        assertTrue(why.contains("swap space: swapoff it first"), why);
    }

    @Test
    void theJournalIsNotKeptOnAChild() throws Exception {
        Path at = Files.createDirectory(folder.resolve("mounted"));
        run("mount", loops.get(2).toString(), at.toString());
        undoing.push(List.of("umount", at.toString()));
        // The third is neither written nor read; its file system has been written to by the mount.
        Plan plan = plan(Kind.BLOCK);
        String why = String.valueOf(assertThrows(RepairProblem.class,
                () -> Repairs.apply(plan, at.resolve("journal"), "test", RepairWatcher.NONE)).getMessage());
        assertTrue(why.contains("is on a file system that lies on " + loops.get(2)), why);
        assertFalse(Files.exists(at.resolve("journal")));
    }
}
