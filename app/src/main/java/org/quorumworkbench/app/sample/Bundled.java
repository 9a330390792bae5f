// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.file.TemporaryFolder;

/**
 * A quorum that comes with the program. Children are files, so it is unpacked into a temporary
 * folder, which goes when the program ends; the program's own folder may be read-only.
 *
 * @param resources
 *            where its files are in the program; ends with a slash
 * @param images
 *            the names of its children's files; what ends with .gz is packed
 */
record Bundled(String resources, List<String> images) {

    private static final String CONFIGURATION = "quorum.json";
    private static final String PACKED = ".gz";

    Bundled {
        images = List.copyOf(images);
    }

    /**
     * Unpacks it and reads its configuration. Blocks.
     *
     * @throws UncheckedIOException
     *             if the temporary folder cannot be written
     */
    Configuration configuration(Adjustments adjustments) throws ConfigurationProblem {
        try {
            TemporaryFolder folder = TemporaryFolder.make("sample");
            put(folder, CONFIGURATION);
            for (String image : images) {
                put(folder, image);
            }
            return new ConfigurationReader(Path.of(""), adjustments).file(folder.path().resolve(CONFIGURATION));
        } catch (IOException e) {
            throw new UncheckedIOException("the sample cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private void put(TemporaryFolder folder, String name) throws IOException {
        if (name.endsWith(PACKED)) {
            try (InputStream in = new GZIPInputStream(resource(name))) {
                folder.put(name.substring(0, name.length() - PACKED.length()), in);
            }
        } else {
            try (InputStream in = resource(name)) {
                folder.put(name, in);
            }
        }
    }

    InputStream resource(String name) {
        InputStream in = Bundled.class.getResourceAsStream(resources + name);
        if (in == null) {
            throw new IllegalStateException("the sample's " + name + " is not in the program");
        }
        return in;
    }
}
