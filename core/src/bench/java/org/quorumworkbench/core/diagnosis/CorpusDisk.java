// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.Divergent;
import org.quorumworkbench.core.place.Owner;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlaceSearch;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.place.SortedRanges;

/**
 * A disk with a real file system, made by its own programs, in two states: as it was and as it is.
 *
 * @param name
 *            what is on it
 * @param before
 *            its earlier bytes
 * @param now
 *            its present ones
 */
record CorpusDisk(String name, byte[] before, byte[] now) {

    static final List<String> KINDS = List.of("ext4", "ext4-1k", "vfat", "ntfs", "xfs", "gpt");
    private static final int MIB = 56;
    private static final String ID = "6f2d7c1e-3b52-4c11-9f0a-5d7e8a1b2c3d";

    static CorpusDisk make(String kind, long seed, Path folder) throws IOException, InterruptedException {
        Path here = Files.createDirectories(folder.resolve(kind + "-" + seed));
        Path before = here.resolve("before");
        Path after = here.resolve("after");
        new CorpusFiles(seed).write(before, after, kind.equals("xfs") ? 20 : 26);
        byte[] old = switch (kind) {
            case "ext4" -> ext(before, here.resolve("0.img"), 4096);
            case "ext4-1k" -> ext(before, here.resolve("0.img"), 1024);
            case "vfat" -> vfat(before, here.resolve("0.img"));
            case "ntfs" -> ntfs(before, here);
            case "xfs" -> xfs(before, here);
            default -> gpt(ext(before, here.resolve("0.img"), 4096), here, seed);
        };
        byte[] now = old.clone();
        rewrite(now, after);
        if (kind.startsWith("ext4")) {
            // The file system goes on working: metadata changes too, with checksums of its own.
            Path image = Files.write(here.resolve("1.img"), now);
            run("rm /d2/log2.log\nsif /d1/text1.txt mtime 20251101120000\nmkdir /later\nsif /d3/table3.dat mtime"
                    + " 20251101120000\n", "debugfs", "-w", "-f", "/dev/stdin", image.toString());
            now = Files.readAllBytes(image);
        }
        CorpusDisk disk = new CorpusDisk(kind, old, now);
        try (Stream<Path> all = Files.walk(here)) {
            for (Path file : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
        return disk;
    }

    private static void blank(Path image, int mib) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) mib << 20);
        }
    }

    /** Writes the later content of each file to where the file lies. */
    private static void rewrite(byte[] disk, Path after) throws IOException {
        List<PlacedRange> pieces = new PlaceSearch(MemoryDevice.of(disk), Divergent.NONE)
                .find(SortedRanges.of(new SectorRange(0, disk.length / 512))).pieces();
        for (PlacedRange piece : pieces) {
            if (piece.place() instanceof Place.File(Owner owner, long offset, var _) && owner.path().isPresent()) {
                Path file = after.resolve(owner.path().get().substring(1));
                if (!Files.isRegularFile(file)) {
                    continue;
                }
                byte[] content = Files.readAllBytes(file);
                int length = (int) Math.min(piece.range().length(), content.length - offset);
                if (length > 0) {
                    System.arraycopy(content, (int) offset, disk, (int) piece.range().offset(), length);
                }
            }
        }
    }

    private static byte[] ext(Path tree, Path image, int blockSize) throws IOException, InterruptedException {
        blank(image, MIB);
        run("", "mke2fs", "-q", "-F", "-t", "ext4", "-b", Integer.toString(blockSize), "-U", ID, "-E",
                "hash_seed=" + ID + ",lazy_itable_init=0", "-d", tree.toString(), image.toString());
        return Files.readAllBytes(image);
    }

    private static byte[] vfat(Path tree, Path image) throws IOException, InterruptedException {
        blank(image, MIB);
        run("", "mkfs.vfat", "-F", "32", "-s", "1", "-i", "12345678", image.toString());
        for (Path folder : children(tree)) {
            run("", "mcopy", "-s", "-m", "-i", image.toString(), folder.toString(), "::");
        }
        return Files.readAllBytes(image);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    /** Its files lie in the root. */
    private static byte[] ntfs(Path tree, Path here) throws IOException, InterruptedException {
        Path image = here.resolve("ntfs.img");
        blank(image, MIB);
        run("", "mkfs.ntfs", "-F", "-Q", "-q", "-L", "corpus", image.toString());
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(tree)) {
            all.filter(Files::isRegularFile).sorted().filter(file -> file.toFile().length() > 6000)
                    .forEach(files::add);
        }
        for (Path file : files) {
            run("", "ntfscp", "-f", image.toString(), file.toString(), "/" + file.getFileName());
            Path late = tree.resolveSibling("after").resolve(tree.relativize(file));
            Files.copy(late, late.getParent().getParent().resolve(late.getFileName()));
        }
        return Files.readAllBytes(image);
    }

    /** At least 300 MiB: a smaller one is not made. */
    private static byte[] xfs(Path tree, Path here) throws IOException, InterruptedException {
        Path image = here.resolve("xfs.img");
        blank(image, 300);
        StringBuilder proto = new StringBuilder("/boot\n0 0\nd--755 0 0\n");
        for (Path folder : children(tree)) {
            proto.append(folder.getFileName()).append(" d--755 0 0\n");
            for (Path file : children(folder)) {
                proto.append(file.getFileName()).append(" ---644 0 0 ").append(file).append('\n');
            }
            proto.append("$\n");
        }
        Path list = Files.writeString(here.resolve("proto"), proto.append("$\n$\n"));
        run("", "mkfs.xfs", "-q", "-f", "-m", "uuid=" + ID, "-p", list.toString(), image.toString());
        return Files.readAllBytes(image);
    }

    /** ext4, swap space and space in no partition. */
    private static byte[] gpt(byte[] volume, Path here, long seed) throws IOException, InterruptedException {
        Path image = here.resolve("disk.img");
        blank(image, MIB + 12);
        run("label: gpt\nlabel-id: " + ID + "\nstart=2048, size=" + MIB * 2048 + "\nstart=" + (MIB + 1) * 2048
                + ", size=16384, type=0657FD6D-A4AB-43C4-84E5-0933C84B4F4F\n", "sfdisk", "-q", image.toString());
        byte[] disk = Files.readAllBytes(image);
        Path swap = here.resolve("swap.img");
        blank(swap, 8);
        run("", "mkswap", swap.toString());
        byte[] swapped = Files.readAllBytes(swap);
        Random random = new Random(seed);
        for (int page = 1; page < 1200; page++) {
            byte[] content = new byte[4096];
            random.nextBytes(content);
            System.arraycopy(content, 0, swapped, page * 4096, 4096);
        }
        System.arraycopy(swapped, 0, disk, (MIB + 1) << 20, swapped.length);
        System.arraycopy(volume, 0, disk, 1 << 20, volume.length);
        return disk;
    }

    /** Runs a program to its end, which must be good. */
    static void run(String input, String... words) throws IOException, InterruptedException {
        Path asked = Files.createTempFile("corpus", ".in");
        Path told = Files.createTempFile("corpus", ".out");
        try {
            Files.writeString(asked, input);
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true)
                    .redirectInput(asked.toFile()).redirectOutput(told.toFile());
            builder.environment().put("MTOOLS_SKIP_CHECK", "1");
            builder.environment().put("SOURCE_DATE_EPOCH", "1700000000");
            builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
            words[0] = Stream.of("/usr/sbin/", "/sbin/", "/usr/bin/", "/bin/").map(folder -> folder + words[0])
                    .filter(file -> Files.isExecutable(Path.of(file))).findFirst().orElse(words[0]);
            builder.command(words);
            int status = builder.start().waitFor();
            if (status != 0) {
                throw new IOException(Arrays.toString(words) + " ended with " + status + ": "
                        + Files.readString(told, StandardCharsets.UTF_8));
            }
        } finally {
            Files.delete(asked);
            Files.delete(told);
        }
    }
}
