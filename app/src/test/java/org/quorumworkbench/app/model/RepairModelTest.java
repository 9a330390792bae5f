// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.model.RepairJournal.Way;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.repair.PlanPolicy.Source;
import org.quorumworkbench.core.repair.Refusal;
import org.quorumworkbench.core.repair.Selection;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.Verdicts;

/** From the scan to a plan, its rehearsal, its application and back, without a window. */
class RepairModelTest {

    @TempDir
    private Path folder;

    private final ModelDesk desk = new ModelDesk();
    private final RepairModel repair = desk.model.repair();

    @AfterEach
    void close() {
        desk.close();
    }

    private void scan() {
        desk.model.scan().start();
        desk.await("the scan's end", () -> desk.model.scan().stateProperty().get() == ScanModel.State.IDLE);
        desk.await("what lies there and what the damage is", () -> desk.model.tasks().list().isEmpty());
    }

    private Verdicts found() {
        return desk.model.whatIf().judgementProperty().get().orElseThrow().actual();
    }

    private void idle() {
        desk.await("the end of it", () -> !repair.busyProperty().get());
    }

    private void plan(String... only) {
        repair.plan(new RepairModel.Wish(Selection.of(List.of(only)), Set.of(Refusal.MARGIN, Refusal.UNKNOWN),
                Source.VOTE));
        desk.await("the plan", () -> repair.planProperty().get().isPresent());
    }

    private void rehearsed(String... only) {
        plan(only);
        repair.save(folder.resolve("plan.json"));
        desk.await("the file", () -> repair.savedProperty().get().isPresent());
        repair.rehearse();
        desk.await("the rehearsal", () -> repair.rehearsalProperty().get().isPresent());
    }

    private byte[] last() throws IOException {
        return Files.readAllBytes(folder.resolve("2.img"));
    }

    @Test
    void aPlanRestsOnTheScanAsItWasAndOnWhatIsKnownOfItAlready() {
        Instant before = Instant.now();
        desk.open(folder, ModelDesk.threeWith(10, 40));
        scan();
        Instant after = Instant.now();
        assertTrue(desk.model.findings().of(found()).isPresent(), "it is not diagnosed again");
        assertFalse(desk.model.findings().of(Verdicts.of(found().map(), 3)).isPresent(), "by another threshold it is");
        plan();
        Instant at = repair.planProperty().get().orElseThrow().plan().scan().at();
        assertFalse(at.isBefore(before.minusSeconds(1)) || at.isAfter(after), at + " is not when it was scanned");
    }

    @Test
    void aLoadedScanIsAsOldAsItsFile() throws IOException {
        desk.open(folder, ModelDesk.threeWith(10));
        scan();
        Path kept = folder.resolve("kept.scan");
        desk.model.scanFiles().save(kept);
        desk.awaitTold(kept.toString());
        Instant then = Instant.parse("2020-02-02T02:02:02Z");
        Files.setLastModifiedTime(kept, FileTime.from(then));
        desk.model.messages().dismiss();
        desk.model.scanFiles().load(kept);
        desk.awaitTold(kept.toString());
        desk.await("judged", () -> desk.model.whatIf().judgementProperty().get().isPresent());
        plan();
        assertEquals(then, repair.planProperty().get().orElseThrow().plan().scan().at());
    }

    @Test
    void aRehearsalTellsWhatTheScanWouldFindThen() {
        desk.open(folder, ModelDesk.threeWith(10, 40, 41));
        scan();
        rehearsed("sector=40+2");
        Verdicts left = repair.leftProperty().get().orElseThrow();
        assertEquals(3, found().divergent(), "what was found stays");
        assertEquals(1, left.divergent());
        DivergentRun run = left.runs().next();
        assertEquals(new SectorRange(10, 1), run.range());
        assertEquals("AAB", run.ruling().pattern());
        rehearsed();
        assertEquals(0, repair.leftProperty().get().orElseThrow().divergent());
        desk.model.whatIf().wonder(3);
        desk.await("judged anew", () -> desk.model.whatIf().judgementProperty().get().orElseThrow().isWhatIf());
        assertEquals(Optional.empty(), repair.leftProperty().get());
    }

