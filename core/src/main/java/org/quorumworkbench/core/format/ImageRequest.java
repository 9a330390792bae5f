// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image as it is asked for; what is not said here, its header tells.
 *
 * @param file
 *            the image
 * @param format
 *            absent for the one that it evidently has, raw if it has none
 * @param backing
 *            what lies under it
 * @param dataFile
 *            where a qcow2's clusters are, if not in the image itself
 * @param secretFile
 *            whose bytes are the passphrase
 */
public record ImageRequest(Path file, Optional<DiskFormat> format, Backing backing, Optional<Path> dataFile,
        Optional<Path> secretFile) {

    /** What lies under an image. */
    public sealed interface Backing {

        /** What the header says. */
        record AsInHeader() implements Backing {}

        /** Nothing. */
        record Nothing() implements Backing {}

        /** An image that was named expressly. */
        record Named(ImageRequest image) implements Backing {}
    }

    /** An image in that format, of which nothing else was said. */
    public static ImageRequest of(Path file, DiskFormat format) {
        return new ImageRequest(file, Optional.of(format), new Backing.AsInHeader(), Optional.empty(),
                Optional.empty());
    }

    /** All files that were named; a header may lead to more. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(file));
        dataFile.ifPresent(files::add);
        if (backing instanceof Backing.Named(ImageRequest image)) {
            files.addAll(image.files());
        }
        return files;
    }
}
