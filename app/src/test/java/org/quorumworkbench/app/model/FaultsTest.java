// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.When;

/** Faults over children: listed, switched, in files, and what they change in the range. */
class FaultsTest {

    private static final SectorRange HERE = new SectorRange(2, 1);
    private static final Fault FLIPS = new Fault("flip", "flips a bit", When.readOf(HERE),
            new Effect.FlipsBitsAt(List.of(4L)));

    @TempDir
    private Path folder;

    private final ModelDesk desk = new ModelDesk();
    private final FaultLab lab = desk.model.lab();

    @BeforeEach
    void open() {
        desk.open(folder, ModelDesk.threeWith());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void lay(Fault fault, String... over) {
        lab.lay(fault, Optional.empty(), Set.of(over));
        awaitOn(over[0], fault.id());
    }

    private void awaitOn(String child, String id) {
        desk.await(id + " on " + child, () -> on(child).contains(id) && desk.model.reading().waitingProperty().get()
                .isEmpty());
    }

    private List<String> on(String child) {
        return lab.faultsProperty().get().getOrDefault(child, List.of()).stream().map(Fault::id).toList();
    }

    private List<String> listed() {
        return lab.laidProperty().get().stream()
                .map(one -> one.child() + " " + one.fault().id() + (one.on() ? " on" : " off")).toList();
    }

    @Test
    void aFaultIsOnOverTheChildrenThatItWasLaidOver() {
        lay(FLIPS, "c0", "c2");
        assertEquals(List.of("c0 flip on", "c2 flip on"), listed());
        assertFalse(desk.shown().requestVote().orElseThrow().versionOf(0).isEmpty());
        desk.await("it has fired", () -> lab.laidProperty().get().getFirst().firings() > 0);
    }

    @Test
    void aSwitchedOffFaultStaysListedAndADeletedOneDoesNot() {
        lay(FLIPS, "c1");
        lab.setOn("c1", FLIPS, false);
        desk.await("off", () -> on("c1").isEmpty());
        assertEquals(List.of("c1 flip off"), listed());
        lab.delete(lab.laidProperty().get().getFirst());
        desk.await("gone", () -> listed().isEmpty());
    }

    @Test
    void aFaultOfTheSameIdIsAnotherUnlessItIsEdited() {
        lay(FLIPS, "c0");
        Fault other = new Fault("flip", "another", When.readOf(HERE), new Effect.Fails(Errno.EIO));
        lab.lay(other, Optional.empty(), Set.of("c0"));
        desk.await("both", () -> listed().equals(List.of("c0 flip on", "c0 fault-1 on")));
        lab.lay(other, Optional.of(FLIPS), Set.of("c1"));
        desk.await("moved", () -> listed().equals(List.of("c0 fault-1 on", "c1 flip on")));
        assertEquals("another", lab.laidProperty().get().getLast().fault().title());
    }

    @Test
    void anEditedFaultThatWasOffStaysOff() {
        lay(FLIPS, "c0");
        lab.setOn("c0", FLIPS, false);
        desk.await("off", () -> on("c0").isEmpty());
        Fault edited = new Fault("flip", "edited", When.readOf(HERE), new Effect.Fails(Errno.EIO));
        lab.lay(edited, Optional.of(FLIPS), Set.of("c0"));
        assertEquals(List.of("c0 flip off"), listed());
        assertEquals("edited", lab.laidProperty().get().getFirst().fault().title());
    }

    @Test
    void aCopyHasAnIdOfItsOwnAndIsOff() {
        lay(FLIPS, "c0");
        Fault copy = lab.duplicate(lab.laidProperty().get().getFirst());
        assertEquals("fault-1", copy.id());
        assertEquals(List.of("c0 flip on", "c0 fault-1 off"), listed());
    }

    @Test
    void whatIsCapturedIsOfferedAndHealingReadsAgain() {
        lab.capture("before");
        assertEquals(Set.of("before"), lab.momentsProperty().get());
        lab.heal();
        desk.await("healed", () -> desk.model.recording().sizeProperty().get() > 6);
        desk.awaitRead();
        assertEquals(FaultLab.READ_ERROR, lab.readErrorHere().id());
        assertEquals(new Effect.Hangs(), lab.hangHere().effect());
    }

    @Test
    void listedFaultsAreSavedAndReadAgain() {
        lay(FLIPS, "c1");
        Path file = folder.resolve("faults.json");
        desk.model.faultFiles().save(file);
        desk.awaitTold("faults.json");
        lab.delete(lab.laidProperty().get().getFirst());
        desk.await("gone", () -> listed().isEmpty());
        desk.model.faultFiles().load(file);
        awaitOn("c1", "flip");
    }

    @Test
    void faultsOfChildrenThatAreNotThereAreRefused() throws IOException {
        lay(FLIPS, "c2");
        Path file = folder.resolve("faults.json");
        desk.model.faultFiles().save(file);
        desk.awaitTold("faults.json");
        Files.writeString(file, Files.readString(file).replace("c2", "stranger"));
        desk.model.messages().dismiss();
        desk.model.faultFiles().load(file);
        desk.awaitTold("stranger");
        assertEquals(List.of("c2 flip on"), listed());
        Files.writeString(file, "no faults");
        desk.model.faultFiles().load(file);
        desk.await("refused", () -> !desk.told().contains("stranger"));
        assertEquals(Optional.of(Notice.Kind.ERROR), desk.kind());
    }

    @Test
    void whatFaultsChangedIsMarkedAndTheTrueBytesCanBeSeen() {
        byte whole = desk.shown(1, 2 * SectorRange.SECTOR);
        lay(FLIPS, "c1");
        FaultMarks marks = desk.model.marks();
        desk.await("marked", () -> marks.marksProperty().get().containsKey("c1"));
        assertTrue(marks.marksProperty().get().get("c1").getFirst().overlaps(HERE));
        assertEquals(Set.of(), marks.trueBytesProperty().get().keySet());
        marks.peekingProperty().set(true);
        desk.await("the true bytes", () -> marks.trueBytesProperty().get().containsKey("c1"));
        assertEquals(whole, marks.trueBytesProperty().get().get("c1").get(2 * SectorRange.SECTOR));
        marks.peekingProperty().set(false);
        assertTrue(marks.trueBytesProperty().get().isEmpty());
    }

    @Test
    void aChildThatIsShorterSaysWhereItEnds() {
        lay(new Fault("short", "ends early", When.every(DeviceOperation.READ), new Effect.Shortened(10)), "c1");
        assertEquals(10L, desk.model.marks().ends().get("c1"));
    }

    @Test
    void theMarksOfThePastAreWhatTheQuorumToldThen() {
        lay(FLIPS, "c1");
        lab.setOn("c1", FLIPS, false);
        desk.await("off", () -> on("c1").isEmpty());
        desk.awaitRead();
        desk.await("no marks", () -> desk.model.marks().marksProperty().get().isEmpty());
        desk.model.recording().back();
        desk.model.recording().back();
        desk.await("marked again", () -> desk.model.marks().marksProperty().get().containsKey("c1"));
    }
}
