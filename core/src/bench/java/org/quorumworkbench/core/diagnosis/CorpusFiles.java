// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Files as disks have them, and the same some time later: text, logs, tables, databases, programs,
 * packed and encrypted ones. Sizes stay, so that what differs lies at the same place of the disk.
 */
final class CorpusFiles {

    private static final String[] WORDS = ("the of and to in is was he for it with as his on be at by had not are but "
            + "from or have an they which one you were her all she there would their we him been has when who will more "
            + "no if out so said what up its about into than them can only other new some could time these two may then "
            + "do first any my now such like our over man me even most made after also did many before must through "
            + "years where much your way well down should because each just those people how too little state good very "
            + "make world still own see men work long get here between both life being under never day same another "
            + "know while last might us great old year off come since against go came right used take three").split(" ");

    private final Random random;

    CorpusFiles(long seed) {
        random = new Random(seed);
    }

    /** Writes the first state into one folder and the later one into another. */
    void write(Path before, Path after, int mib) throws IOException, InterruptedException {
        List<Path> programs = programs();
        long left = (long) mib << 20;
        for (int i = 0; left > 0; i++) {
            String folder = "d" + i % 7;
            String name = folder;
            byte[] old = new byte[0];
            byte[] late = new byte[0];
            switch (i % 11) {
                case 0, 1 -> {
                    old = text(size(400));
                    late = edited(old);
                    name = folder + "/text" + i + ".txt";
                }
                case 2 -> {
                    old = log(size(600), 1_700_000_000L + i);
                    late = rolled(old, 1_760_000_000L + i);
                    name = folder + "/log" + i + ".log";
                }
                case 3, 4 -> {
                    old = table(size(800));
                    late = updated(old);
                    name = folder + "/table" + i + ".dat";
                }
                case 5 -> {
                    database(before.resolve(folder), after.resolve(folder), "db" + i + ".sqlite");
                    left -= 300 << 10;
                    continue;
                }
                case 6 -> {
                    old = programs.isEmpty() ? table(size(300)) : program(programs, size(700));
                    late = random.nextInt(3) == 0 && !programs.isEmpty()
                            ? Arrays.copyOf(program(programs, old.length), old.length)
                            : old;
                    name = folder + "/bin" + i;
                }
                case 7 -> {
                    old = gzip(text(size(1200)));
                    late = old;
                    name = folder + "/pack" + i + ".gz";
                }
                case 8 -> {
                    old = bytes(size(300));
                    late = random.nextInt(3) == 0 ? bytes(old.length) : old;
                    name = folder + "/secret" + i + ".bin";
                }
                case 9 -> {
                    old = png(size(300));
                    late = old;
                    name = folder + "/picture" + i + ".png";
                }
                default -> {
                    old = Arrays.copyOf(table(size(200)), size(400) + 4096);
                    late = old.clone();
                    byte[] more = updated(table(old.length));
                    int from = old.length / 8192 * 4096;
                    System.arraycopy(more, from, late, from, Math.min(more.length, late.length) - from);
                    name = folder + "/grown" + i + ".dat";
                }
            }
            put(before.resolve(name), old);
            put(after.resolve(name), late);
            left -= old.length;
            for (int small = 0; small < 6; small++) {
                byte[] few = text(200 + random.nextInt(3000));
                put(before.resolve(folder + "/s" + i + "-" + small + ".conf"), few);
                put(after.resolve(folder + "/s" + i + "-" + small + ".conf"), random.nextBoolean() ? edited(few) : few);
                left -= few.length;
            }
        }
    }

    private int size(int mostKib) {
        return (8 + random.nextInt(mostKib - 8)) * 1024 + random.nextInt(1024);
    }

