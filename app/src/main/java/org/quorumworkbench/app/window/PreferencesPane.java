// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.GridPane;
import javafx.util.StringConverter;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.ui.Resources;

/** What a person can choose once and for all; each choice counts at once and is remembered. */
final class PreferencesPane extends GridPane {

    private int rows;

    PreferencesPane(Preferences preferences, Themes themes, WorkbenchModel model) {
        setId("preferences");
        getStyleClass().add("keys-pane");
        ChoiceBox<Preferences.Theme> theme = choice("theme", List.of(Preferences.Theme.values()),
                one -> text("action.theme." + one.name().toLowerCase(Locale.ROOT)));
        theme.setValue(preferences.theme());
        theme.valueProperty().subscribe((before, now) -> themes.choose(now));
        row("action.theme", theme);

        ChoiceBox<Optional<String>> language = choice("language",
                Stream.concat(Stream.of(Optional.<String>empty()), Resources.LANGUAGES.stream().map(Optional::of))
                        .toList(),
                tag -> tag.map(PreferencesPane::nameOf).orElse(text("preferences.language.system")));
        language.setValue(preferences.language());
        language.valueProperty().subscribe((before, now) -> preferences.setLanguage(now));
        row("preferences.language", language);

        Spinner<Integer> sectors = new Spinner<>(1, Preferences.MOST_SECTORS, preferences.sectors());
        sectors.setId("preferences-sectors");
        sectors.setEditable(true);
        sectors.valueProperty().subscribe((before, now) -> {
            preferences.setSectors(now);
            model.reading().setFirstCount(now);
        });
        row("preferences.sectors", sectors);
        ScanChoices scanning = new ScanChoices(preferences, model.scan());
        row("preferences.scan.rate", scanning.rate());
        add(scanning.switches(), 0, rows++, 2, 1);
        Label later = new Label(text("preferences.later"));
        later.getStyleClass().add("muted");
        later.setWrapText(true);
        add(later, 0, rows, 2, 1);
    }

    /** A language by its own name. */
    private static String nameOf(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        return locale.getDisplayLanguage(locale);
    }

    private static <T> ChoiceBox<T> choice(String id, List<T> values, Function<T, String> words) {
        ChoiceBox<T> box = new ChoiceBox<>();
        box.setId("preferences-" + id);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return words.apply(value);
            }

            @Override
            public T fromString(String string) {
                return values.stream().filter(value -> words.apply(value).equals(string)).findFirst().orElseThrow();
            }
        });
        box.getItems().setAll(values);
        box.setMaxWidth(Double.MAX_VALUE);
        return box;
    }

    private void row(String title, Control control) {
        Label label = new Label(text(title));
        label.setLabelFor(control);
        control.setAccessibleText(text(title));
        addRow(rows++, new Node[]{label, control});
    }
}
