// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanOptions;
import org.quorumworkbench.core.scan.SectorRanges;

/**
 * Measures a scan of three exports of nbdkit in the page cache against a scan of the files
 * themselves, and against three nbdcopy at once, in one run; run by {@code nbd-bench}.
 */
public final class ExportScanBench {

    private static final int MIB = 1 << 20;
    private static final int ROUNDS = 5;

    private final Path folder;
    private final int mebibytes;
    private final List<Path> images = new ArrayList<>();
    private final List<Process> servers = new ArrayList<>();

    private ExportScanBench(Path folder, int mebibytes) {
        this.folder = folder;
        this.mebibytes = mebibytes;
    }

    public static void main(String[] arguments) throws Exception {
        new ExportScanBench(Path.of(arguments[0]), Integer.parseInt(arguments[1])).run();
    }

    private void run() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            images.add(image(folder.resolve(name + ".img")));
        }
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Path image : images) {
                servers.add(new ProcessBuilder("nbdkit", "--foreground", "--exit-with-parent", "--readonly", "--unix",
                        socket(image).toString(), "file", image.toString()).inheritIO().start());
            }
            double files = Double.MAX_VALUE;
            double exports = Double.MAX_VALUE;
            double copies = Double.MAX_VALUE;
            // In turn, so that whatever else the machine does meets all of them; the best of each counts.
            for (int round = 0; round < ROUNDS; round++) {
                files = Math.min(files, scan(devices(executor, false)));
                exports = Math.min(exports, scan(devices(executor, true)));
                copies = Math.min(copies, copy());
            }
            System.out.printf("3 images of %d MiB in the page cache, best of %d rounds%n", mebibytes, ROUNDS);
            System.out.printf("  scan of the files        %.3f s%n", files);
            System.out.printf("  scan of the exports      %.3f s%n", exports);
            System.out.printf("  3 nbdcopy at once        %.3f s%n", copies);
            System.out.printf("exports / files            %.2f   (at most 7)%n", exports / files);
            System.out.printf("nbdcopy / files            %.2f%n", copies / files);
        } finally {
            servers.forEach(Process::destroy);
        }
    }

    private Path image(Path file) throws IOException {
        Random random = new Random(1);
        byte[] bytes = new byte[MIB];
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(bytes);
                out.write(bytes);
            }
        }
        return file;
    }

    private Path socket(Path image) {
        return folder.resolve(image.getFileName() + ".s");
    }

    private List<BlockDevice> devices(ExecutorService executor, boolean exports) throws Exception {
        List<BlockDevice> devices = new ArrayList<>();
        for (Path image : images) {
            while (exports && !Files.exists(socket(image))) {
                Thread.onSpinWait();
            }
            devices.add(exports
                    ? NbdDevice.open(new NbdUri(new NbdAddress.Unix(socket(image)), "", Optional.empty()), executor)
                    : FileDevice.open(image, executor));
        }
        return devices;
    }

    private static double scan(List<BlockDevice> devices) throws Exception {
        List<Child> children = new ArrayList<>();
        for (BlockDevice device : devices) {
            children.add(new Child("children." + children.size(), "c" + children.size(), device));
        }
        long began = System.nanoTime();
        DivergenceMap blank = Scan.blank(children);
        Scan scan = Scan.start(children, blank, SectorRanges.of(new SectorRange(0, blank.sectors())),
                ScanOptions.standard());
        if (!scan.result().join().isComplete()) {
            throw new IllegalStateException("the scan did not end");
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        devices.forEach(BlockDevice::close);
        return seconds;
    }

    private double copy() throws Exception {
        long began = System.nanoTime();
        List<Process> copies = new ArrayList<>();
        for (Path image : images) {
            copies.add(new ProcessBuilder("nbdcopy", "nbd+unix:///?socket=" + socket(image), "null:").inheritIO()
                    .start());
        }
        for (Process copy : copies) {
            if (copy.waitFor() != 0) {
                throw new IllegalStateException("nbdcopy failed");
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
