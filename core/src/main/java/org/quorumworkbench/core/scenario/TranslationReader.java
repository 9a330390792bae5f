// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OptionGroup;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.scenario.Lesson.Step;

/**
 * Reads a lesson's words in another language: the same steps, questions and exercises, without what
 * a language does not change.
 */
final class TranslationReader {

    private final Lesson lesson;

    TranslationReader(Lesson lesson) {
        this.lesson = lesson;
    }

    Lesson.Words read(Fields words) throws ConfigurationProblem {
        List<Step> steps = new ArrayList<>();
        List<Fields> written = same(words, "steps", lesson.steps().size());
        for (int at = 0; at < written.size(); at++) {
            steps.add(step(written.get(at), lesson.steps().get(at)));
        }
        List<Exercise> change = new ArrayList<>();
        List<Fields> exercises = words.groupsOrTexts("change", "text");
        count(words, "change", exercises.size(), lesson.change().size());
        for (int at = 0; at < exercises.size(); at++) {
            Fields one = exercises.get(at);
            change.add(lesson.change().get(at).inWords(one.text("text"), one.group().text("solution").orElse("")));
            one.refuseOthers();
        }
        Map<String, String> faults = new LinkedHashMap<>();
        Optional<OptionGroup> titles = words.group().group("faults");
        if (titles.isPresent()) {
            for (String title : titles.get().asValue().members().keySet()) {
                faults.put(title, titles.get().text(title).orElse(title));
            }
        }
        Lesson.Words read = new Lesson.Words(words.text("title"), words.texts("paragraphs"), steps, change, faults);
        words.refuseOthers();
        return read;
    }

    private static Step step(Fields words, Step step) throws ConfigurationProblem {
        List<Question> asks = new ArrayList<>();
        List<Fields> written = same(words, "ask", step.asks().size());
        for (int at = 0; at < written.size(); at++) {
            asks.add(step.asks().get(at).inWords(written.get(at).text("question"), written.get(at).text("why")));
            written.get(at).refuseOthers();
        }
        Step read = new Step(step.operation(), words.texts("before"), asks, words.texts("after"));
        words.refuseOthers();
        return read;
    }

    private static List<Fields> same(Fields words, String key, int count) throws ConfigurationProblem {
        List<Fields> written = words.groups(key);
        count(words, key, written.size(), count);
        return written;
    }

    private static void count(Fields words, String key, int found, int count) throws ConfigurationProblem {
        if (found != count) {
            throw words.group().problem(key,
                    Wording.of("there are {0} of them here, and {1} in the lesson", found, count),
                    Wording.of("Translate each, in the same order."));
        }
    }
}
