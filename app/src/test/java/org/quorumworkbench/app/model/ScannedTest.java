// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.scan.StaleReason;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.ui.Resources;

/** A scan: judged in the background, wondered about, relied on, saved and gone on from. */
class ScannedTest {

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger sent = new AtomicInteger();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    /** Whether what is sent to the background waits for the test. */
    private boolean held;
    private final ModelDesk desk = new ModelDesk(task -> {
        sent.incrementAndGet();
        if (held) {
            waiting.add(task);
        } else {
            threads.execute(task);
        }
    });
    private final ScanModel scan = desk.model.scan();
    private final WhatIf whatIf = desk.model.whatIf();

    @AfterEach
    void close() {
        desk.close();
        Resources.speak(Locale.ENGLISH);
    }

    private void scan() {
        scan.start();
        awaitIdle();
        desk.await("what lies there and what the damage is", () -> desk.model.tasks().list().isEmpty());
    }

    private void awaitIdle() {
        desk.await("the scan's end", () -> scan.stateProperty().get() == ScanModel.State.IDLE);
    }

    private Judgement found() {
        return whatIf.judgementProperty().get().orElseThrow();
    }

    private Fault hang(int sector) {
        return new Fault("hang", "hangs", When.readOf(new SectorRange(sector, 1)), new Effect.Hangs());
    }

    @Test
    void aScanFindsWhatDiffersAndSaysHowMuch() {
        desk.open(folder, ModelDesk.threeWith(10, 11, 40));
        assertEquals(0, whatIf.unscanned().orElseThrow().map().scanned().count());
        scan();
        assertEquals(ModelDesk.SECTORS, found().actual().map().scanned().count());
        assertEquals(3, found().actual().divergent());
        assertEquals(List.of(0L, 0L, 3L), found().actual().dissent());
        assertTrue(desk.told().contains("3"), desk.told());
        assertTrue(desk.model.tasks().list().isEmpty());
    }

    @Test
    void whatIsFoundIsJudgedInTheBackgroundAndOnlyOnce() {
        desk.open(folder, ModelDesk.threeWith(10));
        scan();
        Judgement before = found();
        assertSame(before.actual(), before.whatIf(), "one judgement serves both while nobody wonders");
        int already = sent.get();
        whatIf.wonder(3);
        assertSame(before, found(), "the JavaFX thread only asks");
        assertEquals(already + 1, sent.get());
        desk.await("judged", () -> found().isWhatIf());
        assertEquals(1, found().changes().size());
        assertEquals(Verdict.BELOW_THRESHOLD, found().changes().getFirst().to());
    }

    @Test
    void ofSeveralThingsThatAreWonderedTheLastIsShown() {
        desk.open(folder, ModelDesk.threeWith(10));
        scan();
        List<Integer> shown = new ArrayList<>();
        whatIf.judgementProperty().subscribe(
                (before, now) -> now.ifPresent(judged -> shown.add(judged.whatIf().threshold())));
        whatIf.wonder(1);
        whatIf.wonder(2);
        whatIf.wonder(3);
        desk.await("the last", () -> found().whatIf().threshold() == 3);
        assertFalse(shown.contains(2), "what was wondered between is skipped: " + shown);
        whatIf.stop();
        desk.await("as the quorum votes", () -> !found().isWhatIf());
    }

    @Test
    void theLastChildCannotBeLeftOut() {
        desk.open(folder, ModelDesk.threeWith(10));
        scan();
        whatIf.leaveOut(Set.of(0, 1, 2));
        assertEquals(Set.of(), whatIf.leftOut());
        whatIf.leaveOut(Set.of(2));
        desk.await("judged", () -> found().isWhatIf());
        assertEquals(0, found().whatIf().divergent());
        assertEquals(1, found().actual().divergent());
    }

    @Test
    void theWhatIfIsApplied() {
        desk.open(folder, ModelDesk.threeWith(10));
        scan();
        whatIf.wonder(1);
        whatIf.leaveOut(Set.of(2));
        whatIf.apply();
        desk.await("two children", () -> desk.model.quorum().names().equals(List.of("c0", "c1")));
        desk.await("judged as it votes now",
                () -> found().actual().leftOut().equals(Set.of(2)) && !found().isWhatIf());
        assertEquals(1, desk.model.quorum().thresholdProperty().get());
    }

    @Test
    void aScanThatWaitsIsPausedGoesOnAndStopsAndGoesOnFromThere() {
        desk.open(folder, ModelDesk.threeWith(10));
        desk.model.lab().setOn("c1", hang(50), true);
        desk.await("hangs", () -> !desk.model.lab().faultsProperty().get().get("c1").isEmpty());
        scan.start();
        scan.start();
        desk.await("it reads", () -> {
            scan.pauseOrProceed();
            desk.background.back(() -> {});
            return scan.stateProperty().get() == ScanModel.State.PAUSED;
        });
        scan.start();
        assertEquals(ScanModel.State.RUNNING, scan.stateProperty().get());
        scan.stop();
        awaitIdle();
        long scanned = found().actual().map().scanned().count();
        assertNotEquals(ModelDesk.SECTORS, scanned);
        // What lies there and what the damage is are asked of the child that hangs, until that is given up.
        desk.model.tasks().cancel();
        desk.await("nothing goes on", () -> desk.model.tasks().list().isEmpty());
    }

