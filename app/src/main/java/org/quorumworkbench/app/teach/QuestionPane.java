// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.quorumworkbench.core.scenario.AnswerText;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.scenario.Question.Answer;
import org.quorumworkbench.core.vote.Verdict;

/** Asks, takes the prediction, and later tells the truth and why. */
final class QuestionPane extends VBox {

    /** What a request usually returns; anything else can be typed. */
    private static final List<String> RESULTS = List.of("ok", "EIO", "ENOSPC", "ENOMEM", "cancelled", "aborted");

    private static final int MOST_VERSIONS = 5;

    private final Teaching teaching;
    private final Label question = new Label();
    private final TextField answer = new TextField();
    private final Label verdict = new Label();
    private final Label why = new Label();
    private final Runnable letGo;
    private final FlowPane ways = new FlowPane(8, 6);
    private final List<ButtonBase> choices = new ArrayList<>();
    private List<String> children = List.of();
    private Optional<Slide.Asked> asked = Optional.empty();

    /**
     * @param letGo
     *            is told before something goes that may have the focus
     */
    QuestionPane(Teaching teaching, Runnable letGo) {
        this.teaching = teaching;
        this.letGo = letGo;
        setId("teach-question");
        getStyleClass().add("teach-question");
        question.getStyleClass().add("teach-words");
        answer.setId("teach-answer");
        answer.setPrefColumnCount(12);
        verdict.setId("teach-verdict");
        verdict.getStyleClass().addAll("teach-words", "teach-verdict");
        why.getStyleClass().add("teach-words");
        why.setId("teach-why");
        ways.setAlignment(Pos.CENTER_LEFT);
        for (Label label : List.of(question, verdict, why)) {
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
            label.managedProperty().bind(label.textProperty().isNotEmpty());
        }
        answer.textProperty().addListener((property, before, now) -> {
            asked.ifPresent(slide -> teaching.draft(slide, now));
            showChosen();
        });
        ways.managedProperty().bind(ways.visibleProperty());
        getChildren().addAll(question, ways, verdict, why);
    }

    /**
     * Asks.
     *
     * @param names
     *            of the children to choose from
     */
    void ask(Slide.Asked slide, List<String> names) {
        letGo.run();
        asked = Optional.empty();
        children = names;
        Question.Kind kind = slide.question().kind();
        question.setText(slide.question().text());
        verdict.setText("");
        why.setText("");
        ways.setVisible(true);
        ways.getChildren().clear();
        choices.clear();
        Optional<Answer> before = teaching.prediction(slide);
        if (kind.form() == Question.Form.YES_OR_NO) {
            say("yes", "teach.yes");
            say("no", "teach.no");
        } else {
            choices(kind);
            answer.setText(before.map(Object::toString).orElse(""));
            answer.setPromptText(text("teach.answer." + kind.form().name().toLowerCase(Locale.ROOT)));
            answer.setAccessibleText(slide.question().text() + " " + answer.getPromptText());
            answer.setOnAction(event -> give());
            Button give = new Button(text("teach.predict"));
            give.setId("teach-predict");
            give.setOnAction(event -> give());
            ways.getChildren().addAll(answer, give);
        }
        asked = Optional.of(slide);
        showChosen();
        before.ifPresent(given -> verdict.setText(text("teach.predicted", StepWords.of(given))));
    }

    private void say(String word, String name) {
        Button button = new Button(text(name));
        button.setId("teach-" + word);
        button.setOnAction(event -> predict(word));
        choices.add(button);
        ways.getChildren().add(button);
    }

