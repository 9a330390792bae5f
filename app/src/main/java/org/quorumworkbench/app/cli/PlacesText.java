// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.place.Owner;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlaceJson;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.place.PlaceVersions;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.story.Json;

/** What lies at sectors, as a person reads it and as JSON. */
final class PlacesText {

    private final PrintWriter out;

    PlacesText(PrintWriter out) {
        this.out = out;
    }

    /** One line a piece; under one that is disputed, who says what. */
    void print(PlaceReport report, Map<PlacedRange, PlaceVersions> disputed) {
        for (PlacedRange piece : report.pieces()) {
            out.println(line(piece));
            PlaceVersions versions = disputed.get(piece);
            if (versions != null) {
                out.println("    disputed: the metadata that this rests on diverges"
                        + (versions.mappedFrom().isEmpty()
                                ? ""
                                : "; so say " + String.join(", ", versions.mappedFrom())));
                for (PlaceVersions.Other other : versions.others()) {
                    other.pieces().forEach(part -> out.println(
                            "    by " + String.join(", ", other.children()) + ": " + line(part)));
                }
            }
        }
    }

    static String line(PlacedRange piece) {
        StringBuilder line = new StringBuilder("sector ").append(piece.range()).append("  ");
        piece.partition().ifPresent(number -> line.append("partition ").append(number).append("  "));
        piece.volume().ifPresent(name -> line.append("volume ").append(printable(name)).append("  "));
        piece.fs().ifPresent(fs -> line.append(fs).append("  "));
        return line.append(piece.place().kind()).append(words(piece.place())).toString();
    }

    private static String words(Place place) {
        String owner = place.owner().map(PlacesText::name).orElse("");
        String what = place.what().map(text -> " (" + printable(text) + ")").orElse("");
        return switch (place) {
            case Place.File file -> owner + at(file.fileOffset()) + what;
            case Place.Directory directory -> owner + at(directory.fileOffset());
            case Place.Slack _ -> " after the end of" + owner;
            case Place.Metadata(String name, List<Owner> of) -> "  " + printable(name)
                    + (of.isEmpty() ? "" : " of" + of.stream().map(PlacesText::name).collect(Collectors.joining(",")));
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

    /**
     * A name from a disk may hold what a terminal takes for an order, or what turns the text around.
     */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (Character.getType(character)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                    shown.append(String.format("\\u{%x}", character));
                default -> shown.appendCodePoint(character);
            }
        });
        return shown.toString();
    }

    static String json(PlaceReport report, Map<PlacedRange, PlaceVersions> disputed) {
        List<Map<String, @Nullable Object>> sectors = new ArrayList<>();
        for (PlacedRange piece : report.pieces()) {
            PlaceVersions versions = disputed.get(piece);
            Map<String, @Nullable Object> json = PlaceJson.piece(piece,
                    versions == null ? null : versions.mappedFrom());
            if (versions != null) {
                json.put("otherwise", versions.others().stream().map(PlacesText::other).toList());
            }
            sectors.add(json);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("sectors", sectors);
        return Json.pretty(json);
    }

    private static List<Map<String, @Nullable Object>> other(PlaceVersions.Other other) {
        return other.pieces().stream().map(part -> PlaceJson.piece(part, other.children())).toList();
    }
}
