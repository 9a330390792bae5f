// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.place.PlaceJson;
import org.quorumworkbench.core.vote.Verdict;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a scan as JSON, format 1: one object, a run a line. Runs are written as they are found in
 * the map, so their number does not matter.
 */
public final class JsonReport {

    private final ScanReport report;
    private final Optional<Duration> time;

    private JsonReport(ScanReport report, Optional<Duration> time) {
        this.report = report;
        this.time = time;
    }

    /** Writes the report: without a time, so that the same inputs give the same bytes. */
    public static void write(ScanReport report, Writer out) throws IOException {
        new JsonReport(report, Optional.empty()).write(out);
    }

    /**
     * Writes the report, and how long the scan took.
     *
     * @param time
     *            from the first read issued to the last verdict
     */
    public static void write(ScanReport report, Duration time, Writer out) throws IOException {
        new JsonReport(report, Optional.of(time)).write(out);
    }

    private void write(Writer out) throws IOException {
        JsonFactory factory = JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeNumberProperty("format", 1);
            json.writeArrayPropertyStart("children");
            report.children().forEach(child -> json.writeString(child.name()));
            json.writeEndArray();
            json.writeNumberProperty("threshold", report.verdicts().threshold());
            json.writeStringProperty("readPattern", report.policy().readPattern().name().toLowerCase(Locale.ROOT));
            json.writeNumberProperty("sectors", report.map().scanned().count());
            json.writeNumberProperty("bytesRead", report.map().bytesRead());
            time.ifPresent(t -> json.writeNumberProperty("seconds", BigDecimal.valueOf(t.toNanos() / 1000, 6)));
            writeRuns(json);
            writeTotals(json);
            writeWhatWasScanned(json);
            writeBookmarks(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void writeRuns(JsonGenerator json) {
        json.writeArrayPropertyStart("runs");
        Optional<ScanPlaces.Finder> places = report.places().map(ScanPlaces::finder);
        int told = 0;
        for (Iterator<DivergentRun> runs = report.verdicts().runs(); runs.hasNext();) {
            DivergentRun run = runs.next();
            json.writeRaw('\n');
            json.writeStartObject();
            json.writeNumberProperty("sector", run.range().first());
            json.writeNumberProperty("count", run.range().count());
            json.writeStringProperty("pattern", run.ruling().pattern());
            if (run.ruling().votes().isPresent()) {
                json.writeNumberProperty("votes", run.ruling().votes().getAsInt());
            } else {
                json.writeNullProperty("votes");
            }
            json.writeStringProperty("verdict", run.ruling().verdict().word());
            writeNames(json, "winner", run.ruling().winner());
            if (run.ruling().winner().isEmpty()) {
                writeNames(json, "largest", run.ruling().largestAlone());
            }
            if (run.explained().isPresent()) {
                json.writeStringProperty("explained", run.explained().get().word());
            } else {
                json.writeNullProperty("explained");
            }
            if (run.suspectWinner()) {
                json.writeBooleanProperty("suspectWinner", true);
            }
            places.ifPresent(walk -> writePlaces(json, walk.at(run.range())));
            if (told++ < ReportFront.MOST_BYTES) {
                report.bytes().flatMap(source -> source.of(run)).ifPresent(bytes -> {
                    json.writeName("bytes");
                    JsonValue.write(json, bytes.json());
                });
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writePlaces(JsonGenerator json, List<ScanPlaces.At> places) {
        json.writeArrayPropertyStart("places");
        places.forEach(at -> JsonValue.write(json, PlaceJson.piece(at.piece(), at.mappedFrom().orElse(null))));
        json.writeEndArray();
    }

    private void writeNames(JsonGenerator json, String property, List<Integer> children) {
        json.writeArrayPropertyStart(property);
        children.forEach(child -> json.writeString(report.name(child)));
        json.writeEndArray();
    }

    private void writeTotals(JsonGenerator json) {
        json.writeObjectPropertyStart("summary");
        for (Map.Entry<Verdict, Long> entry : report.verdicts().summary().entrySet()) {
            json.writeNumberProperty(entry.getKey().word(), entry.getValue());
        }
        writeExplained(json, report.verdicts().explained());
        json.writeEndObject();
        writeByChild(json, "dissent", report.verdicts().dissent());
        writeByChild(json, "unreadable", report.verdicts().unreadable());
        json.writeObjectPropertyStart("unstable");
        for (int child = 0; child < report.children().size(); child++) {
            json.writeNumberProperty(report.name(child), report.map().unstable(child));
        }
        json.writeEndObject();
    }

    private static void writeExplained(JsonGenerator json, Explained explained) {
        json.writeObjectPropertyStart("explained");
        explained.sectors().forEach((reason, sectors) -> json.writeNumberProperty(reason.word(), sectors));
        json.writeEndObject();
        json.writeNumberProperty("unexplained", explained.unexplained());
    }

    private void writeByChild(JsonGenerator json, String name, List<Long> sectors) {
        json.writeObjectPropertyStart(name);
        for (int child = 0; child < sectors.size(); child++) {
            json.writeNumberProperty(report.name(child), sectors.get(child));
        }
        json.writeEndObject();
    }

    private void writeBookmarks(JsonGenerator json) {
        report.front().filter(front -> front.bytes().isPresent()).ifPresent(front -> {
            json.writeArrayPropertyStart("bookmarks");
            for (NotedRange noted : front.noted()) {
                json.writeStartObject();
                json.writeNumberProperty("sector", noted.range().first());
                json.writeNumberProperty("count", noted.range().count());
                json.writeStringProperty("note", noted.note());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private void writeWhatWasScanned(JsonGenerator json) {
        json.writeBooleanProperty("complete", report.isComplete());
        json.writeArrayPropertyStart("scanned");
        for (SectorRange range : report.map().scanned().ranges()) {
            json.writeStartObject();
            json.writeNumberProperty("sector", range.first());
            json.writeNumberProperty("count", range.count());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("files");
        for (ScannedChild child : report.children()) {
            json.writeStartObject();
            json.writeStringProperty("child", child.name());
            json.writeNumberProperty("bytes", child.length());
            json.writeNumberProperty("offset", child.offset());
            child.identity().ifPresent(identity -> {
                json.writeStringProperty("file", Printable.line(identity.file()));
                json.writeStringProperty("modified", identity.modified().toString());
            });
            json.writeEndObject();
        }
        json.writeEndArray();
        Cut.of(report.children()).ifPresent(cut -> {
            json.writeName(Cut.NOT_COMPARED);
            JsonValue.write(json, cut.json());
        });
        json.writeNumberProperty("diskSectors", report.map().sectors());
        json.writeStringProperty("semantics", report.policy().semantics().word());
        json.writeObjectPropertyStart("stale");
        report.stale()
                .forEach(changed -> json.writeStringProperty(report.name(changed.child()), changed.reason().english()));
        json.writeEndObject();
        json.writeStringProperty("version", report.version());
    }
}
