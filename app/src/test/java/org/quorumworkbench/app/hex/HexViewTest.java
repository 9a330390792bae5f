// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.When;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** What a person does with the hex view, without the mouse. */
final class HexViewTest extends ApplicationTest {

    @TempDir
    private Path folder;

    private final WorkbenchModel model = new WorkbenchModel();

    @Override
    public void start(Stage stage) {
        stage.setScene(new Scene(new HexView(model), 960, 600));
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close() {
        interact(model::close);
    }

    private Disks disks() {
        return new Disks(folder, 3, 8, 2).setAll(0, 16, 0x41).set(1, 2, 2, 0x42);
    }

    private void open(Disks disks) throws Exception {
        interact(() -> model.quorum().open(disks::configuration));
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> model.reading().inspectionProperty().get().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        Node rows = lookup("#hex-rows").query();
        interact(rows::requestFocus);
    }

    private String label(String id) {
        return lookup(id).queryAs(Label.class).getText();
    }

    private String copied() {
        String[] text = new String[1];
        interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
        return text[0];
    }

    private boolean isRowShown(String beginning) {
        return lookup(node -> node instanceof Canvas canvas
                && canvas.queryAccessibleAttribute(AccessibleAttribute.TEXT) instanceof String words
                && words.contains(beginning)).tryQuery().isPresent();
    }

    @Test
    void bytesAreSelectedAndCopiedFromThePaneOneIsIn() throws Exception {
        open(disks());
        type(KeyCode.RIGHT, 2);
        press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        assertEquals("41 41", copied());
        press(KeyCode.CONTROL).type(KeyCode.RIGHT).release(KeyCode.CONTROL);
        press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        assertEquals("41 42", copied());
    }

    @Test
    void allIsSelectedAndTheNextDifferenceIsOneKeyAway() throws Exception {
        open(disks());
        type(KeyCode.F8, 1);
        press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        String dissenting = copied();
        press(KeyCode.CONTROL).type(KeyCode.RIGHT).release(KeyCode.CONTROL);
        press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        assertEquals(dissenting.length(), copied().length());
        assertNotEquals(dissenting, copied(), "another child has other bytes there");
        press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        assertEquals(0, (copied().length() + 1) % (512 * 3), "whole sectors");
    }

    @Test
    void theBytesAtTheCaretAreExplained() throws Exception {
        open(disks());
        type(KeyCode.RIGHT);
        assertTrue(label("#hex-inspector").contains("u16 le 16705"), label("#hex-inspector"));
        assertTrue(label("#hex-inspector").startsWith("c0 at 0x0"), label("#hex-inspector"));
    }

    @Test
    void bytesAreFoundAndSelectedWhereverAChildHasThem() throws Exception {
        open(disks());
        interact(() -> lookup("#hex").queryAs(HexView.class).find());
        TextField field = lookup("#hex-find-field").queryAs(TextField.class);
        assertTrue(field.isFocused());
        interact(() -> field.setText("42 42"));
        type(KeyCode.ENTER);
        assertTrue(label("#hex-inspector").startsWith("c1 at 0x2, 2 selected"), label("#hex-inspector"));
        interact(() -> field.setText("not there"));
        type(KeyCode.ENTER);
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS,
                () -> label("#hex-find-answer").contains("up to the end of the disk"));
        type(KeyCode.ESCAPE);
        assertFalse(lookup("#hex-find").query().isVisible());
    }

    @Test
    void everyRowSaysItsBytesInWords() throws Exception {
        open(disks());
        assertTrue(isRowShown("c1: 4141424241414141"));
    }

    @Test
    void whileBIsHeldEveryPaneShowsTheWinnersBytes() throws Exception {
        open(disks());
        press(KeyCode.B);
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(isRowShown("41414242"));
        release(KeyCode.B);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(isRowShown("41414242"));
    }

    @Test
    void aTieSaysWhyEverythingIsTinted() throws Exception {
        open(new Disks(folder, 2, 8, 1).set(1, 0, 1, 7));
        assertTrue(lookup("#hex-banner").query().isVisible());
        assertTrue(label("#hex-banner").contains("Tie"));
    }

    @Test
    void aSectorThatCannotBeReadSaysWhyAndShowsNoBytes() throws Exception {
        open(disks().unreadable(1, 0));
        assertTrue(isRowShown("c1: unreadable"));
        type(KeyCode.RIGHT);
        press(KeyCode.CONTROL).type(KeyCode.RIGHT).release(KeyCode.CONTROL);
        assertTrue(label("#hex-inspector").contains("could not be read"), label("#hex-inspector"));
        press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        assertEquals("??", copied());
    }

    @Test
    void aChildThatIsShorterHasDashesAndNeverZeroes() throws Exception {
        open(disks().shortened(1, 0));
        assertTrue(isRowShown("c1: - ends before sector 0"));
        assertEquals("-", label(".pane-head .no-version"));
    }

    @Test
    void aPaneWhoseChildHasNotAnsweredSaysHowLongItHasBeenWaitedFor() throws Exception {
        open(disks());
        interact(() -> model.lab().setOn("c1",
                new Fault("hang", "hangs", When.readOf(new SectorRange(0, 8)), new Effect.Hangs()), true));
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> lookup(".pane-veil").tryQuery().isPresent());
        assertEquals(1, lookup(".pane-veil").queryAll().size(), "the others have answered");
        assertTrue(label(".pane-wait").matches("c1: waiting [0-9]+\\.[0-9] s"), label(".pane-wait"));
        assertTrue(label("#hex-message").contains("for c1"), label("#hex-message"));
        interact(model::cancel);
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> lookup(".pane-veil").tryQuery().isEmpty());
    }
}
