// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The same scenario with the driver of 2014 and with that of today, side by side. */
final class ComparePane extends VBox {

    private static final double OPERATION = 24;
    private static final double MARK = 6;
    private static final double DRIVER = 35;

    /**
     * @param leave
     *            goes back to the slides
     */
    ComparePane(String name, List<BothDrivers.Row> rows, Runnable leave) {
        setId("teach-compare");
        getStyleClass().add("teach-lecture");
        Label title = new Label(text("teach.compare.title", name));
        title.getStyleClass().add("teach-heading");
        title.setWrapText(true);
        GridPane grid = new GridPane(12, 10);
        for (double percent : List.of(OPERATION, DRIVER, MARK, DRIVER)) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(percent);
            grid.getColumnConstraints().add(column);
        }
        grid.addRow(0, cell("", "teach-line"), cell("2014", "teach-child-name"), cell("", "teach-line"),
                cell("7.2", "teach-child-name"));
        for (int at = 0; at < rows.size(); at++) {
            BothDrivers.Row row = rows.get(at);
            boolean differs = row.differs();
            Node mark = cell(differs ? "\u2260" : "=", "teach-child-name");
            Label then = cell(row.then(), "teach-line");
            Label now = cell(row.now(), "teach-line");
            if (differs) {
                then.getStyleClass().add("teach-differs");
                now.getStyleClass().add("teach-differs");
            }
            String what = row.operation() < 0
                    ? text("teach.compare.open")
                    : row.operation() + 1 + ".  " + row.what();
            grid.addRow(at + 1, cell(what, "teach-line"), then, mark, now);
        }
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("flat-scroll");
        setVgrow(scroll, Priority.ALWAYS);
        long differences = rows.stream().filter(BothDrivers.Row::differs).count();
        Label sum = new Label(text(differences == 0 ? "teach.compare.same" : "teach.compare.differ",
                Long.toString(differences)));
        sum.setId("teach-compare-sum");
        sum.getStyleClass().add("teach-line");
        Button back = new Button(text("teach.leave"));
        back.setId("teach-leave");
        back.setCancelButton(true);
        back.setOnAction(event -> leave.run());
        HBox foot = new HBox(14, back, sum);
        foot.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(title, scroll, foot);
    }

    private static Label cell(String words, String style) {
        Label label = new Label(words);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }
}
