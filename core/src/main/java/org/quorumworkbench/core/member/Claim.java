// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

/**
 * A file's claim to be a member of a set, not judged yet.
 *
 * @param file
 *            its position in the list of files
 * @param found
 *            the metadata
 */
record Claim(int file, Found found) {

    /** Whether both come from one device, so that one of them is a copy. */
    boolean isCopyOf(Claim other) {
        return found.testimony().identity().isPresent()
                && found.testimony().identity().equals(other.found.testimony().identity());
    }
}
