// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

/** Names and numbers from a disk as they may be shown to a person. */
final class Printable {

    private Printable() {}

    /** The text with a question mark for what a terminal would take for an order, or nobody sees. */
    static String text(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(character -> shown.appendCodePoint(isVisible(character) ? character : '?'));
        return shown.toString();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                false;
            default -> true;
        };
    }
}