    @Test
    void aJournalIsFollowedOnlyByWhoHasSeenItsFilesAndTypedTheirNames() throws IOException {
        desk.open(folder, ModelDesk.threeWith(10));
        byte[] before = last();
        scan();
        rehearsed();
        Path journal = folder.resolve("journal");
        repair.apply("c2", journal);
        assertEquals(Optional.of(journal), repair.journal().runningProperty().get(), "it is known while it is written");
        assertTrue(repair.log().getLast().contains(journal.toString()), repair.log().toString());
        idle();
        assertEquals(Optional.empty(), repair.journal().runningProperty().get());
        assertArrayEquals(ModelDesk.content(), last());
        assertEquals(Optional.of(journal), repair.journal().lastProperty().get());
        assertEquals(Optional.empty(), repair.planProperty().get());
        repair.journal().ask(journal, Way.UNDO);
        desk.await("the question", () -> repair.journal().askedProperty().get().isPresent());
        ShownPlan asked = repair.journal().askedProperty().get().orElseThrow().plan();
        assertEquals(List.of("c2  " + folder.resolve("2.img").toRealPath()), RepairWords.files(asked.plan()));
        for (String wrong : List.of("", "c1", "c1 c2")) {
            assertFalse(repair.journal().mayFollow(wrong));
            repair.journal().follow(wrong);
        }
        assertFalse(repair.busyProperty().get());
        assertArrayEquals(ModelDesk.content(), last(), "nothing is taken back before");
        repair.journal().follow("c2");
        idle();
        assertArrayEquals(before, last());
        assertEquals(Optional.empty(), repair.journal().askedProperty().get());
        assertFalse(repair.journal().mayFollow("c2"), "once");
    }

    @Test
    void aJournalOfOtherFilesThanTheOneThatWasShownIsNotFollowed() throws IOException {
        desk.open(folder, ModelDesk.threeWith(10));
        scan();
        rehearsed();
        Path journal = folder.resolve("journal");
        repair.apply("c2", journal);
        idle();
        repair.journal().ask(journal, Way.UNDO);
        desk.await("the question", () -> repair.journal().askedProperty().get().isPresent());
        scan();
        Files.write(folder.resolve("2.img"), ModelDesk.damaged(20));
        scan();
        rehearsed();
        assertEquals(Optional.empty(), repair.journal().askedProperty().get(), "a plan takes the question's place");
        Path other = folder.resolve("other");
        repair.apply("c2", other);
        idle();
        repair.journal().ask(journal, Way.UNDO);
        desk.await("the question", () -> repair.journal().askedProperty().get().isPresent());
        Files.copy(other, journal, StandardCopyOption.REPLACE_EXISTING);
        repair.journal().follow("c2");
        idle();
        assertTrue(desk.told().contains("another plan by now"), desk.told());
        assertArrayEquals(ModelDesk.content(), last());
    }

    @Test
    void rowsThatWerePickedArePlannedAlone() {
        assertEquals(List.of(new Picked(new SectorRange(4, 3), Optional.empty(), Optional.empty()),
                new Picked(new SectorRange(9, 1), Optional.empty(), Optional.empty())),
                Picked.of(List.of(new SectorRange(9, 1), new SectorRange(4, 1), new SectorRange(5, 2))));
        Picked one = new Picked(new SectorRange(4, 3), Optional.of("c2"), Optional.of("zeroed"));
        assertEquals(Optional.of("child=c2,class=zeroed,sector=4+3"), one.clause(Optional.empty()));
        assertEquals(Optional.of("child=c2,class=zeroed,sector=4+3"), one.clause(Optional.of("c2")));
        assertEquals(Optional.empty(), one.clause(Optional.of("c1")));
        assertEquals(Optional.of("child=c1,sector=9+1"),
                Picked.of(List.of(new SectorRange(9, 1))).getFirst().clause(Optional.of("c1")));
        List<Picked> many = IntStream.range(0, Picked.MOST + 1)
                .mapToObj(at -> new Picked(new SectorRange(2L * at, 1), Optional.empty(), Optional.empty())).toList();
        repair.pick(many);
        assertEquals(List.of(), repair.pickedProperty().get());
        assertTrue(desk.told().contains(Integer.toString(Picked.MOST)), desk.told());
        repair.pick(many.subList(0, Picked.MOST));
        assertEquals(Picked.MOST, repair.pickedProperty().get().size());
        desk.open(folder, ModelDesk.threeWith(10));
        assertEquals(List.of(), repair.pickedProperty().get(), "they were another quorum's");
    }
}
