// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * What a diagnosis costs beside its scan: 3 replicas of 1 GiB with 10,000 damages. Prints the scan,
 * one pass over one replica, and the whole: {@code DiagnosisCost FOLDER}. At most 1.3 times (scan and
 * pass) and 5 s are allowed.
 */
public final class DiagnosisCost {

    private static final long LENGTH = 1L << 30;
    private static final int DAMAGES = 10_000;

    private DiagnosisCost() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<Path> images = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            images.add(image(folder.resolve("cost" + i + ".img"), i));
        }
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(new Child("children." + i, "c" + i, FileDevice.open(images.get(i), Runnable::run)));
        }
        Scan.start(children).result().join();
        long start = System.nanoTime();
        pass(children.getFirst().device());
        double pass = seconds(start);
        start = System.nanoTime();
        DivergenceMap map = Scan.start(children).result().join().map();
        double scan = seconds(start);
        start = System.nanoTime();
        double cpu = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
        Diagnosed found = Diagnosis.of(Verdicts.of(map, 2), children, children.getFirst().device()).find();
        double diagnosis = seconds(start); System.out.printf("cpu of the diagnosis thread %.2f s%n", java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9 - cpu);
        System.out.printf(Locale.ROOT,
                "scan %.2f s, one pass %.2f s, diagnosis %.2f s: whole %.2f s, allowed %.2f s; %d findings, heap %d MiB%n",
                scan, pass, diagnosis, scan + diagnosis, 1.3 * (scan + pass) + 5, found.findings().size(),
                Runtime.getRuntime().maxMemory() >> 20);
        for (Path image : images) {
            Files.delete(image);
        }
        System.exit(0);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void pass(BlockDevice device) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
        for (long at = 0; at < LENGTH; at += 1 << 20) {
            device.readOnCaller(at, buffer.duplicate());
        }
    }

    /** Text of numbers, half of the damages on each of the last two. */
    private static Path image(Path file, int child) throws Exception {
        Random content = new Random(1);
        byte[] piece = new byte[1 << 20];
        Random damage = new Random(2);
        long gap = LENGTH / DAMAGES / 512 * 512;
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            for (long at = 0; at < LENGTH; at += piece.length) {
                for (int i = 0; i < piece.length; i += 8) {
                    long number = content.nextInt(100_000_000);
                    for (int j = 7; j > 0; j--) {
                        piece[i + j] = (byte) ('0' + number % 10);
                        number /= 10;
                    }
                    piece[i] = ' ';
                }
                out.write(piece);
            }
            for (int i = 0; i < DAMAGES; i++) {
                byte[] bytes = new byte[4096];
                damage.nextBytes(bytes);
                int kind = damage.nextInt(4);
                if (child == 1 + i % 2) {
                    out.seek(i * gap);
                    if (kind == 0) {
                        Arrays.fill(bytes, (byte) 0);
                    } else if (kind == 1) {
                        out.readFully(bytes);
                        bytes[77] ^= 4;
                        out.seek(i * gap);
                    } else if (kind == 2) {
                        for (int j = 0; j < bytes.length; j++) {
                            bytes[j] = (byte) ('0' + (bytes[j] & 7));
                        }
                    }
                    out.write(bytes);
                }
            }
        }
        return file;
    }
}
