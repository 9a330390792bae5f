// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.run.Explanation;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioReader;
import org.quorumworkbench.ui.Resources;

/** A lesson at the window: steps, predictions, the truth, and changing it oneself. */
class TeachTest extends WindowTest {

    private void choose(String lesson) {
        robot.interact(() -> robot.lookup("#perspective-teach").queryAs(ToggleButton.class).fire());
        await("the lessons", () -> !lessons().getItems().isEmpty());
        robot.interact(() -> lessons().getSelectionModel().select(lessons().getItems().stream()
                .filter(scenario -> scenario.id().equals(lesson)).findFirst().orElseThrow()));
        await(lesson, () -> workbench.teaching().original().filter(now -> now.id().equals(lesson)).isPresent()
                && text("teach-place").startsWith("1 of"));
    }

    private ListView<Scenario> lessons() {
        return robot.lookup("#teach-lessons").query();
    }

    private void step() {
        robot.interact(() -> robot.lookup("#teach-step").queryAs(Button.class).fire());
    }

    private void stepTo(Class<? extends Slide> kind) {
        do {
            step();
        } while (!kind.isInstance(workbench.teaching().slide().orElseThrow()));
    }

    private String label(String id) {
        return robot.lookup("#" + id).queryAs(Label.class).getText();
    }

    @Test
    void aLessonGoesFromStartToEndWithAWrongPredictionAndAnotherTurnOut() {
        choose("tie");
        assertTrue(label("teach-heading").startsWith("A tie"), label("teach-heading"));
        stepTo(Slide.Asked.class);
        robot.interact(() -> robot.lookup("#teach-no").queryAs(Button.class).fire());
        robot.interact(() -> robot.lookup("#teach-answer").queryAs(TextField.class).setText("c0 c1"));
        robot.interact(() -> robot.lookup("#teach-predict").queryAs(Button.class).fire());
        robot.interact(() -> robot.lookup("#teach-answer").queryAs(TextField.class).setText("c1, c0"));
        robot.interact(() -> robot.lookup("#teach-predict").queryAs(Button.class).fire());
        assertTrue(workbench.teaching().slide().orElseThrow() instanceof Slide.Shown);
        stepTo(Slide.Revealed.class);
        int winner = workbench.teaching().positionProperty().get();
        assertEquals("You said c0, c1. The engine says: c2, c3.", label("teach-verdict"));
        stepTo(Slide.Revealed.class);
        assertEquals("You said no. The engine says: yes.", label("teach-verdict"));
        assertTrue(label("teach-result").contains("succeeds"), label("teach-result"));
        assertEquals("Reported, in this order: c1, c0", label("teach-reported"));
        step();
        assertEquals("Right: c1, c0.", label("teach-verdict"));
        robot.interact(() -> robot.lookup("#teach-back").queryAs(Button.class).fire());
        assertTrue(label("teach-verdict").startsWith("You said no"), label("teach-verdict"));
        robot.interact(() -> workbench.teaching().seek(winner));

        robot.interact(() -> robot.lookup("#teach-fails-c3").queryAs(CheckBox.class).fire());
        await("another winner", () -> label("teach-verdict").contains("The engine says: c0, c1")
                || label("teach-verdict").equals("Right: c0, c1."));
        robot.interact(() -> robot.lookup("#teach-threshold").<Spinner<Integer>>query().getValueFactory().setValue(4));
        await("no winner", () -> label("teach-verdict").contains("The engine says: none"));
        robot.interact(() -> robot.lookup("#teach-as-written").queryAs(Button.class).fire());
        await("as it was", () -> label("teach-verdict").contains("The engine says: c2, c3"));

        robot.interact(() -> workbench.teaching().seek(Integer.MAX_VALUE));
        assertEquals("Now change it yourself", label("teach-heading"));
    }

