// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.story.Json;

/**
 * Compares a transcript with what a scenario expects, field by field. What an expectation does not
 * mention of a result is not compared, so that a hand-written one need not give digests; an event
 * is compared whole.
 */
public final class Expectation {

    private static final String NOTHING = "nothing";

    private final List<Difference> differences = new ArrayList<>();

    private Expectation() {}

    /** Where the transcript is not as expected, in the order of the transcript; empty if it is. */
    public static List<Difference> differences(Expected expected, Transcript transcript) {
        Expectation comparison = new Expectation();
        Map<String, @Nullable Object> found = TranscriptJson.of(transcript);
        Map<String, @Nullable Object> wanted = expected.json();
        comparison.opening(map(wanted.get("open")), map(found.get("open")));
        if (wanted.get("results") instanceof List<?> results) {
            comparison.compare("results", results.stream().map(Expectation::asOurs).toList(), found.get("results"));
        }
        if (wanted.containsKey("children_after")) {
            comparison.compare("children_after", wanted.get("children_after"), found.get("children_after"));
        }
        return comparison.differences;
    }

    /** A text as QEMU says it in one of its forms is right; which form is no matter. */
    private void opening(Map<?, ?> wanted, Map<?, ?> found) {
        for (String key : List.of("ok", "size", "late_errors")) {
            if (wanted.containsKey(key)) {
                compare("open." + key, wanted.get(key), found.get(key));
            }
        }
        List<@Nullable Object> texts = new ArrayList<>();
        for (String key : List.of("qmp_error", "export_error", "cli_error")) {
            if (wanted.get(key) != null) {
                texts.add(wanted.get(key));
            }
        }
        Object text = found.get("qmp_error") != null ? found.get("qmp_error") : found.get("export_error");
        if (!texts.isEmpty() && !texts.contains(text)) {
            differences.add(new Difference("open.qmp_error", quoted(texts.getFirst()), quoted(text)));
        }
    }

    /** Where QEMU's process ended, this quorum is aborted. */
    private static @Nullable Object asOurs(@Nullable Object result) {
        if (!(result instanceof Map<?, ?> map) || !"daemon-exit".equals(map.get("status"))) {
            return result;
        }
        Map<Object, @Nullable Object> ours = new LinkedHashMap<>(map);
        ours.put("status", Transcript.Status.ABORTED.word());
        ours.remove("exit_code");
        return ours;
    }

    private void compare(String path, @Nullable Object wanted, @Nullable Object found) {
        if (wanted instanceof Map<?, ?> these && found instanceof Map<?, ?> those) {
            Set<String> keys = new TreeSet<>();
            these.keySet().forEach(key -> keys.add((String) key));
            if (path.endsWith(".data")) {
                those.keySet().forEach(key -> keys.add((String) key));
            }
            for (String key : keys) {
                if (!these.containsKey(key)) {
                    differences.add(new Difference(path + "." + key, NOTHING, quoted(those.get(key))));
                } else if (!those.containsKey(key)) {
                    differences.add(new Difference(path + "." + key, quoted(these.get(key)), NOTHING));
                } else {
                    compare(path + "." + key, these.get(key), those.get(key));
                }
            }
        } else if (wanted instanceof List<?> these && found instanceof List<?> those) {
            for (int i = 0; i < Math.max(these.size(), those.size()); i++) {
                String item = path + "[" + i + "]";
                if (i >= these.size()) {
                    differences.add(new Difference(item, NOTHING, quoted(those.get(i))));
                } else if (i >= those.size()) {
                    differences.add(new Difference(item, quoted(these.get(i)), NOTHING));
                } else {
                    compare(item, these.get(i), those.get(i));
                }
            }
        } else if (!Objects.equals(wanted, found)) {
            differences.add(new Difference(path, quoted(wanted), quoted(found)));
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String quoted(@Nullable Object value) {
        return Json.compact(value);
    }
}
