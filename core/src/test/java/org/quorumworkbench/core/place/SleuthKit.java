// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Sleuth Kit's fiwalk says of an image. */
final class SleuthKit {

    private static final Pattern FILE = Pattern.compile("<fileobject>(.*?)</fileobject>", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("<filename>(.*?)</filename>");
    private static final Pattern RUN = Pattern
            .compile("<byte_run file_offset='(\\d+)' [^>]*?img_offset='(\\d+)' len='(\\d+)'");

    private SleuthKit() {}

    /** Every sector of every file that fiwalk calls allocated has the same path and offset. */
    static void assertSameFiles(Path image, PlaceReport report) {
        Map<Long, PlacedRange> bySector = new HashMap<>();
        for (PlacedRange piece : report.pieces()) {
            for (long sector = piece.range().first(); sector < piece.range().end(); sector++) {
                if (piece.place() instanceof Place.File) {
                    bySector.put(sector, piece);
                }
            }
        }
        long compared = 0;
        Matcher files = FILE.matcher(Tool.run("fiwalk", "-x", "-z", "-g", image.toString()));
        while (files.find()) {
            String file = files.group(1);
            Matcher name = NAME.matcher(file);
            if (!file.contains("<alloc>1</alloc>") || !file.contains("<meta_type>1</meta_type>") || !name.find()
                    || name.group(1).startsWith("$")) {
                continue;
            }
            Matcher runs = RUN.matcher(file);
            while (runs.find()) {
                long first = Long.parseLong(runs.group(2)) / 512;
                for (long at = 0; at < Math.ceilDiv(Long.parseLong(runs.group(3)), 512L); at++) {
                    PlacedRange piece = bySector.get(first + at);
                    String where = "sector " + (first + at) + " of " + name.group(1) + ": " + piece;
                    assertTrue(piece != null, where);
                    Place place = piece.place().further((first + at - piece.range().first()) * 512);
                    assertEquals("/" + name.group(1), place.owner().orElseThrow().path().orElse(""), where);
                    assertEquals(Long.parseLong(runs.group(1)) + at * 512, ((Place.File) place).fileOffset(), where);
                    compared++;
                }
            }
        }
        assertTrue(compared > 50, "fiwalk told of " + compared + " sectors in files");
    }
}
