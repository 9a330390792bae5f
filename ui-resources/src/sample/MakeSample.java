// SPDX-License-Identifier: GPL-2.0-or-later

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the sample that the window opens first: five members of a mirror with a small ext4 file
 * system, and what went wrong with them. Needs mke2fs and debugfs (e2fsprogs 1.47) on Linux:
 *
 * <pre>
 * java ui-resources/src/sample/MakeSample.java ui-resources/src/main/resources/org/quorumworkbench/ui/tour
 * </pre>
 *
 * <p>
 * Names, contents, times and identifiers are fixed, so that it makes the same files every time. c0
 * and c1 are current (events 6), c2, c3 and c4 were left behind (events 2).
 */
final class MakeSample {

    private static final int SECTOR = 512;
    private static final int BLOCK = 1024;
    /** Of the area that is mirrored, in sectors. */
    private static final int DATA = 8192;
    /** Where it begins in each file, in sectors: behind the member's superblock, which is at 4 KiB. */
    private static final int FIRST = 16;
    private static final int CHILDREN = 5;
    private static final String TIME = "1767225600"; // 2026-01-01
    private static final String UUID = "7d1f9c1e-2026-4a6b-9c3d-514f52554d31";

    private final Path target;
    private final Path work;
    private final byte[][] areas = new byte[CHILDREN][];
    private final Map<String, String> stops = new LinkedHashMap<>();

    private MakeSample(Path target, Path work) {
        this.target = target;
        this.work = work;
    }

    public static void main(String[] arguments) throws Exception {
        Path target = Files.createDirectories(Path.of(arguments[0]));
        new MakeSample(target, Files.createTempDirectory("sample")).make();
    }

    private void make() throws IOException, InterruptedException {
        Map<String, byte[]> files = files();
        byte[] clean = fileSystem(files);
        Arrays.setAll(areas, child -> clean.clone());
        staleMajority("/db/orders.db");
        tie("/accounts/ledger.csv");
        failingRequest("/photos/harbour.raw");
        int bad = sectors("/notes/todo.txt").getFirst();
        stop("unreadable", bad, 1);
        flippedBit("/letters/welcome.txt");
        for (int child = 0; child < CHILDREN; child++) {
            gzip(target.resolve("c" + child + ".img.gz"), member(child));
        }
        Files.writeString(target.resolve("quorum.json"), configuration(bad));
        StringBuilder text = new StringBuilder("# Made by MakeSample: where what is, as first sector+count.\n");
        stops.forEach((name, range) -> text.append(name).append('=').append(range).append('\n'));
        Files.writeString(target.resolve("stops.properties"), text);
    }

