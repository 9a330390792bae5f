// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.util.Duration;
import org.fxmisc.flowless.VirtualFlow;
import org.fxmisc.flowless.VirtualFlowHit;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.workbench.Waiting;
import org.quorumworkbench.app.workbench.WorkbenchModel;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Vote;
import org.quorumworkbench.ui.Resources;

/**
 * Every child's bytes of the range, side by side. Virtual: what it costs depends on what is
 * visible. Rows are canvases painted in place; the selection is a range of bytes of one pane.
 */
public final class HexView extends BorderPane {

    private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");
    private static final KeyCombination FIND = KeyCombination.valueOf("Shortcut+F");
    private static final KeyCombination FOLD = KeyCombination.valueOf("Shortcut+Shift+F");
    private static final KeyCombination OTHER_PANE = KeyCombination.valueOf("Shortcut+RIGHT");
    private static final KeyCombination OTHER_PANE_BACK = KeyCombination.valueOf("Shortcut+LEFT");
    private static final KeyCode BLINK = KeyCode.B;

    private static final int CONTEXT = 4;

    private final WorkbenchModel model;
    private final BooleanProperty dark = new SimpleBooleanProperty();
    private final BooleanProperty folding = new SimpleBooleanProperty(true);
    private final ObjectProperty<HexPane.Mode> mode = new SimpleObjectProperty<>(HexPane.Mode.AUTOMATIC);
    private final ObservableList<HexRow> rows = FXCollections.observableArrayList();
    private final HexHeader header = new HexHeader();
    private final Label banner = new Label();
    private final Label message = new Label();
    private final BitSet unfolded = new BitSet();
    private final Font font;
    private final double cellWidth;
    private final double rowHeight;
    private final VirtualFlow<HexRow, RowCell> flow;
    private final Timeline clock = new Timeline(new KeyFrame(Duration.millis(100), event -> showMessage()));

    private final Label inspector = new Label();
    private final FindBar findBar = new FindBar(this::find, this::takeFocus);

    private @Nullable SectorRange shownRange;
    private boolean blink;
    private @Nullable HexPicture picture;
    private @Nullable HexMetrics metrics;
    private @Nullable RowPainter painter;
    private @Nullable HexSelection selection;

    public HexView(WorkbenchModel model) {
        this.model = model;
        Font loaded = Font.loadFont(Resources.url("fonts/DejaVuSansMono.ttf").toExternalForm(), 12);
        font = loaded == null ? Font.font("Monospaced", 12) : loaded;
        Text probe = new Text("0".repeat(100));
        probe.setFont(font);
        cellWidth = probe.getLayoutBounds().getWidth() / 100;
        rowHeight = Math.ceil(probe.getLayoutBounds().getHeight()) + 3;
        setId("hex");
        getStyleClass().add("hex-view");
        flow = VirtualFlow.createVertical(rows, row -> new RowCell(row, () -> Objects.requireNonNull(painter),
                () -> Objects.requireNonNull(metrics), () -> selection));
        flow.setId("hex-rows");
        flow.setFocusTraversable(true);
        flow.setAccessibleText(text("hex.accessible"));
        banner.setId("hex-banner");
        banner.setWrapText(true);
        banner.setMaxWidth(Double.MAX_VALUE);
        banner.getStyleClass().add("hex-banner");
        message.setId("hex-message");
        message.setWrapText(true);
        message.getStyleClass().add("hex-message");
        message.setMouseTransparent(true);
        setTop(new VBox(banner, header));
        StackPane centre = new StackPane(new VirtualizedScrollPane<>(flow), message);
        StackPane.setAlignment(message, Pos.CENTER);
        setCenter(centre);
        inspector.setId("hex-inspector");
        inspector.getStyleClass().add("hex-inspector");
        inspector.setWrapText(true);
        inspector.setMaxWidth(Double.MAX_VALUE);
        inspector.setMinHeight(USE_PREF_SIZE);
        setBottom(new VBox(findBar, inspector));
        inspect();
        setMinWidth(200);
        clock.setCycleCount(Animation.INDEFINITE);

        model.inspectionProperty().subscribe(this::showPicture);
        model.waitingProperty().subscribe(this::showWaiting);
        model.quorumProperty().subscribe(this::showMessage);
        model.faultsProperty().subscribe(this::rebuild);
        model.marks().marksProperty().subscribe(this::rebuild);
        model.marks().trueBytesProperty().subscribe(this::rebuild);
        dark.subscribe(this::rebuild);
        folding.subscribe(this::rebuild);
        mode.subscribe(this::rebuild);
        // Not at once: what is added while a layout is under way is not laid out.
        flow.widthProperty().addListener((property, before, now) -> Platform.runLater(this::rebuild));
        flow.estimatedScrollXProperty().addListener((property, before, now) -> header.scrollTo(now));
        handleInput();
        rebuild();
    }

