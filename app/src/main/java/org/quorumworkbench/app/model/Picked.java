// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Finding;

/**
 * A divergence that a person has picked in a table, to be repaired.
 *
 * @param range
 *            sectors of the quorum's disk
 * @param child
 *            whose bytes it is about; absent for all that diverge there
 * @param kind
 *            the word for its damage; absent for any
 */
public record Picked(SectorRange range, Optional<String> child, Optional<String> kind) {

    /** So many can be told in a plan, each in a line. */
    public static final int MOST = 900;

    /** Runs: whoever diverges there; neighbours are told as one. */
    public static List<Picked> of(List<SectorRange> runs) {
        List<Picked> picked = new ArrayList<>();
        for (SectorRange run : runs.stream().sorted(Comparator.comparingLong(SectorRange::first)).toList()) {
            SectorRange before = picked.isEmpty() ? new SectorRange(0, 0) : picked.getLast().range();
            if (!picked.isEmpty() && before.end() == run.first()) {
                picked.removeLast();
                picked.add(all(new SectorRange(before.first(), before.count() + run.count())));
            } else {
                picked.add(all(run));
            }
        }
        return picked;
    }

    private static Picked all(SectorRange range) {
        return new Picked(range, Optional.empty(), Optional.empty());
    }

    /** A finding's version, a child each. */
    public static Stream<Picked> of(Finding finding, Function<Integer, String> names) {
        return finding.version().stream()
                .map(child -> new Picked(finding.range(), Optional.of(names.apply(child)),
                        Optional.of(finding.kind())));
    }

    /**
     * As a clause of a selection; none if it is not about that child.
     *
     * @param wanted
     *            the child that is put right; absent for any
     */
    public Optional<String> clause(Optional<String> wanted) {
        if (wanted.isPresent() && child.isPresent() && !child.equals(wanted)) {
            return Optional.empty();
        }
        return Optional.of(child.or(() -> wanted).map(name -> "child=" + name + ",").orElse("")
                + kind.map(word -> "class=" + word + ",").orElse("") + "sector=" + range.first() + "+"
                + range.count());
    }
}
