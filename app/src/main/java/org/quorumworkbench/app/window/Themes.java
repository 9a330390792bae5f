// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.net.URL;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Window;
import org.quorumworkbench.app.preferences.Preferences;

/** Light, dark, or as the system has it. Used on the JavaFX thread. */
public final class Themes {

    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

    private final Parent root;
    private final Preferences preferences;
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();

    Themes(Parent root, Preferences preferences) {
        this.root = root;
        this.preferences = preferences;
        // The platform outlives every window, and keeps whoever listens to it.
        Platform.getPreferences().colorSchemeProperty().when(isShown(root)).subscribe((before, now) -> apply());
        apply();
    }

    private static ObservableValue<Boolean> isShown(Parent root) {
        return root.sceneProperty().flatMap(Scene::windowProperty).flatMap(Window::showingProperty).orElse(false);
    }

    /** Changes the theme, and remembers it. */
    public void choose(Preferences.Theme theme) {
        preferences.setTheme(theme);
        apply();
    }

    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    private void apply() {
        dark.set(switch (preferences.theme()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        });
        // For the whole program, so that menus, tooltips and dialogs have it too.
        Theme theme = dark.get() ? new PrimerDark() : new PrimerLight();
        // The binary form: reading the text takes a tenth of the time to the first picture.
        URL sheet = Objects.requireNonNull(Theme.class.getResource(
                Objects.requireNonNullElse(theme.getUserAgentStylesheetBSS(), theme.getUserAgentStylesheet())),
                theme.getName());
        Application.setUserAgentStylesheet(sheet.toExternalForm());
        root.pseudoClassStateChanged(DARK, dark.get());
    }
}
