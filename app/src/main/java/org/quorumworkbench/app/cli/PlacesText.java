// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.place.FoundVolume;
import org.quorumworkbench.core.place.PlaceJson;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.place.PlaceText;
import org.quorumworkbench.core.place.PlaceVersions;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.scan.Cut;

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
        return "sector " + piece.range() + "  " + PlaceText.of(piece);
    }

    static Map<String, @Nullable Object> json(PlaceReport report, Map<PlacedRange, PlaceVersions> disputed,
            Optional<Cut> cut) {
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
        cut.ifPresent(known -> json.put(Cut.NOT_COMPARED, known.json()));
        return json;
    }

    private static List<Map<String, @Nullable Object>> other(PlaceVersions.Other other) {
        return other.pieces().stream().map(part -> PlaceJson.piece(part, other.children())).toList();
    }

    /** What is to be known of the file systems that something was found in. */
    static void warn(PlaceReport report, PrintWriter err) {
        List<String> lines = new ArrayList<>();
        for (FoundVolume volume : report.volumes()) {
            boolean isAsked = report.pieces().stream().anyMatch(piece -> piece.partition().equals(volume.partition())
                    && piece.volume().equals(volume.volume()) && piece.fs().equals(volume.fs()));
            if (isAsked && volume.fs().isPresent()) {
                String name = (volume.partition().isPresent()
                        ? "partition " + volume.partition().getAsInt() + ": "
                        : "")
                        + volume.fs().get();
                volume.remarks().forEach(remark -> lines.add(name + ": " + remark.english()));
                volume.warnings().forEach(warning -> lines.add(name + ": " + warning));
            }
        }
        lines.forEach(line -> err.println("quorum-workbench: warning: "
                + PlaceText.printable(line)));
    }
}
