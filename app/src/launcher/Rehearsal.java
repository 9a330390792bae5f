// SPDX-License-Identifier: GPL-2.0-or-later

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a cache of the commands is trained with: each command that prints, on small images of which one differs from the
 * others in one byte and in one stretch.
 */
final class Rehearsal {
    private static final int LENGTH = 4 << 20;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println(write(Path.of(arguments[0])));
    }

    /** Writes the images, and a file with a command in each line, its words parted by tabs. */
    static Path write(Path folder) throws IOException {
        List<String> images = new ArrayList<>();
        for (int child = 0; child < 3; child++) {
            byte[] bytes = new byte[LENGTH];
            for (int at = 0; at < LENGTH; at++) {
                bytes[at] = (byte) (at * 31 + (at >> 9));
            }
            if (child == 1) {
                bytes[513]++;
                Arrays.fill(bytes, LENGTH / 2, LENGTH / 2 + 8192, (byte) 0);
            }
            images.add(Files.write(folder.resolve("child" + child + ".img"), bytes).toString());
        }
        Path scenario = Files.writeString(folder.resolve("scenario.json"), """
                {"id": "rehearsal", "children": [{"size": 65536}, {"size": 65536, "overrides": [[1, 7]]}, {"size": 65536}],
                 "quorum": {"vote-threshold": 2}, "operations": [{"op": "read", "offset": 0, "length": 4096}]}
                """);
        return Files.write(folder.resolve("commands"), List.of(line("--help"), line("--version"),
                line(images, "inspect", "--sector", "0"), line(images, "inspect", "--sector", "0", "--count", "16", "--json"),
                line(images, "scan", "--no-progress"), line(images, "scan", "--no-progress", "--json"),
                line(images, "where", "--sector", "1"), line(images, "diagnose"), line(images, "config"), line(images, "identify"),
                line("run", scenario.toString()), line("run", scenario.toString(), "--json")));
    }

    private static String line(String... words) {
        return String.join("\t", words);
    }

    private static String line(List<String> images, String... words) {
        return String.join("\t", Stream.concat(Stream.of(words), images.stream()).toList());
    }
}
