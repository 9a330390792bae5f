// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.diagnosis.Finding;
import org.quorumworkbench.core.diagnosis.FindingsReport;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Digest;
import org.quorumworkbench.core.scan.DifferingBytes;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.HtmlReport;

/**
 * What a report tells of the bytes of a finding or a run: whose are the same, their hashes, and the
 * first in which they differ. Read from the children when the report is written; blocks.
 */
final class FindingBytes implements FindingsReport.Detail, DifferingBytes.Source {

    /** Whoever took longer for one finding does not answer; there may be many findings. */
    private static final long PATIENCE_NANOS = 4_000_000_000L;

    private final List<Child> children;
    private boolean hangs;

    /**
     * @param children
     *            in the scan's order
     */
    FindingBytes(List<Child> children) {
        this.children = children;
    }

    @Override
    public Optional<DifferingBytes> of(DivergentRun run) {
        return read(DivergentPlace.of(run));
    }

    /** Empty once a child does not answer. */
    private Optional<DifferingBytes> read(DivergentPlace place) {
        if (hangs) {
            return Optional.empty();
        }
        long began = System.nanoTime();
        DifferingBytes bytes = DifferingBytes.read(place.ruling().pattern(), place.first(), children);
        hangs = System.nanoTime() - began > PATIENCE_NANOS;
        return Optional.of(bytes);
    }

    @Override
    public void write(Finding finding, Appendable out) throws IOException {
        Optional<DifferingBytes> read = read(DivergentPlace.of(finding, Optional.empty()));
        if (read.isEmpty()) {
            out.append("<p>Not read: a child does not answer.</p>\n");
            return;
        }
        DifferingBytes bytes = read.get();
        long first = bytes.range().first();
        out.append("<table>\n<tr><th>version</th><th>children</th><th>SHA-256 of ")
                .append(bytes.range().count() == 1
                        ? "sector " + first
                        : "sectors " + first + " to " + (bytes.range().end() - 1))
                .append("</th></tr>\n");
        for (DifferingBytes.Version version : bytes.versions()) {
            out.append("<tr><td>").append(version.letter()).append("</td><td>")
                    .append(HtmlReport.escape(String.join(" ", version.children()))).append("</td><td class=p>")
                    .append(version.digest().map(Digest::hex).orElse("could not be read")).append("</td></tr>\n");
        }
        out.append("</table>\n");
        if (!bytes.rows().isEmpty()) {
            out.append("<pre>").append(bytes.text().replaceAll("\\[(..)\\]", "[<b>$1</b>]")).append("</pre>\n");
        }
    }
}
