// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a report for people begins with, beside its headline, and what people want of the others.
 * Only with it a report depends on when it was made.
 *
 * @param made
 *            when
 * @param findings
 *            what a diagnosis has found; absent if there was none
 * @param remarks
 *            sentences that a reader has to know
 * @param noted
 *            places that somebody has marked, with what was said of them
 * @param bytes
 *            where JSON and CSV take the bytes of runs from, which then have the marked places,
 *            too; absent if they are not asked for
 */
public record ReportFront(Instant made, Optional<Diagnosis> findings, List<String> remarks, List<NotedRange> noted,
        Optional<DifferingBytes.Source> bytes) {

    /**
     * Of so many runs the bytes are told: more nobody reads, and each has to be read from every child.
     */
    static final int MOST_BYTES = 200;

    /** Without the bytes. */
    public ReportFront(Instant made, Optional<Diagnosis> findings, List<String> remarks, List<NotedRange> noted) {
        this(made, findings, remarks, noted, Optional.empty());
    }

    /**
     * What a diagnosis has found.
     *
     * @param counted
     *            for the headline
     * @param table
     *            of the findings, and what is known of each, as HTML
     */
    public record Diagnosis(FindingsHeadline counted, Section table) {}

    /** A part of an HTML page. */
    @FunctionalInterface
    public interface Section {
        void write(Appendable out) throws IOException;
    }

    public ReportFront {
        remarks = List.copyOf(remarks);
        noted = List.copyOf(noted);
    }

    /** For instance {@code Quorum Workbench 1.0, 2026-11-29 02:12:21 UTC}, to be escaped. */
    public static String line(String version, Instant made) {
        return "Quorum Workbench " + version + ", " + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                .format(made.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)) + " UTC";
    }
}
