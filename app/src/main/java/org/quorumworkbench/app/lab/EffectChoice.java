// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.lab;

import static org.quorumworkbench.app.lab.EffectField.choice;
import static org.quorumworkbench.app.lab.EffectField.list;
import static org.quorumworkbench.app.lab.EffectField.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Map;
import org.quorumworkbench.app.lab.EffectField.Kind;

/**
 * An effect that can be composed.
 *
 * @param name
 *            its name among the window's texts
 * @param word
 *            what files of faults call it
 * @param fields
 *            what it asks for
 * @param always
 *            what is said of it without being asked for
 */
record EffectChoice(String name, String word, List<EffectField> fields, Map<String, Object> always) {

    private static final List<Object> ONES = List.of(255L);

    /** In the order in which they are offered. */
    static final List<EffectChoice> ALL = List.of(
            of("errno", "errno",
                    choice("errno", Kind.TEXT, "EIO", "ENOSPC", "ENOMEM", "ETIMEDOUT", "EROFS", "ENXIO", "EPERM")),
            of("flip", "bit-flip", number("bits", "1"), number("seed", "1")),
            of("flipAt", "bit-flip", list("positions", Kind.NUMBERS, "0")),
            of("stuck", "stuck-bit", number("bit", "0"), choice("value", Kind.NUMBER, "1", "0"), number("stride", "1"),
                    number("offset", "0")),
            of("zeroed", "zeroed"),
            new EffectChoice("ones", "fill", List.of(), Map.of("pattern", ONES)),
            of("pattern", "fill", list("pattern", Kind.BYTES, "de ad")),
            of("junk", "junk", number("seed", "1")),
            of("stale", "stale", list("moment", Kind.TEXT, "")),
            of("torn", "torn", choice("boundary", Kind.NUMBER, "512", "4096"), number("units", ""),
                    number("seed", "1")),
            of("misdirected", "misdirected", number("to", "0")),
            of("shift", "shift", number("bytes", "1")),
            of("swap", "byte-swap", choice("width", Kind.NUMBER, "2", "4", "8")),
            of("delay", "delay", number("milliseconds", "500")),
            of("hang", "hang"),
            of("short", "short", number("sectors", "64")),
            of("enter", "enter", list("new_state", Kind.TEXT, "bad")));

    EffectChoice {
        fields = List.copyOf(fields);
    }

    private static EffectChoice of(String name, String word, EffectField... fields) {
        return new EffectChoice(name, word, List.of(fields), Map.of());
    }

    /** The effect of a fault as files have it. */
    static EffectChoice of(Map<String, Object> json) {
        List<EffectChoice> same = ALL.stream().filter(choice -> choice.word().equals(json.get("effect"))).toList();
        return same.stream().filter(choice -> choice.isMeantBy(json)).findFirst().orElse(same.getFirst());
    }

    private boolean isMeantBy(Map<String, Object> json) {
        return switch (name) {
            case "flipAt" -> json.containsKey("positions");
            case "flip" -> !json.containsKey("positions");
            case "ones" -> List.of(255).equals(json.get("pattern"));
            default -> true;
        };
    }

    /** What a person calls it. */
    String title() {
        return text("lab.effect." + name);
    }

    /** What it does and what it models. */
    String explanation() {
        return text("lab.effect." + name + ".what");
    }
}
