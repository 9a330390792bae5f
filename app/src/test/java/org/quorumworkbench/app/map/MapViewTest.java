// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scan.Verdicts;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** What a person does with the map. */
final class MapViewTest extends ApplicationTest {

    private final ObjectProperty<Optional<Verdicts>> verdicts = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<SectorRange> viewport = new SimpleObjectProperty<>(new SectorRange(0, 8));
    private final List<Long> gone = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private Executor executor = Runnable::run;

    @Override
    public void start(Stage stage) {
        stage.setScene(new Scene(new MapView(verdicts, viewport, gone::add,
                new Background(task -> executor.execute(task), Platform::runLater)), 800, 200));
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    private MapView map() {
        return lookup("#map").queryAs(MapView.class);
    }

    private void judge(Verdicts now) throws Exception {
        interact(() -> verdicts.set(Optional.of(now)));
        // Asked where it is painted: to another thread it is half painted.
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(() -> isPainted(now)).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private boolean isPainted(Verdicts now) {
        MapGrid made = map().gridProperty().get();
        return made != null && made.verdicts().equals(now);
    }

    private MapGrid grid() {
        MapGrid grid = map().gridProperty().get();
        assertNotNull(grid);
        return grid;
    }

    private static Verdicts damagedAt(int sector) {
        return Verdicts.of(new ScannedDisks(3, 10_000).damaged(1, sector, 1).scan(), 2);
    }

    private void clickCell(int cell) {
        Node pane = map().getChildren().getFirst();
        MapLayout layout = new MapLayout(pane.getLayoutBounds().getWidth(), 4);
        Point2D point = pane.localToScreen(layout.x((cell + 0.5) / grid().cells()), 5);
        clickOn(point);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void aClickGoesToTheDivergentSectorInTheCell() throws Exception {
        judge(damagedAt(7_777));
        clickCell(grid().cellAt(0.7777));
        assertEquals(List.of(7_777L), gone);
    }

    @Test
    void aClickWhereAllAgreeGoesToTheCellsStart() throws Exception {
        judge(damagedAt(7_777));
        clickCell(10);
        assertEquals(List.of(grid().range(10).first()), gone);
    }

    @Test
    void plusComesNearerDownToOneSectorAndZeroShowsTheWholeDevice() throws Exception {
        judge(damagedAt(7_777));
        clickCell(grid().cellAt(0.7777));
        for (int step = 0; step < 40; step++) {
            type(KeyCode.ADD);
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertEquals(1, grid().window().shown().count());
        type(KeyCode.DIGIT0);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(new SectorRange(0, 10_000), grid().window().shown());
    }

    @Test
    void theKeyboardAloneFindsACellAndGoesThere() throws Exception {
        judge(damagedAt(7_777));
        interact(() -> map().getChildren().getFirst().requestFocus());
        type(KeyCode.RIGHT, 3);
        type(KeyCode.ENTER);
        assertEquals(List.of(grid().range(3).first()), gone);
        assertNotEquals(null, map().getChildren().getFirst().getAccessibleText());
    }

    @Test
    void whileOneMapIsWorkedOutOnlyTheLastOneAskedForIsNext() throws Exception {
        interact(() -> executor = waiting::add);
        Verdicts last = damagedAt(3);
        interact(() -> {
            verdicts.set(Optional.of(damagedAt(1)));
            verdicts.set(Optional.of(damagedAt(2)));
            verdicts.set(Optional.of(last));
        });
        assertEquals(1, waiting.size());
        interact(waiting.getFirst());
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(2, waiting.size());
        interact(waiting.getLast());
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(2, waiting.size());
        assertEquals(last, grid().verdicts());
    }

    @Test
    void whenTheQuorumIsClosedNothingStays() throws Exception {
        judge(damagedAt(1));
        interact(() -> verdicts.set(Optional.empty()));
        assertNull(map().gridProperty().get());
    }
}
