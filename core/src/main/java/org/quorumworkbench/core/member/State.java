// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.Locale;

/** What a member's own metadata says of the member. */
public enum State {
    CLEAN, DIRTY, RECOVERING, FAULTY, SPARE;

    /** As JSON has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
