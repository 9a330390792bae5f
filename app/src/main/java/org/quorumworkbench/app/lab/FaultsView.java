// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.lab;

import static org.quorumworkbench.ui.Resources.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.Tip;
import org.quorumworkbench.app.model.EffectWords;
import org.quorumworkbench.app.model.FaultLab;
import org.quorumworkbench.app.model.FaultLab.Laid;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.fault.Fault;

/** Every fault over every child: composed, switched, edited, saved. */
public final class FaultsView extends BorderPane {

    private final WorkbenchModel model;
    private final FaultLab lab;
    private final LabFiles files;
    private final TableView<Laid> table = new TableView<>();
    private final TextField moment = new TextField(text("lab.moment.usual"));

    public FaultsView(WorkbenchModel model, LabFiles files) {
        this.model = model;
        this.lab = model.lab();
        this.files = files;
        setId("faults");
        setTop(tools());
        setCenter(table());
        lab.laidProperty().subscribe(this::show);
    }

    private HBox tools() {
        BooleanBinding closed = Bindings.createBooleanBinding(() -> model.quorum().openedProperty().get().isEmpty(),
                model.quorum().openedProperty());
        BooleanBinding none = Bindings.isNull(table.getSelectionModel().selectedItemProperty());
        moment.setId("moment");
        moment.setPrefColumnCount(8);
        LateTip.on(moment, () -> text("lab.moment.tip"));
        moment.setAccessibleText(text("lab.moment.tip"));
        ToggleButton peek = new ToggleButton(text("lab.peek"));
        peek.setId("peek");
        peek.setMinWidth(Region.USE_PREF_SIZE);
        LateTip.on(peek, () -> text("lab.peek.tip"));
        peek.selectedProperty().bindBidirectional(model.marks().peekingProperty());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox tools = new HBox(6, button("compose", closed, this::compose), button("edit", none, this::edit),
                button("duplicate", none, this::duplicate), button("delete", none, this::delete), peek, gap, moment,
                button("capture", closed, this::capture), button("heal", closed, lab::heal),
                button("saveFaults", closed, this::save), button("loadFaults", closed, this::load));
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("view-tools");
        return tools;
    }

    private static Button button(String name, BooleanBinding disabled, Runnable run) {
        Button button = new Button(text("lab." + name));
        button.setId("lab-" + name);
        button.setMinWidth(Region.USE_PREF_SIZE);
        LateTip.on(button, () -> text("lab." + name + ".tip"));
        button.setAccessibleText(text("lab." + name + ".tip"));
        button.disableProperty().bind(disabled);
        button.setOnAction(event -> run.run());
        return button;
    }

