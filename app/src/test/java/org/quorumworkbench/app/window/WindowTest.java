// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.quorumworkbench.app.background.LateWork;
import org.quorumworkbench.app.model.OpenQuorum;
import org.quorumworkbench.app.model.Opening;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.app.sample.SampleQuorum;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A window on the bundled sample, and what a person at it does and sees. */
public abstract class WindowTest {

    /** Answers what a test wants to open. */
    protected static final class Answers implements Opening.Chooser {
        public List<File> files = List.of();

        @Override
        public List<File> configuration() {
            return files;
        }

        @Override
        public List<File> images() {
            return files;
        }

        @Override
        public List<File> file(String title) {
            return files;
        }

        @Override
        public List<File> folder(String title) {
            return files;
        }
    }

    protected final Answers answers = new Answers();
    protected Preferences preferences = Preferences.none();
    /** What a test answers when it is asked for a file to save to. */
    protected Optional<Path> saving = Optional.empty();
    /** What comes with the program, as far as the test is concerned. */
    protected OpenQuorum.Source sample = () -> SampleQuorum.configuration(Adjustments.NONE);
    /** Whether the Overview is shown when a scan has ended. */
    protected boolean overviewByItself;
    /** Whether every tab has been looked at before a test begins. */
    protected boolean everyTab = true;
    protected WorkbenchModel model = new WorkbenchModel(LateWork.ofTheWindow());
    protected Workbench workbench;
    protected FxRobot robot = new FxRobot();

    private void start(Stage stage) {
        preferences.setTheme(Preferences.Theme.LIGHT);
        model = new WorkbenchModel(LateWork.ofTheWindow());
        workbench = new Workbench(model, preferences, model.opening(preferences, answers,
                sample), () -> saving, 960, 900);
        workbench.setOverviewByItself(overviewByItself);
        stage.setScene(workbench.scene());
        stage.setX(0);
        stage.setY(0);
        stage.show();
        workbench.opening().openSample();
    }

    @BeforeEach
    protected void openTheSample() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(this::start);
        awaitRange(0, 8);
        if (everyTab) {
            lookAtEveryTab();
        }
    }

    /** Views are made when they are first looked at; a test finds them all. */
    private void lookAtEveryTab() {
        TabPane lower = robot.lookup(".bottom-tabs").query();
        robot.interact(() -> {
            lower.getTabs().forEach(lower.getSelectionModel()::select);
            lower.getSelectionModel().selectFirst();
        });
    }

    /** Looks at one of the views below. */
    protected final void lookAt(String tab) {
        TabPane lower = robot.lookup(".bottom-tabs").query();
        robot.interact(() -> lower.getTabs().stream().filter(one -> tab.equals(one.getId())).findFirst()
                .ifPresent(lower.getSelectionModel()::select));
    }

    /** Does what the menu's entry with this title does. */
    protected final void perform(String title) {
        Action action = workbench.actions().all().stream().filter(one -> one.title().equals(title)).findFirst()
                .orElseThrow();
        robot.interact(action.run());
    }

    /** What menus, keys and the palette can do. */
    protected final List<String> actionTitles() {
        return workbench.actions().all().stream().map(Action::title).toList();
    }

    @AfterEach
    protected void close() {
        robot.interact(() -> {
            // A test that failed may have left a dialog, and that would have the keys of the next.
            List.copyOf(Window.getWindows()).stream().filter(one -> !one.equals(workbench.scene().getWindow()))
                    .forEach(Window::hide);
            // All tests share one stage, which otherwise keeps the size that a test gave it.
            ((Stage) workbench.scene().getWindow()).sizeToScene();
            model.close();
        });
    }

    /**
     * A key goes to the window that has the focus, and a window gets it some time after it was asked
     * for.
     */
    protected final void focusTheWindow() {
        robot.interact(() -> workbench.scene().getWindow().requestFocus());
        await("the window's focus", () -> workbench.scene().getWindow().isFocused());
    }

    /**
     * How many operations were recorded, once the window has counted all of them, which takes a pulse.
     */
    protected final int recorded() {
        await("what was recorded", () -> model.recording().sizeProperty().get() == model.quorum().session()
                .orElseThrow().recorder().size());
        return model.recording().sizeProperty().get();
    }

    /** Waits until the condition, asked on the JavaFX thread, holds. */
    protected final void await(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        } catch (TimeoutException e) {
            throw new AssertionError("never came: " + what, e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    protected final void awaitRange(long first, long count) {
        await("sectors " + first + "+" + count,
                () -> model.reading().waitingProperty().get().isEmpty() && model.reading().inspectionProperty()
                        .get().filter(shown -> shown.range().equals(new SectorRange(first, count))).isPresent());
    }

    protected final String text(String id) {
        Node node = robot.lookup("#" + id).query();
        return node instanceof Label label ? label.getText() : String.valueOf(node.getAccessibleText());
    }

    protected final String accessible(String id) {
        return String.valueOf(robot.lookup("#" + id).query().getAccessibleText());
    }

    protected final boolean isShown(String id) {
        return robot.lookup("#" + id).tryQuery().filter(Node::isVisible).isPresent();
    }
}
