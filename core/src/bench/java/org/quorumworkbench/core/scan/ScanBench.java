// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.quorum.Child;

/** Measures scans against reading alone and against QEMU's quorum; run by {@code scan-bench}. */
public final class ScanBench {

    private static final long LENGTH = 2L << 30;
    private static final int ROUNDS = 9;
    private static final int[] READ_SIZES = {128 << 10, 256 << 10, 512 << 10, 1 << 20};

    private final Path folder;
    private final String program;
    private final int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);

    private ScanBench(Path folder, String program) {
        this.folder = folder;
        this.program = program;
    }

    public static void main(String[] arguments) throws Exception {
        new ScanBench(Path.of(arguments[0]), arguments[1]).run();
    }

    private void run() throws Exception {
        List<Path> clean = List.of(image("a.img", 1), image("b.img", 1), image("c.img", 1));
        List<Path> divergent = List.of(clean.get(0), clean.get(1), image("d.img", 2));
        double[] reading = new double[READ_SIZES.length];
        Arrays.fill(reading, Double.MAX_VALUE);
        double cleanSeconds = Double.MAX_VALUE;
        double divergentSeconds = Double.MAX_VALUE;
        // In turn, so that whatever else the machine does meets all of them; the best of each counts.
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < READ_SIZES.length; i++) {
                reading[i] = Math.min(reading[i], read(clean, READ_SIZES[i]));
            }
            cleanSeconds = Math.min(cleanSeconds, scan(clean, 0));
            divergentSeconds = Math.min(divergentSeconds, scan(divergent, LENGTH / 512));
        }
        double best = Arrays.stream(reading).min().orElseThrow();
        System.out.printf("threads %d, 3 images of %d MiB in the page cache, best of %d rounds%n", threads, LENGTH >> 20,
                ROUNDS);
        for (int i = 0; i < READ_SIZES.length; i++) {
            System.out.printf("  only reading, %4d KiB at once      %.3f s%n", READ_SIZES[i] >> 10, reading[i]);
        }
        System.out.printf("  scan, clean                        %.3f s%n", cleanSeconds);
        System.out.printf("  scan, every sector divergent       %.3f s%n", divergentSeconds);
        System.out.printf("clean / reading 1 MiB at once        %.2f   (at most 1.1)%n",
                cleanSeconds / reading[READ_SIZES.length - 1]);
        System.out.printf("clean / best reading                 %.2f%n", cleanSeconds / best);
        System.out.printf("divergent rate / clean rate          %.2f   (at least 0.5)%n",
                cleanSeconds / divergentSeconds);
        qemu(clean, cleanSeconds);
        sparse();
    }

    private Path image(String name, long seed) throws IOException {
        Path file = folder.resolve(name);
        Random random = new Random(seed);
        byte[] bytes = new byte[1 << 20];
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            random.nextBytes(bytes);
            for (long at = 0; at < LENGTH; at += bytes.length) {
                // Every sector of its own, at the cost of eight bytes.
                for (int sector = 0; sector < bytes.length; sector += 512) {
                    ByteBuffer.wrap(bytes).putLong(sector, random.nextLong());
                }
                out.write(ByteBuffer.wrap(bytes));
            }
        }
        return file;
    }

    /** Reads all files with as many threads as a scan has, into a buffer for each file and thread. */
    private double read(List<Path> files, int size) throws Exception {
        List<FileChannel> channels = new ArrayList<>();
        for (Path file : files) {
            channels.add(FileChannel.open(file));
        }
        AtomicLong next = new AtomicLong();
        Callable<Long> reader = () -> {
            List<ByteBuffer> buffers = new ArrayList<>();
            for (int i = 0; i < channels.size(); i++) {
                buffers.add(Arena.ofAuto().allocate(size, 4096).asByteBuffer());
            }
            long sum = 0;
            for (long at = next.getAndAdd(size); at < LENGTH; at = next.getAndAdd(size)) {
                for (int i = 0; i < channels.size(); i++) {
                    sum += channels.get(i).read(buffers.get(i).clear(), at);
                }
            }
            return sum;
        };
        long start = System.nanoTime();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            long sum = 0;
            for (Future<Long> part : executor.invokeAll(java.util.Collections.nCopies(threads, reader))) {
                sum += part.get();
            }
            check(sum == LENGTH * files.size(), "read " + sum);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        for (FileChannel channel : channels) {
            channel.close();
        }
        return seconds;
    }

    private double scan(List<Path> files, long expected) throws Exception {
        ScanResult result = result(files);
        check(Verdicts.of(result.map(), 2).divergent() == expected, "divergent sectors");
        return result.progress().elapsed().toNanos() / 1e9;
    }

    private static ScanResult result(List<Path> files) throws Exception {
        List<Child> children = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Path file : files) {
                children.add(new Child("children." + children.size(), "c" + children.size(),
                        FileDevice.open(file, executor)));
            }
            ScanResult result = Scan.start(children).result().join();
            check(result.isComplete(), result.problem().orElse("incomplete"));
            return result;
        } finally {
            children.forEach(child -> child.device().close());
        }
    }

    private void qemu(List<Path> files, double cleanSeconds) throws Exception {
        String children = files.stream().map(file -> "{\"driver\":\"raw\",\"file\":{\"driver\":\"file\",\"filename\":\""
                + file + "\"}}").collect(Collectors.joining(",", "[", "]"));
        List<String> convert = List.of("qemu-img", "convert", "-n", "--target-image-opts",
                "json:{\"driver\":\"quorum\",\"vote-threshold\":2,\"children\":" + children + "}",
                "driver=null-co,size=" + LENGTH);
        List<String> scan = new ArrayList<>(List.of(program, "scan", "--json", "--no-progress"));
        files.forEach(file -> scan.add(file.toString()));
        double qemu = Double.MAX_VALUE;
        double ours = Double.MAX_VALUE;
        try {
            for (int i = 0; i < 3; i++) {
                qemu = Math.min(qemu, run(convert));
                ours = Math.min(ours, run(scan));
            }
        } catch (IOException e) {
            System.out.println("no comparison with QEMU: " + e.getMessage());
            return;
        }
        System.out.printf("  qemu-img convert to null-co        %.3f s%n", qemu);
        System.out.printf("  quorum-workbench scan, the process %.3f s%n", ours);
        System.out.printf("QEMU's time / scan's time            %.1f   (at least 8)%n", qemu / cleanSeconds);
        System.out.printf("QEMU's process / the scan's process  %.1f%n", qemu / ours);
    }

    private static double run(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectOutput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        check(process.waitFor() == 0, command.getFirst() + " failed");
        return (System.nanoTime() - start) / 1e9;
    }

    private void sparse() throws Exception {
        List<Path> files = new ArrayList<>();
        for (String name : List.of("x.img", "y.img", "z.img")) {
            Path file = folder.resolve(name);
            files.add(file);
            try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
                image.setLength(1L << 40);
                image.seek(900L << 30);
                image.write(name.equals("y.img") ? new byte[]{1} : new byte[]{0});
            }
        }
        ScanResult result = result(files);
        Iterator<DivergentRun> runs = Verdicts.of(result.map(), 2).runs();
        String run = runs.next().range().toString();
        check(run.equals((900L << 21) + "+1") && !runs.hasNext(), "the run is not " + run);
        System.out.printf("3 sparse images of 1 TiB, one sector    %.3f s  (at most 0.1), exact: %s%n",
                result.progress().elapsed().toNanos() / 1e9, run);
    }

    private static void check(boolean ok, String what) {
        if (!ok) {
            throw new IllegalStateException("scan-bench: " + what);
        }
    }
}
