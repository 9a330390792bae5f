// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.function.IntFunction;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.member.Evidence;
import org.quorumworkbench.core.member.Evidence.StaleSince;
import org.quorumworkbench.core.member.Explanation.Reason;
import org.quorumworkbench.core.member.SetMember;
import org.quorumworkbench.core.member.Standing;
import org.quorumworkbench.core.member.State;

/** What members say, in the window's language, with the children's names. */
public final class MemberWords {

    private final IntFunction<String> names;

    /**
     * @param names
     *            of the children, by their positions among the set's files
     */
    public MemberWords(IntFunction<String> names) {
        this.names = names;
    }

    public MemberWords(MembersConfiguration members) {
        this(members.configuration()::childName);
    }

    /** One thing that members say, as a sentence. */
    public String evidence(Evidence evidence) {
        return switch (evidence) {
            case StaleSince since -> since(List.of(since.file()), since) + ".";
            case Evidence.OneBehind(int file, long events, List<Integer> others) -> text("members.evidence.oneBehind",
                    name(file), number(events), listed(others), number(events + 1));
            case Evidence.Missed(int file, List<Integer> witnesses, boolean failed) ->
                text(failed ? "members.evidence.failed" : "members.evidence.without", all(witnesses), name(file));
            case Evidence.NoRole(int file, State state) ->
                text(state == State.SPARE ? "members.evidence.spare" : "members.evidence.faulty", name(file));
            case Evidence.SplitBrain(int one, int other, long events, long others) ->
                text("members.evidence.split", name(one), name(other), text("members.evidence.split.missing",
                        Long.toUnsignedString(events), Long.toUnsignedString(others)));
            case Evidence.SplitGenerations(int one, int other, String generation, String others) ->
                text("members.evidence.split", name(one), name(other),
                        text("members.evidence.split.generations", generation, others));
            case Evidence.Bitmap(int file, List<Integer> keepers, long sectors, var span) ->
                span.map(range -> text("members.evidence.bitmap", all(keepers), number(sectors), name(file),
                        Long.toString(range.first()), Long.toString(range.end() - 1)))
                        .orElseGet(() -> text("members.evidence.bitmap.none", all(keepers), name(file)));
            case Evidence.NoBitmap(int file) -> text("members.evidence.noBitmap", name(file));
            case Evidence.Recovering(int file, long from) -> from == 0
                    ? text("members.evidence.filled", name(file))
                    : text("members.evidence.filled.from", name(file), Long.toString(from));
            case Evidence.BadBlocks(int file, long sectors) ->
                text("members.evidence.bad", name(file), number(sectors));
            case Evidence.WriteMostly(int file) -> text("members.evidence.writeMostly", name(file));
            case Evidence.Duplicate(List<Integer> files) -> text("members.evidence.duplicate", all(files));
            case Evidence.OlderGeneration(int file, int ahead, String generation, String next) ->
                text("members.evidence.older", name(file), name(ahead),
                        text("members.evidence.older.generation", generation, next));
            case Evidence.OlderDescription(int file, int ahead, long number, long aheads) ->
                text("members.evidence.older", name(file), name(ahead), text("members.evidence.older.description",
                        Long.toString(number), Long.toString(aheads)));
        };
    }

    private String since(List<Integer> files, StaleSince since) {
        return text(files.size() == 1 ? "members.since.one" : "members.since", all(files), number(since.events()),
                listed(since.others()), number(since.othersEvents()));
    }

    /** What accounts for a divergence, in a word or two. */
    public static String reason(Reason reason) {
        return text("members.reason." + reason.word());
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
        return names.apply(file);
    }

    private String listed(List<Integer> files) {
        return String.join(", ", files.stream().map(this::name).toList());
    }

    private String all(List<Integer> files) {
        return and(files.stream().map(this::name).toList());
    }

    /** Names in a row, the last one after an "and". */
    static String and(List<String> names) {
        return names.size() < 2
                ? String.join(", ", names)
                : text("members.and", String.join(", ", names.subList(0, names.size() - 1)), names.getLast());
    }
}
