// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import org.quorumworkbench.core.place.Owner;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlaceText;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.scan.ScanPlaces.At;

/** What lies at some sectors, in the window's language. Names from a disk are made harmless. */
public final class PlaceWords {

    private PlaceWords() {}

    /** The kind of a place. */
    public static String kind(Place place) {
        return text("place." + place.kind());
    }

    /**
     * What kind of place it is, in which file system and partition; of the first, and how many more.
     */
    public static String where(List<At> places) {
        if (places.isEmpty()) {
            return "";
        }
        PlacedRange first = places.getFirst().piece();
        // What matters comes first: a narrow column cuts the end.
        String words = kind(first.place())
                + first.place().what().map(what -> ": " + PlaceText.printable(StructureWords.of(what))).orElse("")
                + (first.isDisputed() ? ", " + text("place.disputed") : "")
                + first.fs().map(fs -> ", " + fs).orElse("")
                + first.volume().map(name -> ", " + PlaceText.printable(name)).orElse("")
                + (first.partition().isPresent()
                        ? ", " + text("place.partition", Integer.toString(first.partition().getAsInt()))
                        : "");
        return more(words, places.stream().map(At::piece).map(piece -> List.of(piece.place().kind(),
                piece.place().what(), piece.partition(), piece.volume())).distinct().count());
    }

    /** Whose it is, with the offset of the first byte in it, and how many more; empty if nobody's. */
    public static String file(List<At> places) {
        List<PlacedRange> owned = places.stream().map(At::piece).filter(piece -> piece.place().owner().isPresent())
                .toList();
        return owned.isEmpty()
                ? ""
                : more(file(owned.getFirst().place()), owned.stream()
                        .map(piece -> piece.place().owner().orElseThrow().name()).distinct().count());
    }

    private static String file(Place place) {
        String name = place.owner().map(PlaceWords::name).orElse("");
        return switch (place) {
            case Place.File file -> name + " + 0x" + Long.toHexString(file.fileOffset());
            case Place.Directory directory -> name + " + 0x" + Long.toHexString(directory.fileOffset());
            case Place.Slack slack -> name + " + 0x" + Long.toHexString(slack.fileOffset());
            default -> name;
        };
    }

    /** A file's name, or its inode where it has none. */
    public static String name(Owner owner) {
        return PlaceText.printable(owner.name());
    }

    private static String more(String first, long all) {
        return all < 2 ? first : text("place.more", first, Long.toString(all - 1));
    }
}