    private static void put(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private byte[] text(int length) {
        StringBuilder text = new StringBuilder(length + 20);
        while (text.length() < length) {
            text.append(WORDS[(int) (WORDS.length * random.nextDouble() * random.nextDouble())])
                    .append(random.nextInt(12) == 0 ? ".\n" : random.nextInt(15) == 0 ? ", " : " ");
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    /** Some paragraphs written anew; what follows moves, or does not. */
    private byte[] edited(byte[] old) {
        byte[] late = old.clone();
        for (int i = 0; i < 1 + old.length / 20000; i++) {
            int at = random.nextInt(old.length);
            byte[] piece = text(1 + random.nextInt(Math.max(1, Math.min(6000, old.length - at))));
            System.arraycopy(piece, 0, late, at, Math.min(piece.length, old.length - at));
        }
        return late;
    }

    private byte[] log(int length, long start) {
        StringBuilder text = new StringBuilder();
        long time = start;
        while (text.length() < length) {
            time += random.nextInt(20);
            text.append(time).append(" host").append(random.nextInt(9)).append(" service[").append(random.nextInt(9999))
                    .append("]: ").append(WORDS[random.nextInt(WORDS.length)]).append(" request ")
                    .append(random.nextInt(1 << 20)).append(" took ").append(random.nextInt(900)).append(" ms\n");
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] rolled(byte[] old, long start) {
        byte[] late = old.clone();
        int from = old.length / 3 / 512 * 512;
        byte[] more = log(old.length / 3, start);
        System.arraycopy(more, 0, late, from, more.length);
        return late;
    }

    /** Records of 64 bytes: number, time, name, value, flags, and zeroes. */
    private byte[] table(int length) {
        ByteBuffer table = ByteBuffer.allocate(length / 64 * 64 + 64);
        for (int i = 0; table.remaining() >= 64; i++) {
            table.putInt(i).putInt(1_700_000_000 + random.nextInt(1 << 20));
            byte[] name = Arrays.copyOf(WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.US_ASCII), 24);
            table.put(name).putDouble(random.nextGaussian() * 100).putInt(random.nextInt(4)).putInt(-1)
                    .put(new byte[16]);
        }
        return Arrays.copyOf(table.array(), length);
    }

    private byte[] updated(byte[] old) {
        ByteBuffer late = ByteBuffer.wrap(old.clone());
        for (int page = 0; page + 4096 <= old.length; page += 4096) {
            if (random.nextInt(6) == 0) {
                for (int record = page; record < page + 4096; record += 64) {
                    if (random.nextInt(3) == 0) {
                        late.putInt(record + 4, 1_760_000_000 + random.nextInt(1 << 20));
                        late.putDouble(record + 32, random.nextGaussian() * 100);
                        late.putInt(record + 40, random.nextInt(4));
                    }
                }
            }
        }
        return late.array();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
            packing.write(plain);
        }
        return out.toByteArray();
    }

    /** A grey picture with noise. */
    private byte[] png(int length) throws IOException {
        int side = (int) Math.sqrt(length);
        byte[] rows = new byte[(side + 1) * side];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (byte) (i % (side + 1) == 0 ? 0 : i / side + random.nextInt(32));
        }
        Deflater deflater = new Deflater();
        deflater.setInput(rows);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(side).putInt(side).put((byte) 8).array());
        byte[] piece = new byte[8192];
        while (!deflater.finished()) {
            int count = deflater.deflate(piece);
            chunk(out, "IDAT", Arrays.copyOf(piece, count));
        }
        chunk(out, "IEND", new byte[0]);
        deflater.end();
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String kind, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(kind.getBytes(StandardCharsets.US_ASCII));
        crc.update(content);
        out.write(ByteBuffer.allocate(4).putInt(content.length).array());
        out.write(kind.getBytes(StandardCharsets.US_ASCII));
        out.write(content);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static List<Path> programs() throws IOException {
        List<Path> programs = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("/usr/bin"))) {
            all.filter(file -> Files.isRegularFile(file) && file.toFile().length() > 100_000).sorted().limit(200)
                    .forEach(programs::add);
        }
        return Collections.unmodifiableList(programs);
    }

    private byte[] program(List<Path> programs, int most) throws IOException {
        byte[] all = Files.readAllBytes(programs.get(random.nextInt(programs.size())));
        return Arrays.copyOf(all, Math.min(most, all.length));
    }

    private void database(Path before, Path after, String name) throws IOException, InterruptedException {
        Files.createDirectories(before);
        Files.createDirectories(after);
        StringBuilder make = new StringBuilder("PRAGMA journal_mode=OFF; CREATE TABLE t(id INTEGER PRIMARY KEY, name"
                + " TEXT, value REAL, note TEXT); CREATE INDEX i ON t(name); BEGIN;\n");
        for (int i = 0; i < 2500; i++) {
            make.append("INSERT INTO t VALUES(").append(i).append(",'")
                    .append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(1000)).append("',")
                    .append(random.nextInt(100000) / 7.0).append(",'")
                    .append(new String(text(60 + random.nextInt(40)), StandardCharsets.US_ASCII).replace("'", " ")
                            .replace('\n', ' '))
                    .append("');\n");
        }
        CorpusDisk.run(make + "COMMIT;\n", "sqlite3", before.resolve(name).toString());
        Files.copy(before.resolve(name), after.resolve(name));
        StringBuilder change = new StringBuilder("PRAGMA journal_mode=OFF; BEGIN;\n");
        for (int i = 0; i < 150; i++) {
            change.append("UPDATE t SET value=").append(random.nextInt(1000)).append(" WHERE id=")
                    .append(random.nextInt(2500)).append(";\n");
        }
        CorpusDisk.run(change + "COMMIT;\n", "sqlite3", after.resolve(name).toString());
    }
}
