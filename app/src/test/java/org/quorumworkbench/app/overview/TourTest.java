// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.model.DivergentPlace;
import org.quorumworkbench.app.model.DivergentPlaceRow;
import org.quorumworkbench.app.model.Survey;
import org.quorumworkbench.app.sample.TourQuorum;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.config.Adjustments;
import org.testfx.util.WaitForAsyncUtils;

/** What a newcomer meets: the sample, compared at once, and what is to be seen in it. */
class TourTest extends WindowTest {

    @TempDir
    private Path folder;

    TourTest() {
        overviewByItself = true;
        everyTab = false;
        sample = () -> TourQuorum.configuration(Adjustments.NONE);
    }

    private void begin() {
        robot.interact(() -> {
            workbench.offerTour(TourQuorum::stops);
            workbench.opening().openSample();
        });
        await("what was found", () -> model.surveying().bytesProperty().get().isPresent());
        // The damage is told once it is known what lies there, and once more when the members are known,
        // which nobody
        // waits for: between those nothing runs.
        await("the findings by what the members say", () -> model.findings().foundProperty().get()
                .filter(found -> found.verdicts().evidence().set().isPresent()).isPresent());
        // Esc stops what runs before it goes back.
        await("what lies there and what the damage is", () -> model.tasks().list().isEmpty());
    }

    @Test
    void theSampleIsComparedAtOnceAndItsFindingsAreShown() {
        begin();
        assertTrue(isShown("overview"));
        assertTrue(isShown("overview-tour"));
        await("what the members say", () -> text("overview-trust").contains("stale"));
        await("the findings", () -> text("overview-headline").contains("c2, c3 and c4: "));
        assertTrue(text("overview-headline").contains("/db/orders.db"), text("overview-headline"));
        assertEquals("c0: outvoted in 130 sectors. 128 by old data, 2 unexplained",
                robot.lookup("#overview-c0").query().getAccessibleText());
        assertTrue(robot.lookup("#status").queryAs(HBox.class).getChildren().stream()
                .anyMatch(it -> it instanceof Label label
                        && label.getText().equals("5 children, 8,192 sectors (4 MiB)")));
    }

    private List<TreeItem<DivergentPlaceRow>> groups() {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> List.copyOf(robot.lookup("#overview-findings")
                .<TreeTableView<DivergentPlaceRow>>query().getRoot().getChildren()));
    }

    @Test
    void whatLiesInOneFileIsOneGroupAndWhatHarmsNobodyIsFolded() {
        begin();
        await("the findings", () -> model.surveying().surveyProperty().get().filter(Survey::diagnosed).isPresent());
        assertTrue(robot.lookup("#overview-by-file").queryAs(ToggleButton.class).isSelected());
        assertEquals(1, groups().stream().filter(group -> group.getValue().title().equals("/db/orders.db")).count());
        groups().stream().filter(group -> group.getValue().worst() == DivergentPlace.Kind.EXPLAINED)
                .forEach(group -> assertFalse(group.isExpanded(), group.getValue().title()));
        robot.interact(() -> robot.lookup("#overview-by-child").queryAs(ToggleButton.class).fire());
        assertTrue(groups().stream().flatMap(group -> group.getChildren().stream())
                .anyMatch(row -> row.getValue().title().endsWith("  /db/orders.db")));
    }

    @Test
    void eachThingToBeSeenIsOneClickAwayWithASentence() {
        begin();
        for (TourQuorum.Stop stop : TourQuorum.stops()) {
            robot.interact(() -> robot.lookup("#tour-" + stop.name()).queryAs(Hyperlink.class).fire());
            await(stop.name(), () -> model.reading().waitingProperty().get().isEmpty() && model.reading()
                    .inspectionProperty().get().filter(seen -> seen.range().first() == stop.range().first())
                    .isPresent());
            assertFalse(isShown("overview"));
            assertTrue(text("notice-text").length() > 60, text("notice-text"));
            // While something runs, Esc stops that.
            await("nothing runs", () -> model.tasks().list().isEmpty());
            focusTheWindow();
            robot.push(KeyCode.ESCAPE);
            await("the overview", () -> isShown("overview"));
        }
    }

    @Test
    void aTipThatIsShownDoesNotTakeTheKeyOfTheWayBack() {
        begin();
        TourQuorum.Stop stop = TourQuorum.stops().getFirst();
        robot.interact(() -> robot.lookup("#tour-" + stop.name()).queryAs(Hyperlink.class).fire());
        awaitRange(stop.range().first(), 8);
        await("nothing runs", () -> model.tasks().list().isEmpty());
        focusTheWindow();
        robot.moveTo("#sector");
        await("the tip", () -> Window.getWindows().stream().anyMatch(Tooltip.class::isInstance));
        robot.push(KeyCode.ESCAPE);
        await("the overview", () -> isShown("overview"));
    }

    @Test
    void anotherQuorumHasNoTour() throws Exception {
        begin();
        List<Path> files = List.of(Files.write(folder.resolve("a.img"), new byte[8192]),
                Files.write(folder.resolve("b.img"), new byte[8192]));
        robot.interact(() -> workbench.opening().drop(files.stream().map(Path::toFile).toList()));
        await("the images", () -> model.quorum().sectors() == 16);
        assertFalse(isShown("overview-tour"));
    }
}
