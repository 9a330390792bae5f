// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.OneAtATime;
import org.quorumworkbench.app.control.DetailCanvas;
import org.quorumworkbench.app.control.Tip;
import org.quorumworkbench.app.model.Places;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.FoundVolume;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * The device at a glance. A judgement is handed in and may change as often as a scan goes on; cells
 * are worked out in the background, one map at a time, and only the last one asked for. Made and
 * used on the JavaFX thread.
 */
public final class MapView extends VBox {

    private static final double NEARER = 1 / 1.5;
    /** Of the height of a window, at most for the rows of a tall map. */
    private static final double SHARE = 0.28;

    private record Asked(Verdicts verdicts, MapWindow window, int room, Optional<ScanPlaces.Finder> places,
            List<FoundVolume> parts) {

        MapGrid grid() {
            return MapGrid.of(verdicts, window, room, places, parts);
        }
    }

    private final ObservableValue<Optional<Verdicts>> verdicts;
    private final ObservableValue<SectorRange> viewport;
    private final LongConsumer go;
    private final boolean tall;
    private final OneAtATime<Asked, MapGrid> grids;
    private final BooleanProperty dark = new SimpleBooleanProperty();
    private final DetailCanvas canvas = new DetailCanvas(this::paint);
    private final Pane pane = new Pane(new Group(canvas));
    private final Label caption = new Label();
    private final StringProperty remark = new SimpleStringProperty("");
    private final Tooltip tooltip = Tip.of("");
    private final Optional<MapLegend> legend;
    private Function<SectorRange, String> damage = range -> "";
    private Optional<ScanPlaces.Finder> places = Optional.empty();
    private List<FoundVolume> parts = List.of();
    private final ReadOnlyObjectWrapper<@Nullable MapGrid> grid = new ReadOnlyObjectWrapper<>();

    private List<SectorRange> marks = List.of();
    private @Nullable MapWindow window;
    private int cursor;

    /**
     * Makes a map.
     *
     * @param verdicts
     *            the judged scan; absent as long as nothing is known of the device
     * @param viewport
     *            the range that the other views show
     * @param go
     *            goes to a sector
     * @param background
     *            where cells are worked out
     */
    public MapView(ObservableValue<Optional<Verdicts>> verdicts, ObservableValue<SectorRange> viewport, LongConsumer go,
            Background background) {
        this(verdicts, viewport, go, background, false);
    }

    /** As the other, with rows to be read and a legend below, where there is room for them. */
    public static MapView tall(ObservableValue<Optional<Verdicts>> verdicts, ObservableValue<SectorRange> viewport,
            LongConsumer go, Background background) {
        return new MapView(verdicts, viewport, go, background, true);
    }

    private MapView(ObservableValue<Optional<Verdicts>> verdicts, ObservableValue<SectorRange> viewport,
            LongConsumer go,
            Background background, boolean tall) {
        this.verdicts = verdicts;
        this.viewport = viewport;
        this.go = go;
        this.tall = tall;
        grids = new OneAtATime<>(background, Asked::grid,
                (asked, made) -> show(made),
                failure -> caption.setText(text("map.failed", Wordings.of(failure))));
        setId(tall ? "overview-map" : "map");
        getStyleClass().add("device-map");
        pane.setMinWidth(0);
        pane.setFocusTraversable(true);
        pane.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        caption.setId("map-caption");
        caption.getStyleClass().add("muted");
        caption.setMinWidth(0);
        getChildren().addAll(pane, caption);
        legend = tall ? Optional.of(new MapLegend(dark)) : Optional.empty();
        legend.ifPresent(getChildren()::add);
        Tooltip.install(pane, tooltip);
        verdicts.subscribe(this::judged);
        viewport.subscribe(this::moved);
        dark.subscribe(this::paint);
        remark.subscribe((before, now) -> {
            MapGrid shown = grid.get();
            if (shown != null) {
                show(shown);
            }
        });
        pane.widthProperty().subscribe(this::ask);
        sceneProperty().flatMap(Scene::heightProperty).subscribe(this::paint);
        handleInput();
    }

    public BooleanProperty darkProperty() {
        return dark;
    }

    /**
     * Says before anything else of what the map is, where it is not what a scan has found; else empty.
     */
    public StringProperty remarkProperty() {
        return remark;
    }

    /** What is painted. */
    ReadOnlyObjectProperty<@Nullable MapGrid> gridProperty() {
        return grid.getReadOnlyProperty();
    }

    private void judged(Optional<Verdicts> now) {
        long sectors = now.map(judged -> judged.map().sectors()).orElse(0L);
        if (sectors == 0) {
            window = null;
            grids.forget();
            grid.set(null);
            legend.ifPresent(told -> told.tell(null));
            caption.setText(text("map.empty"));
            paint();
            return;
        }
        if (window == null || window.sectors() != sectors) {
            window = MapWindow.whole(sectors);
            grids.forget();
        }
        ask();
    }

    private void moved(SectorRange range) {
        if (window != null && !window.showing(range).equals(window)) {
            look(window.showing(range));
        } else {
            paint();
        }
    }

    private void look(MapWindow next) {
        window = next;
        ask();
    }

    private MapLayout layout(int rows) {
        return new MapLayout(pane.getWidth(), rows, room(), false);
    }

