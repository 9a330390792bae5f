// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.diagnosis.Finding;
import org.quorumworkbench.core.diagnosis.FindingJson;
import org.quorumworkbench.core.member.MemberJson;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.scenario.Transcript.ChildAfter;
import org.quorumworkbench.core.scenario.Transcript.Detail;
import org.quorumworkbench.core.scenario.Transcript.GraphEdge;
import org.quorumworkbench.core.scenario.Transcript.Opening;
import org.quorumworkbench.core.scenario.Transcript.Result;
import org.quorumworkbench.core.scenario.Transcript.Status;
import org.quorumworkbench.core.story.EventJson;

/** A transcript as JSON objects: maps, lists, strings, numbers, booleans and null. */
public final class TranscriptJson {

    private TranscriptJson() {}

    /** The object, of the shape of a scenario's {@code expected}. */
    public static Map<String, @Nullable Object> of(Transcript transcript) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("open", opening(transcript.open()));
        json.put("results",
                transcript.results().stream().map(result -> result(result, transcript.semantics(), true)).toList());
        json.put("children_after", transcript.childrenAfter().stream().map(TranscriptJson::child).toList());
        return json;
    }

    private static Map<String, @Nullable Object> opening(Opening open) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("ok", open.ok());
        open.size().ifPresent(size -> json.put("size", size));
        open.refusal().ifPresent(text -> json.put("qmp_error", text));
        open.export().ifPresent(text -> json.put("export_error", text));
        open.commandLine().ifPresent(text -> json.put("cli_error", text.orElse(null)));
        if (!open.late().isEmpty()) {
            json.put("late_errors", open.late());
        }
        return json;
    }

    /**
     * What came of one operation.
     *
     * @param withEvents
     *            whether its events are told
     */
    public static Map<String, @Nullable Object> result(Result result, Semantics semantics, boolean withEvents) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("status", result.status().word());
        result.errno().ifPresent(errno -> json.put("errno", name(errno)));
        result.words().ifPresent(words -> {
            if (result.status() == Status.ABORTED) {
                json.put("stderr", List.of(words));
            } else {
                json.put("qmp_error", words);
            }
        });
        switch (result.detail()) {
            case Detail.None() -> {
            }
            case Detail.Bytes(String sha256, List<String> equalsInitial) -> {
                json.put("sha256", sha256);
                json.put("equals_initial", equalsInitial);
            }
            case Detail.Digested(String sha256) -> json.put("sha256", sha256);
            case Detail.Extents(List<Extent> extents) -> json.put("extents", extents.stream()
                    .map(extent -> Map.of("length", extent.length(), "zero", extent.zero(), "hole", extent.zero()))
                    .toList());
            case Detail.Identified identified -> json.put("evidence", identified.evidence().stream().map(
                    evidence -> MemberJson.evidence(evidence, identified.children(), identified.children())).toList());
            case Detail.Diagnosed(List<String> children, List<Finding> findings) -> json.put("findings",
                    findings.stream().map(finding -> FindingJson.of(finding, children)).toList());
            case Detail.Edges(List<GraphEdge> edges) -> json.put("edges",
                    edges.stream().map(edge -> List.of(edge.edge(), edge.node())).toList());
        }
        if (withEvents) {
            json.put("events", events(result, semantics));
        }
        return json;
    }

    private static List<Map<String, Object>> events(Result result, Semantics semantics) {
        return result.events().stream().map(event -> EventJson.qmp(event, semantics)).flatMap(Optional::stream)
                .toList();
    }

    /** As the conformance cases call it: QEMU's name for an operation that is not supported. */
    private static String name(Errno errno) {
        return errno.equals(Errno.EOPNOTSUPP) ? "ENOTSUP" : errno.name();
    }

    private static Map<String, @Nullable Object> child(ChildAfter child) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("node", child.node());
        json.put("size", child.size());
        child.sha256().ifPresent(digest -> json.put("sha256", digest));
        json.put("changed", child.changed());
        return json;
    }
}
