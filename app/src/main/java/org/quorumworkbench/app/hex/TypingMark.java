// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

/** What the next key that is typed changes in the byte at the caret. */
enum TypingMark {
    /** Nothing: bytes are only looked at. */
    NONE, FIRST_DIGIT, SECOND_DIGIT, TEXT
}
