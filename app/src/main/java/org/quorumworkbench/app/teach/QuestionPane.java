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
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.quorumworkbench.core.scenario.AnswerText;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.vote.Verdict;

/** Asks, takes the prediction, and later tells the truth and why. */
final class QuestionPane extends VBox {

    /** What a request usually returns; anything else can be typed. */
    private static final List<String> RESULTS = List.of("ok", "EIO", "ENOSPC", "ENOMEM", "cancelled", "aborted");

    private final Teaching teaching;
    private final Label question = new Label();
    private final TextField answer = new TextField();
    private final Label verdict = new Label();
    private final Label why = new Label();
    private final Runnable letGo;
    private int operation;
    private final FlowPane ways = new FlowPane(8, 8);

    /**
     * @param letGo
     *            is told before something goes that may have the focus
     */
    QuestionPane(Teaching teaching, Runnable letGo) {
        this.teaching = teaching;
        this.letGo = letGo;
        setId("teach-question");
        getStyleClass().add("teach-question");
        setSpacing(10);
        question.setWrapText(true);
        question.getStyleClass().add("teach-words");
        answer.setId("teach-answer");
        answer.setPrefColumnCount(13);
        verdict.setId("teach-verdict");
        verdict.setWrapText(true);
        verdict.getStyleClass().add("teach-words");
        why.setWrapText(true);
        why.getStyleClass().add("teach-words");
        ways.setAlignment(Pos.CENTER_LEFT);
        for (Label label : List.of(question, verdict, why)) {
            label.setMinHeight(USE_PREF_SIZE);
            label.managedProperty().bind(label.textProperty().isNotEmpty());
        }
        getChildren().addAll(question, ways, verdict, why);
    }

    /**
     * Asks.
     *
     * @param of
     *            the operation's number
     * @param children
     *            names to choose from where children are asked for
     */
    void ask(int of, Question asked, List<String> children) {
        operation = of;
        letGo.run();
        question.setText(asked.text());
        verdict.setText("");
        why.setText("");
        ways.getChildren().clear();
        Optional<Question.Answer> before = teaching.prediction(operation, asked);
        if (asked.kind().form() == Question.Form.YES_OR_NO) {
            ways.getChildren().addAll(button(asked, "teach.yes", "yes"), button(asked, "teach.no", "no"));
        } else {
            answer.setText(before.map(Object::toString).orElse(""));
            answer.setPromptText(text("teach.answer." + asked.kind().form().name().toLowerCase(Locale.ROOT)));
            answer.setAccessibleText(asked.text() + " " + answer.getPromptText());
            answer.setOnAction(event -> predict(asked, answer.getText()));
            Button give = new Button(text("teach.predict"));
            give.setId("teach-predict");
            give.setOnAction(event -> predict(asked, answer.getText()));
            choices(asked, children);
            ways.getChildren().addAll(answer, give);
        }
        before.ifPresent(given -> verdict.setText(text("teach.predicted", given)));
    }

    /** What can be clicked in place of typing; what is clicked is typed. */
    private void choices(Question asked, List<String> children) {
        switch (asked.kind()) {
            case WINNER, REPORTED, REPORT_ORDER, REWRITTEN -> {
                children.forEach(name -> ways.getChildren().add(choice(name, () -> add(name))));
                ways.getChildren().add(choice("none", () -> answer.setText("none")));
            }
            case RETURNS -> RESULTS.forEach(word -> ways.getChildren().add(choice(word, () -> answer.setText(word))));
            case VERDICT -> Stream.of(Verdict.values()).map(Verdict::word)
                    .forEach(word -> ways.getChildren().add(choice(word, () -> answer.setText(word))));
            case SUCCEEDS, HASHED, VERSIONS -> {
            }
        }
    }

    /** Children are chosen in the order in which they are clicked; once more takes one out. */
    private void add(String child) {
        List<String> names = new ArrayList<>(AnswerText.parse(Question.Form.CHILDREN, answer.getText())
                .map(given -> given instanceof Question.Answer.Children(List<String> chosen)
                        ? chosen
                        : List.<String>of())
                .orElse(List.of()));
        if (!names.remove(child)) {
            names.add(child);
        }
        answer.setText(String.join(", ", names));
    }

    private static Button choice(String word, Runnable chosen) {
        Button button = new Button(word);
        button.setId("teach-choice-" + word);
        button.getStyleClass().add("teach-choice");
        button.setMnemonicParsing(false);
        button.setOnAction(event -> chosen.run());
        return button;
    }

    private Button button(Question asked, String name, String typed) {
        Button button = new Button(text(name));
        button.setId("teach-" + typed);
        button.setOnAction(event -> predict(asked, typed));
        return button;
    }

    private void predict(Question asked, String typed) {
        if (!teaching.predict(operation, asked, typed)) {
            verdict.setText(text("teach.answer.wrong",
                    text("teach.answer." + asked.kind().form().name().toLowerCase(Locale.ROOT))));
        }
    }

    void reveal(int of, Question asked, Question.Answer truth) {
        operation = of;
        letGo.run();
        question.setText(asked.text());
        ways.getChildren().clear();
        Optional<Question.Answer> predicted = teaching.prediction(operation, asked);
        verdict.setText(predicted.map(given -> text(asked.isRight(given, truth)
                ? "teach.right"
                : "teach.wrong", given, truth)).orElse(text("teach.truth", truth)));
        // A changed scenario may turn out otherwise than its author explains.
        String otherwise = teaching.isChanged() ? text("teach.changed") : text("teach.mistaken", asked.answer());
        why.setText(asked.isRight(asked.answer(), truth) ? asked.why() : otherwise);
    }
}
