// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.findings;

import static org.quorumworkbench.ui.Resources.share;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quorumworkbench.app.model.FindingWords;
import org.quorumworkbench.app.model.Findings;
import org.quorumworkbench.core.diagnosis.Finding;

/** What is told of a finding, and by which findings are sorted. May be used on any thread. */
enum FindingColumn {
    KIND(170), CONFIDENCE(80), RUNNERUP(120), CHILDREN(90), SECTOR(120), PLACE(220);

    /** How they are sorted; as they were found, which is by sector, without a column. */
    record Order(Optional<FindingColumn> by, boolean descending) {
        static final Order AS_FOUND = new Order(Optional.empty(), false);

        private Optional<Comparator<Finding>> comparator(List<String> names) {
            return by.map(column -> {
                Comparator<Finding> order = column == SECTOR
                        ? Comparator.comparingLong(finding -> finding.range().first())
                        : Comparator.comparing(finding -> column.words(finding, names));
                return descending ? order.reversed() : order;
            });
        }
    }

    /**
     * What is asked for.
     *
     * @param kind
     *            the only one that is wanted, in words; empty for all
     */
    record Wanted(Findings.Found found, Optional<String> kind, Order order) {

        /** At the cost of a sort of words: in the background. */
        List<Finding> list() {
            List<Finding> list = found.diagnosed().findings().stream()
                    .filter(finding -> kind.filter(wanted -> !FindingWords.kind(finding).equals(wanted)).isEmpty())
                    .toList();
            return order.comparator(found.names()).map(by -> list.stream().sorted(by).toList()).orElse(list);
        }
    }

    private final double width;

    FindingColumn(double width) {
        this.width = width;
    }

    /** The end of its texts' names. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** At first, in pixels. */
    double width() {
        return width;
    }

    /**
     * What stands in it.
     *
     * @param names
     *            of the children, by the positions that findings use
     */
    String words(Finding finding, List<String> names) {
        return switch (this) {
            case KIND -> FindingWords.kind(finding);
            case CONFIDENCE -> share(finding.confidence());
            case RUNNERUP -> finding.runnerUp().map(FindingWords::effect).orElse("");
            case CHILDREN -> FindingWords.children(finding, names);
            case SECTOR -> "0x%X + %d".formatted(finding.range().first(), finding.range().count());
            case PLACE -> FindingWords.place(finding);
        };
    }
}
