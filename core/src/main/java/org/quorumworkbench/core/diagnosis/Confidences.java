// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How often each rule was right where the truth was known: (right + 1) / (said + 2), counted over a
 * corpus of damage made on real file systems. The table says when and over how many items; see the
 * decision record on calibration.
 */
record Confidences(Map<String, Double> byRule) {

    private static final String FILE = "confidence.tsv";

    Confidences {
        byRule = Map.copyOf(byRule);
    }

    static Confidences shipped() {
        return Shipped.TABLE;
    }

    private static final class Shipped {
        static final Confidences TABLE = read();

        private static Confidences read() {
            try (InputStream in = Confidences.class.getResourceAsStream(FILE)) {
                if (in == null) {
                    throw new IllegalStateException(FILE + " is not in the program");
                }
                return Confidences.read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * A line a rule: effect, strength, how often it was right, how often it spoke; # begins a remark.
     */
    static Confidences read(BufferedReader in) throws IOException {
        Map<String, Double> byRule = new HashMap<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] words = line.split("\t", -1);
                double right = Double.parseDouble(words[2]);
                double said = Double.parseDouble(words[3]);
                byRule.put(words[0] + " " + words[1], (right + 1) / (said + 2));
            }
        }
        return new Confidences(byRule);
    }

    double of(Damage damage, Strength strength) {
        return byRule.getOrDefault(damage.word() + " " + strength.name().toLowerCase(Locale.ROOT), untried(strength));
    }

    /** Of a rule that never spoke in the corpus, set by hand. */
    private static double untried(Strength strength) {
        return switch (strength) {
            case PROVEN -> 0.98;
            case STRONG -> 0.9;
            case FAIR -> 0.75;
            case WEAK -> 0.5;
        };
    }
}
