// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.story.Algorithm;
import org.quorumworkbench.core.story.DriverFunction;
import org.quorumworkbench.core.story.DriverLine;
import org.quorumworkbench.core.story.DriverSource;
import org.quorumworkbench.core.story.TraceStep;

/**
 * The algorithm in step: the functions of the driver of June 2014 that are executed in a step, in
 * this program's own words or, if a person has opened it, in the source's; the executing lines are
 * marked.
 */
final class AlgorithmPane extends VBox {

    /** Lines of the source that are shown before and after what is marked. */
    private static final int AROUND = 3;

    private final VBox functions = new VBox(10);
    private final Label note = new Label();
    private final Button open = new Button(text("teach.algorithm.open"));
    private Optional<DriverSource> source = Optional.empty();
    private List<DriverLine> marked = List.of();

    AlgorithmPane(Runnable openSource) {
        setId("teach-algorithm");
        getStyleClass().add("teach-algorithm");
        setSpacing(10);
        Label title = new Label(text("teach.algorithm"));
        title.getStyleClass().add("heading");
        title.setWrapText(true);
        note.setWrapText(true);
        note.getStyleClass().add("muted");
        open.setId("teach-algorithm-open");
        open.setOnAction(event -> openSource.run());
        LateTip.on(open, () -> text("teach.algorithm.open.tip"));
        getChildren().addAll(title, functions, note, open);
        show();
    }

    /** Shows the person's own copy of the source from now on. */
    void use(DriverSource given) {
        source = Optional.of(given);
        show();
    }

    /** Marks what is executed in these steps; nothing where no request is seen. */
    void show(Optional<Outcome> outcome, List<TraceStep> steps) {
        Set<DriverLine> lines = new LinkedHashSet<>();
        outcome.ifPresent(story -> steps.forEach(step -> lines.addAll(Algorithm.lines(story, step))));
        marked = List.copyOf(lines);
        show();
    }

    private void show() {
        functions.getChildren().clear();
        Set<DriverFunction> executed = new LinkedHashSet<>();
        marked.forEach(line -> executed.add(line.function()));
        for (DriverFunction function : executed) {
            Label name = new Label(text("teach.algorithm.function", function.driverName(),
                    Integer.toString(function.first()), Integer.toString(function.last())));
            name.getStyleClass().addAll("mono", "teach-function");
            VBox lines = new VBox(name);
            lines.getChildren().addAll(source.map(own -> sourceLines(own, function)).orElseGet(() -> words(function)));
            functions.getChildren().add(lines);
        }
        note.setText(text(marked.isEmpty() ? "teach.algorithm.none" : "teach.algorithm.note", DriverSource.REVISION));
        open.setVisible(source.isEmpty());
        open.setManaged(source.isEmpty());
    }

    private List<Label> words(DriverFunction function) {
        return function.lines().stream().map(line -> line(Integer.toString(line.first()),
                text("driver." + line.name().toLowerCase(Locale.ROOT)), marked.contains(line))).toList();
    }

    private List<Label> sourceLines(DriverSource own, DriverFunction function) {
        List<DriverLine> here = marked.stream().filter(line -> line.function() == function).toList();
        int from = here.stream().mapToInt(DriverLine::first).min().orElse(function.first()) - AROUND;
        int to = here.stream().mapToInt(DriverLine::last).max().orElse(function.last()) + AROUND;
        List<String> all = own.of(function);
        List<Label> lines = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            int number = function.first() + at;
            if (number >= from && number <= to) {
                lines.add(line(Integer.toString(number), all.get(at).stripTrailing(),
                        here.stream().anyMatch(line -> number >= line.first() && number <= line.last())));
            }
        }
        return lines;
    }

    private static Label line(String number, String words, boolean isMarked) {
        Label label = new Label((isMarked ? "\u25B6 " : "  ") + number + "  " + words);
        label.getStyleClass().addAll("mono", "teach-code");
        label.setMaxWidth(Double.MAX_VALUE);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        if (isMarked) {
            label.getStyleClass().add("teach-executing");
            label.setAccessibleText(text("teach.algorithm.executing", number, words));
        }
        return label;
    }

    /** The numbers of the lines that are marked: the first of each. */
    List<Integer> markedLines() {
        return marked.stream().map(DriverLine::first).toList();
    }
}
