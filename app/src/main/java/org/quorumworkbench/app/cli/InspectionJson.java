// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.DifferingRun;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.SectorVote;
import org.quorumworkbench.core.quorum.ChildReply;
import org.quorumworkbench.core.quorum.Digest;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.scan.Cut;
import org.quorumworkbench.core.story.EventJson;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Version;
import org.quorumworkbench.core.vote.Vote;

/** An inspection as JSON, format 1: described in README. */
final class InspectionJson {

    private static final int FORMAT = 1;

    private final OpenedQuorum opened;
    private final Inspection inspection;

    private InspectionJson(OpenedQuorum opened, Inspection inspection) {
        this.opened = opened;
        this.inspection = inspection;
    }

    static Map<String, @Nullable Object> of(OpenedQuorum opened, Inspection inspection) {
        return new InspectionJson(opened, inspection).json();
    }

    private Map<String, @Nullable Object> json() {
        SectorRange range = inspection.range();
        Policy policy = inspection.request().policy();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("sector", range.first());
        json.put("count", range.count());
        json.put("sectors", opened.sectors());
        json.put("threshold", policy.threshold());
        json.put("semantics", policy.semantics().word());
        json.put("readPattern", policy.readPattern().name().toLowerCase(Locale.ROOT));
        json.put("result", result());
        json.put("requestVote", inspection.requestVote().map(this::requestVote).orElse(null));
        if (!inspection.isVoted()) {
            OptionalInt served = inspection.request().served();
            json.put("served", served.isPresent() ? inspection.children().get(served.getAsInt()).name() : null);
        }
        json.put("votesDiffer", inspection.votesDiffer());
        json.put("children", inspection.children().stream().map(this::child).toList());
        json.put("sectorVotes", inspection.sectors().stream().map(this::sectorVote).toList());
        Cut.ofQuorum(opened.quorum().children()).ifPresent(cut -> json.put(Cut.NOT_COMPARED, cut.json()));
        json.put("events", inspection.request().events().stream()
                .flatMap(event -> EventJson.qmp(event, policy.semantics()).stream()).toList());
        return json;
    }

    private Map<String, @Nullable Object> result() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        switch (inspection.request().result()) {
            case Result.Success _ -> {
                json.put("status", "ok");
                json.put("sha256",
                        inspection.request().data().map(data -> Digest.of(data.asByteBuffer()).hex()).orElse(null));
            }
            case Result.Failure(Errno errno) -> {
                json.put("status", "error");
                json.put("errno", errno.name());
                json.put("error", errno.text());
            }
            case Result.Cancelled _ -> json.put("status", "cancelled");
            case Result.Aborted(String message) -> {
                json.put("status", "aborted");
                json.put("error", message);
            }
        }
        return json;
    }

    private Map<String, @Nullable Object> requestVote(Vote vote) {
        Map<String, @Nullable Object> json = vote(vote);
        json.put("wonByListOrder", vote.verdict() == Verdict.TIE);
        List<Map<String, @Nullable Object>> versions = new ArrayList<>();
        for (Version<Integer> version : vote.lettered()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("letter", String.valueOf(Vote.letter(version.value())));
            one.put("votes", version.votes());
            one.put("children", names(version.children()));
            one.put("sha256", inspection.digest(version.index()).map(Digest::hex).orElse(null));
            versions.add(one);
        }
        json.put("versions", versions);
        json.put("unreadable", names(vote.unreadable()));
        return json;
    }

    private Map<String, @Nullable Object> sectorVote(SectorVote sector) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sector", sector.sector());
        json.putAll(vote(sector.vote()));
        return json;
    }

    private Map<String, @Nullable Object> vote(Vote vote) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("pattern", vote.pattern());
        json.put("votes", vote.votes().isPresent() ? vote.votes().getAsInt() : null);
        json.put("verdict", vote.verdict().word());
        json.put("winner", names(vote.winner()));
        if (vote.winner().isEmpty()) {
            json.put("largest", names(vote.largestAlone()));
        }
        return json;
    }

    private Map<String, @Nullable Object> child(ChildBytes child) {
        ChildReply reply = inspection.request().replies().get(child.child());
        OptionalInt version = inspection.requestVote().map(vote -> vote.versionOf(child.child()))
                .orElse(OptionalInt.empty());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", child.name());
        json.put("file", file(child.child()).orElse(null));
        json.put("version", version.isPresent() ? String.valueOf(Vote.letter(version.getAsInt())) : null);
        json.put("readable", child.unreadable().isEmpty() && !child.pending());
        Optional<Errno> errno = reply.reply().isPresent()
                && reply.reply().get() instanceof Reply.Failed<?>(Errno failed)
                        ? Optional.of(failed)
                        : child.error();
        json.put("errno", errno.map(Errno::name).orElse(null));
        json.put("error", errno.map(Errno::text).orElse(null));
        json.put("unreadableSectors", unreadable(child.unreadable()));
        json.put("sha256", inspection.digest(child.child()).map(Digest::hex).orElse(null));
        json.put("differingBytes", child.differing().stream().mapToLong(run -> run.to() - run.from()).sum());
        json.put("differingRuns", child.differing().stream().map(this::run).toList());
        return json;
    }

    private Map<String, @Nullable Object> run(DifferingRun run) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("offset", inspection.range().offset() + run.from());
        json.put("length", run.to() - run.from());
        return json;
    }

    private List<Map<String, @Nullable Object>> unreadable(BitSet sectors) {
        List<Map<String, @Nullable Object>> runs = new ArrayList<>();
        for (int from = sectors.nextSetBit(0); from >= 0;) {
            int to = sectors.nextClearBit(from);
            Map<String, @Nullable Object> run = new LinkedHashMap<>();
            run.put("sector", inspection.range().first() + from);
            run.put("count", to - from);
            runs.add(run);
            from = sectors.nextSetBit(to);
        }
        return runs;
    }

    private Optional<String> file(int child) {
        return opened.children().get(child).spec().source().location();
    }

    private List<String> names(List<Integer> children) {
        return children.stream().map(child -> inspection.children().get(child).name()).toList();
    }
}
