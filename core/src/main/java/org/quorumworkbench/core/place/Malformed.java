// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

/**
 * An object on the disk is not as its format says, or cannot be read. Thrown where a number is
 * taken, and caught where the object's turn ends: it becomes a warning there, and the next object
 * is read.
 */
final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Malformed(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
