// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.ui.Resources;

/** The keys, pressed by a robot, wherever the focus is. */
class KeysTest extends WindowTest {

    @BeforeEach
    void lookAtTheBytes() {
        // A window manager gives the focus when it has time; a key that comes before goes to nobody.
        focusTheWindow();
        robot.interact(workbench::focusBytes);
    }

    @Test
    void everyKeyThatTheOverlayListsIsHeard() {
        List<String> unheard = workbench.actions().all().stream().filter(
                action -> action.key() != null && !workbench.scene().getAccelerators().containsKey(action.key()))
                .map(Action::title).toList();
        assertEquals(List.of(), unheard);
    }

    @Test
    void controlJComposesAFaultBeforeAnyMenuWasOpened() {
        robot.push(KeyCode.CONTROL, KeyCode.J);
        await("the composer", () -> robot.lookup("#composer").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#compose-cancel").queryButton().fire());
        await("it is closed", () -> robot.lookup("#composer").tryQuery().isEmpty());
    }

    @Test
    void pageDownAndPageUpStepThroughTheDisk() {
        robot.push(KeyCode.PAGE_DOWN);
        awaitRange(8, 8);
        robot.push(KeyCode.PAGE_DOWN);
        awaitRange(16, 8);
        robot.push(KeyCode.PAGE_UP);
        awaitRange(8, 8);
    }

    @Test
    void controlEndAndControlHomeGoToTheEndsOfTheRangeAmongBytesAndElseOfTheDisk() {
        robot.push(KeyCode.CONTROL, KeyCode.END);
        await("the range's last byte", () -> text("hex-inspector").startsWith("c0 at 0xfff, 1 selected"));
        awaitRange(0, 8);
        Node elsewhere = robot.lookup("#fault-c0").query();
        robot.interact(elsewhere::requestFocus);
        robot.push(KeyCode.CONTROL, KeyCode.END);
        awaitRange(120, 8);
        robot.push(KeyCode.CONTROL, KeyCode.HOME);
        awaitRange(0, 8);
    }

    @Test
    void f6GoesToTheNextDivergenceAndShiftF6ToTheOneBefore() {
        robot.push(KeyCode.F6);
        awaitRange(8, 8);
        robot.push(KeyCode.F6);
        awaitRange(16, 8);
        robot.push(KeyCode.SHIFT, KeyCode.F6);
        awaitRange(8, 8);
    }

    @Test
    void altLeftAndAltRightGoBackAndForward() {
        robot.push(KeyCode.F6);
        awaitRange(8, 8);
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        awaitRange(0, 8);
        robot.push(KeyCode.ALT, KeyCode.RIGHT);
        awaitRange(8, 8);
    }

    @Test
    void controlGAsksForASectorAndEnterGoesThere() {
        robot.push(KeyCode.CONTROL, KeyCode.G);
        assertEquals("sector", workbench.scene().getFocusOwner().getId());
        robot.interact(() -> robot.lookup("#sector").queryAs(TextField.class).setText("0x18"));
        robot.push(KeyCode.ENTER);
        awaitRange(24, 8);
    }

    @Test
    void pageDownStepsOnFromAButtonThatHasTheFocus() {
        robot.interact(() -> robot.lookup("#fault-c0").query().requestFocus());
        robot.push(KeyCode.PAGE_DOWN);
        awaitRange(8, 8);
    }

    private void hang() {
        robot.interact(() -> model.lab().setOn("c1",
                new Fault("hang", "hangs", When.readOf(new SectorRange(0, 8)), new Effect.Hangs()), true));
        assertTrue(model.reading().waitingProperty().get().isPresent());
    }

    @Test
    void escapeGivesUpAChildThatHangs() {
        hang();
        robot.push(KeyCode.ESCAPE);
        await("given up", () -> model.reading().waitingProperty().get().isEmpty());
        assertTrue(text("verdict").startsWith("Given up"), text("verdict"));
    }

    @Test
    void escapeIsHeardThoughATooltipIsShown() {
        robot.moveTo("#sector");
        await("the tooltip", () -> Window.getWindows().stream().anyMatch(Tooltip.class::isInstance));
        hang();
        robot.push(KeyCode.ESCAPE);
        await("given up", () -> model.reading().waitingProperty().get().isEmpty());
    }

    @Test
    void aPointerThatHasCrossedTheMenusTakesNoKey() {
        robot.moveTo(".menu-bar .menu").moveTo("#hex-rows");
        hang();
        robot.push(KeyCode.ESCAPE);
        await("given up", () -> model.reading().waitingProperty().get().isEmpty());
        robot.moveTo(".menu-bar .menu").moveTo("#hex-rows");
        robot.push(KeyCode.CONTROL, KeyCode.HOME);
        robot.push(KeyCode.RIGHT);
        await("the second byte", () -> text("hex-inspector").startsWith("c0 at 0x1, 1 selected"));
    }

    @Test
    void aMenuThatWasClosedTakesNoKey() {
        robot.clickOn(".menu-bar .menu");
        await("the menu", () -> Window.getWindows().stream().anyMatch(ContextMenu.class::isInstance));
        robot.push(KeyCode.ESCAPE);
        await("it is closed", () -> Window.getWindows().stream().noneMatch(ContextMenu.class::isInstance));
        robot.interact(workbench::focusBytes);
        hang();
        robot.push(KeyCode.ESCAPE);
        await("given up", () -> model.reading().waitingProperty().get().isEmpty());
    }

    @Test
    void f5ReadsTheRangeAgain() {
        robot.push(KeyCode.F5);
        await("a second read", () -> model.reading().healthProperty().get().values().stream()
                .allMatch(child -> child.reads() == 2));
    }

    @Test
    void f1ShowsEveryKeyBesideTheWork() {
        robot.push(KeyCode.F1);
        await("the keys", () -> robot.lookup("#keys").tryQuery().isPresent());
        List<String> words = robot.lookup("#keys .label").queryAll().stream()
                .map(label -> ((Label) label).getText()).toList();
        assertTrue(words.containsAll(List.of("F6", "Next divergence", "F5", "Ctrl+K", "Space")), words.toString());
        robot.push(KeyCode.ESCAPE);
        await("closed again", () -> robot.lookup("#keys").tryQuery().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void theKeysAreNoLargerThanTheSmallestWindow(String language) throws TimeoutException {
        Resources.speak(Locale.forLanguageTag(language));
        try {
            close();
            openTheSample();
            robot.interact(() -> {
                workbench.scene().getWindow().setWidth(1024);
                workbench.scene().getWindow().setHeight(700);
            });
            await("the smaller window", () -> workbench.scene().getHeight() <= 700);
            robot.push(KeyCode.F1);
            await("the keys", () -> robot.lookup("#keys").tryQuery().isPresent());
            Region keys = robot.lookup("#keys").queryAs(Region.class);
            await("all of them",
                    () -> keys.getHeight() >= keys.prefHeight(-1) && keys.getWidth() >= keys.prefWidth(-1));
            Window dialog = keys.getScene().getWindow();
            assertTrue(dialog.getWidth() <= 1024 && dialog.getHeight() <= 700,
                    () -> dialog.getWidth() + "x" + dialog.getHeight());
            robot.push(KeyCode.ESCAPE);
            await("closed again", () -> robot.lookup("#keys").tryQuery().isEmpty());
        } finally {
            Resources.speak(Locale.ENGLISH);
        }
    }

    /** What keys are called on keyboards of the other language, and what nobody is to call them. */
    private static Pattern foreign(String language) {
        return Pattern.compile("\\b(?:" + (language.equals("de")
                ? "Ctrl|Shift|Page|Home|End|Insert|Enter|Space|plus|minus"
                : "Strg|Umschalt|Bild|Pos1|Ende|Einfg|Eingabe|Leertaste|Plus|Minus")
                + "|PgUp|PgDn|Left|Right|Links|Rechts|Escape)\\b");
    }

    private List<String> openMenu() {
        return Window.getWindows().stream().filter(ContextMenu.class::isInstance)
                .flatMap(menu -> robot.from(menu.getScene().getRoot()).lookup(".label").queryAll().stream())
                .map(label -> ((Label) label).getText()).filter(Objects::nonNull).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyMenuAndTheListOfKeysCallAKeyAsKeyboardsOfTheWindowsLanguageDo(String language) throws TimeoutException {
        Resources.speak(Locale.forLanguageTag(language));
        try {
            close();
            openTheSample();
            List<String> said = new ArrayList<>();
            for (Menu menu : robot.lookup(".menu-bar").queryAs(MenuBar.class).getMenus()) {
                robot.interact(menu::show);
                await("the menu", () -> !openMenu().isEmpty());
                said.addAll(openMenu());
                robot.interact(menu::hide);
                await("it is closed", () -> openMenu().isEmpty());
            }
            robot.push(KeyCode.F1);
            await("the keys", () -> robot.lookup("#keys").tryQuery().isPresent());
            robot.lookup("#keys .key-name").queryAll().forEach(label -> said.add(((Label) label).getText()));
            assertEquals(Resources.text("window.close"), robot.from(robot.lookup("#keys").query().getScene().getRoot())
                    .lookup(".button").queryButton().getText());
            robot.push(KeyCode.ESCAPE);
            await("closed again", () -> robot.lookup("#keys").tryQuery().isEmpty());
            assertEquals(List.of(), said.stream().filter(foreign(language).asPredicate()).toList());
            String control = language.equals("de") ? "Strg" : "Ctrl";
            for (String key : List.of("+O", "+F5", "+Z", language.equals("de") ? "+Pos1" : "+Home")) {
                assertTrue(said.stream().anyMatch(words -> words.contains(control + key)), key + " in " + said);
            }
        } finally {
            Resources.speak(Locale.ENGLISH);
        }
    }
}
