// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.model.Judgement;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.run.ScenarioRun;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scenario.Expectation;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.vote.Verdict;

/** A scan at the window: what it finds, how one looks through it, and what if. */
class ScanWindowTest extends WindowTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void lookAtTheDivergences() {
        lookAt("tab-divergences");
    }

    private void scan() {
        robot.interact(() -> model.scan().start());
        awaitIdle();
    }

    private void awaitIdle() {
        await("the scan's end", () -> model.scan().stateProperty().get() == ScanModel.State.IDLE);
    }

    private Judgement found() {
        return model.whatIf().judgementProperty().get().orElseThrow();
    }

    private List<DivergentRun> rows() {
        return robot.lookup("#divergence-table").<TableView<DivergentRun>>query().getItems();
    }

    private void awaitRows(int count) {
        await(count + " rows", () -> rows().size() == count);
    }

    /** Three children of 2048 sectors: b differs in 10 to 19, c in 100, and b and c alike in 500. */
    private List<Path> openDamaged() throws IOException {
        byte[] content = new byte[2048 * 512];
        new Random(5).nextBytes(content);
        byte[] b = content.clone();
        byte[] c = content.clone();
        for (int sector = 10; sector < 20; sector++) {
            b[sector * 512] ^= 1;
        }
        c[100 * 512] ^= 1;
        b[500 * 512] ^= 1;
        c[500 * 512] ^= 1;
        List<Path> files = List.of(Files.write(folder.resolve("a.img"), content),
                Files.write(folder.resolve("b.img"), b), Files.write(folder.resolve("c.img"), c));
        robot.interact(() -> workbench.opening().drop(files.stream().map(Path::toFile).toList()));
        await("the images",
                () -> model.quorum().sectors() == 2048 && model.reading().waitingProperty().get().isEmpty());
        return files;
    }

    @Test
    void controlKScansTheDeviceAndListsEveryRun() throws IOException {
        openDamaged();
        robot.interact(workbench::focusBytes);
        robot.push(KeyCode.CONTROL, KeyCode.K);
        await("the scan", () -> model.whatIf().judgementProperty().get()
                .filter(now -> now.actual().map().scanned().count() == 2048).isPresent());
        awaitIdle();
        awaitRows(3);
        assertEquals(new SectorRange(10, 10), rows().getFirst().range());
        assertEquals("ABA", rows().getFirst().ruling().pattern());
        assertEquals(Verdict.MAJORITY, rows().get(2).ruling().verdict());
        assertEquals(List.of(0), rows().get(2).ruling().outvoted());
        assertEquals("Whole disk: c1 outvoted in 10 sectors, c0 in 1, c2 in 1.", text("notice-text"));
        await("the findings", () -> model.findings().foundProperty().get().isPresent());
        assertTrue(text("headline").startsWith("Whole disk: c1: 1 finding in 10 sectors, "), text("headline"));
        assertEquals("outvoted in 10 sectors", text("found-c1"));
        assertEquals("outvoted in 1 sector", text("found-c2"));
        assertTrue(isShown("map"));
    }

    private TableView<DivergentRun> table() {
        return robot.lookup("#divergence-table").query();
    }

    private Optional<Long> chosen() {
        return Optional.ofNullable(table().getSelectionModel().getSelectedItem()).map(run -> run.range().first());
    }

    @Test
    void theRunWhereOneIsIsSelectedAndWhereOneSelectsOneGoes() throws IOException {
        openDamaged();
        scan();
        awaitRows(3);
        lookAt("tab-divergences");
        robot.interact(() -> model.reading().goTo(new SectorRange(496, 8)));
        awaitRange(496, 8);
        await("the run there", () -> chosen().equals(Optional.of(500L)));
        robot.interact(() -> model.reading().goTo(new SectorRange(1000, 8)));
        awaitRange(1000, 8);
        await("none there", () -> chosen().isEmpty());
        robot.interact(model.search()::previousDivergence);
        await("the run before", () -> chosen().equals(Optional.of(500L)));
        robot.interact(() -> table().requestFocus());
        robot.push(KeyCode.UP);
        awaitRange(100, 1);
        assertEquals(Optional.of(100L), chosen());
    }

    @Test
    void rowsAreSortedByAnyColumnAndCopiedWithTheirTitles() throws IOException {
        openDamaged();
        scan();
        awaitRows(3);
        lookAt("tab-divergences");
        robot.interact(() -> {
            assertTrue(table().getColumns().stream().allMatch(TableColumnBase::isSortable), "every column sorts");
            table().getSortOrder().setAll(table().getColumns().stream()
                    .filter(column -> column.getText().equals("Outvoted")).toList());
        });
        await("who is outvoted", () -> rows().getFirst().range().first() == 500);
        robot.interact(() -> {
            table().requestFocus();
            table().getSelectionModel().selectAll();
        });
        robot.push(KeyCode.CONTROL, KeyCode.C);
        String[] copied = new String[1];
        robot.interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
        assertEquals(4, copied[0].lines().count(), copied[0]);
        assertTrue(copied[0].startsWith("Sector\tSectors\tPattern\t"), copied[0]);
        assertTrue(copied[0].contains("0x1F4 / 500\t1\tBAA"), copied[0]);
    }

    @Test
    void theTableIsFilteredByWhoDissentsAndByTheMatrix() throws IOException {
        openDamaged();
        scan();
        awaitRows(3);
        robot.interact(() -> {
            ComboBox<Object> filter = robot.lookup("#divergence-filter").<ComboBox<Object>>query();
            filter.setValue(filter.getItems().stream()
                    .filter(item -> filter.getConverter().toString(item).equals("Only c1 is outvoted")).findFirst()
                    .orElseThrow());
        });
        awaitRows(1);
        assertEquals(10, rows().getFirst().range().first());
        robot.interact(() -> robot.lookup("#dissent-c2-c2").queryAs(Button.class).fire());
        await("sector 100", () -> rows().size() == 1 && rows().getFirst().range().first() == 100);
        ComboBox<Object> shown = robot.lookup("#divergence-filter").<ComboBox<Object>>query();
        assertTrue(shown.getItems().contains(shown.getValue()), "the filter is among what is offered, and so shown");
        assertTrue(text("divergence-count").contains("1 run, 1 sector"), text("divergence-count"));
    }

    @Test
    void whereNoVoteIsHeldTheMatrixSaysSoInsteadOfZeroes() throws IOException {
        openDamaged();
        Path fifo = Files.writeString(folder.resolve("fifo.json"), """
                {"format": 1, "vote-threshold": 2, "read-pattern": "fifo", "children": ["a.img", "b.img", "c.img"]}""");
        robot.interact(() -> workbench.opening().drop(List.of(fifo.toFile())));
        await("fifo", () -> model.reading().inspectionProperty().get().filter(now -> !now.isVoted()).isPresent());
        scan();
        awaitRows(3);
        assertEquals("No vote is held, so nobody is outvoted: read pattern fifo takes the first child that can be"
                + " read.", text("dissent-none"));
        assertTrue(robot.lookup("#dissent-matrix .button").queryAll().isEmpty(), "no number");
    }

    @Test
    void theNextDivergenceIsKnownFromTheScanAndSearchedWhereItHasNotBeen() throws IOException {
        openDamaged();
        scan();
        await("what the damage is", () -> model.findings().foundProperty().get().isPresent()
                && model.tasks().list().isEmpty());
        robot.interact(model.search()::nextDivergence);
        awaitRange(8, 8);
        robot.interact(() -> model.reading().goTo(new SectorRange(96, 8)));
        awaitRange(96, 8);
        robot.interact(model.search()::nextDivergence);
        assertTrue(model.tasks().list().isEmpty(), "nothing is searched");
        awaitRange(496, 8);
        robot.interact(model.search()::previousDivergence);
        assertTrue(model.tasks().list().isEmpty(), "nothing is searched");
        awaitRange(96, 8);
        robot.interact(() -> model.reading().goTo(new SectorRange(504, 8)));
        awaitRange(504, 8);
        robot.interact(model.search()::nextDivergence);
        assertTrue(text("notice-text").contains("no divergence after sector 511"), text("notice-text"));
    }

    @Test
    void whatIfTellsHowManySectorsChangeTheirVerdictAndLeavesTheQuorumAlone() throws IOException {
        openDamaged();
        scan();
        awaitRows(3);
        assertEquals("As the quorum votes now.", text("whatif-sentence"));
        robot.interact(() -> robot.lookup("#whatif-threshold").<Spinner<Integer>>query().getValueFactory().setValue(3));
        await("judged", () -> text("whatif-sentence").contains("12 sectors have another verdict"));
        assertEquals(2, model.quorum().thresholdProperty().get());
        await("judged anew", () -> rows().getFirst().ruling().verdict() == Verdict.BELOW_THRESHOLD);
        robot.interact(() -> robot.lookup("#whatif-reset").queryAs(Button.class).fire());
        await("judged as the quorum votes", () -> !found().isWhatIf());
        robot.interact(() -> robot.lookup("#without-c1").queryAs(CheckBox.class).fire());
        await("judged", () -> text("whatif-sentence").contains("have another verdict"));
        await("without c1", () -> rows().size() == 2 && rows().getFirst().ruling().pattern().equals("B-A"));
        assertEquals(3, model.quorum().childrenProperty().get().size());
    }

    @Test
    void applyingTheWhatIfChangesTheQuorumAndTheScanIsJudgedAsItNowVotes() throws IOException {
        openDamaged();
        scan();
        robot.interact(() -> {
            model.whatIf().leaveOut(Set.of(1));
            model.whatIf().wonder(1);
        });
        await("judged", () -> found().isWhatIf());
        robot.interact(() -> robot.lookup("#whatif-apply").queryAs(Button.class).fire());
        await("two children", () -> model.quorum().childrenProperty().get().size() == 2);
        assertEquals(1, model.quorum().thresholdProperty().get());
        await("judged as it votes now", () -> found().actual().leftOut().equals(Set.of(1)) && !found().isWhatIf());
        await("the quorum of two is read", () -> model.reading().inspectionProperty().get()
                .filter(picture -> picture.children().size() == 2).isPresent());
        Scenario recorded = model.recording().scenario().orElseThrow();
        assertEquals(List.of(), Expectation.differences(recorded.expected().orElseThrow(),
                ScenarioRun.transcript(recorded, Optional.empty())), "the recording says what was done");
    }

    @Test
    void aScanThatWaitsForAChildIsStoppedByEscapeAndKeepsWhatItFound() throws IOException {
        openDamaged();
        robot.interact(() -> model.reading().goTo(new SectorRange(1000, 8)));
        awaitRange(1000, 8);
        robot.interact(() -> model.lab().setOn("c2",
                new Fault("hang", "hangs", When.readOf(new SectorRange(2000, 1)), new Effect.Hangs()), true));
        robot.interact(() -> model.scan().start());
        await("it is said whom it waits for", () -> model.tasks().list().stream()
                .anyMatch(task -> task.wordsProperty().get().endsWith("waiting for c2")));
        robot.interact(workbench::focusBytes);
        robot.push(KeyCode.ESCAPE);
        awaitIdle();
        long stopped = model.whatIf().judgementProperty().get().map(now -> now.actual().map().scanned().count())
                .orElse(0L);
        assertTrue(stopped < 2048, "the sectors behind the hang are not scanned");
        await("what was found is judged, and nothing goes on", () -> model.tasks().list().isEmpty());
    }

    @Test
    void aChildWhoseFileChangedSinceTheScanIsMarked() throws IOException {
        List<Path> files = openDamaged();
        scan();
        Files.setLastModifiedTime(files.get(1), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
        robot.interact(model.reading()::reread);
        await("the mark", () -> isShown("stale-c1"));
        assertTrue(text("stale-c1").contains("was modified"), text("stale-c1"));
        assertTrue(text("divergence-warnings").contains("c1"), text("divergence-warnings"));
        assertFalse(isShown("stale-c0"));
        scan();
        await("scanned anew", () -> !isShown("stale-c1"));
    }

    @Test
    void aFaultThatIsSwitchedOnMakesTheScanStale() {
        scan();
        robot.interact(() -> robot.lookup("#fault-c0").queryAs(CheckBox.class).fire());
        await("the mark", () -> isShown("stale-c0"));
        assertTrue(text("stale-c0").contains("simulated faults"), text("stale-c0"));
    }

    @Test
    void theReportIsSavedInTheFormThatItsNameAsksFor() throws IOException {
        openDamaged();
        scan();
        for (String name : List.of("report.html", "report.csv", "report.json", "report.map")) {
            Path file = folder.resolve(name);
            robot.interact(() -> model.scanFiles().save(file));
            await(name, () -> text("notice-text").contains(name));
            assertTrue(Files.size(file) > 0);
        }
        assertTrue(Files.exists(folder.resolve("report-c1.map")));
        perform("Mark this range...");
        saving = Optional.of(folder.resolve("marked.html"));
        perform("Save the scan or its report...");
        await("with bookmarks", () -> text("notice-text").contains("marked.html"));
        assertTrue(Files.readString(folder.resolve("marked.html")).contains("<h2>Bookmarks</h2>"));
        robot.interact(() -> model.scanFiles().save(folder.resolve("report.txt")));
        assertTrue(text("notice-text").contains(".html"), text("notice-text"));
        robot.interact(() -> model.scanFiles().save(folder.resolve("nowhere").resolve("report.csv")));
        await("the refusal", () -> text("notice-text").contains("not saved"));
    }

    @Test
    void aScanIsSavedAndGoneOnFromInAnotherRun() throws IOException {
        openDamaged();
        scan();
        awaitRows(3);
        Path file = folder.resolve("kept.scan");
        robot.interact(() -> model.scanFiles().save(file));
        await("saved", () -> text("notice-text").contains("kept.scan"));
        robot.interact(model.reopening()::reload);
        await("opened anew", () -> model.whatIf().judgementProperty().get().isEmpty());
        await("ready", () -> model.reading().inspectionProperty().get().isPresent());
        answers.files = List.of(file.toFile());
        perform("Go on from a saved scan...");
        await("found again", () -> model.whatIf().judgementProperty().get().isPresent());
        awaitRows(3);
        Path other = Files.writeString(folder.resolve("other.scan"), "no scan");
        robot.interact(() -> model.scanFiles().load(other));
        await("refused", () -> text("notice-text").contains("other.scan is no scan"));
    }

    @Test
    void aScanCanBePausedAndGoOn() {
        robot.interact(() -> model.lab().setOn("c1",
                new Fault("late", "hangs", When.readOf(new SectorRange(100, 1)), new Effect.Hangs()), true));
        robot.interact(() -> model.scan().start());
        await("reading", () -> !model.tasks().list().isEmpty()
                && model.tasks().list().getFirst().wordsProperty().get().contains("of 128 sectors"));
        robot.interact(() -> model.scan().pauseOrProceed());
        assertEquals(ScanModel.State.PAUSED, model.scan().stateProperty().get());
        await("it says so", () -> robot.lookup(".status-line .label").queryAll().stream()
                .anyMatch(label -> ((Label) label).getText().contains("paused")));
        robot.interact(() -> model.scan().start());
        assertEquals(ScanModel.State.RUNNING, model.scan().stateProperty().get());
        robot.interact(model::cancel);
        awaitIdle();
    }
}
