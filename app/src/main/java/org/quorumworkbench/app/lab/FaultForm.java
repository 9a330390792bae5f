// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.lab;

import static org.quorumworkbench.ui.Resources.text;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.FaultFile;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.config.FaultWriter;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.story.Json;

/**
 * What a fault does and when, to be filled in. It is read by the reader of files of faults, so that
 * the same is right, and wrong in the same words, here and there.
 */
final class FaultForm extends VBox {

    private static final List<DeviceOperation> OPERATIONS = Stream.of(DeviceOperation.values())
            .filter(operation -> operation != DeviceOperation.DISCARD).toList();

    /**
     * Where fields go on in the next line, in pixels: a flow pane that is not told wants room for more
     * lines.
     */
    private static final double WRAP = 550;

    private final String id;
    private final Runnable changed;
    private final TextField title = new TextField();
    private final ComboBox<EffectChoice> effect = new ComboBox<>();
    private final Label explanation = new Label();
    private final FlowPane effectFields = new FlowPane(10, 6);
    private final Map<String, FieldBox> fields = new LinkedHashMap<>();
    private final Map<DeviceOperation, CheckBox> operations = new EnumMap<>(DeviceOperation.class);
    private final CheckBox everywhere = new CheckBox(text("lab.compose.everywhere"));
    private final TextField sector = new TextField();
    private final TextField count = new TextField();
    private final OccurrenceBox often = new OccurrenceBox(WRAP - 200, this::tellChanged);
    private final TextField state = new TextField();
    private final Set<String> moments;
    private boolean filling;

    /**
     * An empty form.
     *
     * @param id
     *            of the fault that comes of it
     * @param here
     *            the range that is offered
     * @param moments
     *            the names of captured moments
     * @param changed
     *            hears that something was filled in
     */
    FaultForm(String id, SectorRange here, Set<String> moments, Runnable changed) {
        this.id = id;
        this.moments = moments;
        this.changed = changed;
        setSpacing(12);
        getStyleClass().add("fault-form");
        effect.getItems().setAll(EffectChoice.ALL);
        effect.setConverter(titles(EffectChoice::title));
        effect.setVisibleRowCount(EffectChoice.ALL.size());
        explanation.setWrapText(true);
        explanation.getStyleClass().add("muted");
        explanation.setMinHeight(Region.USE_PREF_SIZE);
        sector.setText(Long.toString(here.first()));
        count.setText(Long.toString(Math.max(1, here.count())));
        lay();
        effect.valueProperty().subscribe(choice -> {
            if (choice != null) {
                showEffect(choice, Map.of());
            }
        });
        effect.setValue(EffectChoice.ALL.getFirst());
        for (TextField field : List.of(title, sector, count, state)) {
            field.textProperty().subscribe(this::tellChanged);
        }
        everywhere.selectedProperty().subscribe(this::tellChanged);
        sector.disableProperty().bind(everywhere.selectedProperty());
        count.disableProperty().bind(everywhere.selectedProperty());
    }

    private void lay() {
        name(title, "compose-title", text("lab.compose.title"));
        name(effect, "compose-effect", text("lab.compose.effect"));
        name(sector, "compose-sector", text("lab.compose.sector"));
        name(count, "compose-count", text("lab.compose.count"));
        name(state, "compose-state", text("lab.compose.state"));
        everywhere.setId("compose-everywhere");
        everywhere.setMinWidth(Region.USE_PREF_SIZE);
        sector.setPrefColumnCount(8);
        count.setPrefColumnCount(5);
        state.setMaxWidth(200);
        effectFields.setPrefWrapLength(WRAP);
        state.setPromptText(text("lab.compose.state.any"));
        title.setPromptText(text("lab.compose.title.prompt"));
        GridPane grid = new GridPane(12, 10);
        ColumnConstraints words = new ColumnConstraints();
        words.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(words, rest);
        row(grid, "lab.compose.title", title);
        row(grid, "lab.compose.effect", new VBox(4, effect, explanation));
        row(grid, "lab.compose.with", effectFields);
        FlowPane kinds = new FlowPane(12, 6);
        kinds.setPrefWrapLength(WRAP);
        kinds.setPadding(new Insets(6, 0, 0, 0));
        for (DeviceOperation operation : OPERATIONS) {
            CheckBox box = new CheckBox(FaultWording.operation(operation));
            box.setId("compose-" + operation.word());
            box.selectedProperty().subscribe(this::tellChanged);
            operations.put(operation, box);
            kinds.getChildren().add(box);
        }
        row(grid, "lab.compose.operations", kinds);
        row(grid, "lab.compose.where", line(label(text("lab.compose.sector")), sector,
                label(text("lab.compose.count")), count, everywhere));
        row(grid, "lab.compose.often", often);
        row(grid, "lab.compose.state", state);
        getChildren().add(grid);
    }

