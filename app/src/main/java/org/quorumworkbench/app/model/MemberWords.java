// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.member.Evidence;
import org.quorumworkbench.core.member.Evidence.StaleSince;
import org.quorumworkbench.core.member.SetMember;
import org.quorumworkbench.core.member.Standing;
import org.quorumworkbench.core.member.State;

/** What members say, in the window's language, with the children's names. */
public final class MemberWords {

    private final MembersConfiguration members;

    public MemberWords(MembersConfiguration members) {
        this.members = members;
    }

    /** One thing that members say, as a sentence. */
    public String evidence(Evidence evidence) {
        return switch (evidence) {
            case StaleSince since -> since(List.of(since.file()), since) + ".";
            case Evidence.OneBehind(int file, long events, List<Integer> others) -> text("members.evidence.oneBehind",
                    name(file), number(events), listed(others), number(events + 1));
            case Evidence.Missed(int file, List<Integer> witnesses, boolean failed) ->
                text(failed ? "members.evidence.failed" : "members.evidence.without", and(witnesses), name(file));
            case Evidence.NoRole(int file, State state) ->
                text(state == State.SPARE ? "members.evidence.spare" : "members.evidence.faulty", name(file));
            case Evidence.SplitBrain(int one, int other, String why) ->
                text("members.evidence.split", name(one), name(other), why);
            case Evidence.Bitmap(int file, List<Integer> keepers, long sectors, var span) ->
                span.map(range -> text("members.evidence.bitmap", and(keepers), number(sectors), name(file),
                        Long.toString(range.first()), Long.toString(range.end() - 1)))
                        .orElseGet(() -> text("members.evidence.bitmap.none", and(keepers), name(file)));
            case Evidence.NoBitmap(int file) -> text("members.evidence.noBitmap", name(file));
            case Evidence.Recovering(int file, long from) -> from == 0
                    ? text("members.evidence.filled", name(file))
                    : text("members.evidence.filled.from", name(file), Long.toString(from));
            case Evidence.BadBlocks(int file, long sectors) ->
                text("members.evidence.bad", name(file), number(sectors));
            case Evidence.WriteMostly(int file) -> text("members.evidence.writeMostly", name(file));
            case Evidence.Duplicate(List<Integer> files) -> text("members.evidence.duplicate", and(files));
            case Evidence.OlderGeneration(int file, int ahead, String why) ->
                text("members.evidence.older", name(file), name(ahead), why);
        };
    }

    /**
     * Whether the winner can be trusted, after what members say; empty if nothing speaks against it.
     *
     * @param voters
     *            the names of the children that vote
     */
    public Optional<String> trust(Set<String> voters) {
        List<Integer> stale = members.set().members().stream().filter(SetMember::stale).map(SetMember::file)
                .distinct().toList();
        if (stale.isEmpty()) {
            return members.set().evidence().stream()
                    .filter(one -> one instanceof Evidence.SplitBrain || one instanceof Evidence.Recovering)
                    .findFirst().map(this::evidence);
        }
        long old = stale.stream().filter(file -> voters.contains(name(file))).count();
        long others = voters.size() - old;
        String about = String.join("; ", since(stale));
        if (old == 0) {
            return Optional.of(text("members.trust.without", about));
        }
        return Optional.of(old > others ? text("members.trust.majority", about) : about + ".");
    }

    private List<String> since(List<Integer> stale) {
        Map<StaleSince, List<Integer>> groups = new LinkedHashMap<>();
        List<Integer> rest = new ArrayList<>(stale);
        for (Evidence one : members.set().evidence()) {
            if (one instanceof StaleSince since && rest.remove((Object) since.file())) {
                groups.computeIfAbsent(new StaleSince(-1, since.events(), since.others(), since.othersEvents()),
                        key -> new ArrayList<>()).add(since.file());
            }
        }
        List<String> words = new ArrayList<>();
        groups.forEach((since, files) -> words.add(since(files, since)));
        if (!rest.isEmpty()) {
            words.add(text(rest.size() == 1 ? "members.stale.one" : "members.stale", and(rest)));
        }
        return words;
    }

    private String since(List<Integer> files, StaleSince since) {
        return text(files.size() == 1 ? "members.since.one" : "members.since", and(files), number(since.events()),
                listed(since.others()), number(since.othersEvents()));
    }

    /** How a member stands in the set. */
    public static String standing(SetMember member) {
        return text(member.standing() == Standing.CURRENT && member.stale()
                ? "members.standing.stale"
                : "members.standing." + switch (member.standing()) {
                    case CURRENT -> "current";
                    case STALE -> "stale";
                    case RECOVERING -> "recovering";
                    case SPARE -> "spare";
                });
    }

    private String name(int file) {
        return members.configuration().childName(file);
    }

    private String listed(List<Integer> files) {
        return String.join(", ", files.stream().map(this::name).toList());
    }

    private String and(List<Integer> files) {
        return files.size() < 2
                ? listed(files)
                : text("members.and", listed(files.subList(0, files.size() - 1)), name(files.getLast()));
    }
}