    @Test
    void theSameReadIsShownSectorBySectorWhenItHasEnded() {
        choose("one-request");
        assertTrue(robot.lookup(".teach-sector").queryAll().isEmpty());
        stepTo(Slide.Revealed.class);
        stepTo(Slide.Revealed.class);
        assertFalse(robot.lookup(".teach-sector").queryAll().isEmpty());
    }

    @Test
    void pointStepsCommaGoesBackAndSpacePlaysToTheNextQuestion() {
        choose("unanimity");
        robot.interact(() -> lessons().requestFocus());
        robot.push(KeyCode.PERIOD);
        assertTrue(text("teach-place").startsWith("2 of"), text("teach-place"));
        robot.push(KeyCode.COMMA);
        assertTrue(text("teach-place").startsWith("1 of"), text("teach-place"));
        robot.push(KeyCode.SPACE);
        await("the question", () -> workbench.teaching().slide().orElseThrow() instanceof Slide.Asked);
        await("it waits", () -> accessible("teach-play").startsWith("Play"));
    }

    @Test
    void theReadThatIsLookedAtIsShownInSlowMotion() {
        robot.interact(model.reading()::nextRange);
        awaitRange(8, 8);
        robot.interact(workbench::focusBytes);
        robot.push(KeyCode.CONTROL, KeyCode.T);
        await("the read", () -> label("teach-heading").contains("8 to 15"));
        await("its end", () -> !label("teach-result").isEmpty());
        assertTrue(label("teach-reported").contains("c2"), label("teach-reported"));
        robot.push(KeyCode.F2);
        assertTrue(isShown("hex-rows"));
    }

    @Test
    void aSavedLessonThatIsOpenedIsTaught(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.quorum-scenario");
        try (InputStream template = Resources.url("guide/template.quorum-scenario").openStream()) {
            Files.copy(template, file);
        }
        robot.interact(() -> workbench.opening().open(List.of(file.toString())));
        await("the lesson", () -> robot.lookup("#teach-heading").tryQuery().isPresent()
                && label("teach-heading").equals("My lesson"));
    }

    @Test
    void theKeysAreHeardAfterAChangeAndAPredictionAndPageKeysMoveTheLessonAlone() {
        choose("tie");
        robot.interact(() -> robot.lookup("#teach-fails-c0").queryAs(CheckBox.class).requestFocus());
        robot.push(KeyCode.SPACE);
        await("changed", () -> !robot.lookup("#teach-as-written").queryAs(Button.class).isDisabled());
        robot.push(KeyCode.PERIOD);
        assertTrue(text("teach-place").startsWith("2 of"), text("teach-place"));
        stepTo(Slide.Asked.class);
        robot.interact(() -> robot.lookup("#teach-no").queryAs(Button.class).requestFocus());
        robot.push(KeyCode.SPACE);
        int at = workbench.teaching().positionProperty().get();
        robot.push(KeyCode.PAGE_DOWN);
        assertEquals(at + 1, workbench.teaching().positionProperty().get());
        assertEquals(new SectorRange(0, 8), model.reading().rangeProperty().get());
        robot.interact(() -> lessons().requestFocus());
        robot.push(KeyCode.F2);
        assertTrue(isShown("hex-rows"));
    }

