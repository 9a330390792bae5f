// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.quorumworkbench.app.model.Judgement;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.EvidenceHeadline;
import org.quorumworkbench.core.scan.Ruling;
import org.quorumworkbench.core.scan.Verdicts;

/** Which runs the table shows. Children are positions in the scan. */
sealed interface RunFilter {

    /** Every divergent run. */
    record All() implements RunFilter {}

    /** Where this child is outvoted and nobody else. */
    record Only(int child) implements RunFilter {}

    /** Where this child is outvoted, whoever else is. */
    record Dissents(int child) implements RunFilter {}

    /** Where both are outvoted. */
    record Both(int one, int other) implements RunFilter {}

    /** Where the children vote in this pattern. */
    record Pattern(String pattern) implements RunFilter {}

    /** What the members' evidence accounts for. */
    record Explained() implements RunFilter {}

    /** What no evidence accounts for. */
    record Unexplained() implements RunFilter {}

    /** Where the winner has only members that are stale or not recovered. */
    record Suspect() implements RunFilter {}

    default boolean shows(DivergentRun run) {
        return switch (this) {
            case Explained() -> run.explained().isPresent();
            case Unexplained() -> run.explained().isEmpty();
            case Suspect() -> run.suspectWinner();
            case All _,Only _,Dissents _,Both _,Pattern _ -> votes(run.ruling());
        };
    }

    private boolean votes(Ruling ruling) {
        return switch (this) {
            case All _,Explained _,Unexplained _,Suspect _ -> true;
            case Only(int child) -> ruling.outvoted().equals(List.of(child));
            case Dissents(int child) -> ruling.outvoted().contains(child);
            case Both(int one, int other) -> ruling.outvoted().contains(one) && ruling.outvoted().contains(other);
            case Pattern(String pattern) -> ruling.pattern().equals(pattern);
        };
    }

    /** Those of the runs that the filter shows. */
    static Iterator<DivergentRun> shown(Iterator<DivergentRun> runs, RunFilter filter) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(runs, Spliterator.ORDERED), false)
                .filter(filter::shows).iterator();
    }

    /** What it shows, in words. */
    default String words(Judgement judgement) {
        Verdicts verdicts = judgement.whatIf();
        return switch (this) {
            case All() -> text("divergence.filter.all");
            case Explained() -> text("divergence.filter.explained");
            case Unexplained() -> text("divergence.filter.unexplained");
            case Suspect() -> text("divergence.filter.suspect");
            case Only(int child) -> text("divergence.filter.only", name(verdicts, child));
            case Dissents(int child) -> text("divergence.filter.dissents", name(verdicts, child));
            case Both(int one, int other) ->
                text("divergence.filter.both", name(verdicts, one), name(verdicts, other));
            case Pattern(String pattern) -> text("divergence.filter.pattern", pattern,
                    Long.toString(verdicts.rulings().entrySet().stream()
                            .filter(vote -> vote.getKey().pattern().equals(pattern)).mapToLong(Map.Entry::getValue)
                            .sum()));
        };
    }

    private static String name(Verdicts verdicts, int child) {
        return verdicts.map().children().get(child).name();
    }

    /** The filters that make sense of what was found: nothing is offered that would show nothing. */
    static List<RunFilter> offered(Judgement judgement) {
        Verdicts verdicts = judgement.whatIf();
        List<RunFilter> filters = new ArrayList<>();
        filters.add(new All());
        judgement.headline().evidence().map(EvidenceHeadline::explained).ifPresent(explained -> {
            if (explained.unexplained() > 0) {
                filters.add(new Unexplained());
            }
            if (explained.unexplained() < judgement.headline().divergent()) {
                filters.add(new Explained());
            }
            if (explained.suspect() > 0) {
                filters.add(new Suspect());
            }
        });
        for (int child = 0; child < verdicts.map().children().size(); child++) {
            RunFilter only = new Only(child);
            if (verdicts.rulings().keySet().stream().anyMatch(only::votes)) {
                filters.add(only);
            }
        }
        verdicts.rulings().entrySet().stream().sorted(Map.Entry.<Ruling, Long>comparingByValue().reversed())
                .map(vote -> vote.getKey().pattern()).distinct().limit(20).map(Pattern::new).forEach(filters::add);
        return filters;
    }
}
