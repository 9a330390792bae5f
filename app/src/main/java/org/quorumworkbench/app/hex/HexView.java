// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.lang.foreign.ValueLayout;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
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
        setMinWidth(200);
        clock.setCycleCount(Animation.INDEFINITE);

        model.inspectionProperty().subscribe(this::showPicture);
        model.waitingProperty().subscribe(this::showWaiting);
        model.quorumProperty().subscribe(this::showMessage);
        model.faultsProperty().subscribe(this::rebuild);
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
        selection = null;
        unfolded.clear();
        rebuild();
        showFirstDifference();
    }

    /** Rows above the first byte that differs stay in view, so that one sees where it is. */
    private void showFirstDifference() {
        if (picture == null || rows.isEmpty()) {
            return;
        }
        int first = picture.firstTinted();
        int row = 0;
        while (first >= 0 && row < rows.size() - 1 && !(rows.get(row) instanceof HexRow.Bytes(int from)
                && first < from + Objects.requireNonNull(metrics).width())) {
            row++;
        }
        flow.showAsFirst(Math.max(0, row - CONTEXT));
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
        HexPicture next = new HexPicture(inspection, mode.get());
        int digits = Math.max(8, Long.toHexString(inspection.range().offset() + inspection.range().length()).length());
        HexMetrics fitting = HexMetrics.fitting(Math.max(0, flow.getWidth() - 16), cellWidth, rowHeight, digits,
                next.panes().size());
        picture = next;
        metrics = fitting;
        painter = new RowPainter(next, fitting, dark.get() ? HexColours.DARK : HexColours.LIGHT, font);
        header.setVisible(true);
        header.show(next, fitting, model.faultsProperty().get());
        showBanner(inspection);
        List<HexRow> now = HexRow.of(inspection, fitting.width(), folding.get(), unfolded);
        if (now.equals(rows)) {
            redraw();
        } else {
            rows.setAll(now);
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

    private void handleInput() {
        flow.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        flow.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        flow.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        ContextMenu menu = new ContextMenu();
        for (HexSelection.Form form : HexSelection.Form.values()) {
            MenuItem item = new MenuItem(text("hex.copy." + form.name().toLowerCase(Locale.ROOT)));
            item.setOnAction(event -> copy(form));
            menu.getItems().add(item);
        }
        flow.setOnContextMenuRequested(event -> {
            if (selection != null) {
                menu.show(flow, event.getScreenX(), event.getScreenY());
            }
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
    }

    private void key(KeyEvent key) {
        if (COPY.match(key)) {
            copy(HexSelection.Form.HEX);
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
        for (int row = 0; row < rows.size(); row++) {
            if (rows.get(row) instanceof HexRow.Bytes(int from) && metrics != null && at >= from
                    && at < from + metrics.width()) {
                flow.show(row);
                return;
            }
        }
    }

    private void copy(HexSelection.Form form) {
        HexSelection now = selection;
        HexPicture shown = picture;
        if (now == null || shown == null) {
            return;
        }
        byte[] bytes = new byte[now.to() - now.from()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = shown.bytes(now.pane()).isReadable(now.from() + i)
                    ? shown.bytes(now.pane()).bytes().get(ValueLayout.JAVA_BYTE, now.from() + i)
                    : 0;
        }
        ClipboardContent content = new ClipboardContent();
        content.putString(HexSelection.copy(bytes, form));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