    private MapLayout layout(MapGrid shown) {
        return new MapLayout(pane.getWidth(), shown.rows().size(), room(), shown.hasLane());
    }

    /** How high the rows of a tall map may be together: more in a tall window. */
    private double room() {
        return tall ? Math.max(1, getScene() == null ? 0 : getScene().getHeight() * SHARE) : 0;
    }

    /** Works the map out again. */
    private void ask() {
        Verdicts judged = verdicts.getValue().orElse(null);
        if (judged != null && window != null && pane.getWidth() >= 1) {
            grids.ask(new Asked(judged, window, layout(1).cells(), places, parts));
        }
    }

    private void show(MapGrid made) {
        grid.set(made);
        legend.ifPresent(told -> told.tell(made));
        String words = remark.get().isEmpty() ? MapWords.scale(made) : remark.get() + " " + MapWords.scale(made);
        caption.setText(words);
        pane.setAccessibleText(text("map.accessible", words));
        paint();
    }

    private void paint() {
        MapGrid shown = grid.get();
        MapLayout layout = shown == null ? layout(2) : layout(shown);
        pane.setMinHeight(layout.height());
        pane.setPrefHeight(layout.height());
        GraphicsContext g = canvas.begin(layout.width(), layout.height());
        if (shown == null) {
            g.clearRect(0, 0, layout.width(), layout.height());
        } else {
            MapPainter painter = new MapPainter(g, layout, dark.get());
            painter.paint(shown, viewport.getValue());
            painter.flags(shown, marks);
        }
    }

    private void handleInput() {
        pane.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        pane.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        pane.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void click(MouseEvent mouse) {
        pane.requestFocus();
        MapGrid shown = grid.get();
        if (shown == null) {
            return;
        }
        cursor = shown.cellAt(layout(shown.rows().size()).placeAt(mouse.getX()));
        go(shown, cursor);
    }

    /** To the first divergent run in the cell, as that is what one clicks for; else to its start. */
    private void go(MapGrid shown, int cell) {
        SectorRange range = shown.range(cell);
        var runs = shown.verdicts().runs(range);
        go.accept(runs.hasNext() ? runs.next().range().first() : range.first());
    }

    /** Lets the tooltip say what kind of damage there is; empty words where that is not known. */
    public void tellDamage(Function<SectorRange, String> words) {
        damage = words;
    }

    /** Shows how the disk is divided, and which divergences lie where no file is. */
    public void tellPlaces(ObservableValue<Places.State> state) {
        state.subscribe(now -> {
            switch (now) {
                case Places.State.Known known -> {
                    places = Optional.of(known.finder());
                    parts = known.places().report().volumes();
                }
                // While the same disk is scanned again it stays divided as it is.
                case Places.State.Searching _ -> places = Optional.empty();
                case Places.State.Unknown _ -> {
                    places = Optional.empty();
                    parts = List.of();
                }
            }
            ask();
        });
    }

    /** Flags places that a person has marked. */
    public void mark(List<SectorRange> places) {
        marks = List.copyOf(places);
        paint();
    }

    private void hover(MouseEvent mouse) {
        MapGrid shown = grid.get();
        if (shown != null && layout(shown).isLane(mouse.getY())) {
            tooltip.setText(MapWords.part(shown, shown.window().sectorAt(layout(shown).placeAt(mouse.getX()))));
        } else if (shown != null) {
            MapLayout layout = layout(shown);
            int cell = shown.cellAt(layout.placeAt(mouse.getX()));
            String words = MapWords.cell(shown, layout.rowAt(mouse.getY()), cell);
            String kinds = damage.apply(shown.range(cell));
            tooltip.setText(kinds.isEmpty() ? words : words + "\n" + kinds);
        }
    }

    private void scroll(ScrollEvent wheel) {
        if (window == null || (wheel.getDeltaY() == 0 && wheel.getDeltaX() == 0)) {
            return;
        }
        if (Math.abs(wheel.getDeltaX()) > Math.abs(wheel.getDeltaY())) {
            look(window.moved(wheel.getDeltaX() < 0 ? 0.1 : -0.1));
        } else {
            look(window.zoomed(wheel.getDeltaY() > 0 ? NEARER : 1 / NEARER, layout(1).placeAt(wheel.getX())));
        }
        wheel.consume();
    }

    private void key(KeyEvent key) {
        MapGrid shown = grid.get();
        if (window == null || shown == null || key.isAltDown() || key.isShortcutDown()) {
            return;
        }
        double place = (cursor + 0.5) / shown.cells();
        switch (key.getCode()) {
            case PLUS, ADD, EQUALS -> look(window.zoomed(NEARER, place));
            case MINUS, SUBTRACT -> look(window.zoomed(1 / NEARER, place));
            case DIGIT0, NUMPAD0 -> look(MapWindow.whole(window.sectors()));
            case LEFT -> point(shown, -1);
            case RIGHT -> point(shown, 1);
            case ENTER, SPACE -> go(shown, Math.clamp(cursor, 0, shown.cells() - 1));
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void point(MapGrid shown, int by) {
        cursor = Math.clamp(cursor + by, 0, shown.cells() - 1);
        String words = MapWords.cell(shown, 0, cursor);
        caption.setText(words.lines().findFirst().orElse(words));
        pane.setAccessibleText(words);
    }
}
