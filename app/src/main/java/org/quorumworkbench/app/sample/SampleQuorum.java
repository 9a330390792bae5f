// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.file.TemporaryFolder;

/**
 * The bundled sample: four small replicas whose first ranges of 8 sectors show unanimity, an
 * outvoted child, a tie, a request that fails although every sector has a majority, and an
 * unreadable sector. Children are files, so it is unpacked into a temporary folder, which goes when
 * the program ends; the program's own folder may be read-only.
 */
public final class SampleQuorum {

    private static final String RESOURCES = "/org/quorumworkbench/ui/sample/";
    private static final String CONFIGURATION = "quorum.json";
    private static final List<String> FILES = List.of(CONFIGURATION, "c0.img", "c1.img", "c2.img", "c3.img");

    private SampleQuorum() {}

    /**
     * Unpacks the sample and reads its configuration. Blocks.
     *
     * @throws UncheckedIOException
     *             if the temporary folder cannot be written
     */
    public static Configuration configuration(Adjustments adjustments) throws ConfigurationProblem {
        return new ConfigurationReader(Path.of(""), adjustments).file(unpack().resolve(CONFIGURATION));
    }

    private static Path unpack() {
        try {
            TemporaryFolder folder = TemporaryFolder.make("sample");
            for (String name : FILES) {
                try (InputStream in = SampleQuorum.class.getResourceAsStream(RESOURCES + name)) {
                    if (in == null) {
                        throw new IllegalStateException("the sample's " + name + " is not in the program");
                    }
                    folder.put(name, in);
                }
            }
            return folder.path();
        } catch (IOException e) {
            throw new UncheckedIOException("the sample cannot be unpacked: " + e.getMessage(), e);
        }
    }
}
