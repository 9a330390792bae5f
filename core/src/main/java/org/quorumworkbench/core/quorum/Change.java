// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.List;

/** What came of adding or removing a child. */
public sealed interface Change {

    /** It was done; these are the children now. */
    record Made(List<Child> children) implements Change {}

    /**
     * It was refused, and nothing changed.
     *
     * @param why
     *            in the driver's words where it has some
     */
    record Refused(String why) implements Change {}
}
