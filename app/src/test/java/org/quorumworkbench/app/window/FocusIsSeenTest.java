// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.app.preferences.Perspective;
import org.testfx.util.WaitForAsyncUtils;

/** Whoever works without a mouse sees where the keys go, at every stop. */
class FocusIsSeenTest extends WindowTest {

    /** Pixels around a stop in which its ring may be. */
    private static final int AROUND = 6;
    /** Pixels that are other; a ring around the smallest box has more. */
    private static final int LEAST = 20;
    /** How much lighter or darker at least, of 1. */
    private static final double OTHER = 0.15;
    private static final int MOST_STOPS = 120;

    private WritableImage picture() {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> workbench.scene().snapshot(null));
    }

    private Node owner() {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> workbench.scene().getFocusOwner());
    }

    /** Goes from stop to stop, and tells those at which nothing shows that the focus is there. */
    private Set<String> unseen() {
        Scene scene = workbench.scene();
        Set<Node> stops = new LinkedHashSet<>();
        Set<String> unseen = new TreeSet<>();
        robot.push(KeyCode.TAB);
        while (stops.size() < MOST_STOPS && stops.add(owner())) {
            Node stop = owner();
            WritableImage there = picture();
            robot.interact(() -> scene.getRoot().requestFocus());
            WritableImage elsewhere = picture();
            if (changed(there, elsewhere, stop.localToScene(stop.getLayoutBounds())) < LEAST) {
                unseen.add(stop.getTypeSelector() + " " + stop.getId() + " " + List.copyOf(stop.getStyleClass()));
            }
            robot.interact(stop::requestFocus);
            robot.push(KeyCode.TAB);
        }
        assertTrue(stops.size() > 5, stops.toString());
        return unseen;
    }

    private static int changed(WritableImage one, WritableImage other, Bounds at) {
        PixelReader a = one.getPixelReader();
        PixelReader b = other.getPixelReader();
        int changed = 0;
        for (int x = Math.max(0, (int) at.getMinX() - AROUND); x < Math.min(one.getWidth(),
                at.getMaxX() + AROUND); x++) {
            for (int y = Math.max(0, (int) at.getMinY() - AROUND); y < Math.min(one.getHeight(),
                    at.getMaxY() + AROUND); y++) {
                Color was = a.getColor(x, y);
                Color is = b.getColor(x, y);
                changed += Math.abs(was.getRed() - is.getRed()) + Math.abs(was.getGreen() - is.getGreen())
                        + Math.abs(was.getBlue() - is.getBlue()) > 3 * OTHER ? 1 : 0;
            }
        }
        return changed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"tab-events", "tab-clients", "tab-repair"})
    void atEveryStopOfAnInvestigation(String tab) {
        focusTheWindow();
        lookAt(tab);
        robot.interact(workbench::focusBytes);
        assertEquals(Set.of(), unseen());
    }

    @Test
    void atEveryStopOfTheOverview() {
        focusTheWindow();
        robot.interact(() -> model.scan().start());
        await("the scan", () -> model.whatIf().judgementProperty().get().isPresent()
                && model.scan().stateProperty().get() == ScanModel.State.IDLE);
        robot.interact(() -> workbench.show(Perspective.OVERVIEW));
        await("what it found", () -> model.surveying().bytesProperty().get().isPresent());
        assertEquals(Set.of(), unseen());
    }

    @Test
    void atEveryStopOfALesson() {
        focusTheWindow();
        robot.interact(() -> workbench.show(Perspective.TEACH));
        assertEquals(Set.of(), unseen());
    }
}
