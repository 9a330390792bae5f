// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.ColumnTitle;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.Inspection;

/**
 * What the bytes at the caret mean: a row for each reading, a column for each version, the winner's
 * first. A value that is another than the first column's is marked; a click copies a value.
 */
final class InspectorTable extends TableView<InspectorTable.Row> {

    private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");
    /** More versions than these are told apart in the panes, not here. */
    private static final int MOST_VERSIONS = 8;
    /** Longer names than these make a column too wide: then it says how many children there are. */
    private static final int MOST_LETTERS = 24;
    private static final double NAME = 84;
    /** The 20 figures of the largest number, where all versions have that room beside one another. */
    private static final double VALUE = 166;
    private static final double NARROW = 150;
    /** A scroll bar at the side, which columns have no room below. */
    private static final double BAR = 20;

    /**
     * One reading. It stays while its values change with every step: a row that comes anew empties and
     * fills all its cells.
     */
    static final class Row {

        private final String name;
        /** For each column; empty where there are too few bytes. */
        private final ObjectProperty<List<String>> values;

        private Row(String name, List<String> values) {
            this.name = name;
            this.values = new SimpleObjectProperty<>(values);
        }

        DataInspector.Reading reading() {
            return new DataInspector.Reading(name, values().getFirst());
        }

        List<String> values() {
            return values.get();
        }

        /** Of a version; empty for one that is not there any longer, too. */
        String value(int version) {
            return version < values().size() ? values().get(version) : "";
        }

        boolean differs(int version) {
            return version < values().size() && !values().get(version).equals(values().getFirst());
        }

        private Value shown(int version) {
            return new Value(version < 0 ? name : value(version), version > 0 && differs(version));
        }
    }

    /**
     * What a cell shows.
     *
     * @param differs
     *            whether it is another than the first column's
     */
    record Value(String text, boolean differs) {}

    private final Consumer<String> copied;
    /** How many there are where the bytes are. */
    private int versions;

