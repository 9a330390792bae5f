// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.model.Places;
import org.quorumworkbench.app.sample.TourQuorum;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;

/** Above the bytes it is said which file they are of, whether they diverge or not. */
class PlaceLineTest extends WindowTest {

    @TempDir
    private Path folder;

    PlaceLineTest() {
        sample = () -> TourQuorum.configuration(Adjustments.NONE);
    }

    private String words() {
        return robot.lookup("#hex-place-words").queryAs(Label.class).getText();
    }

    private Hyperlink ask() {
        return robot.lookup("#hex-place-ask").query();
    }

    @Test
    void beforeAScanAClickTellsWhatLiesThere() {
        assertTrue(ask().isVisible());
        robot.interact(() -> ask().fire());
        await("what lies there",
                () -> model.placesHere().stateProperty().get() instanceof Places.State.Known);
        assertTrue(words().startsWith("In this range: "), words());
        assertFalse(ask().isVisible(), "it is known");
    }

    @Test
    void whoAsksByKeyIsToldFromThenOnWhereverTheyRest() throws Exception {
        byte[] image = new byte[64 * SectorRange.SECTOR];
        for (String name : List.of("a.img", "b.img", "c.img")) {
            answers.files = Stream.concat(answers.files.stream(),
                    Stream.of(Files.write(folder.resolve(name), image).toFile())).toList();
        }
        robot.interact(() -> workbench.opening().chooseImages());
        await("the images", () -> model.quorum().sectors() == 64);
        robot.push(KeyCode.CONTROL, KeyCode.L);
        await("that nothing lies there", () -> words().startsWith("Nothing is known of this range"));
        robot.interact(() -> model.reading().goTo(new SectorRange(16, 8)));
        await("what lies at the next",
                () -> model.placesHere().of(new SectorRange(16, 8)) instanceof Places.State.Known);
        assertFalse(robot.lookup("#hex-place").query().isVisible(), "what nobody asked for and is nothing is not told");
    }
}
