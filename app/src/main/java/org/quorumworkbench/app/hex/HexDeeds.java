// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

/** What can be done with bytes, from a key or from a menu. */
interface HexDeeds {

    void copy(HexSelection.Form form);

    /** Saves the selected bytes to a file that the person is asked for. */
    void save();

    void selectAll();

    /** Asks for a block to select. */
    void selectBlock();

    /** Asks which bytes or text to find. */
    void find();

    /** Goes to the next, or the previous, bytes that differ. */
    void toDifference(boolean forwards);

    /** Begins or ends to type over bytes. */
    void type(boolean text);

    void undo();

    void redo();

    /** Opens or folds what explains the bytes. */
    void toggleDetails();

    /** Whether there are selected bytes. */
    boolean isSelected();
}
