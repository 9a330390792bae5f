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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scenario.Scenario;
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
        assertEquals("You said no. The engine says: yes.", label("teach-verdict"));
        assertTrue(label("teach-result").contains("succeeds"), label("teach-result"));
        assertEquals("Reported, in this order: c1, c0", label("teach-reported"));
        step();
        assertEquals("You said c0, c1. The engine says: c2, c3.", label("teach-verdict"));
        step();
        assertEquals("Right: c1, c0.", label("teach-verdict"));
        robot.interact(() -> robot.lookup("#teach-back").queryAs(Button.class).fire());
        assertTrue(label("teach-verdict").startsWith("You said c0, c1"), label("teach-verdict"));

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
        await("the read", () -> label("teach-heading").contains("8+8"));
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
        perform("Write a lesson...");
        await("the guide", () -> robot.lookup("#guide-text").tryQuery().isPresent());
        assertTrue(robot.lookup("#guide-text").queryAs(TextArea.class).getText().contains("template"));
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
            robot.interact(() -> robot.lookup("#teach-choice-" + name).queryAs(Button.class).fire());
        }
        assertEquals("c1, c0", robot.lookup("#teach-answer").queryAs(TextField.class).getText());
    }

    @Test
    void childrenThatVoteInAnotherOrderGiveAnotherWinnerOfATie() {
        choose("tie");
        stepTo(Slide.Revealed.class);
        step();
        assertTrue(label("teach-verdict").contains("The engine says: c2, c3"), label("teach-verdict"));
        robot.interact(() -> robot.lookup("#teach-later-c1").queryAs(Button.class).fire());
        robot.interact(() -> {});
        await("c1 after c2", () -> label("teach-verdict").contains("The engine says: c2, c3"));
        robot.interact(() -> robot.lookup("#teach-later-c1").queryAs(Button.class).fire());
        await("the newest version on stage", () -> label("teach-verdict").contains("The engine says: c2, c3")
                && robot.lookup("#teach-later-c1").queryAs(Button.class).isDisabled());
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

    private double speed() {
        return robot.lookup("#teach-speed").queryAs(Slider.class).getValue();
    }
}
