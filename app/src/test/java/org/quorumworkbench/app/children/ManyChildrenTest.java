// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.children;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.block.SectorRange;

/** Of many children most agree: those who do not are seen without scrolling. */
class ManyChildrenTest extends WindowTest {

    @TempDir
    private Path folder = Path.of("");

    /** In sector 0 the sixth differs, in sector 1 the third. */
    private void open(int children) throws IOException {
        List<File> files = new ArrayList<>();
        for (int child = 0; child < children; child++) {
            byte[] content = new byte[16 * SectorRange.SECTOR];
            content[0] = (byte) (child == 5 ? 1 : 0);
            content[SectorRange.SECTOR] = (byte) (child == 2 ? 1 : 0);
            files.add(Files.write(folder.resolve("child-" + child + ".img"), content).toFile());
        }
        robot.interact(() -> workbench.opening().drop(files));
        await("open", () -> model.quorum().childrenProperty().get().size() == children
                && model.reading().inspectionProperty().get().isPresent());
        robot.interact(() -> model.reading().goTo(new SectorRange(0, 1)));
        awaitRange(0, 1);
    }

    private List<String> cards() {
        return robot.lookup("#child-c0").query().getParent().getChildrenUnmodifiable().stream().map(Node::getId)
                .toList();
    }

    @Test
    void whoeverIsOutvotedHereComesFirstAndTheOthersInVoteOrder() throws IOException {
        open(10);
        await("the sixth", () -> cards().equals(List.of("child-c5", "child-c0", "child-c1", "child-c2", "child-c3",
                "child-c4", "child-c6", "child-c7", "child-c8", "child-c9")));
        robot.interact(() -> robot.lookup("#unfold-c2").query().requestFocus());
        robot.interact(() -> model.reading().goTo(new SectorRange(1, 1)));
        awaitRange(1, 1);
        await("the third", () -> cards().getFirst().equals("child-c2") && cards().get(5).equals("child-c5"));
        assertTrue(robot.lookup("#unfold-c2").query().isFocused(), "a card that is moved keeps the keys");
    }

    @Test
    void theRestIsToldWhenACardIsUnfolded() throws IOException {
        open(10);
        await("told", () -> robot.lookup("#child-c5 .child-state").query().isVisible());
        assertFalse(robot.lookup("#child-c0 .child-state").query().isVisible());
        assertFalse(robot.lookup("#fault-c0").query().isVisible());
        robot.interact(() -> robot.lookup("#unfold-c0").queryAs(ToggleButton.class).fire());
        assertTrue(robot.lookup("#child-c0 .child-state").query().isVisible());
        assertTrue(robot.lookup("#fault-c0").query().isVisible());
    }

    @Test
    void aFewStayWholeAndInVoteOrder() throws IOException {
        open(7);
        assertEquals(List.of("child-c0", "child-c1", "child-c2", "child-c3", "child-c4", "child-c5", "child-c6"),
                cards());
        assertTrue(robot.lookup("#fault-c0").query().isVisible());
    }
}
