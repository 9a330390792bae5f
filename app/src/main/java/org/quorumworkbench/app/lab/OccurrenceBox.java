// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.lab;

import static org.quorumworkbench.ui.Resources.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.quorumworkbench.app.control.LateTip;

/** How often a fault fires, with what that asks for. */
final class OccurrenceBox extends HBox {

    private static final EffectField WHICH = EffectField.number("nth", "1");
    private static final EffectField PROBABILITY = EffectField.number("probability", "0.5");
    private static final EffectField SEED = EffectField.number("probability_seed", "1");

    /** How often it fires. */
    private enum Often {
        ALWAYS, ONCE, NTH, NTH_OF_RANGE, CHANCE;

        String title() {
            return text("lab.often." + name());
        }

        List<EffectField> fields() {
            return switch (this) {
                case ALWAYS, ONCE -> List.of();
                case NTH, NTH_OF_RANGE -> List.of(WHICH);
                case CHANCE -> List.of(PROBABILITY, SEED);
            };
        }

        static Often of(Map<String, Object> json) {
            if (json.containsKey("probability")) {
                return CHANCE;
            }
            if (json.containsKey("nth")) {
                return json.containsKey("each_range") ? NTH_OF_RANGE : NTH;
            }
            return json.containsKey("once") ? ONCE : ALWAYS;
        }
    }

    private final Runnable changed;
    private final ComboBox<Often> often = new ComboBox<>();
    private final FlowPane fields = new FlowPane(10, 6);
    private final Map<String, FieldBox> boxes = new LinkedHashMap<>();

    /**
     * Always, at first.
     *
     * @param wrap
     *            where fields go on in the next line, in pixels
     * @param changed
     *            hears that something was filled in
     */
    OccurrenceBox(double wrap, Runnable changed) {
        super(8);
        this.changed = changed;
        setAlignment(Pos.CENTER_LEFT);
        often.setId("compose-often");
        often.setAccessibleText(text("lab.compose.often"));
        LateTip.on(often, () -> text("lab.compose.often"));
        often.getItems().setAll(Often.values());
        often.setConverter(FaultForm.titles(Often::title));
        often.setMinWidth(Region.USE_PREF_SIZE);
        fields.setPrefWrapLength(wrap);
        getChildren().setAll(often, fields);
        often.setValue(Often.ALWAYS);
        often.valueProperty().subscribe((before, choice) -> {
            if (choice != null) {
                show(choice, Map.of());
            }
        });
    }

    private void show(Often choice, Map<String, Object> json) {
        FieldBox.lay(choice.fields(), json, boxes, fields, "lab.field.often", EffectField::choices, changed);
        changed.run();
    }

    /** Fills in how often a fault fires that there is already. */
    void fill(Map<String, Object> json) {
        Often how = Often.of(json);
        often.setValue(how);
        Map<String, Object> chance = new LinkedHashMap<>(json);
        chance.putIfAbsent("probability_seed", json.getOrDefault("seed", 1L));
        show(how, chance);
    }

    void put(Map<String, Object> json) {
        switch (Optional.ofNullable(often.getValue()).orElse(Often.ALWAYS)) {
            case ALWAYS, NTH, CHANCE -> {
                // What it asks for says it.
            }
            case ONCE -> json.put("once", true);
            case NTH_OF_RANGE -> json.put("each_range", true);
        }
        boxes.values().forEach(box -> box.put(json));
    }
}
