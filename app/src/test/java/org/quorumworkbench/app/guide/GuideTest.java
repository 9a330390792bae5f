// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.app.background.LateWork;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.ui.Resources;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The guide in the window. */
class GuideTest {

    private static final Pattern MARKUP = Pattern.compile("\\*\\*|]\\(|\\|-|^#|```");

    private static final Pattern PICTURE = Pattern.compile("!\\[([^\\]]*)]\\(([^)]+)\\)");

    private final FxRobot robot = new FxRobot();

    @BeforeAll
    static void startJavaFx() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    private GuideView guide(GuidePage first) {
        AtomicReference<Optional<GuideView>> made = new AtomicReference<>(Optional.empty());
        robot.interact(
                () -> made.set(Optional.of(
                        new GuideView(first, new WorkbenchModel(LateWork.ofTheWindow()).saver(), Optional::empty))));
        return made.get().orElseThrow();
    }

    private static PageBody body(GuideView guide) {
        return (PageBody) ((ScrollPane) guide.getCenter()).getContent();
    }

    private static <N extends Node> List<N> all(Class<N> kind, Node in) {
        List<N> found = new ArrayList<>();
        if (kind.isInstance(in)) {
            found.add(kind.cast(in));
        }
        if (in instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> found.addAll(all(kind, child)));
        }
        return found;
    }

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    @ParameterizedTest
    @EnumSource
    void aPageIsShownWithoutItsMarkup(GuidePage page) {
        for (String language : Resources.LANGUAGES) {
            Resources.speak(Locale.of(language));
            PageBody body = body(guide(page));
            List<String> words = all(Text.class, body).stream().map(Text::getText).toList();
            assertTrue(words.size() > 30, words::toString);
            assertEquals(List.of(), words.stream().filter(word -> MARKUP.matcher(word).find()).toList());
            assertFalse(all(CodeBlock.class, body).isEmpty(), "a page without a command helps nobody");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyLinkLeadsToAPageAndEveryPictureCanBeSeen(GuidePage page) throws TimeoutException {
        for (String language : Resources.LANGUAGES) {
            Resources.speak(Locale.of(language));
            GuideView guide = guide(page);
            assertFalse(all(ImageView.class, body(guide)).isEmpty(), () -> page + " has no picture");
            for (ImageView picture : all(ImageView.class, body(guide))) {
                WaitForAsyncUtils.waitFor(1, TimeUnit.MINUTES, picture.getImage().progressProperty().isEqualTo(1, 0));
                assertFalse(picture.getImage().isError(), () -> page + ": " + picture.getImage().getUrl());
                assertFalse(picture.getAccessibleText().isBlank(), () -> page + ": " + picture.getImage().getUrl());
            }
            for (Hyperlink link : all(Hyperlink.class, body(guide))) {
                PageBody before = body(guide);
                robot.interact(link::fire);
                assertFalse(before == body(guide), () -> page + ": " + link.getText());
            }
        }
    }

    /** So that it is seen too by whoever reads the page as a file. */
    @ParameterizedTest
    @EnumSource
    void everyPictureThatAPageNamesLiesBesideItAndHasWordsInItsPlace(GuidePage page) throws IOException {
        for (String folder : List.of("guide/", "guide/de/")) {
            URL file = Resources.class
                    .getResource(folder + page.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".md");
            if (file == null) {
                assertEquals("guide/de/", folder, "every page is there in English");
                continue;
            }
            Matcher picture = PICTURE.matcher(GuidePage.read(file));
            int pictures = 0;
            while (picture.find()) {
                pictures++;
                assertTrue(picture.group(1).length() > 20, () -> page + ": " + picture.group());
                assertNotNull(Resources.class.getResource(folder + picture.group(2)), () -> folder + picture.group());
            }
            assertTrue(pictures > 0, () -> folder + page + " has no picture");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "ui-resources/pictures/states.md"})
    void everyPictureOfThePagesBesideTheProgramIsThereToo(String page) throws IOException {
        Path file = Path.of("..").resolve(page);
        Matcher picture = PICTURE.matcher(Files.readString(file));
        int pictures = 0;
        while (picture.find()) {
            pictures++;
            assertTrue(picture.group(1).length() > 15, picture.group());
            assertTrue(Files.exists(file.resolveSibling(picture.group(2))), picture.group());
        }
        assertTrue(pictures > 4, page);
    }

    @Test
    void thePageThatIsChosenIsShown() {
        GuideView guide = guide(GuidePage.MIRROR);
        robot.interact(() -> ((ListView<?>) guide.getLeft()).getSelectionModel().select(2));
        assertEquals("Your VM on a lying disk", all(Text.class, body(guide)).getFirst().getText());
    }

    @Test
    void whatIsCopiedIsWhatAPersonWouldType() {
        assertEquals("a one \\\n    two\nb", CodeBlock.commands("$ a one \\\n    two\nanswer\n$ b\nanswer"));
        assertEquals("{\"format\": 1}", CodeBlock.commands("{\"format\": 1}"));
    }

    @Test
    void aTableIsShownRowByRow() {
        AtomicReference<Optional<PageBody>> made = new AtomicReference<>(Optional.empty());
        robot.interact(() -> made.set(Optional.of(new PageBody("| a | b |\n|---|---|\n| `c` | *d* |\n", to -> {}))));
        PageBody body = made.get().orElseThrow();
        assertEquals(List.of("a", "b", "c", "d"), all(Text.class, body).stream().map(Text::getText).toList());
        assertTrue(all(Label.class, body).isEmpty());
    }
}
