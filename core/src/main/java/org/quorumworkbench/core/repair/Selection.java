// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.block.SectorText;
import org.quorumworkbench.core.file.Worded;
import org.quorumworkbench.core.file.Wording;

/**
 * Which divergences a plan is to put right: those of any of its clauses, or all if it has none.
 *
 * @param clauses
 *            alternatives
 */
public record Selection(List<Clause> clauses) {

    /** Everything that is not refused. */
    public static final Selection ALL = new Selection(List.of());

    private static final Pattern PART = Pattern.compile("(child|class|place|path|sector|confidence)=");

    public Selection {
        clauses = List.copyOf(clauses);
    }

    /**
     * What has to be true of a divergence, all of it.
     *
     * @param text
     *            as it was written
     */
    public record Clause(String text, Optional<String> child, Optional<String> damage, Optional<String> place,
            Optional<String> path, Optional<SectorRange> sectors, OptionalDouble confidence) {

        /**
         * Whether it asks for a kind of damage or place by its name, so that it means harmless ones as
         * well.
         */
        boolean isExpress() {
            return damage.isPresent() || place.isPresent();
        }

        boolean takes(String name, SectorRange range, FoundDamage found, Optional<StepPlace> lies) {
            return child.map(name::equals).orElse(true) && damage.map(found.kind()::equals).orElse(true)
                    && place.map(kind -> lies.map(StepPlace::kind).equals(Optional.of(kind))).orElse(true)
                    && path.map(wanted -> lies.flatMap(StepPlace::path).filter(is -> isWithin(is, wanted)).isPresent())
                            .orElse(true)
                    && sectors.map(range::overlaps).orElse(true) && found.confidence() >= confidence.orElse(0);
        }

        private static boolean isWithin(String path, String wanted) {
            return path.equals(wanted) || path.startsWith(wanted.endsWith("/") ? wanted : wanted + "/");
        }
    }

    /**
     * Reads clauses as the command line has them: {@code KEY=VALUE[,...]}. A comma belongs to the value
     * unless one of the keys follows.
     *
     * @throws NotUnderstood
     *             if one is none
     */
    public static Selection of(List<String> texts) {
        return new Selection(texts.stream().map(Selection::clause).toList());
    }

    /** What is no clause, and what to write. */
    public static final class NotUnderstood extends IllegalArgumentException implements Worded {

        private static final long serialVersionUID = 1;

        private final transient Wording wording;

        NotUnderstood(Wording wording) {
            super(wording.english());
            this.wording = wording;
        }

        NotUnderstood(Wording wording, Throwable cause) {
            super(wording.english(), cause);
            this.wording = wording;
        }

        @Override
        public Wording wording() {
            return wording;
        }
    }

    private static Clause clause(String text) {
        Optional<String> child = Optional.empty();
        Optional<String> damage = Optional.empty();
        Optional<String> place = Optional.empty();
        Optional<String> path = Optional.empty();
        Optional<SectorRange> sectors = Optional.empty();
        OptionalDouble confidence = OptionalDouble.empty();
        List<String> seen = new ArrayList<>();
        for (String part : text.split(",(?=(child|class|place|path|sector|confidence)=)", -1)) {
            Matcher key = PART.matcher(part);
            if (!key.lookingAt() || key.end() == part.length() || seen.contains(key.group(1))) {
                throw new NotUnderstood(
                        Wording.of("'{0}': write KEY=VALUE[,KEY=VALUE...], each key once: child class place"
                                + " path sector confidence", text));
            }
            seen.add(key.group(1));
            String value = part.substring(key.end());
            switch (key.group(1)) {
                case "child" -> child = Optional.of(value);
                case "class" -> damage = Optional.of(value);
                case "place" -> place = Optional.of(value);
                case "path" -> path = Optional.of(value);
                case "sector" -> sectors = Optional.of(sectors(value));
                default -> confidence = OptionalDouble.of(fraction(value));
            }
        }
        return new Clause(text, child, damage, place, path, sectors, confidence);
    }

    private static SectorRange sectors(String value) {
        String[] words = value.split("\\+", -1);
        try {
            if (words.length <= 2) {
                long count = words.length == 1 ? 1 : SectorText.number(words[1]);
                if (count > 0) {
                    return new SectorRange(SectorText.sector(words[0]), count);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new NotUnderstood(Wording.of("sector={0}: {1}", value, Wording.ofError(e)), e);
        }
        throw new NotUnderstood(
                Wording.of("sector={0}: give the first sector and how many, as 0x1f40+8", value));
    }

    private static double fraction(String value) {
        try {
            double fraction = Double.parseDouble(value);
            if (fraction >= 0 && fraction <= 1) {
                return fraction;
            }
        } catch (NumberFormatException e) {
            throw new NotUnderstood(Wording.of("confidence={0}: give a number from 0 to 1", value), e);
        }
        throw new NotUnderstood(Wording.of("confidence={0}: give a number from 0 to 1", value));
    }

    /** As it was written. */
    public List<String> texts() {
        return clauses.stream().map(Clause::text).toList();
    }

    boolean takes(String child, SectorRange range, FoundDamage damage, Optional<StepPlace> place) {
        return clauses.isEmpty() || clauses.stream().anyMatch(clause -> clause.takes(child, range, damage, place));
    }

    /** Whether it asks expressly for what lies there, so that it is not left out as harmless. */
    boolean takesHarmless(String child, SectorRange range, FoundDamage damage, Optional<StepPlace> place) {
        return clauses.stream().anyMatch(clause -> clause.isExpress() && clause.takes(child, range, damage, place));
    }

    /** Where a selected range begins or ends within this one, so that nothing else is written. */
    List<Long> cuts(SectorRange range) {
        return clauses.stream().flatMap(clause -> clause.sectors().stream())
                .flatMap(sectors -> List.of(sectors.first(), sectors.end()).stream())
                .filter(sector -> sector > range.first() && sector < range.end()).toList();
    }
}