    private TableView<Laid> table() {
        table.setId("fault-table");
        table.setAccessibleText(text("lab.faults.title"));
        table.getStyleClass().addAll("dense", "lab-table");
        table.setPlaceholder(new Label(text("lab.faults.none")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        TableColumn<Laid, Laid> on = new TableColumn<>(text("lab.column.on"));
        on.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        on.setCellFactory(column -> new SwitchCell());
        on.setSortable(false);
        on.setMinWidth(48);
        on.setMaxWidth(48);
        table.getColumns().add(on);
        table.getColumns().add(column("child", Laid::child, 60, 130));
        table.getColumns().add(column("title", row -> row.fault().title(), 90, 260));
        table.getColumns().add(column("effect", row -> EffectWords.of(row.fault().effect()), 150, 480));
        TableColumn<Laid, String> fired = column("fired", row -> Long.toString(row.firings()), 56, 90);
        fired.setComparator((one, other) -> Long.compare(Long.parseLong(one), Long.parseLong(other)));
        fired.getStyleClass().add("number-column");
        table.getColumns().add(fired);
        table.getColumns().add(column("when", row -> FaultWording.when(row.fault().when()), 160, 5000));
        table.setRowFactory(view -> row());
        table.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.DELETE) {
                delete();
            } else if (key.getCode() == KeyCode.ENTER) {
                edit();
            } else if (key.getCode() == KeyCode.SPACE) {
                selected().ifPresent(row -> lab.setOn(row.child(), row.fault(), !row.on()));
            }
        });
        return table;
    }

    private static TableColumn<Laid, String> column(String name, Function<Laid, String> value, double least,
            double most) {
        TableColumn<Laid, String> column = new TableColumn<>(text("lab.column." + name));
        column.setId("fault-" + name);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(value.apply(row.getValue())));
        column.setMinWidth(least);
        column.setPrefWidth(Math.min(most, 2 * least));
        column.setMaxWidth(most);
        column.setCellFactory(of -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable String words, boolean empty) {
                super.updateItem(words, empty);
                setText(empty ? null : words);
                setTooltip(empty || words == null ? null : Tip.of(words));
            }
        });
        return column;
    }

    private TableRow<Laid> row() {
        TableRow<Laid> row = new TableRow<>();
        row.setOnMouseClicked(click -> {
            if (click.getClickCount() == 2 && !row.isEmpty()) {
                edit();
            }
        });
        return row;
    }

    /** The switch of a fault. */
    private final class SwitchCell extends TableCell<Laid, Laid> {
        private final CheckBox box = new CheckBox();

        SwitchCell() {
            setAlignment(Pos.CENTER);
            box.setOnAction(event -> {
                Laid row = getItem();
                if (row != null) {
                    lab.setOn(row.child(), row.fault(), box.isSelected());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Laid row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
            } else {
                box.setSelected(row.on());
                box.setId("switch-" + row.child() + "-" + row.fault().id());
                box.setAccessibleText(text("lab.switch", row.fault().title(), row.child()));
                setGraphic(box);
            }
        }
    }

    private void show(List<Laid> laid) {
        Optional<Laid> chosen = selected();
        table.getItems().setAll(laid);
        chosen.flatMap(row -> laid.stream().filter(now -> isSame(now, row)).findFirst())
                .ifPresent(table.getSelectionModel()::select);
    }

    private static boolean isSame(Laid one, Laid other) {
        return one.child().equals(other.child()) && one.fault().id().equals(other.fault().id());
    }

    private Optional<Laid> selected() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }

    /** Opens a composer for a fault over the child that is chosen, or over the first. */
    public void compose() {
        Set<String> over = new LinkedHashSet<>();
        selected().map(Laid::child).or(() -> lab.children().stream().findFirst()).ifPresent(over::add);
        openComposer(Optional.empty(), over);
    }

    private void edit() {
        selected().ifPresent(row -> openComposer(Optional.of(row.fault()), lab.laidProperty().get().stream()
                .filter(other -> other.fault().equals(row.fault())).map(Laid::child)
                .collect(Collectors.toCollection(LinkedHashSet::new))));
    }

    private void openComposer(Optional<Fault> fault, Set<String> over) {
        if (!lab.children().isEmpty()) {
            new FaultComposer(lab, model.reading().rangeProperty().get(), fault, over).show(getScene().getWindow());
        }
    }

    private void duplicate() {
        selected().ifPresent(row -> {
            Fault copy = lab.duplicate(row);
            table.getItems().stream().filter(now -> now.child().equals(row.child()) && now.fault().equals(copy))
                    .findFirst().ifPresent(table.getSelectionModel()::select);
        });
    }

    private void delete() {
        selected().ifPresent(lab::delete);
    }

    private void capture() {
        if (moment.getText().isBlank()) {
            model.messages().tell(Notice.Kind.ERROR, text("lab.moment.none"));
        } else {
            lab.capture(moment.getText().strip());
            model.messages().tell(Notice.Kind.INFORMATION, text("lab.moment.done", moment.getText().strip()));
        }
    }

    private void save() {
        files.save().ifPresent(model.faultFiles()::save);
    }

    private void load() {
        files.open(text("lab.open.faults")).ifPresent(model.faultFiles()::load);
    }
}