    /** What can be clicked in place of typing; what is clicked is typed. */
    private void choices(Question.Kind kind) {
        Stream<String> words = switch (kind) {
            case WINNER, REPORTED, REPORT_ORDER, REWRITTEN -> Stream.concat(children.stream(), Stream.of("none"));
            case RETURNS -> RESULTS.stream();
            case VERDICT -> Stream.of(Verdict.values()).filter(verdict -> verdict != Verdict.DIFFERS)
                    .map(Verdict::word);
            case VERSIONS -> Stream.iterate(1, number -> number <= MOST_VERSIONS, number -> number + 1)
                    .map(number -> Integer.toString(number));
            case SUCCEEDS, HASHED -> Stream.of();
        };
        words.forEach(word -> {
            ToggleButton button = new ToggleButton(word.equals("none") ? text("answer.none") : StepWords.word(word));
            button.setId("teach-choice-" + word);
            button.getStyleClass().add("teach-choice");
            button.setUserData(word);
            button.setMnemonicParsing(false);
            button.setOnAction(event -> chosen(kind, word));
            choices.add(button);
            ways.getChildren().add(button);
        });
    }

    /** Children are chosen in the order in which they are clicked; once more takes one out. */
    private void chosen(Question.Kind kind, String word) {
        boolean many = kind.form() == Question.Form.CHILDREN || kind.form() == Question.Form.SEQUENCE;
        if (!many || word.equals("none")) {
            answer.setText(word);
            return;
        }
        List<String> names = new ArrayList<>(typed());
        if (!names.remove(word)) {
            names.add(word);
        }
        answer.setText(String.join(", ", names));
    }

    private List<String> typed() {
        return AnswerText.parse(Question.Form.CHILDREN, answer.getText())
                .map(given -> given instanceof Answer.Children(List<String> names) ? names : List.<String>of())
                .orElse(List.of());
    }

    private void showChosen() {
        List<String> names = typed();
        for (ButtonBase choice : choices) {
            if (choice instanceof ToggleButton toggle) {
                toggle.setSelected(names.contains(String.valueOf(toggle.getUserData()))
                        || answer.getText().strip().equals(toggle.getUserData()));
            }
        }
    }

    /** Presses the choice of that number, from 0; false if nothing is asked that has one. */
    boolean choose(int number) {
        if (asked.isEmpty() || number >= choices.size()) {
            return false;
        }
        choices.get(number).fire();
        return true;
    }

    /** Says yes or no; false if that is not asked for. */
    boolean sayYesOrNo(boolean yes) {
        if (asked.filter(slide -> slide.question().kind().form() == Question.Form.YES_OR_NO).isEmpty()) {
            return false;
        }
        predict(yes ? "yes" : "no");
        return true;
    }

    /** Gives what was chosen or typed; false if there is nothing. */
    boolean give() {
        if (asked.isEmpty() || answer.getText().isBlank() || !ways.getChildren().contains(answer)) {
            return false;
        }
        predict(answer.getText());
        return true;
    }

    private void predict(String typed) {
        asked.ifPresent(slide -> {
            Optional<String> wrong = teaching.predict(slide, typed, children);
            wrong.ifPresent(verdict::setText);
        });
    }

    void reveal(Slide.Revealed slide) {
        letGo.run();
        asked = Optional.empty();
        question.setText(slide.question().text());
        ways.setVisible(false);
        ways.getChildren().clear();
        choices.clear();
        Answer truth = slide.truth();
        Optional<Answer> predicted = teaching.prediction(slide);
        verdict.setText(predicted.map(given -> text(slide.question().isRight(given, truth)
                ? "teach.right"
                : "teach.wrong", StepWords.of(given), StepWords.of(truth)))
                .orElse(text("teach.truth", StepWords.of(truth))));
        verdict.getStyleClass().removeAll("teach-good", "teach-bad");
        predicted.ifPresent(given -> verdict.getStyleClass()
                .add(slide.question().isRight(given, truth) ? "teach-good" : "teach-bad"));
        // A changed scenario may turn out otherwise than its author explains.
        String otherwise = teaching.isChanged()
                ? text("teach.changed")
                : text("teach.mistaken", StepWords.of(slide.question().answer()));
        why.setText(slide.question().isRight(slide.question().answer(), truth) ? slide.question().why() : otherwise);
    }

    /** What is asked, or told, in a sentence. */
    String sentence() {
        return String.join(" ", Stream.of(question.getText(), verdict.getText(), why.getText())
                .filter(words -> !words.isEmpty()).toList());
    }
}
