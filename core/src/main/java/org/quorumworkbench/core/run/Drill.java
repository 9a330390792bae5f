// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.scenario.Content;
import org.quorumworkbench.core.scenario.Lesson;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioChild;

/**
 * A lesson made by chance: one read of a sector, which children hold in two or three forms or
 * cannot read. The same number gives the same drill on every machine, so that a class does the same
 * ones.
 */
public final class Drill {

    private static final Pattern NAME = Pattern.compile("drill-([0-9]{1,9})");
    private static final List<Errno> ERRORS = List.of(Errno.EIO, Errno.ENOMEM, Errno.ENOSPC);
    private static final int SIZE = 8 * SECTOR;
    private static final int FIRST_BYTE = 0xA1;

    private Drill() {}

    /** The drill of a name, {@code drill-17}; empty if it is no such name. */
    public static Optional<Scenario> named(String name, LessonLibrary library) throws ConfigurationProblem {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Optional.of(of(Integer.parseInt(matcher.group(1)), library)) : Optional.empty();
    }

    /** The drill of that number. */
    public static Scenario of(int seed, LessonLibrary library) throws ConfigurationProblem {
        Scenario form = library.drillForm();
        Random random = new Random(seed);
        int count = 3 + random.nextInt(3);
        int forms = 2 + random.nextInt(2);
        List<ScenarioChild> children = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            Content content = new Content(SIZE, Content.Base.RAMP,
                    List.of(new Content.Fill(new SectorRange(1, 1), FIRST_BYTE + 0x11 * random.nextInt(forms))),
                    List.of());
            ScenarioChild child = ScenarioChild.of("c" + at, content);
            if (random.nextInt(5) == 0) {
                Errno errno = ERRORS.get(random.nextInt(ERRORS.size()));
                Fault fault = new Fault("fails", errno.name(), When.readOf(new SectorRange(1, 1)),
                        new Effect.Fails(errno));
                child = new ScenarioChild(child.name(), content, child.file(), child.fileOffset(), false, true, false,
                        false, ScenarioChild.NO_RULES, List.of(new FaultSpec(fault, true)),
                        Optional.empty());
            }
            children.add(child);
        }
        Scenario made = new Scenario("drill-" + seed, form.title().replace("#", Integer.toString(seed)), form.tags(),
                false, form.semantics(), children, form.quorum(), List.of(), List.of(), true, false, false,
                form.operations(), form.lesson(), Optional.empty(), List.of())
                .withThreshold(1 + random.nextInt(count));
        return answered(made, seed);
    }

    private static Scenario answered(Scenario made, int seed) {
        Lesson lesson = made.lesson().orElseThrow();
        List<Question.Answer> truths = Examination.of(made).asked().stream()
                .map(asked -> asked.truth().orElseThrow()).toList();
        Function<String, String> words = text -> text.replace("#", Integer.toString(seed));
        Map<String, Lesson.Words> translations = new LinkedHashMap<>();
        lesson.translations().forEach((language, other) -> translations.put(language,
                new Lesson.Words(words.apply(other.title()), other.paragraphs(), steps(other.steps(), truths),
                        other.change(), other.faults())));
        return made.withLesson(Optional.of(new Lesson(words.apply(lesson.title()), lesson.paragraphs(),
                steps(lesson.steps(), truths), lesson.change(), translations)));
    }

    /** The form has one step, with all questions. */
    private static List<Lesson.Step> steps(List<Lesson.Step> steps, List<Question.Answer> truths) {
        return steps.stream().map(step -> new Lesson.Step(step.operation(), step.before(),
                IntStream.range(0, step.asks().size()).mapToObj(at -> {
                    Question asked = step.asks().get(at);
                    return new Question(asked.kind(), asked.text(), truths.get(at), asked.why());
                }).toList(), step.after())).toList();
    }
}