    @Test
    void theGuideAndItsTemplateComeFromTheHelpMenu(@TempDir Path folder) {
        Path file = folder.resolve("mine.quorum-scenario");
        saving = Optional.of(file);
        perform("Teach, and write a lesson");
        await("the guide", () -> robot.lookup("#guide-template").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#guide-template").queryAs(Button.class).fire());
        await("saved", () -> Files.exists(file) && model.messages().noticeProperty().get().isPresent());
        robot.interact(() -> robot.lookup("#guide").query().getScene().getWindow().hide());
        robot.interact(() -> workbench.opening().open(List.of(file.toString())));
        await("the lesson", () -> robot.lookup("#teach-heading").tryQuery().isPresent()
                && label("teach-heading").equals("My lesson"));
    }

    @Test
    void plusPlaysFasterAndMinusSlower() {
        choose("unanimity");
        robot.interact(() -> lessons().requestFocus());
        double before = speed();
        robot.push(KeyCode.ADD);
        assertTrue(speed() > before);
        robot.push(KeyCode.SUBTRACT);
        assertEquals(before, speed(), 1e-9);
    }

    @Test
    void anAnswerIsPutTogetherByClickingChildrenInTheirOrder() {
        choose("tie");
        do {
            step();
        } while (robot.lookup("#teach-choice-c1").tryQuery().isEmpty());
        for (String name : List.of("c1", "c3", "c0", "c3")) {
            robot.interact(() -> robot.lookup("#teach-choice-" + name).queryAs(ToggleButton.class).fire());
        }
        assertEquals("c1, c0", robot.lookup("#teach-answer").queryAs(TextField.class).getText());
    }

    @Test
    void childrenThatVoteInAnotherOrderGiveAnotherWinnerOfATie() {
        choose("tie");
        stepTo(Slide.Revealed.class);
        assertTrue(label("teach-verdict").contains("The engine says: c2, c3"), label("teach-verdict"));
        robot.interact(() -> {
            Button later = robot.lookup("#teach-later-c1").query();
            later.fire();
            // Before the first change is shown.
            later.fire();
        });
        await("c1 after c2 and c3", () -> robot.lookup("#teach-later-c1").queryAs(Button.class).isDisabled());
        assertTrue(label("teach-verdict").contains("The engine says: c2, c3"), label("teach-verdict"));
    }

    @Test
    void theWholeScenarioIsChangedAsTextAndAMistakeIsNamedWithItsLine() {
        choose("blkverify");
        robot.interact(() -> robot.lookup("#teach-edit").queryAs(Button.class).fire());
        TextArea area = robot.lookup("#teach-text").query();
        String written = area.getText();
        robot.interact(() -> area.setText(written.replace("\"blkverify\"", "\"blkverrify\" oh")));
        robot.interact(() -> robot.lookup("#teach-text-run").queryAs(Button.class).fire());
        await("the mistake", () -> label("teach-text-problem").matches("(?s).*:[0-9]+:[0-9]+: .*"));
        robot.interact(() -> area.setText(written.replaceAll("\"blkverify\"\\s*:\\s*true", "\"blkverify\": false")));
        robot.interact(() -> robot.lookup("#teach-text-run").queryAs(Button.class).fire());
        await("the lecture", () -> robot.lookup("#teach-text").tryQuery().isEmpty());
        await("the change", () -> !robot.lookup("#teach-as-written").queryAs(Button.class).isDisabled());
    }

    @Test
    void anAnswerThatWasChosenIsGivenByGoingOnAndTheFocusStaysOutOfTheSettings() {
        choose("tie");
        do {
            step();
        } while (robot.lookup("#teach-choice-c1").tryQuery().isEmpty());
        int asked = workbench.teaching().positionProperty().get();
        robot.interact(() -> robot.lookup("#teach-choice-c1").queryAs(ToggleButton.class).requestFocus());
        robot.interact(() -> robot.lookup("#teach-choice-c1").queryAs(ToggleButton.class).fire());
        robot.push(KeyCode.PAGE_DOWN);
        assertEquals("teach-page", focused());
        robot.interact(() -> workbench.teaching().seek(asked));
        assertEquals("You said: c1", label("teach-verdict"));
    }

    private String focused() {
        return String.valueOf(workbench.scene().getFocusOwner().getId());
    }

    @Test
    void digitsAndLettersAnswer() {
        choose("tie");
        stepTo(Slide.Asked.class);
        robot.interact(() -> lessons().requestFocus());
        robot.push(KeyCode.N);
        robot.push(KeyCode.DIGIT3);
        robot.push(KeyCode.DIGIT4);
        assertEquals("c2, c3", robot.lookup("#teach-answer").queryAs(TextField.class).getText());
        robot.push(KeyCode.PERIOD);
        stepTo(Slide.Revealed.class);
        assertEquals("Right: c2, c3.", label("teach-verdict"));
    }

    @Test
    void beforeARoomOnlyTheStageIsShown() {
        choose("tie");
        robot.interact(() -> lessons().requestFocus());
        robot.push(KeyCode.F11);
        assertTrue(workbench.teaching().presentingProperty().get());
        assertTrue(robot.lookup("#teach-lessons").tryQuery().isEmpty());
        assertFalse(robot.lookup("#status").query().isVisible());
        robot.push(KeyCode.PAGE_DOWN);
        assertEquals(1, workbench.teaching().positionProperty().get());
        robot.push(KeyCode.ESCAPE);
        assertFalse(workbench.teaching().presentingProperty().get());
        assertTrue(isShown("teach-lessons"));
    }

    @Test
    void anExerciseIsTriedWithAButtonAndTakenBack() {
        choose("tie");
        robot.interact(() -> workbench.teaching().seek(Integer.MAX_VALUE));
        robot.interact(() -> robot.lookup("#teach-try").queryAs(Button.class).fire());
        await("the attempt", () -> !robot.lookup("#teach-as-written").queryAs(Button.class).isDisabled());
        robot.interact(() -> workbench.teaching().seek(Integer.MAX_VALUE));
        assertTrue(label("teach-words").startsWith("All three fail"), label("teach-words"));
        robot.interact(() -> robot.lookup("#teach-as-written").queryAs(Button.class).fire());
        await("the exercise again", () -> workbench.teaching().slide().orElseThrow() instanceof Slide.Try);
    }

    @Test
    void theAlgorithmIsMarkedInStep() {
        choose("tie");
        stepTo(Slide.Shown.class);
        robot.interact(() -> lessons().requestFocus());
        robot.push(KeyCode.A);
        assertTrue(robot.lookup(".teach-executing").queryAllAs(Label.class).stream()
                .anyMatch(line -> line.getText().contains("566")));
    }

    @Test
    void theTwoDriversStandSideBySide() {
        choose("flush-2014");
        robot.interact(() -> robot.lookup("#teach-compare-open").queryAs(Button.class).fire());
        await("both", () -> robot.lookup("#teach-compare-sum").tryQuery().isPresent());
        assertTrue(label("teach-compare-sum").contains("differ"), label("teach-compare-sum"));
    }

    @Test
    void aPersonIsTheQuorumAndEveryMoveIsGraded() {
        choose("tie");
        robot.interact(() -> robot.lookup("#teach-game-open").queryAs(Button.class).fire());
        for (String move : List.of("yes", "no", "head", "A", "A")) {
            robot.interact(() -> robot.lookup("#teach-move-" + move).queryAs(Button.class).fire());
        }
        assertEquals("You said A. The engine says: a new one, at the head.", label("teach-game-verdict"));
        assertEquals("4 of 5 right", label("teach-game-score"));
    }

    /** Presses the mouse on a node, and lets it go over the middle of another. */
    private void carry(String what, Supplier<Node> to) {
        robot.interact(() -> {
            Node card = robot.lookup(what).query();
            Point2D from = middle(card);
            Point2D end = middle(to.get());
            for (EventType<MouseEvent> kind : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_DRAGGED,
                    MouseEvent.MOUSE_RELEASED)) {
                Point2D at = kind == MouseEvent.MOUSE_PRESSED ? from : end;
                card.fireEvent(new MouseEvent(kind, at.getX(), at.getY(), at.getX(), at.getY(), MouseButton.PRIMARY, 1,
                        false, false, false, false, true, false, false, false, false, false, null));
            }
        });
    }