    @Test
    void aScanThatIsStoppedBeforeItBeganLeavesNothing() {
        desk.open(folder, ModelDesk.threeWith(10));
        scan.start();
        desk.model.tasks().cancel();
        assertEquals(ScanModel.State.IDLE, scan.stateProperty().get());
        desk.settle();
        assertEquals(Optional.empty(), whatIf.judgementProperty().get());
    }

    @Test
    void anotherQuorumBeginsWithNothingScanned() throws IOException {
        desk.open(folder, ModelDesk.threeWith(10));
        scan();
        whatIf.wonder(3);
        desk.open(Files.createDirectory(folder.resolve("other")), ModelDesk.threeWith(10));
        assertEquals(Optional.empty(), whatIf.judgementProperty().get());
        assertEquals(2, whatIf.threshold());
    }

    @Test
    void aChildWhoseFileHasChangedIsStaleUntilItIsScannedAnew() throws IOException {
        desk.open(folder, ModelDesk.threeWith(10));
        scan();
        ScanStaleness staleness = desk.model.staleness();
        assertFalse(staleness.isAny());
        Files.setLastModifiedTime(folder.resolve("1.img"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
        desk.model.reading().reread();
        desk.await("stale", staleness::isAny);
        assertInstanceOf(StaleReason.Modified.class, staleness.staleProperty().get().get(1));
        scan();
        assertFalse(staleness.isAny());
    }

    @Test
    void whatWasComparedWithTheScanBeforeSaysNothingOfTheNewOne() throws IOException {
        desk.open(folder, ModelDesk.threeWith(10));
        scan();
        Files.setLastModifiedTime(folder.resolve("1.img"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
        desk.await("a comparison that waits", () -> {
            held = true;
            desk.model.staleness().checkFiles();
            held = false;
            desk.background.back(() -> {});
            return !waiting.isEmpty();
        });
        scan();
        desk.settle();
        // The answer comes when the new scan is there.
        waiting.remove().run();
        desk.settle();
        assertFalse(desk.model.staleness().isAny());
    }

    @Test
    void faultsThatWereSwitchedSinceMakeAScanStale() {
        desk.open(folder, ModelDesk.threeWith(10));
        scan();
        desk.model.lab().setOn("c0", desk.model.lab().readErrorHere(), true);
        desk.await("stale", () -> desk.model.staleness().staleProperty().get().containsKey(0));
    }

    @Test
    void theNextDivergenceIsKnownFromTheScanOrSearched() {
        desk.open(folder, ModelDesk.threeWith(10, 40));
        DiskSearch search = desk.model.search();
        search.nextDivergence();
        desk.awaitRange(8, 8);
        scan();
        search.nextDivergence();
        assertTrue(desk.model.tasks().list().isEmpty(), "nothing is searched");
        desk.awaitRange(40, 8);
        search.previousDivergence();
        desk.awaitRange(8, 8);
        search.previousDivergence();
        assertTrue(desk.told().contains("8"), desk.told());
        assertEquals(Optional.of(Notice.Kind.INFORMATION), desk.kind());
    }

    @Test
    void bytesAreFoundInAnyChildAndShownWhole() {
        byte[] marked = ModelDesk.content();
        byte[] wanted = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        System.arraycopy(wanted, 0, marked, 24 * SectorRange.SECTOR - 3, wanted.length);
        desk.open(folder, ModelDesk.content(), marked, ModelDesk.content());
        DiskSearch search = desk.model.search();
        ByteQuery query = new ByteQuery(HexFormat.of().formatHex(wanted), false, Optional.empty(), false);
        search.bytes(query, 0, true);
        desk.await("found", () -> search.bytesProperty().get() instanceof DiskSearch.Bytes.Found);
        desk.awaitRange(23, 8);
        search.bytes(query, 0, false);
        desk.await("not before", () -> search.bytesProperty().get().equals(new DiskSearch.Bytes.None(false)));
        search.forget();
        assertEquals(new DiskSearch.Bytes.NotAsked(), search.bytesProperty().get());
    }

    @Test
    void aSearchGoesOnAtTheOtherEndIfThatIsAskedForAndLooksThroughOneChildAlone() {
        byte[] marked = ModelDesk.content();
        byte[] wanted = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        System.arraycopy(wanted, 0, marked, 5000, wanted.length);
        desk.open(folder, ModelDesk.content(), marked, ModelDesk.content());
        DiskSearch search = desk.model.search();
        String hex = HexFormat.of().formatHex(wanted);
        search.bytes(new ByteQuery(hex, false, Optional.of("c1"), true), 9000, true);
        desk.await("found", () -> search.bytesProperty().get().equals(new DiskSearch.Bytes.Found(1, 5000, 10)));
        search.bytes(new ByteQuery(hex, false, Optional.of("c2"), true), 9000, true);
        desk.await("not there", () -> search.bytesProperty().get().equals(new DiskSearch.Bytes.None(true)));
        BytePlaces all = desk.model.bytePlaces();
        all.find(new ByteQuery(hex, false, Optional.empty(), false));
        desk.await("all", () -> all.foundProperty().get().flatMap(BytePlaces.Found::end).isPresent());
        assertEquals(List.of(new BytePlaces.Place(5000, List.of("c1"))),
                all.foundProperty().get().orElseThrow().places());
        assertTrue(desk.model.tasks().list().isEmpty());
    }

    @Test
    void whatIsKnownOfARangeIsToldInSentences() {
        desk.open(folder, ModelDesk.threeWith(10));
        SectorRange there = new SectorRange(10, 1);
        RangeEvidence before = desk.model.evidence(there);
        assertEquals(List.of("What lies there", "What kind of damage", "What the members say"),
                before.parts().stream().map(RangeEvidence.Part::heading).toList());
        assertEquals(List.of("Not looked up yet: ask what lies here (Ctrl+L), or scan."),
                before.parts().getFirst().sentences());
        assertEquals("", RangeEvidence.place(desk.model.placesHere(), there));
        scan();
        Findings.Found found = desk.model.findings().foundProperty().get().orElseThrow();
        String kind = FindingWords.kinds(Optional.of(found), there);
        RangeEvidence after = desk.model.evidence(there);
        assertTrue(after.parts().get(1).sentences().getFirst().startsWith(kind + ", in c2 (confidence "),
                after.whole());
        assertEquals(List.of("No finding here."),
                desk.model.evidence(new SectorRange(40, 8)).parts().get(1).sentences());
        assertTrue(after.whole().startsWith("What lies there\n  "), after.whole());
    }

    @Test
    void whatWasFoundIsSavedInTheFormThatTheNameAsksFor() throws IOException {
        desk.open(folder, ModelDesk.threeWith(10));
        ScanFiles files = desk.model.scanFiles();
        files.save(folder.resolve("before.html"));
        scan();
        for (String name : List.of("report.html", "report.json", "report.csv", "report.map", "kept.scan")) {
            files.save(folder.resolve(name));
            desk.awaitTold(name);
            assertEquals(Optional.of(Notice.Kind.INFORMATION), desk.kind(), desk.told());
            assertTrue(Files.size(folder.resolve(name)) > 0);
        }
        assertTrue(Files.notExists(folder.resolve("before.html")), "there was nothing to save yet");
        files.save(folder.resolve("report.txt"));
        assertTrue(desk.told().contains(".html"), desk.told());
        files.save(folder.resolve("nowhere").resolve("report.csv"));
        desk.awaitTold("nowhere");
        assertEquals(Optional.of(Notice.Kind.ERROR), desk.kind());
    }

    @Test
    void aSavedScanIsGoneOnFromAndWhatIsNoneIsRefused() throws IOException {
        desk.open(folder, ModelDesk.threeWith(10));
        scan();
        Path file = folder.resolve("kept.scan");
        desk.model.scanFiles().save(file);
        desk.awaitTold("kept.scan");
        desk.model.reopening().reload();
        desk.await("opened anew", () -> whatIf.judgementProperty().get().isEmpty());
        desk.awaitRead();
        desk.model.scanFiles().load(file);
        desk.await("found again", () -> whatIf.judgementProperty().get().isPresent());
        assertEquals(1, found().actual().divergent());
        Files.writeString(file, "no scan");
        desk.model.messages().dismiss();
        desk.model.scanFiles().load(file);
        desk.await("refused", () -> desk.kind().equals(Optional.of(Notice.Kind.ERROR)));
    }

    @Test
    void whatCannotBeSavedOrGoneOnFromIsToldInTheWindowsLanguage() throws IOException {
        desk.open(folder, ModelDesk.threeWith(10));
        scan();
        Resources.speak(Locale.GERMAN);
        desk.model.scanFiles().load(Files.writeString(folder.resolve("kept.scan"), "no scan"));
        desk.awaitTold("Zeile 1: dies ist nicht die Datei eines Prüflaufs");
        desk.model.scanFiles().save(folder.resolve("nowhere").resolve("report.csv"));
        desk.awaitTold("report.csv: es gibt keinen Ordner " + folder);
    }

    @Test
    void aScanOfSimulatedFaultsIsNotSavedToGoOnFrom() {
        desk.open(folder, ModelDesk.threeWith(10));
        desk.model.lab().setOn("c0", desk.model.lab().readErrorHere(), true);
        desk.await("on", () -> !desk.model.lab().faultsProperty().get().get("c0").isEmpty());
        scan();
        desk.model.scanFiles().save(folder.resolve("kept.scan"));
        assertEquals(Optional.of(Notice.Kind.ERROR), desk.kind());
        assertTrue(Files.notExists(folder.resolve("kept.scan")));
    }
}
