// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.quorumworkbench.app.members.RealMembers;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.ui.Resources;

/** Replicas whose pictures are taken: always the same bytes, under the same names. */
public enum Replicas {

    /** As the program brings it. */
    SAMPLE("sample", 4, 128) {
        @Override
        void write(Path folder) throws IOException {
            for (String name : List.of("quorum.json", "c0.img", "c1.img", "c2.img", "c3.img")) {
                Files.write(folder.resolve(name), shipped(name));
            }
        }
    },
    /** What a newcomer meets. */
    TOUR("tour", 5, 8192) {
        @Override
        void write(Path folder) throws IOException {
            try (InputStream in = Resources.url("tour/quorum.json").openStream()) {
                Files.write(folder.resolve("quorum.json"), in.readAllBytes());
            }
            for (int child = 0; child < 5; child++) {
                try (InputStream in = new GZIPInputStream(Resources.url("tour/c" + child + ".img.gz").openStream())) {
                    Files.write(folder.resolve("c" + child + ".img"), in.readAllBytes());
                }
            }
        }
    },
    /** A larger disk, damaged in many places. */
    SCANNED("scanned", 4, 65_536) {
        @Override
        void damage(int child, byte[] content) {
            for (int at = FIRST_DAMAGE; at < sectors(); at += 1_777) {
                if (at / 1_777 % 4 == child) {
                    content[at * SECTOR + 40] ^= 0x20;
                }
                if (at / 1_777 % 9 == 8 && child > 1) {
                    Arrays.fill(content, at * SECTOR, (at + 300) * SECTOR, (byte) 0);
                }
            }
        }
    },
    /** Seven, of which three went ways of their own. */
    SEVEN("seven", 7, 128) {
        @Override
        void damage(int child, byte[] content) {
            int first = FIRST_DAMAGE * SECTOR;
            switch (child) {
                case 2 -> content[first + 70] ^= 0x01;
                case 4 -> Arrays.fill(content, first + 64, first + 128, (byte) 0);
                case 5 -> System.arraycopy(content, 0, content, first + 64, 96);
                default -> {
                }
            }
        }
    },
    /** As many as a quorum may have, of which some went ways of their own. */
    THIRTY_TWO("thirty-two", 32, 128) {
        @Override
        void damage(int child, byte[] content) {
            if (child % 5 == 3) {
                content[(FIRST_DAMAGE + child) * SECTOR + 70] ^= 0x01;
            }
            if (child == 17) {
                Arrays.fill(content, 80 * SECTOR, 110 * SECTOR, (byte) 0);
            }
        }
    },
    /** Members of an md mirror, read by area: a is current, b and a copy of it are stale. */
    MEMBERS("members", 3, 129_024) {
        @Override
        void write(Path folder) throws IOException {
            RealMembers.write(folder, List.of("a", "b", "b"));
            Files.writeString(folder.resolve("quorum.json"), IntStream.range(0, 3)
                    .mapToObj(child -> "{\"file\": \"%d.img\", \"offset\": %d, \"size\": %d}".formatted(child,
                            RealMembers.OFFSET, RealMembers.LENGTH))
                    .collect(Collectors.joining(", ", "{\"format\": 1, \"vote-threshold\": 2, \"children\": [",
                            "]}")));
        }
    };

    static final int FIRST_DAMAGE = 16;

    private static final Instant WRITTEN = Instant.parse("2026-03-14T09:26:53Z");

    private final String name;
    private final int children;
    private final int sectors;

    Replicas(String name, int children, int sectors) {
        this.name = name;
        this.children = children;
        this.sectors = sectors;
    }

    int sectors() {
        return sectors;
    }

    /** What is wrong with a child. */
    void damage(int child, byte[] content) {}

    /** Writes the files, and opens what they configure. */
    Configuration configuration() throws ConfigurationProblem {
        Path folder = Path.of("target", "replicas", name);
        try {
            Files.createDirectories(folder);
            write(folder);
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new ConfigurationReader(Path.of(""), Adjustments.NONE).file(folder.resolve("quorum.json"));
    }

    void write(Path folder) throws IOException {
        byte[] text = shipped("c0.img");
        byte[] content = new byte[sectors * SECTOR];
        for (int at = 0; at < content.length; at += text.length) {
            System.arraycopy(text, 0, content, at, Math.min(text.length, content.length - at));
        }
        List<String> files = new ArrayList<>();
        for (int child = 0; child < children; child++) {
            byte[] own = content.clone();
            damage(child, own);
            files.add("c" + child + ".img");
            Files.write(folder.resolve(files.getLast()), own);
        }
        Files.writeString(folder.resolve("quorum.json"), files.stream().map(file -> "{\"file\": \"" + file + "\"}")
                .collect(Collectors.joining(", ", "{\"format\": 1, \"vote-threshold\": " + (children / 2 + 1)
                        + ", \"children\": [", "]}")));
    }

    private static byte[] shipped(String file) throws IOException {
        try (InputStream in = Resources.url("sample/" + file).openStream()) {
            return in.readAllBytes();
        }
    }
}
