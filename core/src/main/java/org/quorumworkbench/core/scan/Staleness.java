// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.SectorVote;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.vote.Version;

/**
 * A child that is no longer what the scan saw.
 *
 * @param child
 *            its position
 * @param reason
 *            in what
 */
public record Staleness(int child, StaleReason reason) {

    /** Who changed, by the state of the children's files now; asks for them, which may block. */
    public static List<Staleness> ofFiles(DivergenceMap map, List<Child> children) {
        List<Staleness> stale = new ArrayList<>();
        for (int child = 0; child < children.size(); child++) {
            int position = child;
            ScannedChild before = map.children().get(child);
            reason(before, ScannedChild.of(children.get(child)))
                    .ifPresent(reason -> stale.add(new Staleness(position, reason)));
        }
        return List.copyOf(stale);
    }

    private static Optional<StaleReason> reason(ScannedChild before, ScannedChild now) {
        if (before.length() != now.length()) {
            return Optional.of(new StaleReason.Length(before.length(), now.length()));
        }
        if (before.identity().isEmpty() || now.identity().isEmpty()) {
            return before.identity().isPresent() != now.identity().isPresent()
                    ? Optional.of(now.identity().isPresent() ? new StaleReason.FileCame() : new StaleReason.FileWent())
                    : Optional.empty();
        }
        Identity was = before.identity().get();
        Identity is = now.identity().get();
        if (!was.key().equals(is.key())) {
            return Optional.of(new StaleReason.OtherFile());
        }
        if (was.length() != is.length()) {
            return Optional.of(new StaleReason.Length(was.length(), is.length()));
        }
        return was.modified().equals(is.modified())
                ? Optional.empty()
                : Optional.of(new StaleReason.Modified(is.modified()));
    }

    /**
     * Who changed, by a new reading: where the children agree otherwise than the scan has seen it. If
     * one child's change explains all, it is that one; if each of several would, it is each of them
     * perhaps, and all are told. Sectors that were not scanned tell nothing.
     */
    public static List<Staleness> ofReading(DivergenceMap map, Inspection inspection) {
        Set<Integer> suspects = Set.of();
        long where = -1;
        for (SectorVote now : inspection.sectors()) {
            Optional<Grouping> before = map.grouping(now.sector());
            Grouping after = grouping(now);
            if (before.isEmpty() || before.get().agrees().size() != after.agrees().size()
                    || before.get().equals(after)) {
                continue;
            }
            Set<Integer> here = explanations(before.get(), after);
            if (where < 0 || here.size() < suspects.size()) {
                suspects = here;
                where = now.sector();
            }
        }
        StaleReason reason = new StaleReason.OtherBytes(where, suspects.size() > 1);
        return suspects.stream().sorted().map(child -> new Staleness(child, reason)).toList();
    }

    /** The children each of whose change alone makes the one grouping the other; all, if none does. */
    private static Set<Integer> explanations(Grouping before, Grouping after) {
        Set<Integer> alone = IntStream.range(0, before.agrees().size()).boxed()
                .filter(child -> before.without(Set.of(child)).equals(after.without(Set.of(child))))
                .collect(Collectors.toSet());
        return alone.isEmpty()
                ? IntStream.range(0, before.agrees().size()).boxed().collect(Collectors.toSet())
                : alone;
    }

    private static Grouping grouping(SectorVote sector) {
        int[] agrees = new int[sector.vote().childCount()];
        Arrays.fill(agrees, Grouping.UNREADABLE);
        for (Version<Integer> version : sector.vote().lettered()) {
            version.children().forEach(child -> agrees[child] = version.index());
        }
        return Grouping.of(agrees, agrees.length);
    }
}
