// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.When;

/** Moving about the disk, and what is read there. */
class ReadingTest {

    @TempDir
    private Path folder;

    private final ModelDesk desk = new ModelDesk();
    private final Reading reading = desk.model.reading();

    @AfterEach
    void close() {
        desk.close();
    }

    private void lay(Effect effect, SectorRange where) {
        desk.model.lab().lay(new Fault("f", "f", When.readOf(where), effect), Optional.empty(), Set.of("c1"));
    }

    @Test
    void aQuorumIsLookedAtFromItsBeginning() {
        reading.setFirstCount(4);
        desk.open(folder, ModelDesk.threeWith(1));
        desk.awaitRange(0, 4);
        assertEquals(List.of(2), desk.shown().requestVote().orElseThrow().outvoted());
        assertEquals(1, reading.healthProperty().get().get("c2").outvoted());
        assertEquals(0, reading.healthProperty().get().get("c0").outvoted());
    }

    @Test
    void oneGoesOnAndBackAndNeverOffTheDisk() {
        desk.open(folder, ModelDesk.threeWith(1));
        reading.nextRange();
        desk.awaitRange(8, 8);
        reading.lastRange();
        desk.awaitRange(56, 8);
        reading.nextRange();
        assertEquals(new SectorRange(56, 8), reading.rangeProperty().get());
        reading.previousRange();
        desk.awaitRange(48, 8);
        reading.firstRange();
        desk.awaitRange(0, 8);
        reading.previousRange();
        desk.awaitRange(0, 8);
        reading.setCount(0);
        desk.awaitRange(0, 1);
        reading.goTo(new SectorRange(60, 100));
        desk.awaitRange(60, 4);
    }

    @Test
    void whereOneWasOneCanGoBackTo() {
        desk.open(folder, ModelDesk.threeWith(1));
        reading.goTo(new SectorRange(20, 2));
        reading.goTo(new SectorRange(30, 3));
        desk.awaitRange(30, 3);
        reading.back();
        desk.awaitRange(20, 2);
        reading.back();
        desk.awaitRange(0, 8);
        reading.back();
        desk.awaitRange(0, 8);
        reading.forward();
        desk.awaitRange(20, 2);
    }

    @Test
    void aPlaceThatIsWrittenIsGoneToOrExplained() {
        desk.open(folder, ModelDesk.threeWith(1));
        assertTrue(reading.goTo("0x10"));
        desk.awaitRange(16, 8);
        assertFalse(reading.goTo("elsewhere"));
        assertTrue(desk.told().contains("elsewhere"), desk.told());
    }

    @Test
    void ofManyRangesTheLastIsShown() {
        desk.open(folder, ModelDesk.threeWith(1));
        List<SectorRange> shown = new ArrayList<>();
        for (int first = 1; first <= 20; first++) {
            reading.goTo(new SectorRange(first, 8));
        }
        reading.inspectionProperty().subscribe(now -> now.ifPresent(seen -> shown.add(seen.range())));
        desk.awaitRange(20, 8);
        assertEquals(new SectorRange(20, 8), shown.getLast());
        assertTrue(shown.size() <= 2, "none of those that were given up is shown: " + shown);
    }

    @Test
    void aChildThatHangsIsWaitedForUntilOneGivesUp() {
        desk.open(folder, ModelDesk.threeWith(1));
        lay(new Effect.Hangs(), new SectorRange(0, 8));
        desk.await("whom it waits for", () -> {
            desk.background.back(() -> {});
            return reading.waitingFor().equals(List.of("c1"));
        });
        assertEquals(new SectorRange(0, 8), reading.waitingProperty().get().orElseThrow().range());
        desk.model.cancel();
        desk.await("given up", () -> reading.waitingProperty().get().isEmpty());
        assertTrue(desk.shown().children().get(1).pending());
        assertEquals(List.of(), reading.waitingFor());
    }

    @Test
    void aChildThatFailsIsCounted() {
        desk.open(folder, ModelDesk.threeWith(1));
        lay(new Effect.Fails(Errno.EIO), new SectorRange(0, 8));
        desk.await("an error", () -> reading.healthProperty().get().get("c1").errors() == 1);
        assertTrue(reading.healthProperty().get().get("c1").reads() >= 2);
    }

    @Test
    void withoutAQuorumThereIsNothingToRead() {
        reading.nextRange();
        reading.lastRange();
        reading.goTo(new SectorRange(4, 4));
        reading.reread();
        reading.cancel();
        assertEquals(Optional.empty(), reading.inspectionProperty().get());
        assertEquals(Optional.empty(), reading.waitingProperty().get());
    }
}
