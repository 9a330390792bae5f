// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Wording;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what other programs note of a disk's sectors, as places to go to: lines of a kernel log in
 * which DRBD's verify says "Out of sync: start=128, size=8 (sectors)", events of a QEMU monitor
 * ({@code QUORUM_REPORT_BAD}, {@code QUORUM_FAILURE}), as this program saves them and as virsh
 * prints them, too, a line each or as JSON, and ddrescue's mapfiles, of which it takes what is not
 * finished.
 *
 * <p>
 * DRBD counts sectors of 512 bytes from the first that it replicates (Linux drbd_int.h,
 * ov_out_of_sync_print, prints a sector_t); a mapfile counts bytes. The file may be anybody's:
 * lines and the number of ranges are bounded, and what is not understood is passed over.
 */
public final class NotedRangesReader {

    /** More than a person goes to; a scan finds them all. */
    static final int MOST_RANGES = 100_000;

    private static final int LONGEST_LINE = 1 << 16;
    private static final int DEEPEST = 64;
    /** Of the largest disk that sectors can be counted on. */
    private static final long LAST_BYTE = Long.MAX_VALUE / SectorRange.SECTOR * SectorRange.SECTOR;
    private static final Pattern STATUS_LINE = Pattern
            .compile("(0[xX][0-9a-fA-F]+|[0-9]+)\\s*[?*/\\-FG+](\\s*[0-9]+)?");
    private static final Pattern OUT_OF_SYNC = Pattern
            .compile("Out of sync: start=([0-9]{1,18}), size=([0-9]{1,18}) \\(sectors\\)");
    private static final Pattern EVENT_NAME = Pattern.compile("QUORUM_[A-Z_]+");
    /** Far more than so many events are long. */
    private static final int LONGEST_JSON = 64 << 20;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(LONGEST_JSON)
                    .maxNestingDepth(DEEPEST).maxStringLength(LONGEST_LINE).build())
            .build()).build();

    /** Where the text is; opened twice, as the first lines tell what it is. */
    public interface Source {
        /** The text from its beginning; comments may be in any encoding, so byte for byte will do. */
        Reader open() throws IOException;
    }

    private final Set<NotedRange> ranges = new LinkedHashSet<>();
    private int number;

    private NotedRangesReader() {}

    /**
     * Reads to the end.
     *
     * @return in the order of the file; what is noted twice is there once
     * @throws UnusableFile
     *             if there is no such note in it, or there are too many
     */
    public static List<NotedRange> read(Source source) throws IOException, UnusableFile {
        NotedRangesReader reader = new NotedRangesReader();
        if (isMapfile(source)) {
            try (Reader in = source.open()) {
                reader.takeMapfile(MapfileReader.read(in));
            }
        } else if (isJson(source)) {
            try (Reader in = source.open()) {
                reader.takeValues(in);
            }
        } else {
            try (BufferedReader in = new BufferedReader(source.open())) {
                reader.takeLines(in);
            }
        }
        if (reader.ranges.isEmpty()) {
            throw new UnusableFile(Wording.of("it notes no sectors to go to: give a kernel log in which DRBD says"
                    + " \"Out of sync\", events of a QEMU monitor, or a ddrescue mapfile that is not finished"));
        }
        return List.copyOf(reader.ranges);
    }

    private static boolean isMapfile(Source source) throws IOException {
        try (BufferedReader in = new BufferedReader(source.open())) {
            for (String line = next(in); line != null; line = next(in)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    return STATUS_LINE.matcher(line.strip()).matches();
                }
            }
            return false;
        }
    }

    /**
     * Whether it is a list of objects, or an object that is written on several lines: what the lines
     * alone do not tell. A kernel's lines begin with brackets, too.
     */
    private static boolean isJson(Source source) throws IOException {
        try (BufferedReader in = new BufferedReader(source.open())) {
            String start = "";
            for (String line = next(in); line != null && start.length() < 2; line = next(in)) {
                if (start.isEmpty() && line.strip().equals("{")) {
                    return true;
                }
                start = (start + line.substring(0, Math.min(line.length(), LONGEST_LINE))).replaceAll("\\s+", "");
            }
            return start.startsWith("[{");
        }
    }

    private static @Nullable String next(BufferedReader in) throws IOException {
        return BoundedLines.next(in, LONGEST_LINE);
    }

    private void takeMapfile(Mapfile mapfile) throws UnusableFile {
        for (Mapfile.Block block : mapfile.blocks()) {
            long end = Math.min(block.end(), LAST_BYTE);
            if (block.status() != Mapfile.FINISHED && block.offset() < end) {
                add(SectorRange.ofBytes(block.offset(), end - block.offset()), switch (block.status()) {
                    case '?' -> "ddrescue: not tried";
                    case '*' -> "ddrescue: not trimmed";
                    case '/' -> "ddrescue: not scraped";
                    default -> "ddrescue: bad";
                });
            }
        }
    }

    private void takeLines(BufferedReader in) throws IOException, UnusableFile {
        for (String line = next(in); line != null; line = next(in)) {
            number++;
            Matcher outOfSync = OUT_OF_SYNC.matcher(line);
            while (outOfSync.find()) {
                add(Long.parseLong(outOfSync.group(1)), Long.parseLong(outOfSync.group(2)), "DRBD: out of sync");
            }
            int brace = line.indexOf('{');
            if (brace >= 0 && line.contains("sector-num")) {
                takeEvent(line.substring(0, brace), line.substring(brace));
            }
        }
    }

    /** Objects one after the other, in a list or not; what was cut off has whole ones before it. */
    private void takeValues(Reader in) throws UnusableFile {
        try (JsonParser parser = JSON.createParser(in)) {
            int deep = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    takeEvent("", parser.<JsonNode>readValueAsTree());
                } else if (token == JsonToken.START_ARRAY && ++deep > 1) {
                    parser.skipChildren();
                    deep--;
                }
            }
        } catch (JacksonException e) {
            if (ranges.isEmpty()) {
                throw new UnusableFile(Wording.of("it begins as JSON and cannot be read as that: {0}",
                        Wording.foreign(String.valueOf(e.getOriginalMessage()))));
            }
        }
    }

    private void takeEvent(String before, String json) throws UnusableFile {
        try {
            takeEvent(before, JSON.readTree(json));
        } catch (JacksonException e) {
            // A line that was cut or wrapped: there may be whole ones.
            return;
        }
    }

    private void takeEvent(String before, JsonNode event) throws UnusableFile {
        JsonNode data = event.path("data").isObject() ? event.path("data") : event;
        JsonNode first = data.path("sector-num");
        JsonNode count = data.path("sectors-count");
        if (!first.isIntegralNumber() || !count.isIntegralNumber() || !first.canConvertToLong()
                || !count.canConvertToLong()) {
            return;
        }
        Matcher name = EVENT_NAME.matcher(before);
        List<String> words = new ArrayList<>();
        words.add(event.path("event").asString(event.path("kind").asString(name.find() ? name.group() : "event")));
        for (String field : List.of("node-name", "reference", "type", "error")) {
            if (data.path(field).isString()) {
                words.add(data.path(field).asString());
            }
        }
        add(first.longValue(), count.longValue(), String.join(" ", words));
    }

    private void add(long first, long count, String note) throws UnusableFile {
        if (first >= 0 && count > 0 && first <= Long.MAX_VALUE / SectorRange.SECTOR - count) {
            add(new SectorRange(first, count), note);
        }
    }

    private void add(SectorRange range, String note) throws UnusableFile {
        ranges.add(new NotedRange(range, note));
        if (ranges.size() > MOST_RANGES) {
            Wording many = Wording.of("it notes more than {0} places: scan instead, and the divergences are found",
                    MOST_RANGES);
            throw new UnusableFile(number > 0 ? Wording.of("line {0}: {1}", number, many) : many);
        }
    }
}
