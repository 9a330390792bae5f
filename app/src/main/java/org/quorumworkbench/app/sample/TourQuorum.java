// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.file.TemporaryFolder;

/**
 * The quorum that the window opens first: five members of a mirror with a small ext4 file system,
 * of which three were left behind, and what else can go wrong. Made by
 * {@code ui-resources/src/sample/MakeSample.java}; unpacked into a temporary folder, which goes
 * when the program ends.
 */
public final class TourQuorum {

    private static final String RESOURCES = "/org/quorumworkbench/ui/tour/";
    private static final String CONFIGURATION = "quorum.json";
    private static final int CHILDREN = 5;

    /** In the order in which they are told; each has texts of that name. */
    private static final List<String> NAMES = List.of("stale", "tie", "request", "unreadable", "bit");

    /**
     * Something to be seen in it.
     *
     * @param name
     *            of its texts
     * @param range
     *            where it is
     */
    public record Stop(String name, SectorRange range) {}

    private TourQuorum() {}

    /**
     * Unpacks it and reads its configuration. Blocks.
     *
     * @throws UncheckedIOException
     *             if the temporary folder cannot be written
     */
    public static Configuration configuration(Adjustments adjustments) throws ConfigurationProblem {
        try {
            TemporaryFolder folder = TemporaryFolder.make("sample");
            try (InputStream in = resource(CONFIGURATION)) {
                folder.put(CONFIGURATION, in);
            }
            for (int child = 0; child < CHILDREN; child++) {
                String name = "c" + child + ".img";
                try (InputStream in = new GZIPInputStream(resource(name + ".gz"))) {
                    folder.put(name, in);
                }
            }
            return new ConfigurationReader(Path.of(""), adjustments).file(folder.path().resolve(CONFIGURATION));
        } catch (IOException e) {
            throw new UncheckedIOException("the sample cannot be unpacked: " + e.getMessage(), e);
        }
    }

    /** What is to be seen in it, and where. */
    public static List<Stop> stops() {
        Properties ranges = new Properties();
        try (InputStream in = resource("stops.properties")) {
            ranges.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Stop> stops = new ArrayList<>();
        for (String name : NAMES) {
            String[] range = ranges.getProperty(name, "").split("\\+", 2);
            stops.add(new Stop(name, new SectorRange(Long.parseLong(range[0]), Long.parseLong(range[1]))));
        }
        return stops;
    }

    private static InputStream resource(String name) {
        InputStream in = TourQuorum.class.getResourceAsStream(RESOURCES + name);
        if (in == null) {
            throw new IllegalStateException("the sample's " + name + " is not in the program");
        }
        return in;
    }
}
