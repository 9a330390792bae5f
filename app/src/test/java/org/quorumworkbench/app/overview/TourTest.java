// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.sample.TourQuorum;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.config.Adjustments;

/** What a newcomer meets: the sample, compared at once, and what is to be seen in it. */
class TourTest extends WindowTest {

    @TempDir
    private Path folder;

    TourTest() {
        overviewByItself = true;
        everyTab = false;
        sample = () -> TourQuorum.configuration(Adjustments.NONE);
    }

    private void begin() {
        robot.interact(() -> {
            workbench.offerTour(TourQuorum.stops());
            workbench.opening().openSample();
        });
        await("what was found", () -> model.surveying().bytesProperty().get().isPresent());
        // Esc stops what runs before it goes back.
        await("what lies there and what the damage is", () -> model.tasks().list().isEmpty());
    }

    @Test
    void theSampleIsComparedAtOnceAndItsFindingsAreShown() {
        begin();
        assertTrue(isShown("overview"));
        assertTrue(isShown("overview-tour"));
        await("what the members say", () -> text("overview-trust").contains("stale"));
        assertTrue(text("overview-headline").contains("c0 outvoted in 130 sectors"), text("overview-headline"));
    }

    @Test
    void eachThingToBeSeenIsOneClickAwayWithASentence() {
        begin();
        for (TourQuorum.Stop stop : TourQuorum.stops()) {
            robot.interact(() -> robot.lookup("#tour-" + stop.name()).queryAs(Hyperlink.class).fire());
            await(stop.name(), () -> model.reading().waitingProperty().get().isEmpty() && model.reading()
                    .inspectionProperty().get().filter(seen -> seen.range().first() == stop.range().first())
                    .isPresent());
            assertFalse(isShown("overview"));
            assertTrue(text("notice-text").length() > 60, text("notice-text"));
            robot.interact(() -> workbench.scene().getWindow().requestFocus());
            robot.push(KeyCode.ESCAPE);
            assertTrue(isShown("overview"));
        }
    }

    @Test
    void anotherQuorumHasNoTour() throws Exception {
        begin();
        List<Path> files = List.of(Files.write(folder.resolve("a.img"), new byte[8192]),
                Files.write(folder.resolve("b.img"), new byte[8192]));
        robot.interact(() -> workbench.opening().drop(files.stream().map(Path::toFile).toList()));
        await("the images", () -> model.quorum().sectors() == 16);
        assertFalse(isShown("overview-tour"));
    }
}
