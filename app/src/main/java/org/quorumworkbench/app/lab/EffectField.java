// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that an effect, or when it happens, asks for.
 *
 * @param key
 *            its name in files of faults
 * @param kind
 *            how it is written
 * @param initial
 *            what stands there at first
 * @param choices
 *            what can be chosen; empty if anything can be written
 */
record EffectField(String key, Kind kind, String initial, List<String> choices) {

    /** How a value is written. */
    enum Kind {
        NUMBER, NUMBERS, BYTES, TEXT
    }

    EffectField {
        choices = List.copyOf(choices);
    }

    static EffectField number(String key, String initial) {
        return new EffectField(key, Kind.NUMBER, initial, List.of());
    }

    static EffectField choice(String key, Kind kind, String... choices) {
        return new EffectField(key, kind, choices[0], List.of(choices));
    }

    static EffectField list(String key, Kind kind, String initial) {
        return new EffectField(key, kind, initial, List.of());
    }

    /**
     * Puts down what was written, as files have it. What is no number stays what it is: whoever reads
     * the fault says what is wrong with it. Nothing written is nothing said.
     */
    void put(String written, Map<String, Object> json) {
        if (!written.isBlank()) {
            json.put(key, switch (kind) {
                case TEXT -> written.strip();
                case NUMBER -> number(written.strip(), 10);
                case NUMBERS -> items(written, 10);
                case BYTES -> items(written, 16);
            });
        }
    }

    private static List<Object> items(String written, int radix) {
        List<Object> items = new ArrayList<>();
        for (String item : written.strip().split("[\\s,]+", -1)) {
            items.add(number(item, radix));
        }
        return items;
    }

    private static Object number(String written, int radix) {
        try {
            return written.startsWith("0x") ? Long.parseLong(written.substring(2), 16) : Long.parseLong(written, radix);
        } catch (NumberFormatException e) {
            return decimal(written).map(Object.class::cast).orElse(written);
        }
    }

    private static Optional<Double> decimal(String written) {
        return written.matches("[0-9]{0,9}[.][0-9]{1,15}") ? Optional.of(Double.valueOf(written)) : Optional.empty();
    }

    /** As it was written, from what a file has; empty if it has nothing. */
    String written(Map<String, Object> json) {
        Object value = json.get(key);
        if (value instanceof List<?> items) {
            List<String> words = new ArrayList<>();
            for (Object item : items) {
                words.add(kind == Kind.BYTES && item instanceof Number number
                        ? "%02x".formatted(number.intValue())
                        : String.valueOf(item));
            }
            return String.join(" ", words);
        }
        return value == null ? "" : String.valueOf(value);
    }
}