    /** Whether it is painted for a dark theme. */
    public BooleanProperty darkProperty() {
        return dark;
    }

    /** Whether runs of identical rows are folded to one line. */
    public BooleanProperty foldingProperty() {
        return folding;
    }

    /** One pane for each child, or for each version. */
    public ObjectProperty<HexPane.Mode> modeProperty() {
        return mode;
    }

    private void showPicture(Optional<Inspection> inspection) {
        SectorRange now = inspection.map(Inspection::range).orElse(null);
        boolean elsewhere = !Objects.equals(now, shownRange);
        shownRange = now;
        if (elsewhere) {
            selection = null;
            unfolded.clear();
        }
        rebuild();
        if (elsewhere) {
            showFirstDifference();
        }
        inspect();
    }

    private void takeFocus() {
        flow.requestFocus();
    }

    /** Rows above the first byte that differs stay in view, so that one sees where it is. */
    private void showFirstDifference() {
        if (picture == null || rows.isEmpty()) {
            return;
        }
        int first = picture.firstWorthSeeing();
        int row = 0;
        while (first >= 0 && row < rows.size() - 1 && !(rows.get(row) instanceof HexRow.Bytes(int from)
                && first < from + Objects.requireNonNull(metrics).width())) {
            row++;
        }
        // What is in view from the top anyway needs no scrolling, which would hide the sector's ruler.
        int inView = (int) (flow.getHeight() / rowHeight);
        flow.showAsFirst(inView == 0 || row < inView - CONTEXT ? 0 : row - CONTEXT);
    }

    private void showWaiting(Optional<Waiting> waiting) {
        if (waiting.isPresent()) {
            clock.play();
        } else {
            clock.stop();
        }
        showMessage();
    }

    private void showMessage() {
        Optional<Waiting> waiting = model.waitingProperty().get().filter(wait -> wait.seconds() > 0.3);
        if (model.quorumProperty().get().isEmpty()) {
            message.setText(text("hex.empty", "Ctrl+O"));
        } else {
            message.setText(waiting.map(wait -> text("hex.waiting", "%.1f".formatted(wait.seconds()))).orElse(""));
        }
        message.setVisible(!message.getText().isEmpty());
    }

    private void rebuild() {
        Optional<Inspection> shown = model.inspectionProperty().get();
        showMessage();
        if (shown.isEmpty()) {
            rows.clear();
            banner.setVisible(false);
            banner.setManaged(false);
            header.setVisible(false);
            return;
        }
        Inspection inspection = shown.get();
        HexPicture next = new HexPicture(inspection, mode.get(), blink,
                new HexMarks(model.marks().marksProperty().get(), model.marks().trueBytesProperty().get()));
        if (selection != null && selection.pane() >= next.panes().size()) {
            selection = null;
        }
        int digits = Math.max(8, Long.toHexString(inspection.range().offset() + inspection.range().length()).length());
        HexMetrics fitting = HexMetrics.fitting(Math.max(0, flow.getWidth() - 16), cellWidth, rowHeight, digits,
                next.panes().size());
        picture = next;
        metrics = fitting;
        painter = new RowPainter(next, fitting, dark.get() ? HexColours.DARK : HexColours.LIGHT, font);
        header.setVisible(true);
        header.show(next, fitting, model.faultsProperty().get());
        showBanner(inspection);
        List<HexRow> now = HexRow.of(inspection, fitting.width(),
                folding.get() && !next.marks().isPeeking(), unfolded);
        if (now.equals(rows)) {
            redraw();
        } else {
            int top = firstVisibleByte();
            rows.setAll(now);
            rowOf(top).ifPresent(row -> flow.showAsFirst(Math.max(0, row - (top % SectorRange.SECTOR == 0 ? 1 : 0))));
        }
    }

    private void redraw() {
        flow.visibleCells().forEach(RowCell::redraw);
    }

