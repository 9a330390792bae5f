// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;

/**
 * The quorum that the window opens first: five members of a mirror with a small ext4 file system,
 * of which three were left behind, and what else can go wrong. Made by
 * {@code ui-resources/src/sample/MakeSample.java}; unpacked into a temporary folder, which goes
 * when the program ends.
 */
public final class TourQuorum {

    private static final Bundled FILES = new Bundled("/org/quorumworkbench/ui/tour/",
            List.of("c0.img.gz", "c1.img.gz", "c2.img.gz", "c3.img.gz", "c4.img.gz"));

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
        return FILES.configuration(adjustments);
    }

    /** What is to be seen in it, and where. */
    public static List<Stop> stops() {
        Properties ranges = new Properties();
        try (InputStream in = FILES.resource("stops.properties")) {
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
}
