// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.scenario.Scenario;

/** The lessons: those that come with the program, then a person's own. */
final class LessonList extends VBox {

    LessonList(Teaching teaching) {
        ListView<Scenario> lessons = new ListView<>();
        lessons.setId("teach-lessons");
        lessons.setAccessibleText(text("teach.lessons"));
        lessons.setItems(teaching.shelf().lessons());
        teaching.shelf().load();
        lessons.getStyleClass().add("teach-lessons");
        lessons.setCellFactory(list -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable Scenario lesson, boolean empty) {
                super.updateItem(lesson, empty);
                setText(lesson == null || empty ? "" : getIndex() + 1 + ".  " + lesson.title());
                setWrapText(true);
                // As wide as the list and no wider, so that a long title wraps.
                setPrefWidth(0);
            }
        });
        lessons.getSelectionModel().selectedItemProperty().addListener((property, before, chosen) -> {
            if (chosen != null) {
                var _ = teaching.open(chosen);
            }
        });
        Label title = new Label(text("teach.lessons"));
        title.getStyleClass().add("panel-title");
        setVgrow(lessons, Priority.ALWAYS);
        getChildren().addAll(title, lessons);
        teaching.shelf().own().ifPresent(folder -> {
            Label own = new Label(text("teach.lessons.own", folder));
            own.setWrapText(true);
            own.getStyleClass().addAll("muted", "teach-own");
            getChildren().add(own);
        });
    }
}