    private void showBanner(Inspection inspection) {
        Optional<Vote> vote = inspection.requestVote();
        Verdict verdict = vote.map(Vote::verdict).orElse(Verdict.UNANIMOUS);
        String words = switch (verdict) {
            case TIE -> text("hex.banner.tie");
            case BELOW_THRESHOLD -> text("hex.banner.below");
            case UNREADABLE -> text("hex.banner.unreadable");
            default -> "";
        };
        banner.setText(words);
        banner.setVisible(!words.isEmpty());
        banner.setManaged(!words.isEmpty());
    }

    @Override
    public void requestFocus() {
        flow.requestFocus();
    }

    private void handleInput() {
        flow.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        flow.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        flow.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        flow.addEventHandler(KeyEvent.KEY_RELEASED, key -> {
            if (key.getCode() == BLINK) {
                blink(false);
            }
        });
        flow.focusedProperty().subscribe(focused -> {
            if (!focused) {
                blink(false);
            }
        });
        ContextMenu menu = new ContextMenu();
        for (HexSelection.Form form : HexSelection.Form.values()) {
            MenuItem item = new MenuItem(text("hex.copy." + form.name().toLowerCase(Locale.ROOT)));
            item.setOnAction(event -> copy(form));
            menu.getItems().add(item);
        }
        menu.getItems().add(new SeparatorMenuItem());
        CheckMenuItem fold = new CheckMenuItem(text("hex.fold", FOLD.getDisplayText()));
        fold.selectedProperty().bindBidirectional(folding);
        MenuItem find = new MenuItem(text("hex.find", FIND.getDisplayText()));
        find.setOnAction(event -> findBar.open());
        menu.getItems().addAll(fold, find, new SeparatorMenuItem());
        ToggleGroup modes = new ToggleGroup();
        for (HexPane.Mode choice : HexPane.Mode.values()) {
            RadioMenuItem item = new RadioMenuItem(text("hex.mode." + choice.name().toLowerCase(Locale.ROOT)));
            item.setToggleGroup(modes);
            item.setSelected(choice == mode.get());
            item.setOnAction(event -> mode.set(choice));
            menu.getItems().add(item);
        }
        flow.setOnContextMenuRequested(event -> {
            menu.getItems().subList(0, HexSelection.Form.values().length)
                    .forEach(item -> item.setDisable(selection == null));
            menu.show(flow, event.getScreenX(), event.getScreenY());
        });
    }

    private void press(MouseEvent mouse) {
        flow.requestFocus();
        if (mouse.getButton() != MouseButton.PRIMARY || metrics == null) {
            return;
        }
        HexRow row = rowAt(mouse);
        if (row instanceof HexRow.Folded(int from, int count)) {
            unfolded.set(from);
            rebuild();
        } else if (row instanceof HexRow.Bytes(int from)) {
            int pane = metrics.paneAt(contentX(mouse));
            int at = from + metrics.columnAt(contentX(mouse));
            if (pane >= 0) {
                select(new HexSelection(pane, mouse.isShiftDown() && selection != null && selection.pane() == pane
                        ? selection.anchor()
                        : at, at));
            }
        }
    }

    private void drag(MouseEvent mouse) {
        if (selection != null && metrics != null && mouse.isPrimaryButtonDown()
                && rowAt(mouse) instanceof HexRow.Bytes(int from)) {
            select(new HexSelection(selection.pane(), selection.anchor(), from + metrics.columnAt(contentX(mouse))));
        }
    }

    private @Nullable HexRow rowAt(MouseEvent mouse) {
        VirtualFlowHit<RowCell> hit = flow.hit(mouse.getX(), mouse.getY());
        return hit.isCellHit() ? hit.getCell().row() : null;
    }

    private double contentX(MouseEvent mouse) {
        return mouse.getX() + Optional.ofNullable(flow.estimatedScrollXProperty().getValue()).orElse(0.0);
    }

    private void select(HexSelection now) {
        selection = now;
        redraw();
        inspect();
    }

    private void key(KeyEvent key) {
        if (command(key)) {
            key.consume();
            return;
        }
        int by = metrics == null ? 0 : switch (key.getCode()) {
            case LEFT -> -1;
            case RIGHT -> 1;
            case UP -> -metrics.width();
            case DOWN -> metrics.width();
            default -> 0;
        };
        Inspection inspection = model.inspectionProperty().get().orElse(null);
        if (by == 0 || inspection == null || key.isAltDown() || key.isShortcutDown()) {
            return;
        }
        HexSelection from = selection == null ? new HexSelection(0, 0, 0) : selection;
        int caret = selection == null
                ? 0
                : Math.clamp(from.caret() + by, 0, (int) inspection.range().length() - 1);
        select(new HexSelection(from.pane(), key.isShiftDown() ? from.anchor() : caret, caret));
        reveal(caret);
        key.consume();
    }

