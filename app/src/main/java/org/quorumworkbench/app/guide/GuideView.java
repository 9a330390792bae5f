// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.guide;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.Saver;
import org.quorumworkbench.ui.Resources;

/** The guide's pages: which there are on the left, and one of them. Used on the JavaFX thread. */
public final class GuideView extends BorderPane {

    private static final String TEMPLATE = "guide/template.quorum-scenario";
    private static final double WIDTH = 1080;
    private static final double HEIGHT = 620;
    private static final double LIST = 230;
    private static final double MARGINS = 40;

    private final ListView<GuidePage> pages = new ListView<>();
    private final ScrollPane page = new ScrollPane();
    private final HBox tools = new HBox();

    /**
     * The guide, opened at a page.
     *
     * @param saveTo
     *            asks where the template of a lesson is to be saved; empty if nowhere
     */
    public GuideView(GuidePage first, Saver saver, Supplier<Optional<Path>> saveTo) {
        setId("guide");
        getStyleClass().add("guide");
        setPrefSize(WIDTH, HEIGHT);
        pages.setId("guide-pages");
        pages.setAccessibleText(text("guide.pages"));
        pages.setPrefWidth(LIST);
        pages.setMinWidth(LIST);
        pages.setCellFactory(view -> new PageCell());
        pages.getItems().addAll(GuidePage.values());
        page.setId("guide-page");
        page.setFitToWidth(true);
        page.getStyleClass().add("flat-scroll");
        setLeft(pages);
        setCenter(page);
        Button template = new Button(text("guide.template"));
        template.setId("guide-template");
        LateTip.on(template, () -> text("guide.template.tip"));
        template.setOnAction(event -> saveTo.get().ifPresent(file -> save(saver, file)));
        tools.getChildren().add(template);
        tools.getStyleClass().add("view-tools");
        pages.getSelectionModel().selectedItemProperty().addListener((selection, before, now) -> {
            if (now != null) {
                show(now);
            }
        });
        pages.getSelectionModel().select(first);
    }

    private void show(GuidePage now) {
        page.setContent(new PageBody(now.markdown(),
                destination -> GuidePage.linked(destination).ifPresent(pages.getSelectionModel()::select)));
        page.setVvalue(0);
        page.setAccessibleText(now.title());
        setBottom(now == GuidePage.TEACHING ? tools : null);
    }

    private static void save(Saver saver, Path file) {
        saver.save(file, saved -> {
            saved.text(GuidePage.read(Resources.url(TEMPLATE)));
            return new Notice(Notice.Kind.INFORMATION, text("guide.saved", file));
        }, why -> text("guide.notSaved", file, why));
    }

    /** Its title, and whom it is for. */
    private static final class PageCell extends ListCell<GuidePage> {
        private final Label title = new Label();
        private final Label reader = new Label();
        private final VBox both = new VBox(2, title, reader);

        PageCell() {
            title.setWrapText(true);
            // In a cell whose own width is not asked for, words are broken only if their label is given one.
            title.setPrefWidth(LIST - MARGINS);
            title.setMinHeight(Region.USE_PREF_SIZE);
            title.getStyleClass().add("guide-title");
            reader.getStyleClass().add("muted");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(GuidePage item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            title.setText(item.title());
            reader.setText(item.reader());
            setGraphic(both);
        }
    }
}