    private static void row(GridPane grid, String name, Node content) {
        Label label = label(text(name));
        label.setPadding(new Insets(6, 0, 0, 0));
        GridPane.setValignment(label, VPos.TOP);
        grid.addRow(grid.getRowCount(), label, content);
    }

    private static Label label(String words) {
        Label label = new Label(words);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(8, nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static void name(Control control, String id, String words) {
        control.setId(id);
        control.setAccessibleText(words);
        LateTip.on(control, () -> words);
    }

    static <T> StringConverter<T> titles(Function<T, String> title) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : title.apply(value);
            }

            @Override
            public T fromString(String words) {
                throw new UnsupportedOperationException("it is chosen, not written");
            }
        };
    }

    private void showEffect(EffectChoice choice, Map<String, Object> json) {
        explanation.setText(choice.explanation());
        FieldBox.lay(choice.fields(), json, fields, effectFields, "lab.field." + choice.name(),
                field -> field.key().equals("moment") ? List.copyOf(moments) : field.choices(), this::tellChanged);
        if (choice.fields().isEmpty()) {
            effectFields.getChildren().setAll(muted(text("lab.compose.nothing")));
        }
        usualOperations(json);
        tellChanged();
    }

    private static Label muted(String words) {
        Label label = label(words);
        label.getStyleClass().add("muted");
        label.setPadding(new Insets(6, 0, 0, 0));
        return label;
    }

    /** What the effect can act on is offered, what it usually acts on is chosen. */
    private void usualOperations(Map<String, Object> json) {
        filling = true;
        try {
            Map<String, Object> bare = new LinkedHashMap<>();
            put(bare);
            bare.remove("operations");
            Fault usual = read(bare).fault();
            operations.forEach((operation, box) -> {
                box.setDisable(!usual.effect().possible().contains(operation));
                box.setSelected(json.isEmpty()
                        ? usual.when().operations().contains(operation)
                        : json.get("operations") instanceof List<?> words && words.contains(operation.word()));
            });
        } catch (ConfigurationProblem wrong) {
            // What is wrong with the fields is said below the form; the operations stay as they are.
            operations.values().forEach(box -> box.setDisable(false));
        } finally {
            filling = false;
        }
    }

    private void tellChanged() {
        if (!filling) {
            changed.run();
        }
    }

    /** Fills in a fault that there is already. */
    void fill(Fault fault) {
        Map<String, Object> json = FaultWriter.write(new FaultSpec(fault, true));
        filling = true;
        title.setText(fault.title());
        everywhere.setSelected(fault.when().range().isEmpty());
        fault.when().range().ifPresent(range -> {
            sector.setText(Long.toString(range.first()));
            count.setText(Long.toString(range.count()));
        });
        state.setText(fault.when().state().orElse(""));
        filling = false;
        EffectChoice choice = EffectChoice.of(json);
        effect.setValue(choice);
        showEffect(choice, json);
        often.fill(json);
    }

    private void put(Map<String, Object> json) {
        EffectChoice choice = Optional.ofNullable(effect.getValue()).orElse(EffectChoice.ALL.getFirst());
        json.put("id", id);
        if (!title.getText().isBlank()) {
            json.put("title", title.getText().strip());
        }
        json.put("effect", choice.word());
        json.putAll(choice.always());
        fields.values().forEach(box -> box.put(json));
        json.put("operations", operations.entrySet().stream()
                .filter(entry -> entry.getValue().isSelected() && !entry.getValue().isDisabled())
                .map(entry -> entry.getKey().word()).toList());
        if (!everywhere.isSelected()) {
            EffectField.number("sector", "").put(sector.getText(), json);
            EffectField.number("count", "").put(count.getText(), json);
        }
        often.put(json);
        if (!state.getText().isBlank()) {
            json.put("state", state.getText().strip());
        }
    }

    /**
     * The fault as it is filled in.
     *
     * @throws ConfigurationProblem
     *             that says what is wrong
     */
    Fault fault() throws ConfigurationProblem {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json);
        if (json.get("operations") instanceof List<?> chosen && chosen.isEmpty()) {
            throw new ConfigurationProblem("", Optional.empty(), Optional.of("operations"),
                    Wording.foreign(text("lab.compose.noOperation")),
                    Wording.sentence(text("lab.compose.noOperation.remedy")), Optional.empty());
        }
        return read(json).fault();
    }

    private static FaultSpec read(Map<String, Object> json) throws ConfigurationProblem {
        return FaultFile.one(Json.compact(json), text("lab.compose.heading"));
    }

    /** What is wrong, without a place in a text that nobody sees. */
    static String words(ConfigurationProblem problem) {
        String field = problem.option().filter(name -> !name.isEmpty()).map(name -> name + ": ").orElse("");
        return field + Wordings.of(problem.advice());
    }
}
