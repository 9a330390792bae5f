// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.app.model.MemberWords;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.run.ChildBlocks;
import org.quorumworkbench.core.run.Performed;
import org.quorumworkbench.core.run.Playback;
import org.quorumworkbench.core.run.ScenarioRun;
import org.quorumworkbench.core.scenario.Lesson;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.Transcript.Detail;
import org.quorumworkbench.core.story.TraceStep;

/**
 * A scenario that was run, cut into slides. Immutable.
 *
 * @param sectorReads
 *            for each read of several sectors, by operation: the same read sector by sector
 * @param contents
 *            what the children hold where an operation reaches, by operation, before it and after
 *            it
 */
record SlideDeck(Playback playback, List<Slide> slides, Map<Integer, List<SectorRead>> sectorReads,
        Map<Integer, Contents> contents) {

    /** More sectors than these are not read one by one: a person does not look at more. */
    private static final int MOST_SECTORS = 32;

    /** A page of text holds no more characters than can be read from the last row. */
    private static final int MOST_CHARACTERS = 500;

    /** What the gap below a paragraph and its last line cost, in characters. */
    private static final int GAP = 60;

    /**
     * One sector read alone.
     *
     * @param outcome
     *            the quorum's own story of it
     */
    record SectorRead(long sector, Outcome outcome) {}

    /** What the children held before an operation, and after it. */
    record Contents(List<ChildBlocks> before, List<ChildBlocks> after) {
        Contents {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    SlideDeck {
        slides = List.copyOf(slides);
        sectorReads = Map.copyOf(sectorReads);
        contents = Map.copyOf(contents);
    }

    /** Runs the scenario; takes its time, so never on the JavaFX thread. */
    static SlideDeck of(Scenario scenario) {
        Playback playback = Playback.of(scenario, Optional.empty());
        Map<Integer, List<SectorRead>> reads = new HashMap<>();
        Map<Integer, Contents> contents = new HashMap<>();
        for (Performed performed : playback.performed()) {
            List<SectorRead> sectors = sectorReads(playback, performed);
            if (!sectors.isEmpty()) {
                reads.put(performed.index(), sectors);
            }
            SectorRange range = range(performed.operation());
            if (!range.isEmpty()) {
                contents.put(performed.index(), new Contents(ChildBlocks.at(playback, performed.index(), range),
                        writes(performed) ? ChildBlocks.at(playback, performed.index() + 1, range) : List.of()));
            }
        }
        return new SlideDeck(playback, new Slides(playback).list(), reads, contents);
    }

    private static boolean writes(Performed performed) {
        return switch (performed.operation().asked()) {
            case Operation.Write _,Operation.WriteData _,Operation.WriteZeroes _ -> true;
            default -> false;
        };
    }

    /** The sectors that a request reaches; none if it is none. */
    private static SectorRange range(Operation operation) {
        return switch (operation.asked()) {
            case Operation.Read(long offset, int length) -> SectorRange.ofBytes(offset, length);
            case Operation.Examine(long offset, int length) -> SectorRange.ofBytes(offset, length);
            case Operation.Write(long offset, int length, int _, boolean _) -> SectorRange.ofBytes(offset, length);
            case Operation.WriteData(long offset, int length, String _, boolean _) ->
                SectorRange.ofBytes(offset, length);
            case Operation.WriteZeroes(long offset, long length, boolean _, boolean _) ->
                SectorRange.ofBytes(offset, length);
            default -> new SectorRange(0, 0);
        };
    }

    private static List<SectorRead> sectorReads(Playback playback, Performed performed) {
        SectorRange range = writes(performed) ? new SectorRange(0, 0) : range(performed.operation());
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

    /** The pages, in order. */
    private static final class Slides {
        private final Playback playback;
        private final List<Slide> slides = new ArrayList<>();

        Slides(Playback playback) {
            this.playback = playback;
        }

        List<Slide> list() {
            Optional<Lesson> lesson = playback.scenario().lesson();
            if (lesson.isEmpty()) {
                playback.performed().forEach(done -> shown(done.index(), List.of()));
                return slides;
            }
            words(lesson.get().title(), lesson.get().paragraphs());
            for (Lesson.Step step : lesson.get().steps()) {
                Optional<Performed> done = step.operation().filter(at -> at < playback.performed().size())
                        .map(playback.performed()::get);
                String heading = done.map(performed -> StepWords.of(performed.operation()))
                        .orElse(lesson.get().title());
                words(heading, step.before());
                done.ifPresent(performed -> {
                    for (int number = 0; number < step.asks().size(); number++) {
                        slides.add(new Slide.Asked(performed.index(), number, step.asks().get(number)));
                    }
                    shown(performed.index(), step.asks());
                    words(heading, said(performed));
                });
                words(heading, step.after());
            }
            for (int number = 0; number < lesson.get().change().size(); number++) {
                slides.add(new Slide.Try(number, lesson.get().change().get(number)));
            }
            return slides;
        }

        /** What members say; nothing of any other operation. */
        private static List<String> said(Performed performed) {
            return performed.result().detail() instanceof Detail.Identified identified
                    ? identified.evidence().stream().map(new MemberWords(identified.children()::get)::evidence)
                            .toList()
                    : List.of();
        }

        /** As many paragraphs on a page as can be read there. */
        private void words(String heading, List<String> paragraphs) {
            List<String> page = new ArrayList<>();
            int length = 0;
            for (String paragraph : paragraphs) {
                if (!page.isEmpty() && length + paragraph.length() + GAP > MOST_CHARACTERS) {
                    slides.add(new Slide.Words(heading, page));
                    page.clear();
                    length = 0;
                }
                page.add(paragraph);
                length += paragraph.length() + GAP;
            }
            if (!page.isEmpty()) {
                slides.add(new Slide.Words(heading, page));
            }
        }

        private void shown(int operation, List<Question> asks) {
            List<TraceStep> trace = playback.trace(operation);
            Optional<Outcome> outcome = playback.performed().get(operation).outcome();
            int from = 0;
            for (int to : Scenes.ends(trace)) {
                slides.add(new Slide.Shown(operation, from, to));
                for (int number = 0; number < asks.size(); number++) {
                    Question asked = asks.get(number);
                    int visible = Scenes.visible(asked.kind(), trace);
                    if (visible >= from && visible < to && outcome.isPresent()) {
                        slides.add(new Slide.Revealed(operation, to, number, asked, asked.truth(outcome.get())));
                    }
                }
                from = to;
            }
        }
    }

    /** What the stage shows at a slide: the steps up to there, of the operation that is being seen. */
    List<TraceStep> steps(int slide) {
        return switch (slides.get(slide)) {
            case Slide.Shown(int operation, int _, int to) -> playback.trace(operation).subList(0, to);
            case Slide.Revealed(int operation, int to, int _, Question _, Question.Answer _) ->
                playback.trace(operation).subList(0, to);
            case Slide.Asked _,Slide.Words _,Slide.Try _ -> List.of();
        };
    }

    /** The steps that are new at a slide. */
    List<TraceStep> fresh(int slide) {
        return slides.get(slide) instanceof Slide.Shown(int operation, int from, int to)
                ? playback.trace(operation).subList(from, to)
                : List.of();
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

    /** The next slide that is worth stopping at: words, a question, a count or an end. */
    int worthSeeing(int slide) {
        for (int at = slide + 1; at < slides.size(); at++) {
            List<TraceStep> fresh = fresh(at);
            if (!(slides.get(at) instanceof Slide.Shown) || fresh.stream().anyMatch(
                    step -> step instanceof TraceStep.Counted || step instanceof TraceStep.Ended)) {
                return at;
            }
        }
        return slides.size() - 1;
    }

    /**
     * The slide that stands for one of another run of the same scenario: steps may be more or fewer.
     *
     * @param otherwise
     *            the slide if there is none, cut to those there are
     */
    int like(Slide wanted, int otherwise) {
        for (int at = 0; at < slides.size(); at++) {
            boolean same = switch (slides.get(at)) {
                case Slide.Revealed(int operation, int _, int _, Question question, Question.Answer _) ->
                    wanted instanceof Slide.Revealed other && operation == other.operation()
                            && question.equals(other.question());
                case Slide other -> other.equals(wanted);
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
                case Slide.Shown shown -> shown.operation();
                case Slide.Revealed revealed -> revealed.operation();
                case Slide.Asked asked -> asked.operation();
                case Slide.Words _,Slide.Try _ -> -1;
            };
            if (found >= 0) {
                return Optional.of(playback.performed().get(found));
            }
        }
        return Optional.empty();
    }

    /** The page's heading: the operation that is seen, the text's own, or what is to be done. */
    String heading(int slide) {
        return switch (slides.get(slide)) {
            case Slide.Words(String title, List<String> _) -> title;
            case Slide.Try _ -> text("teach.change");
            default -> operation(slide).map(done -> StepWords.of(done.operation())).orElse("");
        };
    }
}
