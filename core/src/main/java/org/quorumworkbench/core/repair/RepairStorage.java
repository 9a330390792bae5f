// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;

/** The children's files while they are repaired. */
interface RepairStorage {

    /**
     * The file of that child; open for writing only if a step of the plan writes it.
     *
     * @throws IOException
     *             if it cannot be had
     */
    StoredFile child(String name) throws IOException;
}
