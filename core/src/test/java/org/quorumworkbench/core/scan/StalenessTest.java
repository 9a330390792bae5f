// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.Inspector;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Quorum;

/** Who changed since the scan. */
class StalenessTest {

    @TempDir
    private Path folder;

    @Test
    void aFileThatWasModifiedOrReplacedIsTold() throws Exception {
        List<Path> files = new ArrayList<>();
        List<Child> children = new ArrayList<>();
        for (int child = 0; child < 4; child++) {
            Path file = Files.write(folder.resolve("c" + child), new byte[4096]);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
            files.add(file);
            children.add(new Child("children." + child, "c" + child, FileDevice.open(file, Runnable::run)));
        }
        DivergenceMap map = Scan.start(children).result().join().map();
        assertEquals(List.of(), Staleness.ofFiles(map, children));
        Files.setLastModifiedTime(files.get(1), FileTime.fromMillis(1_000_000_001_000L));
        Files.write(files.get(2), new byte[8192]);
        Files.delete(files.get(3));
        List<Staleness> stale = Staleness.ofFiles(map, children);
        assertEquals(List.of(1, 2, 3), stale.stream().map(Staleness::child).toList());
        assertTrue(stale.get(0).reason().english().startsWith("was modified at 2001-09-09T01:46:41Z"),
                stale.get(0).reason().english());
        assertEquals("had 4096 bytes and has 8192", stale.get(1).reason().english());
        assertEquals("has no file any more", stale.get(2).reason().english());
        children.forEach(child -> child.device().close());
    }

    @Test
    void aReadingThatDiffersTellsWhoChanged() {
        List<TestDisk> disks = ScanTest.equalDisks(3, 64);
        disks.get(2).memory.fill(5 * 512, new byte[512]);
        DivergenceMap map = ScanTest.scan(disks, 2).map();
        assertEquals(List.of(), Staleness.ofReading(map, inspect(disks)));
        disks.get(1).memory.fill(9 * 512, new byte[512]);
        List<Staleness> stale = Staleness.ofReading(map, inspect(disks));
        assertEquals(List.of(1), stale.stream().map(Staleness::child).toList());
        assertEquals("reads differently in sector 9 than when it was scanned", stale.getFirst().reason().english());
    }

    @Test
    void ifSeveralChildrenCouldHaveChangedAllAreTold() {
        List<TestDisk> disks = ScanTest.equalDisks(2, 64);
        DivergenceMap map = ScanTest.scan(disks, 2).map();
        disks.get(1).memory.fill(9 * 512, new byte[512]);
        List<Staleness> stale = Staleness.ofReading(map, inspect(disks));
        assertEquals(List.of(0, 1), stale.stream().map(Staleness::child).toList());
        assertTrue(stale.getFirst().reason().english().endsWith(", or another child does"));
    }

    @Test
    void sectorsThatWereNotScannedTellNothing() {
        List<TestDisk> disks = ScanTest.equalDisks(2, 64);
        DivergenceMap blank = Scan.blank(TestDisk.children(disks));
        disks.get(1).memory.fill(9 * 512, new byte[512]);
        assertEquals(Collections.emptyList(), Staleness.ofReading(blank, inspect(disks)));
    }

    private static Inspection inspect(List<TestDisk> disks) {
        Quorum quorum = Quorum.open("q", TestDisk.children(disks), Policy.threshold(2), true, Runnable::run,
                event -> {});
        return new Inspector(quorum).inspect(new SectorRange(0, 64)).result().join();
    }
}
