// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

/**
 * Something that the person at the window should know.
 *
 * @param kind
 *            how serious
 * @param text
 *            complete sentences: what, where, why, and what to do
 */
public record Notice(Kind kind, String text) {

    /** How serious a notice is. */
    public enum Kind {
        /** Goes by itself. */
        INFORMATION,
        /** What is to be seen in the sample; stays until the person goes on. */
        GUIDE, WARNING, ERROR
    }
}