    private static Point2D middle(Node node) {
        Bounds bounds = node.localToScene(node.getBoundsInLocal());
        return new Point2D(bounds.getCenterX(), bounds.getCenterY());
    }

    @Test
    void aVoteIsCarriedToItsVersion() {
        choose("tie");
        robot.interact(() -> robot.lookup("#teach-game-open").queryAs(Button.class).fire());
        for (String move : List.of("yes", "no", "head")) {
            robot.interact(() -> robot.lookup("#teach-move-" + move).queryAs(Button.class).fire());
        }
        assertEquals("3 of 3 right", label("teach-game-score"));
        carry("#teach-child-c1", () -> robot.lookup("#teach-child-c0").query());
        assertEquals("3 of 3 right", label("teach-game-score"), "there is no version there");
        carry("#teach-child-c1", () -> robot.lookup(".teach-version").query());
        assertEquals("Right: A.", label("teach-game-verdict"));
        assertEquals("4 of 4 right", label("teach-game-score"));
    }

    @Test
    void aGoalIsReachedInASandboxAndSavedAsALesson(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.quorum-scenario");
        saving = Optional.of(file);
        choose("tie");
        robot.interact(() -> robot.lookup("#teach-sandbox-open").queryAs(Button.class).fire());
        robot.interact(() -> robot.lookup("#teach-goal-judge").queryAs(Button.class).fire());
        await("not yet", () -> label("teach-sandbox-verdict").equals("Not yet."));
        for (int child = 0; child < 3; child++) {
            int at = child;
            robot.interact(() -> robot.lookup("#teach-cell-" + at + "-" + at).queryAs(Button.class).fire());
        }
        robot.interact(() -> robot.lookup("#teach-goal-judge").queryAs(Button.class).fire());
        await("reached", () -> label("teach-sandbox-verdict").startsWith("Reached"));
        robot.interact(() -> robot.lookup("#teach-sandbox-save").queryAs(Button.class).fire());
        await("saved", () -> Files.exists(file));
        await("it is said", () -> model.messages().noticeProperty().get().isPresent());
        assertEquals(Notice.Kind.INFORMATION, model.messages().noticeProperty().get().orElseThrow().kind());
        assertEquals(List.of(),
                Explanation.mistakes(ScenarioReader.file(file).scenarios().getFirst()));
    }

