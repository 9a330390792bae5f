// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.lab;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.quorumworkbench.app.control.LateTip;

/** One field of a fault with its name. */
final class FieldBox extends HBox {

    private final EffectField field;
    private final TextField written;

    /**
     * @param name
     *            of its texts
     * @param choices
     *            what is offered; anything else may be written too
     * @param value
     *            what stands there at first
     * @param changed
     *            hears that something else was written
     */
    FieldBox(EffectField field, String name, List<String> choices, String value, Runnable changed) {
        super(6);
        this.field = field;
        setAlignment(Pos.CENTER_LEFT);
        Label label = new Label(text(name));
        label.setMinWidth(Region.USE_PREF_SIZE);
        Control control;
        if (choices.isEmpty()) {
            written = new TextField(value);
            written.setPrefColumnCount(field.kind() == EffectField.Kind.NUMBER ? 8 : 16);
            control = written;
        } else {
            ComboBox<String> box = new ComboBox<>();
            box.setEditable(true);
            box.getItems().setAll(choices);
            box.setValue(value);
            box.setPrefWidth(130);
            written = box.getEditor();
            written.setText(value);
            control = box;
        }
        control.setId("field-" + field.key());
        control.setAccessibleText(text(name));
        LateTip.on(control, () -> text(name));
        label.setLabelFor(control);
        written.textProperty().subscribe(changed);
        getChildren().addAll(label, control);
    }

    /**
     * Lays boxes for these fields in place of those that were there.
     *
     * @param json
     *            what stands in them; empty for what stands there at first
     * @param prefix
     *            of the names of their texts
     * @param choices
     *            what is offered for a field
     */
    static void lay(List<EffectField> wanted, Map<String, Object> json, Map<String, FieldBox> boxes, FlowPane pane,
            String prefix, Function<EffectField, List<String>> choices, Runnable changed) {
        boxes.clear();
        pane.getChildren().clear();
        for (EffectField field : wanted) {
            FieldBox box = new FieldBox(field, prefix + "." + field.key(), choices.apply(field),
                    json.isEmpty() ? field.initial() : field.written(json), changed);
            boxes.put(field.key(), box);
            pane.getChildren().add(box);
        }
    }

    void put(Map<String, Object> json) {
        field.put(written.getText(), json);
    }
}
