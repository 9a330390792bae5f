// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.ui.Resources;
import org.testfx.api.FxToolkit;

/**
 * Draws the pictures of the guide's pages, in the language of the page, small enough to be read in
 * it; together with {@link MainStatePictures}. Look at each before it is kept.
 */
@Tag("pictures")
class GuidePictures {

    private static final Path GUIDE = Path.of("..",
            "ui-resources/src/main/resources/org/quorumworkbench/ui/guide");

    @BeforeAll
    static void startJavaFx() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    /** Pictures for each page, in both languages. */
    static Stream<Arguments> pictures() {
        return Stream.of(
                Arguments.of(MainState.OVERVIEW_MEMBERS, Locale.ENGLISH, "mirror-overview.png", 700),
                Arguments.of(MainState.OVERVIEW_MEMBERS, Locale.GERMAN, "de/mirror-overview.png", 700),
                Arguments.of(MainState.MEMBERS, Locale.ENGLISH, "mirror-members.png", 700),
                Arguments.of(MainState.MEMBERS, Locale.GERMAN, "de/mirror-members.png", 700),
                Arguments.of(MainState.REPAIR, Locale.ENGLISH, "repair-rehearsed.png", 1000),
                Arguments.of(MainState.REPAIR, Locale.GERMAN, "de/repair-rehearsed.png", 1000),
                Arguments.of(MainState.FAULTS, Locale.ENGLISH, "lying-disk-faults.png", 700),
                Arguments.of(MainState.FAULTS, Locale.GERMAN, "de/lying-disk-faults.png", 700),
                Arguments.of(MainState.BELOW_THRESHOLD, Locale.ENGLISH, "lying-disk-request.png", 700),
                Arguments.of(MainState.BELOW_THRESHOLD, Locale.GERMAN, "de/lying-disk-request.png", 700),
                Arguments.of(MainState.TEACH, Locale.ENGLISH, "teaching-tie.png", 700),
                Arguments.of(MainState.TEACH, Locale.GERMAN, "de/teaching-tie.png", 700));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void isDrawn(MainState state, Locale language, String file, int height) throws IOException {
        Resources.speak(language);
        try (ShownState shown = ShownState.of(state, state.theme(), 1024, height)) {
            Path picture = GUIDE.resolve(file);
            ImageIO.write(shown.picture(), "png", picture.toFile());
            assertTrue(Files.size(picture) > 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"en, driver-algorithm.png", "de, de/driver-algorithm.png"})
    void theAlgorithmIsDrawnInStep(Locale language, String file) throws IOException {
        Resources.speak(language);
        try (ShownState shown = ShownState.of(MainState.TEACH, MainState.TEACH.theme(), 1280, 720)) {
            shown.press("#teach-algorithm-show");
            ImageIO.write(shown.picture(), "png", GUIDE.resolve(file).toFile());
        }
    }
}
