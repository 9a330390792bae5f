// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import org.quorumworkbench.app.background.LateWork;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.core.block.SectorRange;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A window in one of its main states; on no screen, for the headless one is smaller than the
 * windows that people have. Its methods are called on the test's thread, and block.
 */
final class ShownState implements AutoCloseable {

    private final Workbench window;
    private final WorkbenchModel model;

    private ShownState(Workbench window) {
        this.window = window;
        this.model = window.model();
    }

    /** Opens the window and waits until it is in the state. */
    static ShownState of(MainState state, Preferences.Theme theme, int width, int height) {
        ShownState shown = onJavaFx(() -> {
            Preferences preferences = Preferences.none();
            preferences.setTheme(theme);
            WorkbenchModel model = new WorkbenchModel(LateWork.ofTheWindow());
            Workbench window = new Workbench(model, preferences, model.opening(preferences,
                    new WindowTest.Answers(), () -> state.replicas().configuration()), Optional::empty, width, height);
            window.opening().openSample();
            return new ShownState(window);
        });
        shown.reach(state);
        return shown;
    }

    private void reach(MainState state) {
        await("the first range", () -> model.reading().inspectionProperty().get().isPresent());
        show(state.range());
        await("the files", () -> !model.identities().identitiesProperty().get().isEmpty());
        // Once, so that views know their sizes before the state begins.
        painted();
        onJavaFx(() -> {
            state.begin(window);
            return true;
        });
        await("the state", () -> state.isShown(window));
        painted();
    }

    private void show(SectorRange range) {
        onJavaFx(() -> {
            model.reading().goTo(range);
            return true;
        });
        await("the range", () -> model.reading().waitingProperty().get().isEmpty()
                && model.reading().inspectionProperty().get().filter(shown -> shown.range().equals(range))
                        .isPresent());
    }

    /** Presses the button that a selector names. */
    void press(String selector) {
        onJavaFx(() -> {
            ((ButtonBase) window.scene().lookup(selector)).fire();
            return true;
        });
        painted();
    }

    /** Reads the range and shows that in slow motion. */
    void teachTheRead(SectorRange range) {
        show(range);
        onJavaFx(() -> {
            new Orders(window, new WindowTest.Answers(), Optional::empty).teachThisRead();
            return true;
        });
        await("the end of the read", () -> window.teaching().slide().isPresent());
        painted();
    }

    /** What a look at the scene tells. */
    <T> T ask(Function<Scene, T> look) {
        return onJavaFx(() -> {
            // Words that came since the last picture are laid out in the same turn in which they are looked at.
            window.scene().snapshot(null);
            return look.apply(window.scene());
        });
    }

    /** What is broken in the window. */
    List<Blemish> blemishes() {
        painted();
        return onJavaFx(() -> Look.at(window.scene()));
    }

    /** The window's picture. */
    BufferedImage picture() {
        return onJavaFx(() -> WindowPicture.of(window, 1)).join();
    }

    private void painted() {
        picture();
    }

    @Override
    public void close() {
        onJavaFx(() -> {
            model.close();
            return true;
        });
    }

    private static <T> T onJavaFx(Callable<T> what) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, what);
    }

    private static void await(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> onJavaFx(condition));
        } catch (TimeoutException e) {
            throw new AssertionError("never came: " + what, e);
        }
    }
}
