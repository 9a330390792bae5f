// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Measures how long it takes to tell what lies at 10,000 sectors of an ext4 with few and with many
 * files, in one run: the first search of a program, and the best of some; run by
 * {@code place-bench}, whose heap is what the search may have.
 */
public final class PlaceBench {

    private static final int SECTORS = 10_000;
    private static final int ROUNDS = 5;
    private static final int[] FILES = {30_000, 15_000};

    private PlaceBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        System.out.printf("%,d sectors on ext4, heap of at most %d MiB%n", SECTORS,
                Runtime.getRuntime().maxMemory() >> 20);
        double[] best = new double[FILES.length];
        for (int at = 0; at < FILES.length; at++) {
            best[at] = measured(image(folder, FILES[at]), FILES[at]);
        }
        System.out.printf("twice the files            %.2f times as long   (linear: 2)%n", best[0] / best[1]);
    }

    private static double measured(Path image, int files) throws Exception {
        double first = 0;
        double best = Double.MAX_VALUE;
        long owned = 0;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                BlockDevice disk = FileDevice.open(image, executor)) {
            SortedRanges wanted = wanted(Files.size(image) / SectorRange.SECTOR);
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                PlaceReport report = new PlaceSearch(disk, Divergent.NONE).find(wanted);
                double seconds = (System.nanoTime() - start) / 1e9;
                first = round == 0 ? seconds : first;
                best = Math.min(best, seconds);
                owned = report.pieces().stream().filter(piece -> piece.place().owner().isPresent()).count();
            }
        }
        System.out.printf("  %,6d files: first %.3f s, best of %d %.3f s; %,d pieces have an owner%n", files, first,
                ROUNDS, best, owned);
        return best;
    }

    private static SortedRanges wanted(long sectors) {
        Random random = new Random(7);
        TreeSet<Long> chosen = new TreeSet<>();
        while (chosen.size() < SECTORS) {
            // None touches another: each is a run of its own.
            chosen.add(random.nextLong(sectors / 2) * 2);
        }
        return SortedRanges.of(chosen.stream().map(sector -> new SectorRange(sector, 1)).iterator());
    }

    private static Path image(Path folder, int files) throws IOException, InterruptedException {
        Path tree = folder.resolve("tree" + files);
        byte[] content = new byte[12_000];
        new Random(1).nextBytes(content);
        for (int file = 0; file < files; file++) {
            Path parent = tree.resolve("folder " + file / 300);
            if (file % 300 == 0) {
                Files.createDirectories(parent);
            }
            Files.write(parent.resolve("a file with a name, number " + file), content);
        }
        Path image = folder.resolve("files" + files + ".img");
        try (RandomAccessFile made = new RandomAccessFile(image.toFile(), "rw")) {
            made.setLength((long) files * 18_000);
        }
        List<String> words = new ArrayList<>(List.of("mke2fs", "-q", "-F", "-t", "ext4", "-b", "4096", "-N",
                Integer.toString(files + 1000), "-d", tree.toString(), image.toString()));
        if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
            throw new IOException("mke2fs failed");
        }
        return image;
    }
}
