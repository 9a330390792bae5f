// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.file.Path;
import org.quorumworkbench.core.file.Wording;

/**
 * A file that belongs to an image.
 *
 * @param path
 *            absolute
 * @param role
 *            what it is to the image
 * @param outside
 *            whether it is reached only through a link or out of the image's folder, and nobody has
 *            said that it may be opened
 */
public record ChainFile(Path path, Role role, boolean outside) {

    /** What a file is to an image. */
    public enum Role {
        IMAGE, BACKING, DATA, EXTENT;

        public Wording wording() {
            return switch (this) {
                case IMAGE -> Wording.of("image");
                case BACKING -> Wording.of("backing file");
                case DATA -> Wording.of("data file");
                case EXTENT -> Wording.of("extent");
            };
        }

        /** In English. */
        public String word() {
            return wording().english();
        }
    }
}
