// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

/** The directories of a file system whose entries hold inode numbers: ext and XFS. */
interface DirectoryTree {

    /** The inode of the root. */
    long root();

    /**
     * Tells the entries of a directory, those for itself and its parent left out or not.
     * {@link Malformed} where they end in damage: what was told before stands.
     */
    void entries(long directory, EntrySink sink);

    /** Hears entries. */
    interface EntrySink {
        /**
         * An entry.
         *
         * @param block
         *            holds the name's bytes, from {@code at} on, {@code length} of them
         */
        void entry(long inode, Block block, int at, int length);
    }
}
