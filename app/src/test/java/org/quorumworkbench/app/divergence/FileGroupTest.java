// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.Owner;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.Verdicts;

/** Divergent runs by file. */
class FileGroupTest {

    private final byte[][] disks = new byte[3][100 * 512];

    private FileGroupTest damaged(int child, int sector, int mark) {
        disks[child][sector * 512] = (byte) mark;
        return this;
    }

    private Verdicts verdicts() {
        List<Child> children = new ArrayList<>();
        for (byte[] disk : disks) {
            children.add(new Child("children." + children.size(), "c" + children.size(), MemoryDevice.of(disk)));
        }
        return Verdicts.of(Scan.start(children).result().join().map(), 2);
    }

    private static PlacedRange piece(long first, long count, int partition, Place place) {
        return new PlacedRange(new SectorRange(first, count), OptionalInt.of(partition), Optional.empty(),
                Optional.of("ext4"), place, List.of());
    }

    private static Place.File file(String path) {
        return new Place.File(new Owner(OptionalLong.of(12), Optional.of(path), 0), 0, Optional.empty());
    }

    private List<String> groups(PlacedRange... pieces) {
        ScanPlaces places = new ScanPlaces(new PlaceReport(List.of(pieces), List.of()), Map.of());
        return FileGroup.of(verdicts().runs(), places.finder()).stream()
                .map(group -> group.name() + " " + group.runs() + "/" + group.sectors() + " " + group.noWinner() + " "
                        + group.dissenters() + " @" + group.first().first())
                .toList();
    }

    @Test
    void aRowIsAFileAndThoseWithoutAWinnerComeFirst() {
        damaged(1, 10, 1).damaged(1, 14, 1).damaged(2, 15, 1).damaged(0, 40, 1).damaged(1, 40, 2);
        assertEquals(List.of("/small  (partition 1) 1/1 1 [] @40", "/large  (partition 1) 3/3 0 [1, 2] @10"),
                groups(piece(0, 30, 1, file("/large")), piece(40, 2, 1, file("/small"))));
    }

    @Test
    void whatNobodyReadsIsFoldedIntoALineEachBehindTheFiles() {
        for (int sector = 0; sector < 60; sector += 2) {
            damaged(2, sector, 1);
        }
        damaged(0, 90, 1);
        assertEquals(List.of("/f  (partition 2) 1/1 0 [0] @90", "unallocated (all of it, folded) 20/20 0 [2] @0",
                "swap (all of it, folded) 10/10 0 [2] @40"),
                groups(piece(0, 20, 1, new Place.Unallocated()), piece(20, 20, 2, new Place.Unallocated()),
                        piece(40, 20, 3, new Place.Swap("swap space")), piece(90, 1, 2, file("/f"))));
    }

    @Test
    void onlyADeadJournalIsFoldedAndFilesOfTwoPartitionsStayApart() {
        damaged(1, 0, 1).damaged(1, 2, 1).damaged(1, 4, 1).damaged(1, 6, 1);
        assertEquals(
                List.of("/f  (partition 1) 1/1 0 [1] @0", "/f  (partition 2) 1/1 0 [1] @2",
                        "journal  (partition 2) 1/1 0 [1] @4", "journal (all of it, folded) 1/1 0 [1] @6"),
                groups(piece(0, 1, 1, file("/f")), piece(2, 1, 2, file("/f")),
                        piece(4, 1, 2, new Place.Journal("a log that is needed", true)),
                        piece(6, 1, 2, new Place.Journal("a log that no longer is", false))));
    }
}
