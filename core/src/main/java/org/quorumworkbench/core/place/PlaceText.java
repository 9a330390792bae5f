// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Places as a person reads them in a line. What comes from a disk is untrusted: whatever in it a
 * terminal would take for an order, or would turn the text around, is shown as its code.
 */
public final class PlaceText {

    /** The longest name that is shown whole, in characters. */
    private static final int LONGEST = 400;

    private PlaceText() {}

    /** Where and what: {@code partition 1  ext4  file /a [inode 12] + 0x200}. */
    public static String of(PlacedRange piece) {
        StringBuilder line = new StringBuilder();
        piece.partition().ifPresent(number -> line.append("partition ").append(number).append("  "));
        piece.volume().ifPresent(name -> line.append("volume ").append(printable(name)).append("  "));
        piece.fs().ifPresent(fs -> line.append(fs).append("  "));
        return line.append(of(piece.place())).toString();
    }

    /** What alone: {@code file /a [inode 12] + 0x200}. */
    public static String of(Place place) {
        String owner = place.owner().map(PlaceText::name).orElse("");
        String what = place.what().map(text -> " (" + printable(text) + ")").orElse("");
        return place.kind() + switch (place) {
            case Place.File file -> owner + at(file.fileOffset()) + what;
            case Place.Directory directory -> owner + at(directory.fileOffset());
            case Place.Slack _ -> " after the end of" + owner;
            case Place.Metadata(String name, List<Owner> of) -> "  " + printable(name)
                    + (of.isEmpty() ? "" : " of" + of.stream().map(PlaceText::name).collect(Collectors.joining(",")));
            default -> what.isEmpty() ? "" : " " + what;
        };
    }

    private static String at(long offset) {
        return " + 0x" + Long.toHexString(offset);
    }

    private static String name(Owner owner) {
        return " " + printable(owner.name())
                + (owner.inode().isPresent() && owner.path().isPresent()
                        ? " [inode " + owner.inode().getAsLong() + "]"
                        : "")
                + (owner.otherLinks() > 0 ? " and " + owner.otherLinks() + " more names" : "");
    }

    /** A text from a disk, so that it can be shown. */
    public static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(character -> {
            switch (Character.getType(character)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                    shown.append(String.format("\\u{%x}", character));
                default -> shown.appendCodePoint(character);
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST ? shown.append("...").toString() : shown.toString();
    }
}