    @Test
    void theAnswersAreSavedToBeHandedInAndThatIsSaid(@TempDir Path folder) {
        Path file = folder.resolve("mine.quorum-answers");
        saving = Optional.of(file);
        choose("tie");
        robot.interact(() -> robot.lookup("#teach-hand-in").queryAs(Button.class).fire());
        await("it is said", () -> model.messages().noticeProperty().get().isPresent());
        assertEquals(new Notice(Notice.Kind.INFORMATION, "The answers are saved in " + file + ", to be handed in."),
                model.messages().noticeProperty().get().orElseThrow());
        assertTrue(Files.exists(file));
    }

    @Test
    void everyPageOfTheGuideComesFromTheHelpMenu() {
        for (String page : List.of("Two disks of a mirror disagree: what now?",
                "From a report to a repaired mirror, and back", "Your VM on a lying disk",
                "For the driver developer", "Teach, and write a lesson")) {
            perform(page);
            await(page, () -> robot.lookup("#guide-page").tryQuery().isPresent());
            assertEquals(page, robot.lookup("#guide-page").query().getAccessibleText());
            robot.interact(() -> robot.lookup("#guide").query().getScene().getWindow().hide());
            await("closed", () -> robot.lookup("#guide-page").tryQuery().isEmpty());
        }
    }

    @Test
    void theStatusSpeaksOfTheLesson() {
        choose("tie");
        assertTrue(robot.lookup("#status").queryAs(HBox.class).getChildren().stream()
                .anyMatch(
                        node -> node instanceof Label label && label.getText().startsWith("A tie goes to the newest")));
    }

    private double speed() {
        return robot.lookup("#teach-speed").queryAs(Slider.class).getValue();
    }
}
