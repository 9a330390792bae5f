// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.app.preferences.Preferences.Theme;
import org.quorumworkbench.ui.Resources;
import org.testfx.api.FxToolkit;

/**
 * Nothing in the window is what a person would call broken, in every main state, light and dark, in
 * both languages, from a small screen to a large one. It compares no pictures: a wanted change of
 * layout breaks nothing.
 */
class NothingIsBrokenTest {

    private static final List<int[]> SIZES = List.of(new int[]{1024, 700}, new int[]{1280, 800},
            new int[]{1920, 1080});

    @BeforeAll
    static void startJavaFx() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    /**
     * Every size in both languages; colours are the same in every size and language, so the dark theme
     * once.
     */
    static Stream<Arguments> windows() {
        return Stream.of(MainState.values()).flatMap(state -> Stream.concat(
                Stream.of(Locale.ENGLISH, Locale.GERMAN).flatMap(language -> SIZES.stream()
                        .map(size -> Arguments.of(state, state.theme(), language, size[0], size[1]))),
                Stream.of(Arguments.of(state, Theme.DARK, Locale.ENGLISH, 1280, 800))));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void looksWhole(MainState state, Theme theme, Locale language, int width, int height) throws IOException {
        Resources.speak(language);
        Set<Blemish> blemishes = new TreeSet<>(Comparator.comparing(Blemish::toString));
        try (ShownState shown = ShownState.of(state, theme, width, height)) {
            blemishes.addAll(shown.blemishes());
            if (!blemishes.isEmpty()) {
                ImageIO.write(shown.picture(), "png",
                        Path.of("target", "%s-%s-%s-%d.png".formatted(state, theme, language, width)).toFile());
            }
        }
        assertEquals("", blemishes.stream().map(Blemish::toString).collect(Collectors.joining("\n")));
    }
}
