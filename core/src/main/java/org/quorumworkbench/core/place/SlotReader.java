// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.function.Consumer;

/** Puts the entries of one directory of FAT or exFAT together from its slots of 32 bytes. */
interface SlotReader {

    /** The next slot; whether there may be more. Tells an entry when its last slot has come. */
    boolean slot(Block slot, Consumer<FatEntry> sink);
}
