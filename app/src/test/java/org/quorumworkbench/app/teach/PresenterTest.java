// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.ui.Resources;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Before a room, at 1280x720, every page of every lesson can be read from the last row, in both
 * languages: sentences of 32 pixels at least, nothing smaller than 20, nothing that does not fit.
 */
class PresenterTest {

    private static final double SENTENCE = 32;
    private static final double SMALLEST = 20;

    @BeforeAll
    static void startJavaFx() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet()));
    }

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    static Stream<Arguments> lessons() {
        return new LessonLibrary(PresenterTest.class.getClassLoader()).names().stream()
                .flatMap(name -> Resources.LANGUAGES.stream().map(language -> Arguments.of(name, language)));
    }

    private static final class NoFiles implements TeachView.Files {
        @Override
        public Optional<Path> open(String title) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save() {
            return Optional.empty();
        }
    }

    private static <T> T onFx(Callable<T> work) {
        try {
            return WaitForAsyncUtils.asyncFx(work).get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everyPageCanBeReadFromTheLastRow(String name, String language) throws Exception {
        Resources.speak(Locale.forLanguageTag(language));
        Scenario lesson = new LessonLibrary(PresenterTest.class.getClassLoader()).lesson(name).orElseThrow();
        WorkbenchModel model = onFx(WorkbenchModel::new);
        Teaching teaching = onFx(() -> new Teaching(model.background(), Optional.empty(), why -> {
            throw new AssertionError(why);
        }));
        TeachView view = onFx(() -> {
            TeachView made = new TeachView(teaching, new NoFiles());
            Scene scene = new Scene(made, 1280, 720);
            scene.getStylesheets().add(Resources.url("workbench.css").toExternalForm());
            teaching.presentingProperty().set(true);
            return made;
        });
        assertTrue(onFx(() -> teaching.open(lesson)).get(60, TimeUnit.SECONDS));
        Set<String> wrong = new TreeSet<>();
        int slides = onFx(teaching::slides);
        for (int at = 0; at < slides; at++) {
            int slide = at;
            wrong.addAll(onFx(() -> {
                teaching.seek(slide);
                view.applyCss();
                view.layout();
                return faults(view).stream().map(fault -> "page " + (slide + 1) + ": " + fault).toList();
            }));
        }
        onFx(() -> {
            model.close();
            return true;
        });
        assertEquals("", String.join("\n", wrong));
    }

    private static List<String> faults(TeachView view) {
        List<String> faults = new ArrayList<>();
        ScrollPane page = (ScrollPane) view.lookup("#teach-page");
        double content = ((Region) page.getContent()).getHeight();
        double room = page.getViewportBounds().getHeight();
        if (content > room + 0.5) {
            faults.add("%.0f px high in %.0f".formatted(content, room));
        }
        look(page.getContent(), faults);
        return faults;
    }

    private static void look(Node node, List<String> faults) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Text text && !text.getText().isBlank() && text.getFont().getSize() < SMALLEST) {
            faults.add("type of %.1f px: %s".formatted(text.getFont().getSize(), text.getText()));
        }
        if (node instanceof Label label && !label.getText().isBlank() && label.getStyleClass().contains("teach-words")
                && label.getFont().getSize() < SENTENCE) {
            faults.add("a sentence of %.1f px: %s".formatted(label.getFont().getSize(), label.getText()));
        }
        if (node instanceof Labeled labeled && labeled.lookup(".text") instanceof Text shown
                && !labeled.getText().isBlank() && !shown.getText().replaceAll("\\s", "")
                        .equals(labeled.getText().replaceAll("\\s", ""))) {
            faults.add("cut off: " + labeled.getText() + " to " + shown.getText());
        }
        if (node instanceof Labeled labeled && node.localToScene(node.getBoundsInLocal()).getMaxX() > 1281) {
            faults.add("beyond the right edge: " + labeled.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> look(child, faults));
        }
    }
}
