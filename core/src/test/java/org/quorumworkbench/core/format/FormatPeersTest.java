// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Unanswered;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.nbd.Peer;

/** Images that qemu-img makes, read through the storage daemon. */
@Tag("qemu")
final class FormatPeersTest {

    private static final int LENGTH = 8 << 20;

    @TempDir
    private Path temporary;
    private Path folder = Path.of("");
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[] content = new byte[LENGTH];

    @BeforeEach
    void makeDisk() throws IOException {
        folder = temporary.toRealPath();
        Random random = new Random(3);
        for (int at = 0; at < LENGTH; at += 1 << 20) {
            if (at / (1 << 20) % 3 != 1) {
                byte[] part = new byte[1 << 20];
                random.nextBytes(part);
                System.arraycopy(part, 0, content, at, part.length);
            }
        }
        Files.write(folder.resolve("disk.raw"), content);
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    private void run(String... words) throws Exception {
        Peer.Answer answer = Peer.run(folder, words);
        assertEquals(0, answer.status(), answer.text());
    }

    private ImageChain chain(String name, DiskFormat format, Consent consent) throws FormatProblem {
        return ImageChain.read(ImageRequest.of(folder.resolve(name), format), consent);
    }

    private FormattedDevice open(String name, DiskFormat format) throws FormatProblem {
        return open(name, format, Consent.NONE);
    }

    private FormattedDevice open(String name, DiskFormat format, Consent consent) throws FormatProblem {
        return FormattedDevice.open(chain(name, format, consent), consent, executor);
    }

    private static byte[] read(FormattedDevice device, long offset, int count) {
        ByteBuffer into = ByteBuffer.allocate(count);
        assertEquals(Reply.done(), device.read(offset, into).join());
        return into.array();
    }

    private static void awaitEnd(FormattedDevice device) throws Exception {
        device.process().onExit().get(30, TimeUnit.SECONDS);
    }

    private static List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir", "/tmp")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("quorum-workbench.format.")).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"qcow2,", "qcow2,cluster_size=4k", "qcow2,compat=0.10", "qcow2,extended_l2=on", "qed,", "vmdk,",
            "vmdk,subformat=streamOptimized", "vmdk,subformat=monolithicFlat", "vmdk,subformat=twoGbMaxExtentSparse",
            "vmdk,subformat=twoGbMaxExtentFlat", "vdi,", "vdi,static=on", "vhdx,", "vpc,force_size=on",
            "vpc,'subformat=fixed,force_size=on'", "parallels,"})
    void everyFormatIsReadByteForByte(String driver, String options) throws Exception {
        DiskFormat format = DiskFormat.named(driver).orElseThrow();
        List<String> words = new ArrayList<>(List.of("qemu-img", "convert", "-O", driver));
        if (options != null) {
            words.addAll(List.of("-o", options));
        }
        words.addAll(List.of("disk.raw", "image." + driver));
        run(words.toArray(String[]::new));
        if (!"subformat=fixed,force_size=on".equals(options)) {
            byte[] head = Files.readAllBytes(folder.resolve("image." + driver));
            assertEquals(Optional.of(format), DiskFormat.evident(head));
        }
        FormattedDevice device = open("image." + driver, format);
        try {
            assertEquals(Reply.ok((long) LENGTH), device.length());
            assertArrayEquals(content, read(device, 0, LENGTH));
            assertEquals(List.of(), device.chain().remarks());
        } finally {
            device.close();
        }
        awaitEnd(device);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib", "zstd"})
    void compressedClustersAreRead(String method) throws Exception {
        run("qemu-img", "convert", "-c", "-O", "qcow2", "-o", "compression_type=" + method, "disk.raw", "image");
        try (FormattedDevice device = open("image", DiskFormat.QCOW2)) {
            assertArrayEquals(content, read(device, 0, LENGTH));
            assertEquals(List.of(), device.chain().remarks());
        }
    }

    @Test
    void aChainIsReadThroughAllItsImages() throws Exception {
        run("qemu-img", "create", "-f", "qcow2", "-b", "disk.raw", "-F", "raw", "middle");
        run("qemu-img", "create", "-f", "qcow2", "-b", "middle", "-F", "qcow2", "top");
        run("qemu-io", "-f", "qcow2", "-c", "write -P 0x5a 65536 512", "top");
        java.util.Arrays.fill(content, 65536, 66048, (byte) 0x5A);
        try (FormattedDevice device = open("top", DiskFormat.QCOW2)) {
            assertEquals("qcow2 over qcow2 over raw", device.chain().words());
            assertArrayEquals(content, read(device, 0, LENGTH));
        }
    }

    @Test
    void clustersInADataFileAreRead() throws Exception {
        run("qemu-img", "convert", "-O", "qcow2", "-o", "data_file=clusters", "disk.raw", "image");
        try (FormattedDevice device = open("image", DiskFormat.QCOW2)) {
            assertArrayEquals(content, read(device, 0, LENGTH));
        }
    }

    @Test
    void anEncryptedImageOpensWithItsPassphraseAlone() throws Exception {
        Files.writeString(folder.resolve("pass"), "open sesame");
        encrypt("disk.raw", "image");
        assertThrows(FormatProblem.SecretMissing.class, () -> open("image", DiskFormat.QCOW2));
        FormatProblem wrong = assertThrows(FormatProblem.class, () -> open("image", DiskFormat.QCOW2,
                Consent.NONE.withPassphrase(Passphrase.typed("guess"))));
        assertTrue(wrong.reason().endsWith("Invalid password, cannot unlock any keyslot"), wrong.reason());
        Consent right = Consent.NONE.withPassphrase(FormattedDevice.passphrase(folder.resolve("pass")));
        try (FormattedDevice device = open("image", DiskFormat.QCOW2, right)) {
            assertArrayEquals(content, read(device, 0, LENGTH));
            assertFalse(commandLine(device).contains("sesame"));
        }
    }

    /**
     * Encrypts a disk with the passphrase in the file {@code pass}. qemu-img times 32,768 rounds of the
     * hash by the user time of its thread, and gives up where the kernel says none was spent: with
     * SHA-256 (9 ms where the processor has instructions for it) 9 of 30 images on Linux 6.18, with
     * SHA-512 none of 100. It is asked again for that reason alone.
     */
    private void encrypt(String disk, String image) throws Exception {
        Peer.Answer answer;
        int times = 0;
        do {
            answer = Peer.run(folder, "qemu-img", "convert", "--object", "secret,id=s,file=pass", "-O", "qcow2", "-o",
                    "encrypt.format=luks,encrypt.key-secret=s,encrypt.iter-time=10,encrypt.hash-alg=sha512", disk,
                    image);
        } while (answer.text().contains("Unable to get accurate CPU usage") && ++times < 20);
        assertEquals(0, answer.status(), answer.text());
    }

    private static String commandLine(FormattedDevice device) {
        return device.process().descendants().map(process -> process.info().commandLine().orElse(""))
                .reduce("", (all, one) -> all + "\n" + one) + device.process().info().commandLine().orElse("");
    }

    @Test
    void anImageThatHangsIsNamedByItsFileAndNotByTheServerBehindIt() throws Exception {
        run("qemu-img", "convert", "-O", "qcow2", "disk.raw", "image");
        long since = System.nanoTime();
        try (FormattedDevice device = open("image", DiskFormat.QCOW2)) {
            List<ProcessHandle> daemons = device.process().descendants().toList();
            signal("-STOP", daemons);
            CompletableFuture<Reply<Reply.Done>> answer = device.read(0, ByteBuffer.allocate(512));
            try {
                assertEquals(List.of(folder.resolve("image").toString()),
                        Unanswered.longerThan(Duration.ZERO, since));
            } finally {
                signal("-CONT", daemons);
            }
            assertEquals(Reply.done(), answer.join());
        }
    }

    private void signal(String signal, List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            run("kill", signal, Long.toString(process.pid()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"qcow2", "vmdk", "vdi", "parallels"})
    void anImageThatEndsEarlyIsSaidTo(String driver) throws Exception {
        DiskFormat format = DiskFormat.named(driver).orElseThrow();
        run("qemu-img", "convert", "-O", driver, "disk.raw", "image");
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("image").toFile(), "rw")) {
            file.setLength(file.length() - (2 << 20));
        }
        List<String> remarks = chain("image", format, Consent.NONE).remarks().stream().map(Wording::english).toList();
        assertEquals(1, remarks.size());
        assertTrue(remarks.getFirst().contains("ends early, at byte "), remarks.getFirst());
        assertTrue(remarks.getFirst().endsWith("beyond; their bytes here are QEMU's invention."), remarks.getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vhdx", "vpc"})
    void anImageThatQemuRefusesIsRefusedInItsWords(String driver) throws Exception {
        run("qemu-img", "convert", "-O", driver, "disk.raw", "image");
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("image").toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        FormatProblem problem = assertThrows(FormatProblem.class,
                () -> open("image", DiskFormat.named(driver).orElseThrow()));
        assertTrue(problem.reason().startsWith("QEMU refuses it: "), problem.reason());
    }

    @Test
    void aVirtualMachineThatWritesIsToldOfAndDoesNotKeepUsOut() throws Exception {
        run("qemu-img", "convert", "-O", "qcow2", "disk.raw", "image");
        Process writer = new ProcessBuilder("qemu-io", "-f", "qcow2", "image").directory(folder.toFile())
                .redirectErrorStream(true).start();
        try {
            // It has the image open when it asks for a command.
            writer.getOutputStream().write("length\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            writer.getOutputStream().flush();
            assertTrue(writer.getInputStream().read() >= 0);
            try (FormattedDevice device = open("image", DiskFormat.QCOW2)) {
                assertEquals(1, device.chain().remarks().size());
                assertTrue(device.chain().remarks().getFirst().english().contains("open for writing"));
                assertArrayEquals(content, read(device, 0, LENGTH));
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    /** Without these QEMU gives each buffer back to the kernel, and is 9 to 13 times slower here. */
    @Test
    void theDaemonIsStartedSoThatItKeepsItsBuffers() throws Exception {
        run("qemu-img", "convert", "-O", "qcow2", "disk.raw", "image");
        try (FormattedDevice device = open("image", DiskFormat.QCOW2)) {
            ProcessHandle daemon = device.process().descendants()
                    .filter(process -> process.info().command().orElse("").endsWith("qemu-storage-daemon")).findFirst()
                    .orElseThrow();
            String environment = Files.readString(Path.of("/proc/" + daemon.pid() + "/environ"));
            assertTrue(environment.contains("MALLOC_MMAP_THRESHOLD_=134217728")
                    && environment.contains("MALLOC_TRIM_THRESHOLD_=268435456"), environment);
        }
    }

    @Test
    void weKeepNoWriterOut() throws Exception {
        run("qemu-img", "convert", "-O", "qcow2", "disk.raw", "image");
        try (FormattedDevice _ = open("image", DiskFormat.QCOW2)) {
            run("qemu-io", "-f", "qcow2", "-c", "write -P 1 0 512", "image");
        }
    }

    @Test
    void aDaemonThatIsKilledFailsTheReadsAndTheNextOneGoesOn() throws Exception {
        run("qemu-img", "convert", "-O", "qcow2", "disk.raw", "image");
        try (FormattedDevice device = open("image", DiskFormat.QCOW2)) {
            ProcessHandle shell = device.process();
            ProcessHandle daemon = shell.descendants()
                    .filter(process -> process.info().command().orElse("").endsWith("qemu-storage-daemon")).findFirst()
                    .orElseThrow();
            daemon.destroyForcibly();
            shell.onExit().get(30, TimeUnit.SECONDS);
            assertEquals(Reply.failed(Errno.EIO), device.read(0, ByteBuffer.allocate(512)).join());
            assertEquals(Reply.done(), device.reopen().join());
            assertArrayEquals(content, read(device, 0, LENGTH));
        }
    }

    /** Opens an image, says what serves it, and stays until it is killed. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] words) throws Exception {
            ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
            ImageChain chain = ImageChain.read(ImageRequest.of(Path.of(words[0]), DiskFormat.QCOW2), Consent.NONE);
            System.out.println(FormattedDevice.open(chain, Consent.NONE, executor).process().pid());
            assertEquals(-1, System.in.read());
        }
    }

    @Test
    void theDaemonEndsWithUsAndLeavesNothingThoughWeAreKilled() throws Exception {
        run("qemu-img", "convert", "-O", "qcow2", "disk.raw", "image");
        Path ours = Files.createDirectory(folder.resolve("t"));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + ours, "-cp", System.getProperty("java.class.path"), Opener.class.getName(),
                folder.resolve("image").toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            ProcessHandle shell = ProcessHandle.of(Long.parseLong(process.inputReader().readLine())).orElseThrow();
            List<ProcessHandle> all = Stream.concat(Stream.of(shell), shell.descendants()).toList();
            assertTrue(all.size() > 1, all.toString());
            process.destroyForcibly().waitFor();
            for (ProcessHandle one : all) {
                one.onExit().get(30, TimeUnit.SECONDS);
            }
        } finally {
            process.destroyForcibly();
        }
        try (Stream<Path> left = Files.list(ours)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void nothingIsLeftInTheFolderForTemporaryFiles() throws Exception {
        run("qemu-img", "convert", "-O", "qcow2", "disk.raw", "image");
        List<Path> before = left();
        FormattedDevice device = open("image", DiskFormat.QCOW2);
        assertEquals(before.size() + 1, left().size());
        device.close();
        awaitEnd(device);
        assertEquals(before, left());
    }

    @Test
    void anImageThatChangedIsReadAnewOnceItIsReopened() throws Exception {
        run("qemu-img", "create", "-f", "qcow2", "image", "8M");
        try (FormattedDevice device = open("image", DiskFormat.QCOW2)) {
            assertEquals(0, read(device, 0, 1)[0]);
            run("qemu-io", "-f", "qcow2", "-c", "write -P 7 0 65536", "image");
            assertEquals(Reply.done(), device.reopen().join());
            assertEquals(7, read(device, 0, 1)[0]);
        }
    }

    /**
     * The threads of a device, of which the reopening one stands still in the middle, or fails there.
     */
    private final class Standing implements Executor {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);
        private final boolean fails;
        private volatile boolean reopens;
        private volatile Optional<Thread> reopening = Optional.empty();

        Standing(boolean fails) {
            this.fails = fails;
        }

        @Override
        public void execute(Runnable work) {
            if (reopening.equals(Optional.of(Thread.currentThread()))) {
                if (fails) {
                    throw new RejectedExecutionException("no more threads");
                }
                reached.countDown();
                try {
                    goesOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            executor.execute(() -> {
                if (reopens) {
                    reopening = Optional.of(Thread.currentThread());
                }
                work.run();
            });
        }
    }

    private static void awaitEndOfAll() throws Exception {
        for (ProcessHandle one : ProcessHandle.current().descendants().toList()) {
            one.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void closingItDoesNotWaitForWhoReopensIt() throws Exception {
        run("qemu-img", "convert", "-O", "qcow2", "disk.raw", "image");
        Standing standing = new Standing(false);
        FormattedDevice device = FormattedDevice.open(chain("image", DiskFormat.QCOW2, Consent.NONE), Consent.NONE,
                standing);
        standing.reopens = true;
        CompletableFuture<Reply<Reply.Done>> reopened = device.reopen();
        assertTrue(standing.reached.await(30, TimeUnit.SECONDS));
        CompletableFuture.runAsync(device::close, executor).get(30, TimeUnit.SECONDS);
        standing.goesOn.countDown();
        assertEquals(Reply.failed(Errno.ECANCELED), reopened.get(60, TimeUnit.SECONDS));
        awaitEndOfAll();
    }

    @Test
    void whateverGoesWrongReopeningItIsAnswered() throws Exception {
        run("qemu-img", "convert", "-O", "qcow2", "disk.raw", "image");
        Standing failing = new Standing(true);
        try (FormattedDevice device = FormattedDevice.open(chain("image", DiskFormat.QCOW2, Consent.NONE),
                Consent.NONE, failing)) {
            failing.reopens = true;
            assertEquals(Reply.failed(Errno.EIO), device.reopen().get(60, TimeUnit.SECONDS));
        }
        awaitEndOfAll();
    }

    @Test
    void aDaemonThatCannotBeUsedDoesNotStay() throws Exception {
        run("qemu-img", "convert", "-O", "qcow2", "disk.raw", "image");
        ImageChain chain = chain("image", DiskFormat.QCOW2, Consent.NONE);
        List<Path> before = left();
        assertThrows(RejectedExecutionException.class, () -> StorageDaemon.start(chain, Optional.empty(), _ -> {
            throw new RejectedExecutionException("no threads");
        }));
        awaitEndOfAll();
        Thread.currentThread().interrupt();
        FormatProblem problem = assertThrows(FormatProblem.class,
                () -> StorageDaemon.start(chain, Optional.empty(), executor));
        assertTrue(Thread.interrupted());
        assertEquals(Errno.ECANCELED, problem.errno());
        awaitEndOfAll();
        assertEquals(before, left());
    }
}
