// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.quorumworkbench.app.model.MemberWords;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.run.Performed;
import org.quorumworkbench.core.run.Playback;
import org.quorumworkbench.core.run.ScenarioRun;
import org.quorumworkbench.core.scenario.Exercise;
import org.quorumworkbench.core.scenario.Lesson;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.Transcript.Detail;
import org.quorumworkbench.core.scenario.TranscriptText;
import org.quorumworkbench.core.story.TraceStep;

/**
 * A scenario that was run, cut into slides. Immutable.
 *
 * @param sectorReads
 *            for each read of several sectors, by operation: the same read sector by sector
 */
record SlideDeck(Playback playback, List<Slide> slides, Map<Integer, List<SectorRead>> sectorReads) {

    /** More sectors than these are not read one by one: a person does not look at more. */
    private static final int MOST_SECTORS = 32;

    /**
     * One sector read alone.
     *
     * @param outcome
     *            the quorum's own story of it
     */
    record SectorRead(long sector, Outcome outcome) {}

    SlideDeck {
        slides = List.copyOf(slides);
        sectorReads = Map.copyOf(sectorReads);
    }

    /** Runs the scenario; takes its time, so never on the JavaFX thread. */
    static SlideDeck of(Scenario scenario) {
        Playback playback = Playback.of(scenario, Optional.empty());
        Map<Integer, List<SectorRead>> reads = new HashMap<>();
        for (Performed performed : playback.performed()) {
            List<SectorRead> sectors = sectorReads(playback, performed);
            if (!sectors.isEmpty()) {
                reads.put(performed.index(), sectors);
            }
        }
        return new SlideDeck(playback, slides(playback), reads);
    }

    private static List<SectorRead> sectorReads(Playback playback, Performed performed) {
        SectorRange range = switch (performed.operation().asked()) {
            case Operation.Read(long offset, int length) -> SectorRange.ofBytes(offset, length);
            case Operation.Examine(long offset, int length) -> SectorRange.ofBytes(offset, length);
            default -> new SectorRange(0, 0);
        };
        if (range.count() < 2 || range.count() > MOST_SECTORS) {
            return List.of();
        }
        List<SectorRead> reads = new ArrayList<>();
        try (ScenarioRun run = playback.fork(performed.index())) {
            for (long sector = range.first(); sector < range.end() && !run.isOver(); sector++) {
                long at = sector;
                run.perform(new Operation.Read(sector * SectorRange.SECTOR, SectorRange.SECTOR)).outcome()
                        .ifPresent(outcome -> reads.add(new SectorRead(at, outcome)));
            }
        }
        return List.copyOf(reads);
    }

    private static List<Slide> slides(Playback playback) {
        List<Slide> slides = new ArrayList<>();
        Optional<Lesson> lesson = playback.scenario().lesson();
        if (lesson.isEmpty()) {
            playback.performed().forEach(done -> shown(playback, done.index(), slides));
            return slides;
        }
        slides.add(new Slide.Words(lesson.get().title(), lesson.get().paragraphs()));
        for (Lesson.Step step : lesson.get().steps()) {
            Optional<Performed> done = step.operation().filter(at -> at < playback.performed().size())
                    .map(playback.performed()::get);
            String heading = done.map(performed -> TranscriptText.words(performed.operation()))
                    .orElse(lesson.get().title());
            words(heading, step.before(), slides);
            done.ifPresent(performed -> {
                step.asks().forEach(question -> slides.add(new Slide.Asked(performed.index(), question)));
                shown(playback, performed.index(), slides);
                words(heading, said(performed), slides);
                performed.outcome().ifPresent(outcome -> step.asks().forEach(question -> slides
                        .add(new Slide.Revealed(performed.index(), question, question.truth(outcome)))));
            });
            words(heading, step.after(), slides);
        }
        words(text("teach.change"), lesson.get().change().stream().map(Exercise::text).toList(), slides);
        return slides;
    }

    /** What members say; nothing of any other operation. */
    private static List<String> said(Performed performed) {
        return performed.result().detail() instanceof Detail.Identified identified
                ? identified.evidence().stream().map(new MemberWords(identified.children()::get)::evidence).toList()
                : List.of();
    }

    private static void words(String heading, List<String> paragraphs, List<Slide> slides) {
        if (!paragraphs.isEmpty()) {
            slides.add(new Slide.Words(heading, paragraphs));
        }
    }

    private static void shown(Playback playback, int operation, List<Slide> slides) {
        IntStream.range(0, playback.trace(operation).size())
                .forEach(moment -> slides.add(new Slide.Shown(operation, moment)));
    }

    /**
     * What the stage shows at a slide: the moments up to there, of the operation that is being seen.
     */
    List<TraceStep> moments(int slide) {
        return switch (slides.get(slide)) {
            case Slide.Shown(int operation, int moment) -> playback.trace(operation).subList(0, moment + 1);
            case Slide.Revealed(int operation, Question _, Question.Answer _) -> playback.trace(operation);
            case Slide.Asked _,Slide.Words _ -> List.of();
        };
    }

    /** The slide on which the last operation ends; the first, if none is shown. */
    int end() {
        for (int at = slides.size() - 1; at >= 0; at--) {
            if (slides.get(at) instanceof Slide.Shown) {
                return at;
            }
        }
        return 0;
    }

    /**
     * The slide that stands for one of another run of the same scenario: moments may be more or fewer.
     *
     * @param otherwise
     *            the slide if there is none, cut to those there are
     */
    int like(Slide wanted, int otherwise) {
        for (int at = 0; at < slides.size(); at++) {
            boolean same = switch (slides.get(at)) {
                case Slide.Words words -> words.equals(wanted);
                case Slide.Asked asked -> asked.equals(wanted);
                case Slide.Shown shown -> shown.equals(wanted);
                case Slide.Revealed(int operation, Question question, Question.Answer _) ->
                    wanted instanceof Slide.Revealed other && operation == other.operation()
                            && question.equals(other.question());
            };
            if (same) {
                return at;
            }
        }
        return Math.clamp(otherwise, 0, Math.max(0, slides.size() - 1));
    }

    /** The operation that a slide is about, or the one before it. */
    Optional<Performed> operation(int slide) {
        for (int at = slide; at >= 0; at--) {
            int found = switch (slides.get(at)) {
                case Slide.Shown(int operation, int _) -> operation;
                case Slide.Revealed(int operation, Question _, Question.Answer _) -> operation;
                case Slide.Asked(int operation, Question _) -> operation;
                case Slide.Words _ -> -1;
            };
            if (found >= 0) {
                return Optional.of(playback.performed().get(found));
            }
        }
        return Optional.empty();
    }
}
