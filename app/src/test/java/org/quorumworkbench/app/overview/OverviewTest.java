// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.members.RealMembers;
import org.quorumworkbench.app.model.DivergentPlaceRow;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.app.model.Survey;
import org.quorumworkbench.app.preferences.Perspective;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.block.SectorRange;
import org.testfx.util.WaitForAsyncUtils;

/** The whole disk at a glance, and the way from there to the bytes and back. */
class OverviewTest extends WindowTest {

    @TempDir
    private Path folder;

    OverviewTest() {
        overviewByItself = true;
        everyTab = false;
    }

    /**
     * Three children of 2048 sectors: b differs in 10 to 19 and, three sectors on, in 22; c in 100; in
     * 500 each of them has bytes of its own.
     */
    private List<Path> openDamaged() throws IOException {
        byte[] a = new byte[2048 * 512];
        new Random(5).nextBytes(a);
        byte[] b = a.clone();
        byte[] c = a.clone();
        for (int sector : List.of(10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 22)) {
            b[sector * 512 + 3] ^= 1;
        }
        c[100 * 512] ^= 1;
        b[500 * 512] ^= 1;
        c[500 * 512] ^= 2;
        List<Path> files = List.of(Files.write(folder.resolve("a.img"), a), Files.write(folder.resolve("b.img"), b),
                Files.write(folder.resolve("c.img"), c));
        robot.interact(() -> workbench.opening().drop(files.stream().map(Path::toFile).toList()));
        await("the images", () -> model.quorum().sectors() == 2048
                && model.reading().waitingProperty().get().isEmpty());
        return files;
    }

    private void scan() {
        robot.interact(() -> model.scan().start());
        await("the scan's end", () -> model.scan().stateProperty().get() == ScanModel.State.IDLE);
        await("what was found", () -> model.surveying().bytesProperty().get().isPresent());
        awaitFindings();
    }

    private void awaitFindings() {
        await("the findings", () -> model.surveying().surveyProperty().get().filter(Survey::diagnosed).isPresent());
    }

    private boolean isOverview() {
        return isShown("overview");
    }

    private TreeTableView<DivergentPlaceRow> findings() {
        return robot.lookup("#overview-findings").query();
    }

