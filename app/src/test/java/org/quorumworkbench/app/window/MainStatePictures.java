// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/**
 * Draws the pictures of the window's main states, which are documentation:
 * {@code mvn -Ppictures -pl app -am test}. Look at each before it is kept. No test compares them:
 * every wanted change of layout would make them stale.
 */
@Tag("pictures")
class MainStatePictures {

    private static final Path PICTURES = Path.of("..", "ui-resources", "pictures");

    @BeforeAll
    static void startJavaFx() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @EnumSource
    void isDrawn(MainState state) throws IOException {
        try (ShownState shown = ShownState.of(state, state.theme(), 1280, 800)) {
            Path file = PICTURES.resolve(state.file());
            ImageIO.write(shown.picture(), "png", file.toFile());
            assertTrue(Files.size(file) > 0);
        }
    }
}
