// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.config.FaultWriter;
import org.quorumworkbench.core.fault.BlkdebugRules.InjectError;
import org.quorumworkbench.core.fault.BlkdebugRules.SetState;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.TextBytes;
import org.quorumworkbench.core.scenario.Content.Base;
import org.quorumworkbench.core.story.Json;

/** Writes scenarios as {@link ScenarioReader} reads them. */
public final class ScenarioWriter {

    private ScenarioWriter() {}

    /** The file's text; bytes of names that are no UTF-8 are escaped in it. */
    public static String text(Scenario scenario) {
        return TextBytes.escaped(Json.pretty(json(scenario))) + "\n";
    }

    /** How many characters an operation and its result are in the file at most. */
    public static long length(Operation operation, Expected.Results result) {
        return length(operation(operation)) + length(result.json());
    }

    /** In the file every line is indented by up to eight characters more. */
    private static long length(Map<String, @Nullable Object> json) {
        String text = Json.pretty(json);
        return text.length() + 8 * text.lines().count();
    }

    /** The file as an object. */
    static Map<String, @Nullable Object> json(Scenario scenario) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", Scenario.FORMAT);
        json.put("id", scenario.id());
        json.put("title", scenario.title());
        json.put("tags", scenario.tags());
        json.put("portable", scenario.portable());
        scenario.semantics().ifPresent(semantics -> json.put("semantics", semantics.word()));
        json.put("children", children(scenario.children()));
        json.put("quorum", Json.plain(scenario.quorum()));
        nodes(json, "extra_nodes", scenario.innerNodes());
        nodes(json, "late_nodes", scenario.lateNodes());
        json.put("writable", scenario.writable());
        if (scenario.commandLine()) {
            json.put("cli", true);
        }
        if (scenario.members()) {
            json.put("members", true);
        }
        json.put("operations", scenario.operations().stream().map(ScenarioWriter::operation).toList());
        scenario.lesson().ifPresent(lesson -> json.put("lesson", LessonWriter.json(lesson)));
        scenario.expected().ifPresent(expected -> json.put("expected", expected.json()));
        if (!scenario.expectedSeedFlushes().isEmpty()) {
            json.put("seed2014_flush", scenario.expectedSeedFlushes());
        }
        return json;
    }

    private static void nodes(Map<String, @Nullable Object> json, String key, List<InnerQuorum> nodes) {
        if (!nodes.isEmpty()) {
            json.put(key, nodes.stream().map(ScenarioWriter::node).toList());
        }
    }

    private static Map<String, @Nullable Object> node(InnerQuorum inner) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        inner.options().members().forEach((option, member) -> json.put(option, Json.plain(member.value())));
        inner.semantics().ifPresent(semantics -> json.put("semantics", semantics.word()));
        if (!inner.faults().isEmpty()) {
            json.put("faults", inner.faults().stream().map(FaultWriter::write).toList());
        }
        return json;
    }

    private static List<Map<String, Object>> children(List<ScenarioChild> children) {
        return IntStream.range(0, children.size()).mapToObj(place -> child(place, children.get(place))).toList();
    }

    private static Map<String, Object> child(int place, ScenarioChild child) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!child.name().equals("c" + place)) {
            json.put("name", child.name());
        }
        Content content = child.content();
        json.put("size", content.size());
        child.file().ifPresent(file -> json.put("file", FileName.text(file)));
        child.origin().ifPresent(origin -> {
            switch (origin) {
                case ScenarioChild.Origin.Formatted(var format) -> json.put("driver", format.word());
                case ScenarioChild.Origin.Export(var uri) -> json.put("export", uri.toString());
            }
        });
        child.fileOffset().ifPresent(offset -> json.put("file_offset", offset));
        if (content.base() != Base.RAMP) {
            json.put("base", content.base().word());
        }
        if (!content.fills().isEmpty()) {
            json.put("overrides", content.fills().stream()
                    .map(fill -> List.of(fill.sectors().first(), fill.value(), fill.sectors().count())).toList());
        }
        PatchRuns patches = PatchRuns.of(content.patches());
        if (!patches.single().isEmpty()) {
            json.put("bytes",
                    patches.single().stream().map(patch -> List.of(patch.offset(), patch.value())).toList());
        }
        if (!patches.runs().isEmpty()) {
            json.put("data", patches.runs().stream().map(run -> List.of(run.offset(), run.hex())).toList());
        }
        flag(json, "missing", child.missing(), false);
        flag(json, "attached", child.attached(), true);
        flag(json, "read_only", child.readOnly(), false);
        flag(json, "direct", child.direct(), false);
        if (!child.rules().injectErrors().isEmpty()) {
            json.put("rules", child.rules().injectErrors().stream().map(ScenarioWriter::rule).toList());
        }
        if (!child.rules().setStates().isEmpty()) {
            json.put("set_state", child.rules().setStates().stream().map(ScenarioWriter::setState).toList());
        }
        if (!child.faults().isEmpty()) {
            json.put("faults", child.faults().stream().map(FaultWriter::write).toList());
        }
        return json;
    }

    private static void flag(Map<String, Object> json, String key, boolean value, boolean usual) {
        if (value != usual) {
            json.put(key, value);
        }
    }

    private static Map<String, Object> rule(InjectError rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", rule.event());
        json.put("state", rule.state());
        Set<DeviceOperation> operations = rule.operations();
        if (!operations.equals(InjectError.USUAL)) {
            json.put("iotype", operations.iterator().next().word());
        }
        json.put("errno", rule.errno().map(Errno::number).orElse(0));
        rule.sector().ifPresent(sector -> json.put("sector", sector));
        flag(json, "once", rule.once(), false);
        flag(json, "immediately", rule.immediately(), false);
        return json;
    }

    private static Map<String, Object> setState(SetState rule) {
        return Map.of("event", rule.event(), "state", rule.state(), "new_state", rule.newState());
    }

    private static Map<String, @Nullable Object> operation(Operation operation) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("op", operation.word());
        switch (operation) {
            case Operation.Read(long offset, int length) -> range(json, offset, length);
            case Operation.Write(long offset, int length, int fill, boolean fua) -> {
                range(json, offset, length);
                json.put("fill", fill);
                json.put("fua", fua);
            }
            case Operation.WriteZeroes(long offset, long length, boolean fua, boolean unmap) -> {
                range(json, offset, length);
                json.put("fua", fua);
                json.put("unmap", unmap);
            }
            case Operation.Trim(long offset, long length) -> range(json, offset, length);
            case Operation.Flush() -> {
                // The word says it all.
            }
            case Operation.BlockStatus(long offset, long length) -> range(json, offset, length);
            case Operation.Wait wait -> json.put("seconds", wait.seconds());
            case Operation.Command command -> {
                json.put("execute", command.execute());
                command.arguments().ifPresent(arguments -> json.put("arguments", Json.plain(arguments)));
                command.show().ifPresent(show -> json.put("show", show));
            }
            case Operation.Examine(long offset, int length) -> range(json, offset, length);
            case Operation.WriteData(long offset, int length, String hex, boolean fua) -> {
                range(json, offset, length);
                json.put("data", hex);
                json.put("fua", fua);
            }
            case Operation.SetThreshold(int votes) -> json.put("votes", votes);
            case Operation.Capture(String child, String name) -> {
                json.put("child", child);
                json.put("moment", name);
            }
            case Operation.Heal(String child) -> json.put("child", child);
            case Operation.DiscardWrites(String child) -> json.put("child", child);
            case Operation.Overwrite(String child, long offset, String hex) -> {
                json.put("child", child);
                json.put("offset", offset);
                json.put("data", hex);
            }
            case Operation.Recount(),Operation.Identify(),Operation.Diagnose() -> {
                // The word says it all.
            }
            case Operation.GivenUp(Operation request, List<String> unanswered) -> {
                json.putAll(operation(request));
                json.put("unanswered", unanswered);
            }
            case Operation.SwitchFault(String child, String id, boolean on) -> {
                json.put("child", child);
                json.put("fault", id);
                json.put("on", on);
            }
        }
        return json;
    }

    private static void range(Map<String, @Nullable Object> json, long offset, long length) {
        json.put("offset", offset);
        json.put("length", length);
    }
}
