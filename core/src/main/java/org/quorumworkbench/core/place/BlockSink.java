// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

/** Hears where a file's content lies. */
interface BlockSink {

    /**
     * A run of content.
     *
     * @param logical
     *            its first block, counted in the file
     * @param physical
     *            its first block on the volume
     * @param count
     *            blocks, one or more
     * @param unwritten
     *            whether it is reserved and reads as zeroes
     */
    void run(long logical, long physical, long count, boolean unwritten);

    /** A block that lists runs. */
    void node(long block, String what, Basis basis);
}
