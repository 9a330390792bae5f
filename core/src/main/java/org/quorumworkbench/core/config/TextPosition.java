// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

/**
 * A place in a text.
 *
 * @param line
 *            from 1
 * @param column
 *            from 1, in UTF-16 units as editors count
 */
public record TextPosition(int line, int column) {
    static final TextPosition START = new TextPosition(1, 1);

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
