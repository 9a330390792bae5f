// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.List;

/**
 * A file system in a volume, or whatever else has a volume to itself. Its beginning has been read
 * when there is one of these; the rest is read when asked for. Sectors count from the volume's
 * beginning.
 */
interface FileSystem {

    /** What it is called: {@code ext4}, {@code vfat}, {@code swap}, {@code btrfs} and the like. */
    String name();

    /** Whether it is one whose files are told: then its name is the word for it in JSON. */
    default boolean hasFiles() {
        return true;
    }

    /** Where it ends, in sectors; the volume may go on. */
    long sectors();

    /** What a person has to know of every answer. */
    List<Remark> remarks();

    /** The divergent sectors among those on which all else rests. */
    Basis basis();

    /** Claims what meets the wanted sectors, in one pass over the metadata. */
    void claim(Claims claims);

    /** Gives those who claimed something their names. */
    void name(Claims claims);

    /**
     * What of a range that nobody claimed is in use all the same.
     *
     * @return one after the other from {@code first} on, up to {@code end} or before it: what is not
     *         told is asked again. Never empty
     */
    Gap gap(long first, long end);

    /**
     * Sectors that nobody claimed.
     *
     * @param end
     *            the sector after the last
     * @param inUse
     *            as the file system's own book-keeping says
     * @param basis
     *            the divergent sectors of that book-keeping
     */
    record Gap(long end, boolean inUse, Basis basis) {}
}
