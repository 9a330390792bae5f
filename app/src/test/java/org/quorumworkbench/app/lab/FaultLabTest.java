// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.app.model.FaultLab.Laid;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.Occurrence;
import org.quorumworkbench.core.fault.When;

/** What a person does in the Faults tab and in the composer. */
class FaultLabTest extends WindowTest {

    @TempDir
    private Path folder = Path.of("");

    private String samples = "";

    @BeforeEach
    void showTheTab() {
        samples = model.lab().laidProperty().get().getFirst().fault().id();
        lookAt("tab-faults");
    }

    private void press(String id) {
        robot.interact(() -> robot.lookup("#" + id).queryAs(Button.class).fire());
    }

    /** What is listed beside the fault that the sample has. */
    private List<Laid> laid() {
        return model.lab().laidProperty().get().stream().filter(one -> !one.fault().id().equals(samples)).toList();
    }

    @SuppressWarnings("unchecked") // The table is looked up by its id, which says what it lists.
    private void select(int row) {
        robot.interact(() -> robot.lookup("#fault-table").queryAs(TableView.class).getSelectionModel()
                .select(laid().get(row)));
    }

    /** What is in the composer's window. */
    private <T extends Node> T composer(String id, Class<T> type) {
        Parent root = Window.getWindows().stream().map(window -> window.getScene().getRoot())
                .filter(node -> "composer".equals(node.getId())).findFirst().orElseThrow();
        return type.cast(root.lookup("#" + id));
    }

    private boolean isComposing() {
        return Window.getWindows().stream().anyMatch(window -> "composer".equals(window.getScene().getRoot().getId()));
    }

    @SuppressWarnings("unchecked") // A combo box is looked up by its id, which says what it offers.
    private void choose(String id, int item) {
        robot.interact(() -> composer(id, ComboBox.class).getSelectionModel().select(item));
    }

    private void write(String id, String words) {
        robot.interact(() -> {
            Node node = composer(id, Node.class);
            if (node instanceof ComboBox<?> box) {
                box.getEditor().setText(words);
            } else {
                ((TextField) node).setText(words);
            }
        });
    }