    /**
     * @param copied
     *            is given the value that was clicked
     */
    InspectorTable(Consumer<String> copied) {
        this.copied = copied;
        setId("hex-inspector-table");
        getStyleClass().addAll("hex-inspector-table", Styles.DENSE, Tweaks.EDGE_TO_EDGE);
        setAccessibleText(text("hex.inspector.table"));
        // The line above says what to do.
        setPlaceholder(new Region());
        widthProperty().subscribe(this::fit);
        getSelectionModel().setCellSelectionEnabled(true);
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER || HexKeys.COPY.match(key)) {
                copyChosen();
                key.consume();
            }
        });
    }

    private void copyChosen() {
        getSelectionModel().getSelectedCells().stream().findFirst()
                .ifPresent(cell -> copy(getItems().get(cell.getRow()), cell.getColumn()));
    }

    private void copy(Row row, int column) {
        if (column > row.values().size()) {
            // Of a version that is not there.
            return;
        }
        copied.accept(column == 0 ? row.reading().name() : row.value(column - 1));
    }

    /** Shows the bytes of every version from there on. */
    void show(HexPicture picture, int at) {
        Inspection inspection = picture.inspection();
        List<HexPane> versions = HexPane.of(inspection, HexPane.Mode.BY_VERSION).stream().limit(MOST_VERSIONS)
                .toList();
        List<String> now = versions.stream().map(pane -> title(inspection, pane)).toList();
        showColumns(now);
        List<Map<String, String>> readings = versions.stream()
                .map(pane -> readings(picture.readable(pane.shown(), at, DataInspector.MOST))).toList();
        List<Row> rows = new ArrayList<>();
        for (String name : DataInspector.names()) {
            List<String> values = readings.stream().map(one -> one.getOrDefault(name, "")).toList();
            if (values.stream().anyMatch(value -> !value.isEmpty())) {
                rows.add(new Row(name, values));
            }
        }
        if (rows.stream().map(row -> row.name).toList().equals(getItems().stream().map(row -> row.name).toList())) {
            for (int row = 0; row < rows.size(); row++) {
                getItems().get(row).values.set(rows.get(row).values());
            }
        } else {
            getItems().setAll(rows);
        }
    }

    void clear() {
        getItems().clear();
    }

    private static Map<String, String> readings(byte[] bytes) {
        Map<String, String> readings = new HashMap<>();
        DataInspector.of(bytes).forEach(reading -> readings.put(reading.name(), reading.value()));
        return readings;
    }

    private static String title(Inspection inspection, HexPane pane) {
        String members = pane.children().stream().map(inspection.children()::get).map(ChildBytes::name)
                .collect(Collectors.joining(" "));
        String letter = pane.version().isPresent()
                ? (char) ('A' + Math.min(25, pane.version().getAsInt())) + (pane.wins() ? "*" : "")
                : "!";
        return letter + "  " + (members.length() <= MOST_LETTERS
                ? members
                : text("hex.inspector.children", Integer.toString(pane.children().size())));
    }

    /**
     * Versions come and go with every step: a column that was there once stays and says nothing, or is
     * kept out of sight if it does not fit. Whichever column comes or goes, the table takes all cells
     * of all rows out of the window and puts them in again, which styles and measures each of them
     * anew.
     */
    private void showColumns(List<String> titles) {
        if (getColumns().isEmpty()) {
            getColumns().add(column(text("hex.inspector.reading"), NAME, -1));
        }
        for (int version = getColumns().size() - 1; version < titles.size(); version++) {
            getColumns().add(column(titles.get(version), VALUE, version));
        }
        for (int version = 0; version < getColumns().size() - 1; version++) {
            TableColumn<Row, ?> column = getColumns().get(version + 1);
            String title = version < titles.size() ? titles.get(version) : "";
            if (!column.getText().equals(title)) {
                column.setText(title);
                ColumnTitle.keepWhole(column);
            }
        }
        versions = titles.size();
        fit();
    }

    private void fit() {
        if (getColumns().isEmpty()) {
            return;
        }
        double width = NAME + versions * VALUE <= getWidth() ? VALUE : NARROW;
        for (int version = 0; version < getColumns().size() - 1; version++) {
            TableColumn<Row, ?> column = getColumns().get(version + 1);
            // Only when it changes: a person may have made the column wider.
            if (column.getPrefWidth() != width) {
                column.setPrefWidth(width);
            }
            column.setVisible(version < versions || NAME + (version + 1) * width + BAR <= getWidth());
        }
    }

    /**
     * A column of the table.
     *
     * @param version
     *            -1 for the names of the readings
     */
    private TableColumn<Row, Value> column(String title, double width, int version) {
        TableColumn<Row, Value> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> row.getValue().values.map(_ -> row.getValue().shown(version)));
        column.setCellFactory(made -> new Cell(version));
        column.setPrefWidth(width);
        ColumnTitle.keepWhole(column);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private final class Cell extends TableCell<Row, Value> {

        private final int version;

        Cell(int version) {
            this.version = version;
            if (version >= 0) {
                getStyleClass().add("mono");
            }
            LateTip.on(this, this::explanation);
            setOnMouseClicked(click -> {
                Row row = row();
                if (row != null) {
                    copy(row, version + 1);
                }
            });
        }

        private @Nullable Row row() {
            List<Row> all = InspectorTable.this.getItems();
            return getIndex() >= 0 && getIndex() < all.size() ? all.get(getIndex()) : null;
        }

        private String explanation() {
            Row row = row();
            if (row == null) {
                return "";
            }
            return version < 0
                    ? text("hex.reading." + row.reading().kind())
                    : text("hex.inspector.copy", row.value(version));
        }

        @Override
        protected void updateItem(@Nullable Value value, boolean isEmpty) {
            super.updateItem(value, isEmpty);
            setText(isEmpty || value == null ? null : value.text());
            pseudoClassStateChanged(DIFFERS, !isEmpty && value != null && value.differs());
        }
    }
}
