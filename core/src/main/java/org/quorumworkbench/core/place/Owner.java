// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file or directory as the owner of sectors.
 *
 * @param inode
 *            its number in the file system: ext and XFS inode, NTFS record; absent where a file
 *            system has none (FAT, exFAT)
 * @param path
 *            from the file system's root, beginning with {@code /}; untrusted: bytes that are no
 *            text are {@code \xNN}, anything else is as it was found, control and bidirectional
 *            characters too. Absent if no name was found
 * @param otherLinks
 *            how many more names it has; 0 or more
 */
public record Owner(OptionalLong inode, Optional<String> path, long otherLinks) {

    /** The path, or the inode where no name was found. */
    public String name() {
        return path.orElseGet(
                () -> inode.isPresent()
                        ? "inode " + inode.getAsLong() + " (no name was found)"
                        : "(no name was found)");
    }
}