    // The file system.

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("/db/orders.db", lines("order %05d  paid     2025-12-31", 120_000));
        files.put("/accounts/ledger.csv", lines("%05d;2025-12-31;booked;EUR", 60_000));
        files.put("/photos/harbour.raw", picture(256_000));
        files.put("/notes/todo.txt", lines("%03d. look at the mirror", 3_000));
        files.put("/letters/welcome.txt", lines("Dear reader %03d, welcome to the quorum.", 4_000));
        return files;
    }

    private static byte[] lines(String format, int length) {
        StringBuilder text = new StringBuilder();
        for (int line = 1; text.length() < length; line++) {
            text.append(format.formatted(line)).append('\n');
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] picture(int length) {
        byte[] pixels = new byte[length];
        for (int at = 0; at < length; at++) {
            int x = at % 640;
            int y = at / 640;
            pixels[at] = (byte) (x / 3 + y / 2 + (x / 40 + y / 40) % 2 * 16);
        }
        return pixels;
    }

    private byte[] fileSystem(Map<String, byte[]> files) throws IOException, InterruptedException {
        Path image = work.resolve("fs.img");
        Files.write(image, new byte[DATA * SECTOR]);
        run("mke2fs", "-q", "-t", "ext4", "-b", String.valueOf(BLOCK), "-O", "^has_journal,^resize_inode", "-N", "64",
                "-m", "0", "-L", "mirror", "-U", UUID, "-E", "hash_seed=" + UUID + ",lazy_itable_init=0",
                image.toString());
        List<String> commands = new ArrayList<>();
        for (String path : files.keySet()) {
            commands.add("mkdir " + path.substring(0, path.lastIndexOf('/')));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path source = work.resolve(file.getKey().substring(file.getKey().lastIndexOf('/') + 1));
            Files.write(source, file.getValue());
            commands.add("cd " + file.getKey().substring(0, file.getKey().lastIndexOf('/')));
            commands.add("write " + source + " " + source.getFileName());
            commands.add("cd /");
        }
        List<String> all = new ArrayList<>(files.keySet());
        files.keySet().forEach(path -> all.add(path.substring(0, path.lastIndexOf('/'))));
        all.addAll(List.of("/", "/lost+found"));
        for (String path : all) {
            for (String field : List.of("atime", "ctime", "mtime", "crtime")) {
                commands.add("sif " + path + " " + field + " @" + TIME);
                commands.add("sif " + path + " " + field + "_extra 0");
            }
        }
        for (String field : List.of("mtime", "wtime", "lastcheck", "mkfs_time")) {
            commands.add("ssv " + field + " @" + TIME);
        }
        commands.add("ssv kbytes_written 0");
        Path script = Files.write(work.resolve("commands"), commands);
        run("debugfs", "-w", "-f", script.toString(), image.toString());
        return Files.readAllBytes(image);
    }

    /** The sectors of a file, in its order. */
    private List<Integer> sectors(String path) throws IOException, InterruptedException {
        List<Integer> sectors = new ArrayList<>();
        for (String block : run("debugfs", "-R", "blocks " + path, work.resolve("fs.img").toString()).strip()
                .split("\\s+")) {
            for (int sector = 0; sector < BLOCK / SECTOR; sector++) {
                sectors.add(Integer.parseInt(block) * (BLOCK / SECTOR) + sector);
            }
        }
        return sectors;
    }

    private String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(false)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("E2FSPROGS_FAKE_TIME", TIME);
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + out);
        }
        return out;
    }

    // What went wrong.

    private void stop(String name, int first, int count) {
        stops.put(name, first + "+" + count);
    }

    /** The current members have newer orders; the three that were left behind agree on the old ones. */
    private void staleMajority(String path) throws IOException, InterruptedException {
        List<Integer> sectors = sectors(path).subList(16, 144);
        for (int child : List.of(0, 1)) {
            for (int sector : sectors) {
                String text = new String(areas[child], sector * SECTOR, SECTOR, StandardCharsets.ISO_8859_1);
                byte[] newer = text.replace("paid    ", "refunded").replace("2025-12-31", "2026-01-02")
                        .getBytes(StandardCharsets.ISO_8859_1);
                System.arraycopy(newer, 0, areas[child], sector * SECTOR, SECTOR);
            }
        }
        stop("stale", sectors.get(24) / 8 * 8 + 8, 8);
    }

    /** Two against two, and one alone. */
    private void tie(String path) throws IOException, InterruptedException {
        List<Integer> sectors = sectors(path).subList(8, 12);
        for (int sector : sectors) {
            for (int child : List.of(1, 3)) {
                areas[child][sector * SECTOR + 40] ^= 0x04;
            }
            areas[4][sector * SECTOR + 41] ^= 0x03;
        }
        stop("tie", sectors.getFirst(), sectors.size());
    }

    /** Each of five children is wrong in another sector of one request of eight. */
    private void failingRequest(String path) throws IOException, InterruptedException {
        int first = sectors(path).get(100) / 8 * 8;
        for (int child = 0; child < CHILDREN; child++) {
            Arrays.fill(areas[child], (first + child) * SECTOR + 64, (first + child) * SECTOR + 96, (byte) 0);
        }
        stop("request", first, 8);
    }

    /** One bit, on a child that is current: nothing that the members say explains it. */
    private void flippedBit(String path) throws IOException, InterruptedException {
        int sector = sectors(path).get(1);
        areas[0][sector * SECTOR + 17] ^= 0x20;
        stop("bit", sector, 1);
    }

    // The members.

    /** A file: a superblock of version 1.2, and the area. */
    private byte[] member(int child) {
        ByteBuffer file = ByteBuffer.allocate((FIRST + DATA) * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        boolean current = child < 2;
        file.put(FIRST * SECTOR, areas[child]);
        ByteBuffer block = file.slice(8 * SECTOR, SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(0, 0xa92b4efc).putInt(4, 1);
        identifier(block, 16, "quorum workbench sample");
        block.put(32, "host:sample".getBytes(StandardCharsets.US_ASCII));
        long time = Long.parseLong(TIME);
        block.putLong(64, time).putInt(72, 1).putLong(80, DATA).putInt(92, CHILDREN);
        block.putLong(128, FIRST).putLong(136, DATA).putLong(144, 8).putLong(152, 0).putInt(160, child);
        identifier(block, 168, "device " + child);
        block.putLong(192, time + (current ? 86_400 : 0)).putLong(200, current ? 6 : 2).putLong(208, -1);
        block.putInt(220, 8);
        for (int role = 0; role < 8; role++) {
            boolean there = role < CHILDREN && (!current || role < 2);
            block.putShort(256 + 2 * role, (short) (there ? role : role < CHILDREN ? 0xFFFE : 0xFFFF));
        }
        block.putInt(216, checksum(block));
        return file.array();
    }

    private static void identifier(ByteBuffer into, int at, String of) {
        CRC32 first = new CRC32();
        first.update(of.getBytes(StandardCharsets.US_ASCII));
        into.putLong(at, first.getValue() * 0x9E3779B97F4A7C15L).putLong(at + 8, first.getValue() * 0xC2B2AE3D27D4EB4FL);
    }

    /** As the kernel's calc_sb_1_csum: the words without their own sum, folded once. */
    private static int checksum(ByteBuffer block) {
        long sum = 0;
        for (int at = 0; at < 256 + 2 * 8; at += 4) {
            sum += at == 216 ? 0 : Integer.toUnsignedLong(block.getInt(at));
        }
        return (int) ((sum & 0xFFFFFFFFL) + (sum >>> 32));
    }

    private static String configuration(int bad) {
        StringBuilder children = new StringBuilder();
        for (int child = 0; child < CHILDREN; child++) {
            children.append(child == 0 ? "" : ",\n").append("    {\"file\": \"c%d.img\", \"offset\": %d, \"size\": %d"
                    .formatted(child, FIRST * SECTOR, DATA * SECTOR));
            if (child == 1) {
                children.append(",\n     \"faults\": [{\"id\": \"bad-sector\", \"title\": \"latent sector error\","
                        + " \"effect\": \"errno\", \"errno\": \"EIO\", \"sector\": %d, \"count\": 1}]".formatted(bad));
            }
            children.append('}');
        }
        return "{\n  \"format\": 1,\n  \"node-name\": \"sample\",\n  \"vote-threshold\": 2,\n  \"children\": [\n"
                + children + "\n  ]\n}\n";
    }

    private static void gzip(Path file, byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            out.write(bytes);
        }
        Files.write(file, packed.toByteArray());
    }
}
