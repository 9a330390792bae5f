// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.stage.Stage;
import org.quorumworkbench.app.preferences.Layout;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.app.preferences.WindowBounds;

/**
 * Remembers how the window is arranged: when it closes, and when the process is told to end
 * (SIGTERM, the end of the session), when nobody can ask the JavaFX thread any more.
 */
final class LayoutMemory {

    private final Stage stage;
    private final Workbench workbench;
    private final Preferences preferences;
    private final AtomicReference<Optional<Layout>> latest = new AtomicReference<>(Optional.empty());
    private final Thread hook = Thread.ofPlatform().name("layout").unstarted(this::told);

    private LayoutMemory(Stage stage, Workbench workbench, Preferences preferences) {
        this.stage = stage;
        this.workbench = workbench;
        this.preferences = preferences;
    }

    /** Remembers it from now on. Called on the JavaFX thread. */
    static LayoutMemory of(Stage stage, Workbench workbench, Preferences preferences) {
        LayoutMemory memory = new LayoutMemory(stage, workbench, preferences);
        stage.xProperty().subscribe(memory::changed);
        stage.yProperty().subscribe(memory::changed);
        stage.widthProperty().subscribe(memory::changed);
        stage.heightProperty().subscribe(memory::changed);
        stage.maximizedProperty().subscribe(memory::changed);
        workbench.onArranged(memory::changed);
        stage.setOnHiding(event -> preferences.setLayout(memory.now()));
        Runtime.getRuntime().addShutdownHook(memory.hook);
        return memory;
    }

    private Layout now() {
        return workbench.layout(new WindowBounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(),
                stage.isMaximized()));
    }

    private void changed() {
        if (stage.isShowing()) {
            latest.set(Optional.of(now()));
        }
    }

    private void told() {
        latest.get().ifPresent(layout -> {
            preferences.setLayout(layout);
            preferences.close();
        });
    }

    /** The program ends by itself, and the window has closed. */
    void end() {
        latest.set(Optional.empty());
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is ending already: the hook finds nothing to do, or has done it.
            latest.set(Optional.empty());
        }
    }
}