    private List<String> groups() {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> findings().getRoot().getChildren().stream()
                .map(TreeItem::getValue).map(row -> row.title() + ", " + row.kind() + ", " + row.sectors()).toList());
    }

    private String evidence() {
        return robot.lookup("#overview-evidence").query().lookupAll(".label").stream().filter(Node::isVisible)
                .map(label -> ((Label) label).getText()).collect(Collectors.joining("\n"));
    }

    private void press(KeyCode... keys) {
        focusTheWindow();
        robot.push(keys);
    }

    @Test
    void beforeAScanItTellsWhatIsKnownAndTheScanIsTheOneButton() throws IOException {
        openDamaged();
        press(KeyCode.CONTROL, KeyCode.DIGIT1);
        assertTrue(isOverview());
        assertTrue(text("overview-known").startsWith("3 children, 2,048 sectors (1 MiB), threshold 2."),
                text("overview-known"));
        assertEquals("Sectors 0 to 7 agree; the other 2,040 have not been compared.", text("overview-headline"));
        assertTrue(
                robot.lookup("#overview-c1").query().getStyleClass().stream().noneMatch(it -> it.startsWith("fared")),
                "nobody has fared well who was not compared");
        robot.push(KeyCode.ENTER);
        awaitFindings();
        assertEquals("Whole disk: c1: 1 finding in 11 sectors, c2: 1 finding in 1 sector, c0: none;"
                + " 1 sector has no winner.", text("overview-headline"));
    }

    @Test
    void itIsShownByItselfWhenAScanHasEndedWithNoWinnerFirst() throws IOException {
        openDamaged();
        scan();
        assertTrue(isOverview());
        assertEquals(
                List.of("no winner, flipped bit, few flipped bits, 1", "c1, flipped bit, 11", "c2, flipped bit, 1"),
                groups());
        assertEquals("outvoted in 11 sectors", found("c1"));
        assertEquals("never outvoted", found("c0"));
        assertEquals("Where there is a winner, it can be trusted, as far as was looked: nothing speaks against it.",
                text("overview-trust"));
        assertTrue(evidence().contains("no winner"), evidence());
        assertTrue(evidence().contains("Nobody wins: no two children have the same bytes, and 2 votes are needed"),
                evidence());
    }

    private String found(String child) {
        return ((Label) robot.lookup("#overview-" + child).query().lookup(".child-found")).getText();
    }

    @Test
    void whoHasGoneElsewhereSinceTheScanBeganIsNotInterrupted() throws IOException {
        openDamaged();
        robot.interact(() -> {
            model.scan().start();
            model.reading().goTo(new SectorRange(800, 8));
        });
        await("the scan's end", () -> model.scan().stateProperty().get() == ScanModel.State.IDLE);
        assertFalse(isOverview());
    }

    @Test
    void enterGoesToTheBytesAndEscapeComesBack() throws IOException {
        openDamaged();
        scan();
        robot.interact(() -> {
            findings().requestFocus();
            findings().getSelectionModel().select(findings().getRoot().getChildren().get(1).getChildren().getFirst());
        });
        await("its bytes", () -> model.surveying().bytesProperty().get()
                .filter(bytes -> bytes.rows().getFirst().offset() == 10 * 512).isPresent());
        assertTrue(evidence().contains("Sectors 10 to 22 (0xA), from byte 5,120. 11 of these 13 sectors diverge."),
                evidence());
        assertTrue(evidence().contains("c0 and c2 agree and win: 2 votes, 2 needed. c1 is outvoted."), evidence());
        press(KeyCode.ENTER);
        awaitRange(10, 8);
        assertFalse(isOverview());
        robot.push(KeyCode.ESCAPE);
        assertTrue(isOverview());
    }

    @Test
    void theDifferingBytesAreSeenAndCopiedWithTheSentences() throws IOException {
        openDamaged();
        scan();
        robot.interact(() -> findings().getSelectionModel()
                .select(findings().getRoot().getChildren().get(2).getChildren().getFirst()));
        await("its bytes", () -> model.surveying().bytesProperty().get()
                .filter(bytes -> bytes.rows().getFirst().offset() == 100 * 512).isPresent());
        var row = model.surveying().bytesProperty().get().orElseThrow().rows().getFirst();
        assertTrue(row.differs(1, 0));
        assertFalse(row.differs(1, 1));
        robot.interact(() -> robot.lookup("#overview-copy").queryAs(Button.class).fire());
        String copied = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> Clipboard.getSystemClipboard().getString());
        assertTrue(copied.startsWith("flipped bit\nSector 100 (0x64), at byte 51,200.\nKind of damage: flipped bit;"),
                copied);
        assertTrue(copied.contains("\nc2 differs in one bit.\n"), copied);
        assertTrue(copied.contains("000000C800  B [" + row.bytes().get(1).substring(0, 2) + "]"), copied);
    }

    @Test
    void findingsAreGroupedByKindAndAChildsAreShownByItsName() throws IOException {
        openDamaged();
        scan();
        robot.interact(() -> robot.lookup("#overview-by-kind").queryAs(ToggleButton.class).fire());
        assertEquals(List.of("flipped bit, few flipped bits; no winner, 1 finding, 1", "flipped bit, 2 findings, 12"),
                groups());
        robot.interact(() -> ((javafx.scene.control.Hyperlink) robot.lookup("#overview-c2").query()
                .lookup(".hyperlink")).fire());
        assertEquals("c2", findings().getSelectionModel().getSelectedItem().getValue().title());
    }

    @Test
    void whatIfChangesAllOfItAtOnce() throws IOException {
        openDamaged();
        scan();
        robot.interact(() -> robot.lookup("#overview-threshold").<Spinner<Integer>>query().getValueFactory()
                .setValue(3));
        await("judged", () -> groups().equals(List.of("no winner, 3 places, 13")));
        assertEquals("What if: Whole disk: nobody outvoted; 13 sectors have no winner.", text("overview-headline"));
        assertEquals("What if: 12 sectors have another verdict. The quorum itself is as it was.",
                text("overview-whatif"));
        robot.interact(() -> robot.lookup("#overview-reset").queryAs(Button.class).fire());
        await("as it votes", () -> groups().size() == 3);
        robot.interact(() -> ((CheckBox) robot.lookup("#overview-c1").query().lookup(".check-box")).fire());
        await("without c1", () -> found("c1").equals("left out of the vote"));
        assertFalse(groups().toString().contains("c1"), groups().toString());
    }

    @Test
    void f6GoesToTheNextDivergenceAndTheReportIsOneButtonAway() throws IOException {
        openDamaged();
        scan();
        robot.interact(() -> workbench.show(Perspective.OVERVIEW));
        press(KeyCode.F6);
        awaitRange(8, 8);
        assertFalse(isOverview());
        // Esc stops what goes on before it goes back.
        await("nothing goes on", () -> model.tasks().list().isEmpty());
        robot.push(KeyCode.ESCAPE);
        saving = java.util.Optional.of(folder.resolve("report.html"));
        robot.interact(() -> robot.lookup("#overview-report").queryAs(Button.class).fire());
        await("the report", () -> Files.exists(folder.resolve("report.html")));
    }

    @Test
    void whatIsSurveyedAgainLeavesFoldingChoiceAndBytes() throws IOException {
        openDamaged();
        scan();
        robot.interact(() -> {
            findings().getRoot().getChildren().get(1).setExpanded(false);
            findings().getSelectionModel().select(findings().getRoot().getChildren().get(2).getChildren().getFirst());
        });
        await("its bytes", () -> model.surveying().bytesProperty().get()
                .filter(bytes -> bytes.rows().getFirst().offset() == 100 * 512).isPresent());
        var read = model.surveying().bytesProperty().get().orElseThrow();
        var before = model.surveying().surveyProperty().get().orElseThrow();
        robot.interact(() -> model.whatIf().wonder(1));
        await("another survey", () -> model.surveying().surveyProperty().get()
                .filter(now -> !now.equals(before) && now.verdicts().threshold() == 1).isPresent());
        robot.interact(() -> {});
        assertSame(read, model.surveying().bytesProperty().get().orElseThrow(), "nothing was read again");
        assertTrue(evidence().contains("c0 and c1 agree and win: 2 votes, 1 needed"), evidence());
        TreeItem<DivergentPlaceRow> folded = findings().getRoot().getChildren().stream()
                .filter(group -> group.getValue().title().equals("c1")).findFirst().orElseThrow();
        assertFalse(folded.isExpanded());
        assertEquals("0x64 / 100", findings().getSelectionModel().getSelectedItem().getValue().title());
    }

    @Test
    void twoRowsOfCardsAreWhole() throws IOException {
        byte[] same = new byte[2048 * 512];
        List<Path> files = new ArrayList<>();
        for (int child = 0; child < 7; child++) {
            same[9] = (byte) (child == 5 ? 1 : 0);
            files.add(Files.write(folder.resolve("seven" + child + ".img"), same));
        }
        robot.interact(() -> {
            workbench.scene().getWindow().setWidth(1280);
            workbench.scene().getWindow().setHeight(800);
            workbench.opening().drop(files.stream().map(Path::toFile).toList());
        });
        await("the images", () -> model.quorum().childrenProperty().get().size() == 7
                && model.reading().waitingProperty().get().isEmpty());
        scan();
        ScrollPane cards = robot.lookup("#overview-children").query();
        await("both rows", () -> cards.getViewportBounds().getHeight() >= cards.getContent().getLayoutBounds()
                .getHeight());
        robot.interact(() -> {
            workbench.scene().getWindow().setWidth(1024);
            workbench.scene().getWindow().setHeight(700);
        });
        await("both rows in a smaller window", () -> cards.getScene().getHeight() <= 700
                && cards.getViewportBounds().getHeight() >= cards.getContent().getLayoutBounds().getHeight());
    }

    @Test
    void whatMembersSayIsRedOnlyIfItIsADoubt() throws IOException {
        for (boolean doubt : new boolean[]{false, true}) {
            List<Path> files = RealMembers.write(Files.createDirectories(folder.resolve("members" + doubt)),
                    List.of("a", "b", doubt ? "b" : "c"));
            robot.interact(() -> workbench.opening().drop(files.stream().map(Path::toFile).toList()));
            await("the members", () -> model.quorum().sectors() == RealMembers.LENGTH / 512
                    && model.members().knownProperty().get().isPresent());
            robot.interact(() -> workbench.show(Perspective.OVERVIEW));
            await("what they say",
                    () -> text("overview-trust").contains(doubt ? "c1 and c2 are stale" : "c1 is stale"));
            assertEquals(doubt, robot.lookup("#overview-trust").query().getStyleClass().contains("headline-trust"));
            scan();
            assertTrue(robot.lookup("#overview-c1").query().getStyleClass().contains("fared-behind"),
                    "green is for nobody who misses writes, however the vote went");
        }
    }

    private String chosen() {
        return WaitForAsyncUtils.waitForAsyncFx(60_000,
                () -> findings().getSelectionModel().getSelectedItem().getValue().title());
    }

    @Test
    void whereOneGoesTheFindingIsSelectedAndWhereOneSelectsTheFrameGoes() throws IOException {
        openDamaged();
        scan();
        assertEquals("0x1F4 / 500", chosen(), "the worst, as long as nobody has gone anywhere");
        assertEquals(0, model.reading().rangeProperty().get().first(), "and nobody is brought there");
        robot.interact(() -> {
            findings().getRoot().getChildren().get(2).setExpanded(false);
            model.reading().goTo(new SectorRange(96, 8));
        });
        awaitRange(96, 8);
        assertEquals("0x64 / 100", chosen());
        assertTrue(findings().getRoot().getChildren().get(2).isExpanded());
        robot.interact(() -> {
            findings().requestFocus();
            findings().getSelectionModel().select(findings().getRoot().getChildren().get(1).getChildren().getFirst());
        });
        awaitRange(10, 8);
        assertTrue(isOverview());
        robot.interact(() -> workbench.show(Perspective.INVESTIGATE));
        robot.interact(() -> model.reading().goTo(new SectorRange(500, 8)));
        awaitRange(500, 8);
        assertEquals(10 * 512, model.surveying().bytesProperty().get().orElseThrow().rows().getFirst().offset(),
                "nothing is read for what nobody looks at");
        robot.interact(() -> workbench.show(Perspective.OVERVIEW));
        assertEquals("0x1F4 / 500", chosen());
    }

    @Test
    void whatAScanHasFoundIsSaidOnceWhereTheHeadlineIsInSight() throws IOException {
        openDamaged();
        robot.interact(() -> workbench.show(Perspective.OVERVIEW));
        scan();
        assertTrue(text("overview-headline").startsWith("Whole disk: "), text("overview-headline"));
        assertFalse(isShown("notice"));
        robot.interact(() -> workbench.show(Perspective.INVESTIGATE));
        assertFalse(isShown("notice"));
        robot.interact(() -> model.scan().start());
        await("the scan's end", () -> model.scan().stateProperty().get() == ScanModel.State.IDLE);
        robot.interact(() -> workbench.show(Perspective.TEACH));
        robot.interact(() -> model.scan().start());
        await("it is said where nothing else says it", () -> isShown("notice"));
    }
}