    private void reveal(int at) {
        rowOf(at).ifPresent(flow::show);
    }

    /** The row that has the byte, folded or not. */
    private OptionalInt rowOf(int at) {
        int width = metrics == null ? 1 : metrics.width();
        return IntStream.range(0, rows.size()).filter(row -> switch (rows.get(row)) {
            case HexRow.Ruler ruler -> false;
            case HexRow.Bytes(int from) -> at >= from && at < from + width;
            case HexRow.Folded(int from, int count) -> at >= from && at < from + count * width;
        }).findFirst();
    }

    private int firstVisibleByte() {
        return flow.visibleCells().stream().map(RowCell::row).mapToInt(row -> switch (row) {
            case HexRow.Ruler(int sector) -> sector * SectorRange.SECTOR;
            case HexRow.Bytes(int from) -> from;
            case HexRow.Folded(int from, int count) -> from;
        }).findFirst().orElse(0);
    }

    /** Keys that do something else than moving the caret. */
    private boolean command(KeyEvent key) {
        if (COPY.match(key)) {
            copy(HexSelection.Form.HEX);
        } else if (FIND.match(key)) {
            findBar.open();
        } else if (FOLD.match(key)) {
            folding.set(!folding.get());
        } else if (OTHER_PANE.match(key) || OTHER_PANE_BACK.match(key)) {
            toPane(OTHER_PANE.match(key) ? 1 : -1);
        } else if (key.getCode() == KeyCode.F3) {
            findBar.find(!key.isShiftDown());
        } else if (key.getCode() == BLINK && !key.isShortcutDown() && !key.isAltDown()) {
            blink(true);
        } else {
            return false;
        }
        return true;
    }

    private void blink(boolean now) {
        if (blink != now) {
            blink = now;
            rebuild();
        }
    }

    private void toPane(int by) {
        HexSelection now = selection;
        HexPicture shown = picture;
        if (now != null && shown != null) {
            select(new HexSelection(Math.floorMod(now.pane() + by, shown.panes().size()), now.anchor(), now.caret()));
        }
    }

    private boolean find(byte[] wanted, boolean forwards) {
        HexPicture shown = picture;
        if (shown == null) {
            return false;
        }
        int here = selection == null ? -1 : selection.from();
        Optional<ByteSearch.Hit> hit = forwards
                ? ByteSearch.next(shown.inspection(), wanted, here)
                : ByteSearch.previous(shown.inspection(), wanted, here < 0 ? Integer.MAX_VALUE : here);
        hit.ifPresent(found -> {
            rowOf(found.at()).ifPresent(row -> {
                if (rows.get(row) instanceof HexRow.Folded(int from, int count)) {
                    unfolded.set(from);
                    rebuild();
                }
            });
            select(new HexSelection(shown.paneOf(found.child()), found.at(), found.at() + wanted.length - 1));
            reveal(found.at());
        });
        return hit.isPresent();
    }

    /** Says what the bytes at the caret mean. */
    private void inspect() {
        HexSelection now = selection;
        HexPicture shown = picture;
        if (now == null || shown == null) {
            inspector.setText(text("hex.inspector.none"));
            return;
        }
        byte[] known = shown.readableFrom(now.pane(), now.from(), DataInspector.MOST);
        String readings = known.length == 0
                ? text("hex.inspector.unreadable")
                : DataInspector.of(known).stream().map(reading -> reading.name() + " " + reading.value())
                        .collect(Collectors.joining("   "));
        inspector.setText(text("hex.inspector.at", shown.bytes(now.pane()).name(),
                "0x" + Long.toHexString(shown.inspection().range().offset() + now.from()),
                Integer.toString(now.to() - now.from())) + "   " + readings);
    }

    private void copy(HexSelection.Form form) {
        HexSelection now = selection;
        HexPicture shown = picture;
        if (now == null || shown == null) {
            return;
        }
        ClipboardContent content = new ClipboardContent();
        content.putString(HexSelection.copy(shown.values(now.pane(), now.from(), now.to()), form));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
