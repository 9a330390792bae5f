// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

/**
 * A child as it was when the plan was made.
 *
 * @param name
 *            what the quorum calls it
 * @param path
 *            its file as it was given
 * @param offset
 *            where in the file the child's first sector is, in bytes
 * @param size
 *            of the child, in bytes
 * @param realPath
 *            the file with all links followed
 * @param length
 *            of the file, in bytes
 * @param kind
 *            what the file is: only these are ever written
 * @param identity
 *            what names the file whatever its path: its inode, a device's serial number; empty
 *            where there is no such thing
 * @param firstMiB
 *            SHA-256 of the child's first MiB
 * @param lastMiB
 *            SHA-256 of its last MiB
 */
public record PlannedChild(String name, String path, long offset, long size, String realPath, long length, Kind kind,
        String identity, String firstMiB, String lastMiB) {

    /** What is written. */
    public enum Kind {
        /** A regular file whose bytes are the disk's. */
        RAW,
        /** A block device of the system. */
        BLOCK;

        /** As plans have it. */
        public String word() {
            return this == RAW ? "raw" : "block";
        }
    }
}
