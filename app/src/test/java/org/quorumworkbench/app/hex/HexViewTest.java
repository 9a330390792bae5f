// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.fxmisc.flowless.VirtualFlow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.background.LateWork;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.app.preferences.ShownBytes;
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

    private final WorkbenchModel model = new WorkbenchModel(LateWork.ofTheWindow());

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
        await(() -> model.reading().inspectionProperty().get().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        Node rows = lookup("#hex-rows").query();
        interact(rows::requestFocus);
    }

    private String label(String id) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> lookup(id).queryAs(Label.class).getText());
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
    void theFirstDifferenceIsBroughtIntoViewSidewaysToo() throws Exception {
        open(new Disks(folder, 3, 8, 2).setAll(0, 16, 0x41).set(2, 2, 2, 0x42));
        VirtualFlow<?, ?> flow = lookup("#hex-rows").query();
        assertEquals(0.0, flow.estimatedScrollXProperty().getValue(), "all panes are in view");
        interact(() -> ((Region) flow.getParent()).setMaxWidth(160));
        await(() -> flow.getWidth() <= 160);
        interact(() -> model.reading().goTo(new SectorRange(0, 1)));
        await(() -> model.reading().inspectionProperty().get()
                .filter(now -> now.range().equals(new SectorRange(0, 1))).isPresent());
        await(() -> flow.estimatedScrollXProperty().getValue() > 0);
    }

    @Test
    void aViewOfTwoRowsBeginsWithTheFirst() throws Exception {
        open(disks());
        Region flow = lookup("#hex-rows").queryAs(Region.class);
        interact(() -> ((Region) flow.getParent()).setMaxHeight(36));
        await(() -> flow.getHeight() > 17 && flow.getHeight() < 51);
        SectorRange first = model.reading().rangeProperty().get();
        interact(() -> model.reading().setCount(1));
        await(() -> model.reading().inspectionProperty().get()
                .filter(seen -> !seen.range().equals(first)).isPresent());
        interact(() -> {
            // What went wrong on the JavaFX thread is thrown here.
        });
        assertTrue(isRowShown("41"));
    }

    private void shortcut(KeyCode key) {
        press(KeyCode.CONTROL).type(key).release(KeyCode.CONTROL);
    }

    private void typed(String letters) {
        for (int at = 0; at < letters.length(); at++) {
            String letter = letters.substring(at, at + 1);
            interact(() -> Event.fireEvent(lookup("#hex-rows").query(), new KeyEvent(KeyEvent.KEY_TYPED, letter, letter,
                    KeyCode.UNDEFINED, false, false, false, false)));
        }
    }

    private int byteOf(int child, int at) {
        return model.reading().inspectionProperty().get().orElseThrow().children().get(child).bytes()
                .get(ValueLayout.JAVA_BYTE, at) & 0xFF;
    }

    /** Asks on the JavaFX thread: to another one, what is being changed there is half changed. */
    private static void await(Callable<Boolean> what) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(what).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void theEndsOfTheRangeAndAPageMoreAreSelectedByKeys() throws Exception {
        open(disks());
        shortcut(KeyCode.END);
        assertTrue(label("#hex-inspector").startsWith("c0 at 0xfff, 1 selected"), label("#hex-inspector"));
        press(KeyCode.SHIFT);
        shortcut(KeyCode.HOME);
        release(KeyCode.SHIFT);
        assertTrue(label("#hex-inspector").startsWith("c0 at 0x0, 4096 selected"), label("#hex-inspector"));
        shortcut(KeyCode.HOME);
        press(KeyCode.SHIFT).type(KeyCode.PAGE_DOWN).release(KeyCode.SHIFT);
        assertFalse(label("#hex-inspector").contains(", 1 selected"), label("#hex-inspector"));
        assertTrue(label("#hex-inspector").startsWith("c0 at 0x0, "), label("#hex-inspector"));
    }

    @Test
    void behindTheLastDifferenceOfTheRangeComesTheNextRangeThatDiverges() throws Exception {
        open(new Disks(folder, 3, 64, 2).setAll(0, 16, 0x41).set(1, 2, 2, 0x42).setAll(20 * 512, 4, 1)
                .set(2, 20 * 512, 1, 2));
        type(KeyCode.F8);
        assertTrue(label("#hex-inspector").startsWith("c1 at 0x2, 2 selected"), label("#hex-inspector"));
        type(KeyCode.F8);
        await(() -> model.reading().inspectionProperty().get()
                .filter(shown -> shown.range().equals(new SectorRange(16, 8))).isPresent());
        type(KeyCode.F8);
        assertTrue(label("#hex-inspector").startsWith("c2 at 0x2800, 1 selected"), label("#hex-inspector"));
    }

    @Test
    void aBlockIsSelectedByWhereItBeginsAndHowLongItIs() throws Exception {
        open(disks());
        shortcut(KeyCode.B);
        interact(() -> lookup("#hex-block-from").queryAs(TextField.class).setText("0x210"));
        interact(() -> lookup("#hex-block-length").queryAs(TextField.class).setText("40"));
        clickOn("#hex-block-select");
        assertTrue(label("#hex-inspector").startsWith("c0 at 0x210, 40 selected"), label("#hex-inspector"));
        assertFalse(lookup("#hex-block").query().isVisible());
        shortcut(KeyCode.B);
        interact(() -> lookup("#hex-block-from").queryAs(TextField.class).setText("9999999"));
        clickOn("#hex-block-select");
        assertTrue(label("#hex-block-answer").contains("ends at byte 4096"), label("#hex-block-answer"));
    }

    @Test
    void bytesAreTypedOverInTheOverlayAndThatIsUndone() throws Exception {
        open(disks());
        type(KeyCode.RIGHT);
        type(KeyCode.INSERT);
        typed("f7");
        await(() -> byteOf(0, 0) == 0xF7);
        assertEquals(0x41, byteOf(1, 0), "another child stays as it is");
        assertEquals(0x41, Files.readAllBytes(folder.resolve("0.img"))[0], "the file stays as it is");
        typed("1");
        await(() -> byteOf(0, 1) == 0x11);
        shortcut(KeyCode.Z);
        await(() -> byteOf(0, 1) == 0x41);
        shortcut(KeyCode.Z);
        await(() -> byteOf(0, 0) == 0x41);
        shortcut(KeyCode.Y);
        await(() -> byteOf(0, 0) == 0xF7);
        type(KeyCode.ESCAPE);
        typed("00");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("", lookup("#hex").queryAs(HexView.class).typingProperty().get());
    }

    @Test
    void textIsTypedOverBytesToo() throws Exception {
        open(disks());
        press(KeyCode.SHIFT).type(KeyCode.INSERT).release(KeyCode.SHIFT);
        typed("hi");
        await(() -> byteOf(0, 0) == 'h' && byteOf(0, 1) == 'i');
        assertTrue(lookup("#hex").queryAs(HexView.class).typingProperty().get().contains("text over c0"));
    }

    @Test
    void allPlacesAreListedAndOneOfThemIsGoneTo() throws Exception {
        open(disks());
        interact(() -> lookup("#hex").queryAs(HexView.class).find());
        interact(() -> lookup("#hex-find-field").queryAs(TextField.class).setText("4141414141414141"));
        clickOn("#hex-find-all");
        await(() -> label("#hex-find-answer").equals("9 places"));
        ListView<?> places = lookup("#hex-find-results").queryListView();
        assertEquals(9, places.getItems().size());
        interact(() -> places.getSelectionModel().select(4));
        await(() -> label("#hex-inspector").startsWith("c0 at 0x4, 8 selected"));
        type(KeyCode.ESCAPE);
        assertFalse(places.isVisible());
    }

    @Test
    void onlyRowsThatDifferAreShownIfThatIsAskedFor() throws Exception {
        open(disks());
        press(KeyCode.SHIFT);
        shortcut(KeyCode.D);
        release(KeyCode.SHIFT);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(isRowShown("rows in which nothing differs"));
        assertTrue(isRowShown("41414242"));
        shortcut(KeyCode.END);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(isRowShown("00000ff"), "what one goes to is shown");
    }

    @Test
    void charactersAreMadeLargerAndAsUsualAgain() throws Exception {
        open(disks());
        double usual = lookup("#hex-rows").lookup(Canvas.class::isInstance).queryAs(Canvas.class).getHeight();
        shortcut(KeyCode.EQUALS);
        shortcut(KeyCode.EQUALS);
        WaitForAsyncUtils.waitForFxEvents();
        double larger = lookup("#hex-rows").lookup(Canvas.class::isInstance).queryAs(Canvas.class).getHeight();
        assertTrue(larger > usual, larger + " after " + usual);
        shortcut(KeyCode.DIGIT0);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(usual,
                lookup("#hex-rows").lookup(Canvas.class::isInstance).queryAs(Canvas.class).getHeight());
    }

    private static void choose(Menu menu, String... path) {
        MenuItem item = menu;
        for (String step : path) {
            item = ((Menu) item).getItems().stream().filter(one -> step.equals(one.getText())).findFirst()
                    .orElseThrow(() -> new AssertionError(step));
        }
        item.fire();
    }

    @Test
    void rowsOffsetsAndDigitsAreWrittenAsOneChooses() throws Exception {
        open(disks().set(1, 2, 1, 0xAB));
        Menu menu = lookup("#hex").queryAs(HexView.class).menu();
        interact(() -> choose(menu, "Offsets", "Decimal"));
        interact(() -> choose(menu, "Bytes in a row", "32"));
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(isRowShown("00000000; c0: 41414141414141414141414141414141"));
        assertTrue(isRowShown("00000032"), "32 bytes further");
        interact(() -> choose(menu, "Bytes in a row", "8"));
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(isRowShown("00000008"));
    }

    @Test
    void howBytesAreShownIsRememberedAndWhatMeansNothingIsLeftAsUsual() throws Exception {
        open(disks());
        Preferences preferences = Preferences.none();
        HexView view = lookup("#hex").queryAs(HexView.class);
        interact(() -> view.remember(preferences));
        assertEquals(ShownBytes.USUAL, preferences.bytes(), "what nobody chose is not kept");
        interact(() -> choose(view.menu(), "Offsets", "Decimal"));
        interact(() -> choose(view.menu(), "Bytes in a row", "32"));
        shortcut(KeyCode.EQUALS);
        assertEquals(new ShownBytes(32, null, null, true, null, null, 13.0, null, null, null), preferences.bytes());
        interact(() -> choose(view.menu(), "Bytes in a row", "As many as fit"));
        assertEquals(0, preferences.bytes().width(), "that was chosen too");

        HexOptions next = new HexOptions();
        interact(() -> HexMemory.of(next, preferences));
        assertEquals(HexLook.USUAL.withDecimal(true).withSize(13), next.look());
        Preferences odd = Preferences.none();
        odd.setBytes(new ShownBytes(7, 8, true, null, false, "klingon", 900.0, false, true, "by_version"));
        HexOptions other = new HexOptions();
        interact(() -> HexMemory.of(other, odd));
        assertEquals(HexLook.USUAL.withGroup(8).withUpper(true).withText(false).withSize(HexFont.LARGEST),
                other.look());
        assertFalse(other.foldingProperty().get());
        assertTrue(other.differingProperty().get());
        assertEquals(HexPane.Mode.BY_VERSION, other.modeProperty().get());
    }

    @Test
    void withoutASelectionTheFirstDifferenceIsExplained() throws Exception {
        open(disks());
        assertTrue(label("#hex-inspector").startsWith("First difference, at 0x2: F8"), label("#hex-inspector"));
        InspectorTable table = lookup("#hex-inspector-table").queryAs(InspectorTable.class);
        assertEquals(List.of("16705", "16962"), values(table, "u16 le"));
        interact(() -> model.reading().goTo(new SectorRange(4, 2)));
        await(() -> label("#hex-inspector").startsWith("No difference. Shown: the first byte, at 0x800"));
        assertTrue(lookup("#hex-details-body").query().isVisible());
        assertEquals(List.of("read as", "A*  c0 c1 c2"), table.getVisibleLeafColumns().stream()
                .map(TableColumnBase::getText).filter(title -> !title.isEmpty()).toList());
        interact(() -> model.quorum().open(disks().unreadable(0, 1).unreadable(1, 1).unreadable(2, 1)::configuration));
        await(() -> label("#hex-inspector").startsWith("First difference"));
        interact(() -> model.reading().goTo(new SectorRange(1, 1)));
        await(() -> label("#hex-inspector").startsWith("From 0x200 on, a child could not be read"));
        assertFalse(table.isVisible(), "a table without rows takes no room");
    }

    @Test
    void whereNoVersionWinsItIsNotSaidThatBytesBlinkWithTheWinner() throws Exception {
        open(disks());
        assertTrue(label("#hex-inspector").endsWith("Hold B to blink with the winner."), label("#hex-inspector"));
        interact(() -> model.quorum().open(disks().set(0, 2, 2, 0x43)::configuration));
        await(() -> label("#hex-inspector").endsWith("No version wins there: hold B to blink with version A."));
    }

    /** What leaves the window and comes back is styled and measured anew. */
    @Test
    void aStepKeepsTheHeadsOfThePanesAndTheCellsOfTheReadings() throws Exception {
        open(disks());
        Preferences byVersion = Preferences.none();
        byVersion.setBytes(new ShownBytes(null, null, null, null, null, null, null, null, null, "by_version"));
        interact(() -> lookup("#hex").queryAs(HexView.class).remember(byVersion));
        SectorRange differs = model.reading().rangeProperty().get();
        SectorRange same = new SectorRange(4, 2);
        List<String> moved = new ArrayList<>();
        boolean watched = false;
        for (SectorRange range : List.of(same, differs, same, differs)) {
            interact(() -> model.reading().goTo(range));
            await(() -> model.reading().inspectionProperty().get().filter(seen -> seen.range().equals(range))
                    .isPresent());
            WaitForAsyncUtils.waitForFxEvents();
            interact(() -> assertEquals(range.equals(same) ? 1 : 2,
                    lookup(".pane-head").match(Node::isVisible).queryAll().size()));
            if (range.equals(differs) && !watched) {
                watched = true;
                interact(() -> Stream.of(".pane-head", "#hex-inspector-table .table-cell", ".version-chip")
                        .flatMap(what -> lookup("#hex").lookup(what).queryAll().stream())
                        .forEach(node -> node.parentProperty().subscribe((was, now) -> moved.add(node.toString()))));
            }
        }
        assertEquals(List.of(), moved);
    }

    @Test
    void theSelectedBytesAreSavedButNeverOverAChild() throws Exception {
        open(disks());
        HexView view = lookup("#hex").queryAs(HexView.class);
        Path file = folder.resolve("some.bin");
        interact(() -> view.setSaveTo(() -> Optional.of(file)));
        type(KeyCode.RIGHT);
        press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        press(KeyCode.SHIFT);
        shortcut(KeyCode.S);
        release(KeyCode.SHIFT);
        await(() -> Files.exists(file));
        assertArrayEquals(new byte[]{0x41, 0x41}, Files.readAllBytes(file));
        Path child = folder.resolve("1.img");
        interact(() -> view.setSaveTo(() -> Optional.of(child)));
        press(KeyCode.SHIFT);
        shortcut(KeyCode.S);
        release(KeyCode.SHIFT);
        await(() -> model.messages().noticeProperty().get().filter(told -> told.kind() == Notice.Kind.ERROR)
                .isPresent());
        assertEquals(4096, Files.size(child));
    }

    @Test
    void theBytesAtTheCaretAreExplained() throws Exception {
        open(disks());
        type(KeyCode.RIGHT);
        assertTrue(label("#hex-inspector").startsWith("c0 at 0x0"), label("#hex-inspector"));
        InspectorTable table = lookup("#hex-inspector-table").queryAs(InspectorTable.class);
        assertEquals(List.of("A*  c0 c2", "B  c1"),
                table.getColumns().stream().skip(1).map(TableColumnBase::getText).toList());
        assertEquals(List.of("16705", "16705"), values(table, "u16 le"));
        assertEquals(List.of("1094795585", "1111638337"), values(table, "u32 le"));
        assertTrue(row(table, "u32 le").differs(1));
        assertFalse(row(table, "u16 le").differs(1));
        Node bits = lookup("#hex-inspector-table .table-cell").match(
                cell -> cell instanceof TableCell<?, ?> one && "0100 0001".equals(one.getText())).query();
        clickOn(bits);
        assertEquals("0100 0001", copied());
        interact(() -> lookup("#hex-rows").query().requestFocus());
        type(KeyCode.F9);
        assertFalse(lookup("#hex-details-body").query().isVisible());
        type(KeyCode.F9);
        clickOn("#hex-details-copy");
        assertTrue(copied().contains("u16 le"), copied());
        assertTrue(copied().contains("What lies there"), copied());
    }

    private static InspectorTable.Row row(InspectorTable table, String name) {
        return table.getItems().stream().filter(row -> row.reading().name().equals(name)).findFirst().orElseThrow();
    }

    private static List<String> values(InspectorTable table, String name) {
        return row(table, name).values();
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
        await(() -> label("#hex-find-answer").contains("up to the end of the disk"));
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
        await(() -> lookup(".pane-veil").tryQuery().isPresent());
        assertEquals(1, lookup(".pane-veil").queryAll().size(), "the others have answered");
        assertTrue(label(".pane-wait").matches("c1: waiting [0-9]+\\.[0-9] s"), label(".pane-wait"));
        assertTrue(label("#hex-message").contains("for c1"), label("#hex-message"));
        interact(model::cancel);
        await(() -> lookup(".pane-veil").tryQuery().isEmpty());
    }
}