    private void lay() {
        robot.interact(() -> composer("compose-lay", Button.class).fire());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void everyEffectCanBeComposedAsItIsOffered(int effect) {
        press("lab-compose");
        choose("compose-effect", effect);
        assertFalse(composer("compose-lay", Button.class).isDisabled(),
                composer("compose-says", Label.class).getText());
        lay();
        await("the fault", () -> laid().size() == 1 && laid().getFirst().on());
        assertFalse(isComposing());
        assertEquals("c0", laid().getFirst().child());
    }

    @Test
    void whatIsComposedFiresIsMarkedAndCounted() {
        press("lab-compose");
        choose("compose-effect", 7);
        write("compose-title", "junk on c0");
        lay();
        await("c0 outvoted", () -> accessible("child-c0").contains("outvoted"));
        await("counted", () -> laid().getFirst().firings() > 0);
        assertEquals(List.of("c0"), List.copyOf(model.marks().marksProperty().get().keySet()));
        robot.interact(() -> model.marks().peekingProperty().set(true));
        await("the true bytes", () -> model.marks().trueBytesProperty().get().containsKey("c0"));
    }

    @Test
    void whatIsWrongIsSaidInWordsAndCannotBeLaid() {
        press("lab-compose");
        choose("compose-effect", 1);
        write("field-bits", "5000");
        assertTrue(composer("compose-says", Label.class).getText().contains("5000 is out of bounds"),
                composer("compose-says", Label.class).getText());
        assertTrue(composer("compose-lay", Button.class).isDisabled());
        write("field-bits", "many");
        assertTrue(composer("compose-says", Label.class).getText().contains("expects a number"),
                composer("compose-says", Label.class).getText());
        write("field-bits", "3");
        robot.interact(() -> composer("compose-child-c0", CheckBox.class).setSelected(false));
        assertTrue(composer("compose-says", Label.class).getText().contains("No child is chosen"),
                composer("compose-says", Label.class).getText());
        robot.interact(() -> composer("compose-cancel", Button.class).fire());
        assertEquals(List.of(), laid());
    }

    @Test
    void aCorrelatedFaultOutvotesTheHealthyChildren() {
        press("lab-compose");
        choose("compose-effect", 7);
        for (String child : List.of("c1", "c2", "c3")) {
            robot.interact(() -> composer("compose-child-" + child, CheckBox.class).setSelected(true));
        }
        robot.interact(() -> composer("compose-child-c0", CheckBox.class).setSelected(false));
        lay();
        await("c0 outvoted by three equal lies", () -> accessible("child-c0").contains("outvoted"));
        assertEquals(Set.of("c1", "c2", "c3"),
                Set.copyOf(laid().stream().filter(Laid::on).map(Laid::child).toList()));
    }

    @Test
    void aFaultIsEditedDuplicatedSwitchedAndDeleted() {
        press("lab-compose");
        choose("compose-effect", 0);
        choose("compose-often", 4);
        write("field-probability", "1");
        write("compose-state", "start");
        lay();
        await("c0 unreadable", () -> accessible("child-c0").contains("EIO"));
        Fault first = laid().getFirst().fault();
        assertEquals(new Occurrence.Chance(1, 1), first.when().occurrence());

        select(0);
        press("lab-edit");
        assertEquals("1.0", composer("field-probability", TextField.class).getText());
        choose("compose-effect", 13);
        write("field-milliseconds", "1");
        lay();
        await("c0 readable, late", () -> accessible("child-c0").contains("with the winner"));
        Fault edited = laid().getFirst().fault();
        assertEquals(first.id(), edited.id());
        assertEquals(Optional.of("start"), edited.when().state());
        assertTrue(edited.effect() instanceof Effect.Delays);

        select(0);
        press("lab-duplicate");
        assertEquals(List.of(true, false), laid().stream().map(Laid::on).toList());
        robot.interact(() -> model.lab().setOn("c0", laid().get(1).fault(), true));
        await("both on", () -> laid().stream().allMatch(Laid::on));
        select(0);
        press("lab-delete");
        await("one left", () -> laid().size() == 1 && laid().getFirst().on());
    }

    @Test
    void faultsAreSavedAndLoaded() throws Exception {
        Fault fault = new Fault("f", "flips on flush's neighbour",
                new When(Set.of(DeviceOperation.READ), Optional.empty(), new Occurrence.NthOfRange(2),
                        Optional.of("start")),
                new Effect.FlipsBits(3, 77));
        Path file = folder.resolve("faults.json");
        robot.interact(() -> model.lab().lay(fault, Optional.empty(), Set.of("c1", "c3")));
        await("laid", () -> laid().size() == 2);
        robot.interact(() -> model.faultFiles().save(file));
        await("saved", () -> Files.exists(file) && isShown("notice-text"));
        List<Laid> before = laid();
        robot.interact(() -> before.forEach(model.lab()::delete));
        await("deleted", () -> laid().isEmpty());
        answers.files = List.of(file.toFile());
        press("lab-loadFaults");
        await("loaded", () -> laid().size() == 2);
        assertEquals(before.stream().map(Laid::fault).toList(), laid().stream().map(Laid::fault).toList());
    }

    @Test
    void loadedFaultsComeBesideThoseOfTheSameIdAndReplaceNone() throws Exception {
        Fault mine = new Fault("f", "mine", When.readOf(new SectorRange(0, 8)), new Effect.Filled(List.of(1)));
        robot.interact(() -> model.lab().lay(mine, Optional.empty(), Set.of("c1")));
        Path file = folder.resolve("faults.json");
        robot.interact(() -> model.faultFiles().save(file));
        await("saved", () -> Files.exists(file) && isShown("notice-text"));
        Fault other = new Fault("f", "another", mine.when(), mine.effect());
        robot.interact(() -> model.lab().lay(other, Optional.of(mine), Set.of("c1")));
        await("replaced", () -> laid().stream().anyMatch(now -> now.fault().equals(other)));
        answers.files = List.of(file.toFile());
        press("lab-loadFaults");
        await("both", () -> laid().stream().anyMatch(now -> now.fault().equals(other))
                && laid().stream().anyMatch(now -> now.fault().title().equals("mine")));
    }

    @Test
    void aFaultThatIsOffStaysOffWhenItIsEdited() {
        Fault fault = new Fault("f", "once", When.readOf(new SectorRange(0, 8)), new Effect.Filled(List.of(1)));
        robot.interact(() -> model.lab().lay(fault, Optional.empty(), Set.of("c1")));
        await("on", () -> laid().stream().anyMatch(now -> now.fault().equals(fault) && now.on()));
        robot.interact(() -> model.lab().setOn("c1", fault, false));
        await("off", () -> laid().stream().anyMatch(now -> now.fault().equals(fault) && !now.on()));
        Fault edited = new Fault("f", "edited", fault.when(), fault.effect());
        robot.interact(() -> model.lab().lay(edited, Optional.of(fault), Set.of("c1")));
        assertTrue(laid().stream().anyMatch(now -> now.fault().equals(edited) && !now.on()), laid().toString());
    }

    @Test
    void faultsAreNeverSavedOverAChild() throws Exception {
        Path child = model.quorum().images().files().getFirst();
        byte[] before = Files.readAllBytes(child);
        robot.interact(() -> model.faultFiles().save(child));
        await("it is refused", () -> model.messages().noticeProperty().get().filter(
                told -> told.text().contains("it is the image of a child")).isPresent());
        assertArrayEquals(before, Files.readAllBytes(child));
    }

    @Test
    void aFaultOverSeveralChildrenIsReadOnceAfterItWasLaid() {
        int before = recorded();
        Fault once = new Fault("once", "once",
                When.readOf(new SectorRange(0, 8)).with(new Occurrence.Once()), new Effect.Filled(List.of(0)));
        robot.interact(() -> model.lab().lay(once, Optional.empty(), Set.of("c0", "c1")));
        await("it is seen", () -> text("verdict").contains("list order"));
        assertEquals(before + 3, recorded(), "two switched on, one look");
    }

    @Test
    void aFileThatHoldsNoFaultsIsRefusedByNameAndReason() throws Exception {
        Path file = Files.writeString(folder.resolve("no.json"), "{\"children\": {\"c9\": [{\"effect\": \"hang\"}]}}");
        robot.interact(() -> model.faultFiles().load(file));
        await("said", () -> isShown("notice-text") && text("notice-text").contains("no such children"));
        Files.writeString(file, "{\"children\": {\"c0\": [{\"effect\": \"hung\"}]}}");
        robot.interact(() -> model.faultFiles().load(file));
        await("said", () -> text("notice-text").contains("Did you mean 'hang'?"));
        assertEquals(List.of(), laid());
    }

    @Test
    void aMomentIsCapturedShownAgainAndHealed() {
        robot.interact(() -> model.lab().capture("then"));
        robot.interact(() -> model.writes().fill(0xAB, false));
        await("written", () -> model.writes().lastProperty().get().isPresent());
        press("lab-compose");
        choose("compose-effect", 8);
        robot.interact(() -> {
            composer("compose-read", CheckBox.class).setSelected(true);
            composer("compose-write", CheckBox.class).setSelected(false);
            composer("compose-write-zeroes", CheckBox.class).setSelected(false);
        });
        write("field-moment", "then");
        lay();
        await("c0 shows the past", () -> accessible("child-c0").contains("outvoted"));
        assertEquals(new Effect.Stale(Optional.of("then")), laid().getFirst().fault().effect());
    }

    @Test
    void aFaultOfTheSameIdOnAnotherChildIsLeftAloneWhenOneIsEdited() {
        Fault mine = new Fault("same", "mine", When.every(DeviceOperation.READ), new Effect.Swapped(2));
        Fault other = new Fault("same", "other", When.every(DeviceOperation.READ), new Effect.Swapped(4));
        robot.interact(() -> {
            model.lab().lay(mine, Optional.empty(), Set.of("c0"));
            model.lab().lay(other, Optional.empty(), Set.of("c2"));
        });
        Fault edited = new Fault("same", "mine", When.every(DeviceOperation.READ), new Effect.Swapped(8));
        robot.interact(() -> model.lab().lay(edited, Optional.of(mine), Set.of("c1", "c2")));
        await("three", () -> laid().size() == 3 && laid().stream().allMatch(Laid::on));
        assertEquals(List.of("c1", "c2", "c2"), laid().stream().map(Laid::child).toList());
        assertEquals(List.of(edited.effect(), other.effect(), edited.effect()),
                laid().stream().map(one -> one.fault().effect()).toList());
    }

    @Test
    void theCheckBoxOfAChildAndTheListAreOneFault() {
        robot.interact(() -> robot.lookup("#fault-c0").queryAs(CheckBox.class).fire());
        await("listed", () -> laid().size() == 1 && laid().getFirst().on());
        assertEquals(new Effect.Fails(Errno.EIO), laid().getFirst().fault().effect());
        robot.interact(() -> robot.lookup("#fault-c0").queryAs(CheckBox.class).fire());
        await("switched off, still listed", () -> laid().size() == 1 && !laid().getFirst().on());
    }
}
