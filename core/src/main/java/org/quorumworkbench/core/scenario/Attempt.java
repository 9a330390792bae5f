// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.story.Json;

/**
 * An exercise that was done: the scenario with what its {@code try} changes. Fields replace those
 * of the scenario; {@code quorum} and a child's fields, under the child's name in {@code children},
 * are laid over what is there, and null takes one away; {@code order} lists the children anew.
 */
public final class Attempt {

    private Attempt() {}

    /**
     * The changed scenario. Its lesson is the exercise: the text, the operations in which something is
     * to be seen, and the solution.
     *
     * @return empty if the exercise says nothing of what to change
     * @throws ConfigurationProblem
     *             if the change is wrong, or what it makes of the scenario
     */
    public static Optional<Scenario> of(Scenario scenario, Exercise exercise) throws ConfigurationProblem {
        if (exercise.attempt().isEmpty()) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> json = ScenarioWriter.json(scenario.withLesson(Optional.empty()));
        json.remove("expected");
        json.remove("seed2014_flush");
        Map<String, @Nullable Object> change = Json.members(exercise.attempt().get());
        for (Map.Entry<String, @Nullable Object> field : change.entrySet()) {
            switch (field.getKey()) {
                case "quorum" -> json.put("quorum", laidOver(json.get("quorum"), field.getValue()));
                case "children" -> children(scenario, exercise.attempt().get(), json, field.getValue());
                case "order" -> order(scenario, exercise.attempt().get(), json, field.getValue());
                default -> json.put(field.getKey(), field.getValue());
            }
        }
        Scenario changed = new ScenarioReader(Path.of(""))
                .text(Json.pretty(json), "the exercise of " + scenario.title())
                .scenarios().getFirst();
        return Optional.of(changed.withLesson(Optional.of(lesson(changed, exercise))));
    }

    private static Lesson lesson(Scenario changed, Exercise exercise) {
        TreeSet<Integer> seen = new TreeSet<>();
        exercise.shows().stream().map(Exercise.Finding::operation).filter(at -> at < changed.operations().size())
                .forEach(seen::add);
        if (seen.isEmpty()) {
            for (int at = 0; at < changed.operations().size(); at++) {
                seen.add(at);
            }
        }
        List<Lesson.Step> steps = new ArrayList<>();
        for (int at : seen) {
            boolean last = at == seen.last() && !exercise.solution().isEmpty();
            steps.add(new Lesson.Step(Optional.of(at), List.of(), List.of(),
                    last ? List.of(exercise.solution()) : List.of()));
        }
        return new Lesson(changed.title(), List.of(exercise.text()), steps, List.of(), Map.of());
    }

    private static Map<String, @Nullable Object> laidOver(@Nullable Object under, @Nullable Object over) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        entries(under).forEach((key, value) -> result.put(key, value));
        entries(over).forEach((key, value) -> {
            if (value == null) {
                result.remove(key);
            } else {
                result.put(key, value);
            }
        });
        return result;
    }

    private static Map<String, @Nullable Object> entries(@Nullable Object value) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> entries.put(String.valueOf(key), entry));
        }
        return entries;
    }

    private static List<@Nullable Object> items(@Nullable Object value) {
        List<@Nullable Object> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            items.addAll(list);
        }
        return items;
    }

    /** Children that there are not yet come after the others. */
    private static void children(Scenario scenario, OptionValue.Group at, Map<String, @Nullable Object> json,
            @Nullable Object change) throws ConfigurationProblem {
        List<@Nullable Object> children = items(json.get("children"));
        for (Map.Entry<String, @Nullable Object> child : entries(change).entrySet()) {
            int place = place(scenario, child.getKey());
            if (place >= 0) {
                children.set(place, laidOver(children.get(place), child.getValue()));
            } else if (child.getKey().equals("c" + children.size())) {
                children.add(entries(child.getValue()));
            } else {
                throw problem(scenario, at, Wording.of("there is no child '{0}'", child.getKey()),
                        Wording.of("Name a child of the scenario, or c{0} for one more.", children.size()));
            }
        }
        json.put("children", children);
    }

    private static void order(Scenario scenario, OptionValue.Group at, Map<String, @Nullable Object> json,
            @Nullable Object order) throws ConfigurationProblem {
        List<@Nullable Object> children = items(json.get("children"));
        List<@Nullable Object> moved = new ArrayList<>();
        for (Object name : items(order)) {
            int place = place(scenario, String.valueOf(name));
            if (place < 0) {
                throw problem(scenario, at, Wording.of("there is no child '{0}'", String.valueOf(name)),
                        Wording.of("Name the children of the scenario."));
            }
            Map<String, @Nullable Object> child = entries(children.get(place));
            child.put("name", String.valueOf(name));
            moved.add(child);
        }
        json.put("children", moved);
    }

    private static int place(Scenario scenario, String name) {
        return scenario.children().stream().map(ScenarioChild::name).toList().indexOf(name);
    }

    private static ConfigurationProblem problem(Scenario scenario, OptionValue.Group at, Wording reason,
            Wording remedy) {
        return new ConfigurationProblem(scenario.title(), Optional.of(at.at()), Optional.of("try"), reason, remedy,
                Optional.empty());
    }
}
