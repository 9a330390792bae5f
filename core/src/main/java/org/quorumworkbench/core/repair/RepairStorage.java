// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

/** The children's files while they are repaired. */
interface RepairStorage {

    /** The file of that child; open for writing only if a step of the plan writes it. */
    StoredFile child(String name);
}
