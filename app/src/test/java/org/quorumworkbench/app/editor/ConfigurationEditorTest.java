// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.quorum.Child;

/** The configuration as text at the window. */
class ConfigurationEditorTest extends WindowTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void openTheEditor() {
        focusTheWindow();
        robot.interact(workbench::focusBytes);
        robot.push(KeyCode.CONTROL, KeyCode.E);
        await("the text", () -> area().getText().contains("vote-threshold"));
    }

    private CodeArea area() {
        return robot.lookup("#configuration-text").query();
    }

    private String problem() {
        return robot.lookup("#configuration-problem").queryAs(Label.class).getText();
    }

    private void change(String from, String to) {
        robot.interact(() -> area().replaceText(area().getText().replaceFirst(from, to)));
    }

    private List<String> stylesAt(String word) {
        return List.copyOf(area().getStyleAtPosition(area().getText().indexOf(word) + 1));
    }

    @Test
    void aThresholdIsAppliedWithoutLeavingTheRange() {
        robot.interact(() -> model.reading().goTo("16"));
        awaitRange(16, 8);
        change("\"vote-threshold\" : [0-9]", "\"vote-threshold\" : 3");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        await("the threshold", () -> model.quorum().thresholdProperty().get() == 3);
        awaitRange(16, 8);
        await("the notice", () -> text("notice-text").contains("applied"));
    }

    @Test
    void whatIsWrongIsUnderlinedWhereItIsAndNothingThatIsOpenIsLost() {
        int before = model.quorum().thresholdProperty().get();
        change("\"vote-threshold\" : [0-9]", "\"vote-threshold\" : 99");
        await("the problem", () -> problem().contains("threshold may not exceed children count"));
        await("underlined", () -> stylesAt("99").contains("json-problem"));
        robot.interact(() -> robot.lookup("#configuration-apply").queryAs(Button.class).fire());
        await("still wrong", () -> problem().contains("threshold may not exceed"));
        assertEquals(before, model.quorum().thresholdProperty().get());
        change("vote-threshold", "vote-treshold");
        await("the option", () -> problem().contains("vote-treshold") && problem().contains("vote-threshold"));
        robot.interact(() -> robot.lookup("#configuration-revert").queryAs(Button.class).fire());
        await("nothing is wrong any more", () -> problem().isEmpty());
    }

    @Test
    void namesAndValuesOfOptionsAreCompleted() {
        robot.interact(() -> {
            area().replaceText("{\"rew");
            area().displaceCaret(area().getLength());
            robot.lookup("#configuration-complete").queryAs(Button.class).fire();
        });
        assertEquals("{\"rewrite-corrupted\": ", area().getText());
        robot.interact(() -> {
            area().replaceText("{\"read-pattern\": \"f");
            area().displaceCaret(area().getLength());
            robot.lookup("#configuration-complete").queryAs(Button.class).fire();
        });
        assertEquals("{\"read-pattern\": \"fifo\"", area().getText());
    }

    @Test
    void everyFormThatIsSavedOpensTheSameQuorum() throws IOException, ConfigurationProblem {
        List<String> names = model.quorum().childrenProperty().get().stream().map(Child::name).toList();
        for (String form : List.of("native", "qemu-json", "image-opts")) {
            Path file = folder.resolve(form + ".json".substring(0, form.equals("image-opts") ? 0 : 5));
            saving = Optional.of(file);
            MenuItem item = robot.lookup("#configuration-save").queryAs(MenuButton.class).getItems().stream()
                    .filter(one -> one.getId().endsWith(form)).findFirst().orElseThrow();
            robot.interact(item::fire);
            await("saved as " + form, () -> Files.exists(file) && text("notice-text").contains(file.toString()));
            String text = Files.readString(file).strip();
            var read = new ConfigurationReader(folder, Adjustments.NONE).read(List.of(text.startsWith("{")
                    ? file.toString()
                    : text));
            assertEquals(names.size(), read.children().size(), text);
            assertEquals(model.quorum().thresholdProperty().get(), read.policy().threshold());
        }
    }

    @Test
    void theQuorumIsCopiedAsAnOptionOfQemu() {
        robot.interact(() -> robot.lookup("#configuration-copy").queryAs(Button.class).fire());
        await("copied", () -> String.valueOf(Clipboard.getSystemClipboard().getString()).startsWith("-blockdev"));
    }

    @Test
    void childrenAreAddedAllAtOnceAndTheQuorumReadAnew() throws IOException {
        int before = model.quorum().childrenProperty().get().size();
        byte[] zeroes = new byte[(int) model.quorum().sectors() * 512];
        answers.files = List.of(Files.write(folder.resolve("another.img"), zeroes).toFile(),
                Files.write(folder.resolve("a third.img"), zeroes).toFile());
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        await("the palette", () -> robot.lookup("#palette-search").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#palette-search").queryAs(TextField.class).setText("add children"));
        robot.push(KeyCode.ENTER);
        await("two more", () -> model.quorum().childrenProperty().get().size() == before + 2);
        assertTrue(area().getText().indexOf("another.img") < area().getText().indexOf("a third.img"));
        robot.interact(() -> model.reopening().reload());
        await("read anew",
                () -> model.reading().healthProperty().get().values().stream().allMatch(child -> child.reads() == 1));
        assertEquals(before + 2, model.quorum().childrenProperty().get().size());
    }

    @Test
    void aChildOfAnotherLengthIsRefusedAndNothingIsLost() throws IOException {
        int before = model.quorum().childrenProperty().get().size();
        File image = Files.write(folder.resolve("short.img"), new byte[512]).toFile();
        robot.interact(() -> model.reopening().addChildren(List.of(image.toPath())));
        await("refused", () -> text("notice-text").contains("short.img") || text("notice-text").contains("length"));
        assertEquals(before, model.quorum().childrenProperty().get().size());
    }
}
