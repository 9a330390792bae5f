// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.model.BytePlaces;
import org.quorumworkbench.app.model.ByteQuery;
import org.quorumworkbench.app.model.DiskSearch;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.Inspection;

/**
 * Finding bytes: the next place, or all of them in a list. In the range at once, else on the disk
 * in the background. Used on the JavaFX thread.
 */
final class HexFind extends VBox {

    private static final double ROWS = 6;
    private static final double ROW = 22;

    /** Brings a place into view and selects it. */
    interface Shower {
        void show(HexPicture shown, int child, int at, int length);
    }

    private final WorkbenchModel model;
    private final Supplier<Optional<HexPicture>> picture;
    private final Supplier<@Nullable HexSelection> selected;
    private final Shower shower;
    private final Runnable leave;
    private final FindBar bar = new FindBar(this::find, this::findAll, this::leave);
    private final ListView<BytePlaces.Place> places = new ListView<>();

    /**
     * @param leave
     *            puts the focus back on the bytes
     */
    HexFind(WorkbenchModel model, Supplier<Optional<HexPicture>> picture, Supplier<@Nullable HexSelection> selected,
            Shower shower, Runnable leave) {
        this.model = model;
        this.picture = picture;
        this.selected = selected;
        this.shower = shower;
        this.leave = leave;
        places.setId("hex-find-results");
        places.setAccessibleText(text("hex.find.results"));
        places.getStyleClass().add("hex-find-results");
        places.setFixedCellSize(ROW);
        places.setPrefHeight(ROWS * ROW + 2);
        places.setMinHeight(ROW + 2);
        places.setPlaceholder(new Label(text("hex.find.results.none")));
        places.setCellFactory(list -> cell(model));
        places.getSelectionModel().selectedItemProperty().subscribe((before, now) -> goTo(now));
        places.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                leave();
                key.consume();
            }
        });
        getChildren().addAll(bar, places);
        model.search().bytesProperty().subscribe(bar::answer);
        model.bytePlaces().foundProperty().subscribe(this::list);
        model.quorum().childrenProperty().subscribe(() -> bar.offer(model.quorum().names()));
    }

    private static ListCell<BytePlaces.Place> cell(WorkbenchModel model) {
        return new ListCell<>() {
            @Override
            protected void updateItem(BytePlaces.@Nullable Place place, boolean empty) {
                super.updateItem(place, empty);
                setText(empty || place == null
                        ? null
                        : words(place, model.quorum().sectors()));
            }
        };
    }

    /** In columns, as wide as the last place on the disk needs. */
    private static String words(BytePlaces.Place place, long sectors) {
        String offset = "0x" + Long.toHexString(place.offset());
        String sector = Long.toString(place.offset() / SectorRange.SECTOR);
        int widest = 2 + Long.toHexString(sectors * SectorRange.SECTOR).length();
        return text("hex.find.place", offset + " ".repeat(Math.max(0, widest - offset.length())),
                " ".repeat(Math.max(0, Long.toString(sectors).length() - sector.length())) + sector,
                String.join(" ", place.children()));
    }

    /** Asks which bytes or text to find. */
    void open() {
        bar.open();
    }

    /** Finds the same again; asks if nothing was asked for yet. */
    void again(boolean forwards) {
        bar.find(forwards);
    }

    /** Escape stops a search first, and then puts the bar away. */
    private void leave() {
        if (model.search().bytesProperty().get() instanceof DiskSearch.Bytes.Looking) {
            model.search().cancel();
        } else {
            model.bytePlaces().forget();
            bar.hide();
            leave.run();
        }
    }

    /** Finds the bytes in the range at once, or else on the disk in the background. */
    private void find(ByteQuery query, boolean forwards) {
        HexPicture shown = picture.get().orElse(null);
        if (shown == null) {
            return;
        }
        Inspection inspection = shown.inspection();
        HexSelection now = selected.get();
        int here = now == null ? -1 : now.from();
        Optional<ByteSearch.Hit> hit = forwards
                ? ByteSearch.next(inspection, query, here)
                : ByteSearch.previous(inspection, query, here < 0 ? Integer.MAX_VALUE : here);
        SectorRange range = inspection.range();
        hit.ifPresentOrElse(found -> {
            model.search().forget();
            shower.show(shown, found.child(), found.at(), query.length());
        }, () -> model.search().bytes(query,
                // What begins at the range's end and goes on behind it has not been looked for.
                range.offset() + (forwards ? Math.max(here + 1, range.length() - query.length() + 1) : 0), forwards));
    }

    private void findAll(ByteQuery query) {
        model.search().forget();
        model.bytePlaces().find(query);
    }

    private void list(Optional<BytePlaces.Found> found) {
        places.setVisible(found.isPresent());
        places.setManaged(found.isPresent());
        if (found.isEmpty()) {
            places.getItems().clear();
            bar.say("");
            return;
        }
        BytePlaces.Found now = found.get();
        int known = places.getItems().size();
        if (known > now.places().size()) {
            places.getItems().setAll(now.places());
        } else {
            // They come in order, so that what was chosen stays where it is.
            places.getItems().addAll(now.places().subList(known, now.places().size()));
        }
        String count = number(now.places().size());
        bar.say(now.end().map(end -> switch (end) {
            case WHOLE -> text(now.places().size() == 1 ? "hex.find.hit" : "hex.find.hits", count);
            case CUT -> text("hex.find.hits.cut", count);
            case CANCELLED -> text("hex.find.hits.stopped", count);
        }).orElseGet(() -> text("hex.find.hits.going", count)));
    }

    private void goTo(BytePlaces.@Nullable Place place) {
        Optional<BytePlaces.Found> found = model.bytePlaces().foundProperty().get();
        if (place != null && found.isPresent()) {
            model.search().goTo(Math.max(0, model.quorum().names().indexOf(place.children().getFirst())),
                    place.offset(), found.get().query().length());
        }
    }

    /** Selects what was found on the disk, once it is in view; tells where it is then. */
    Optional<Integer> selectFound(HexPicture shown) {
        SectorRange range = shown.inspection().range();
        if (model.search().bytesProperty()
                .get() instanceof DiskSearch.Bytes.Found(int child, long offset, int length)) {
            // Whoever went elsewhere meanwhile does not want to see it later.
            model.search().forget();
            if (offset >= range.offset() && offset + length <= range.offset() + range.length()) {
                int at = (int) (offset - range.offset());
                shower.show(shown, child, at, length);
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }
}
