// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.ui.Resources;
import org.testfx.api.FxToolkit;

/**
 * What matters most is whole where the window has room for it, though a tooltip would tell the
 * rest; and what belongs together stands in line.
 */
class RoomIsUsedTest {

    /**
     * Part of a title or of a set's name, as in md 1.2; any other point between so few figures is
     * English.
     */
    private static final Pattern POINT = Pattern.compile("(?<!md )(?<![.0-9])[0-9]+\\.[0-9]{1,2}(?![.0-9])");

    private static final Pattern COUNT = Pattern.compile("[0-9]{4,} Bytes|[0-9]\\.[0-9]{3} Bytes");
    private static final Pattern UNGROUPED = Pattern.compile("[0-9]{4,} Bytes");

    @BeforeAll
    static void startJavaFx() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    private static ShownState german(MainState state, int width, int height) {
        Resources.speak(Locale.GERMAN);
        return ShownState.of(state, state.theme(), width, height);
    }

    private static Stream<Labeled> seen(Scene scene, String selector) {
        return scene.getRoot().lookupAll(selector).stream().filter(Labeled.class::isInstance).map(Labeled.class::cast)
                .filter(one -> one.getText() != null && !one.getText().isEmpty() && isSeen(one));
    }

    private static boolean isSeen(Node node) {
        for (Node above = node; above != null; above = above.getParent()) {
            if (!above.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    private static Set<String> cut(Scene scene, String selector) {
        return seen(scene, selector).filter(one -> one.getChildrenUnmodifiable().stream()
                .anyMatch(child -> child instanceof Text text && !text.getText().equals(one.getText())))
                .map(Labeled::getText).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"TIE, .pane-name, 1024, 700", "OVERVIEW_MANY, .child-found, 1024, 700",
            "OVERVIEW_MANY, .child-found, 2560, 1440", "SCAN_RUNNING, .divergence-table .number-column, 1024, 700",
            "SCAN_RUNNING, #status-tasks .label, 1024, 700",
            "ONE_FINDING, .hex-inspector-table .table-cell, 2560, 1440", "FAULTS, #fault-table .table-cell, 1024, 700",
            "FAULTS, #fault-table .table-cell, 2560, 1440", "OUTVOTED, #hex-inspector, 1024, 700",
            "UNANIMOUS, #hex-inspector, 1024, 700", "UNREADABLE, #hex-inspector, 1024, 700",
            "SCAN_RUNNING, #divergence-count, 1024, 700", "OVERVIEW, #overview-findings .tree-table-cell, 1024, 700"})
    void whatMattersMostIsWhole(MainState state, String selector, int width, int height) {
        try (ShownState shown = german(state, width, height)) {
            assertFalse(shown.ask(scene -> seen(scene, selector).toList()).isEmpty());
            assertEquals(Set.of(), shown.ask(scene -> cut(scene, selector)));
        }
    }

    @Test
    void cardsOfChildrenShareTheWidthOfTheWindow() {
        for (int width : List.of(1024, 1280, 1920, 2560)) {
            try (ShownState shown = german(MainState.OVERVIEW_MANY, width, 900)) {
                double right = shown.ask(scene -> scene.getRoot().lookupAll(".overview-card").stream()
                        .mapToDouble(card -> card.localToScene(card.getLayoutBounds()).getMaxX()).max().orElse(0));
                assertTrue(right > width - 40 && right < width, width + ": " + right);
            }
        }
    }

    @Test
    void theVotesOfManyChildrenPushNoSentenceOutOfThePanel() {
        try (ShownState shown = german(MainState.OVERVIEW_MANY, 1024, 700)) {
            shown.press("#perspective-investigate");
            List<Double> ends = shown.ask(scene -> Stream.of("#headline", "#vote-panel").map(scene::lookup)
                    .map(node -> node.localToScene(node.getLayoutBounds()).getMaxX()).toList());
            assertTrue(ends.getFirst() <= ends.getLast(), ends.toString());
        }
    }

    @Test
    void cardsInARowAreOfOneHeight() {
        try (ShownState shown = german(MainState.TOUR, 1024, 700)) {
            List<Double> heights = shown.ask(scene -> scene.getRoot().lookupAll(".overview-card").stream()
                    .map(card -> card.getLayoutBounds().getHeight()).distinct().toList());
            assertEquals(1, heights.size(), heights.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIENTS", "OVERVIEW", "FAULTS"})
    void theTitleOfNumbersStandsAboveThem(MainState state) {
        try (ShownState shown = german(state, 1920, 1080)) {
            List<Double> titles = shown.ask(scene -> right(scene, ".column-header.number-column .label"));
            List<Double> numbers = shown
                    .ask(scene -> right(scene, ".table-cell.number-column, .tree-table-cell.number-column"));
            assertFalse(titles.isEmpty());
            for (double title : titles) {
                assertTrue(numbers.stream().anyMatch(number -> Math.abs(number - title) < 10), titles + " " + numbers);
            }
        }
    }

    /** Where the words end, of each label and cell. */
    private static List<Double> right(Scene scene, String selectors) {
        return Stream.of(selectors.split(", ")).flatMap(selector -> seen(scene, selector))
                .flatMap(one -> one.getChildrenUnmodifiable().stream()).filter(Text.class::isInstance)
                .map(text -> text.localToScene(text.getLayoutBounds())).map(Bounds::getMaxX).distinct().toList();
    }

    @ParameterizedTest
    @CsvSource({"CLIENTS, #clients-lines, HORIZONTAL, 1024, 700", "CLIENTS, #clients-lines, HORIZONTAL, 2560, 1440",
            "REPAIR, #repair-lines, HORIZONTAL, 1024, 700", "REPAIR, #repair-log, HORIZONTAL, 1024, 700",
            "MEMBERS, #members-evidence, VERTICAL, 2560, 1440"})
    void wordsAreReadWithoutScrolling(MainState state, String selector, Orientation direction, int width,
            int height) {
        try (ShownState shown = german(state, width, height)) {
            assertEquals(List.of(),
                    shown.ask(scene -> scene.lookup(selector).lookupAll(".scroll-bar").stream()
                            .filter(bar -> bar instanceof ScrollBar one && one.getOrientation() == direction
                                    && one.isVisible())
                            .toList()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIENTS", "REPAIR"})
    void countsOfBytesAreGroupedAsOtherNumbersAre(MainState state) {
        try (ShownState shown = german(state, 1280, 800)) {
            List<String> counts = shown.ask(scene -> texts(scene.getRoot())
                    .filter(one -> COUNT.matcher(one).find()).sorted().toList());
            assertFalse(counts.isEmpty());
            assertEquals(List.of(), counts.stream().filter(one -> UNGROUPED.matcher(one).find()).toList());
        }
    }

    @Test
    void aProblemThatIsNotThereTakesNoRowFromTheConfiguration() {
        try (ShownState shown = german(MainState.CONFIGURATION, 1024, 700)) {
            List<Double> ends = shown.ask(scene -> Stream.of("#configuration-text", "#configuration")
                    .map(scene::lookup).map(node -> node.localToScene(node.getLayoutBounds()).getMaxY()).toList());
            assertEquals(ends.getLast(), ends.getFirst(), 4);
        }
    }

    @Test
    void votesOfManyChildrenHaveNamesOnlyWhereTheseAreWhole() {
        try (ShownState shown = german(MainState.OVERVIEW_MANY, 1024, 700)) {
            shown.teachTheRead(new SectorRange(16, 8));
            List<Bounds> votes = shown.ask(scene -> seen(scene, ".teach-vote").map(Node::getLayoutBounds).toList());
            List<Double> names = shown.ask(scene -> seen(scene, ".teach-vote")
                    .flatMap(one -> one.getChildrenUnmodifiable().stream()).filter(Node::isVisible)
                    .map(text -> text.getLayoutBounds().getHeight()).toList());
            assertEquals(32, votes.size());
            assertTrue(names.isEmpty() || votes.getFirst().getHeight() >= names.getFirst() - 1,
                    votes.getFirst() + " " + names);
            List<String> told = shown.ask(scene -> scene.getRoot().lookupAll(".teach-version").stream()
                    .map(Node::getAccessibleText).filter(words -> words.contains("c30, c31")).toList());
            assertEquals(1, told.size());
        }
    }

    @Test
    void placesOfBytesStandInColumns() {
        try (ShownState shown = ShownState.of(MainState.FOUND, MainState.FOUND.theme(), 1280, 800)) {
            List<String> words = shown.ask(scene -> scene.lookup("#hex-find-results").lookupAll(".list-cell").stream()
                    .map(cell -> ((IndexedCell<?>) cell).getText()).filter(text -> text != null).toList());
            assertTrue(words.size() > 3, words.toString());
            assertEquals(1, words.stream().map(line -> line.indexOf("sector")).distinct().count(), words.toString());
            assertEquals(1, words.stream().map(line -> line.indexOf("c0")).distinct().count(), words.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HUNG_CHILD", "INSPECTOR", "FINDINGS"})
    void measuresInGermanHaveADecimalComma(MainState state) {
        try (ShownState shown = german(state, 1280, 800)) {
            assertEquals(List.of(), shown.ask(scene -> texts(scene.getRoot()).filter(one -> POINT.matcher(one).find())
                    .sorted().toList()));
        }
    }

    private static Stream<String> texts(Node node) {
        return switch (node) {
            case Text text -> Stream.of(text.getText());
            case Parent parent -> parent.getChildrenUnmodifiable().stream().flatMap(RoomIsUsedTest::texts);
            default -> Stream.of();
        };
    }
}
