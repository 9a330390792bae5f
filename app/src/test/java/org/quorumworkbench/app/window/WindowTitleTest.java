// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTitleTest {

    @Test
    void imagesOfOneFolderAreNamedWithIt() {
        assertEquals("a.img, b.img (/disks)", WindowTitle.names(List.of("/disks/a.img", "/disks/b.img")));
    }

    @Test
    void aRepairUnderWayIsNamedByItsJournal() {
        assertEquals("Repairing, journal /srv/mirror.journal - Quorum Workbench",
                WindowTitle.repairing(Path.of("/srv/mirror.journal")));
    }

    @Test
    void imagesOfSeveralFoldersAreNamedWithout() {
        assertEquals("a.img, a.img", WindowTitle.names(List.of("/one/a.img", "/two/a.img")));
    }

    @Test
    void ofManyTheFirstAreNamed() {
        assertEquals("a, b, c, d, ... (5) (/disks)",
                WindowTitle.names(List.of("/disks/a", "/disks/b", "/disks/c", "/disks/d", "/disks/e")));
    }
}
