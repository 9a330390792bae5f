// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

/**
 * A field in which a transcript is not as expected.
 *
 * @param path
 *            the field: {@code results[2].events[0].data.node-name}
 * @param expected
 *            what was expected, as JSON; {@code nothing} if the field was not to be there
 * @param found
 *            what is there instead, as JSON; {@code nothing} if the field is absent
 */
public record Difference(String path, String expected, String found) {

    @Override
    public String toString() {
        return path + ": expected " + expected + ", found " + found;
    }
}
