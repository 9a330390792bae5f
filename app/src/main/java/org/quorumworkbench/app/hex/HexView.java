// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.fxmisc.flowless.VirtualFlow;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.background.WindowPulses;
import org.quorumworkbench.app.model.DiskSearch;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.Inspection;

/**
 * Every child's bytes of the range, side by side. Virtual: what it costs depends on what is
 * visible. Rows are canvases painted in place; the selection is a range of bytes of one pane.
 */
public final class HexView extends BorderPane {

    private static final KeyCombination ALL = KeyCombination.valueOf("Shortcut+A");
    private static final KeyCombination NEXT_DIFFERENCE = KeyCombination.valueOf("F8");
    private static final KeyCombination PREVIOUS_DIFFERENCE = KeyCombination.valueOf("Shift+F8");
    private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");
    private static final KeyCombination FIND = KeyCombination.valueOf("Shortcut+F");
    private static final KeyCombination FOLD = KeyCombination.valueOf("Shortcut+Shift+F");
    private static final KeyCombination OTHER_PANE = KeyCombination.valueOf("Shortcut+RIGHT");
    private static final KeyCombination OTHER_PANE_BACK = KeyCombination.valueOf("Shortcut+LEFT");
    private static final KeyCode BLINK = KeyCode.B;
    private static final int FEWEST_OFFSET_DIGITS = 8;

    private final WorkbenchModel model;
    private final BooleanProperty dark = new SimpleBooleanProperty();
    private final BooleanProperty folding = new SimpleBooleanProperty(true);
    private final ObjectProperty<HexPane.Mode> mode = new SimpleObjectProperty<>(HexPane.Mode.AUTOMATIC);
    private final HexFont font = HexFont.load();
    private final HexHeader header = new HexHeader();
    private final VerdictBanner banner = new VerdictBanner();
    private final InspectorLine inspector = new InspectorLine();
    private final FindBar findBar = new FindBar(this::find, this::leaveFinding);
    private final BitSet unfolded = new BitSet();
    private final HexRows rows;
    private final HexCaret caret;
    private final PaneWaits waits;

    private @Nullable SectorRange shownRange;
    private @Nullable HexPicture picture;
    private boolean blink;

    public HexView(WorkbenchModel model) {
        this.model = model;
        rows = new HexRows(this::selected);
        caret = new HexCaret(rows, this::picture, this::unfold);
        waits = new PaneWaits(model, rows, this::picture);
        setId("hex");
        getStyleClass().add("hex-view");
        setTop(new VBox(banner, header));
        setCenter(new StackPane(new VirtualizedScrollPane<>(rows.flow()), waits));
        setBottom(new VBox(findBar, inspector));
        setMinWidth(200);

        caret.selectionProperty().subscribe(now -> {
            rows.redraw();
            inspector.show(picture(), caret.selected());
        });
        model.reading().inspectionProperty().subscribe(this::showPicture);
        model.lab().faultsProperty().subscribe(this::rebuild);
        model.marks().marksProperty().subscribe(this::rebuild);
        model.marks().trueBytesProperty().subscribe(this::rebuild);
        model.search().bytesProperty().subscribe(findBar::answer);
        dark.subscribe(this::rebuild);
        folding.subscribe(this::rebuild);
        mode.subscribe(this::rebuild);
        // Not at once: what is added while a layout is under way is not laid out.
        rows.flow().widthProperty().addListener((property, before, now) -> WindowPulses.afterThisEvent(this::rebuild));
        // What came before there was room could not be scrolled to.
        rows.flow().heightProperty().addListener((property, before, now) -> {
            if (before.doubleValue() == 0) {
                WindowPulses.afterThisEvent(
                        () -> picture().ifPresent(shown -> rows.begin(shown.firstWorthSeeing())));
            }
        });
        rows.flow().estimatedScrollXProperty().addListener((property, before, now) -> {
            header.scrollTo(now);
            waits.show();
        });
        listen();
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

    @Override
    public void requestFocus() {
        rows.flow().requestFocus();
    }

    private Optional<HexPicture> picture() {
        return Optional.ofNullable(picture);
    }

    private @Nullable HexSelection selected() {
        return caret.selected();
    }

    private void showPicture(Optional<Inspection> inspection) {
        SectorRange now = inspection.map(Inspection::range).orElse(null);
        boolean elsewhere = !Objects.equals(now, shownRange);
        shownRange = now;
        if (elsewhere) {
            picture = null;
            caret.clear();
            unfolded.clear();
        }
        rebuild();
        if (elsewhere) {
            picture().ifPresent(shown -> rows.begin(shown.firstWorthSeeing()));
        }
        picture().ifPresent(this::selectFound);
        inspector.show(picture(), caret.selected());
    }

    private void rebuild() {
        Optional<Inspection> shown = model.reading().inspectionProperty().get();
        header.setVisible(shown.isPresent());
        if (shown.isEmpty()) {
            picture = null;
            rows.clear();
            banner.hide();
            waits.show();
            return;
        }
        Inspection inspection = shown.get();
        HexPicture next = new HexPicture(inspection, mode.get(), blink,
                new HexMarks(model.marks().marksProperty().get(), model.marks().trueBytesProperty().get(),
                        model.marks().ends()));
        picture = next;
        caret.keepWithin(next.panes().size());
        int digits = Math.max(FEWEST_OFFSET_DIGITS,
                Long.toHexString(inspection.range().offset() + inspection.range().length()).length());
        HexMetrics fitting = HexMetrics.fitting(Math.max(0, rows.flow().getWidth() - 2), font.cell(), font.row(),
                digits, next.panes().size());
        header.show(next, fitting, model.lab().faultsProperty().get());
        banner.show(inspection);
        rows.show(HexRow.of(inspection, fitting.width(), folding.get() && !next.marks().isPeeking(), unfolded), fitting,
                new RowPainter(next, fitting, dark.get() ? HexColours.DARK : HexColours.LIGHT, font.font()));
        waits.show();
    }

    private void unfold(int from) {
        unfolded.set(from);
        rebuild();
    }

    private void listen() {
        VirtualFlow<HexRow, RowCell> flow = rows.flow();
        flow.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (command(key) || caret.move(key)) {
                key.consume();
            }
        });
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
        HexMenu menu = new HexMenu(this::copy, () -> caret.selected() != null);
        menu.addFolding(folding, FOLD);
        menu.addFind(findBar::open, FIND);
        menu.addModes(mode);
        flow.setOnContextMenuRequested(event -> menu.show(flow, event.getScreenX(), event.getScreenY()));
    }

    /** Keys that do something else than moving the caret. */
    private boolean command(KeyEvent key) {
        if (COPY.match(key)) {
            copy(HexSelection.Form.HEX);
        } else if (ALL.match(key)) {
            caret.all();
        } else if (NEXT_DIFFERENCE.match(key) || PREVIOUS_DIFFERENCE.match(key)) {
            caret.toDifference(NEXT_DIFFERENCE.match(key));
        } else if (FOLD.match(key)) {
            folding.set(!folding.get());
        } else if (OTHER_PANE.match(key) || OTHER_PANE_BACK.match(key)) {
            caret.toPane(OTHER_PANE.match(key) ? 1 : -1);
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

    /** Asks which bytes or text to find. */
    public void find() {
        findBar.open();
    }

    /** Finds the same again; asks if nothing was asked for yet. */
    public void findAgain(boolean forwards) {
        findBar.find(forwards);
    }

    /** Escape stops a search first, and then puts the bar away. */
    private void leaveFinding() {
        if (model.search().bytesProperty().get() instanceof DiskSearch.Bytes.Looking) {
            model.search().cancel();
        } else {
            findBar.hide();
            requestFocus();
        }
    }

    /** Finds the bytes in the range at once, or else on the disk in the background. */
    private void find(byte[] wanted, boolean forwards) {
        HexPicture shown = picture;
        if (shown == null) {
            return;
        }
        Inspection inspection = shown.inspection();
        int here = caret.selectionProperty().get().map(HexSelection::from).orElse(-1);
        Optional<ByteSearch.Hit> hit = forwards
                ? ByteSearch.next(inspection, wanted, here)
                : ByteSearch.previous(inspection, wanted, here < 0 ? Integer.MAX_VALUE : here);
        SectorRange range = inspection.range();
        hit.ifPresentOrElse(found -> {
            model.search().forget();
            select(shown, found.child(), found.at(), wanted.length);
        }, () -> model.search().bytes(wanted,
                // What begins at the range's end and goes on behind it has not been looked for.
                range.offset() + (forwards ? Math.max(here + 1, range.length() - wanted.length + 1) : 0), forwards));
    }

    private void select(HexPicture shown, int child, int at, int length) {
        rows.foldOf(at).ifPresent(this::unfold);
        caret.select(new HexSelection(shown.paneOf(child), at, at + length - 1));
        rows.reveal(at);
    }

    /** Selects what was found on the disk, once it is in view. */
    private void selectFound(HexPicture shown) {
        SectorRange range = shown.inspection().range();
        if (model.search().bytesProperty()
                .get() instanceof DiskSearch.Bytes.Found(int child, long offset, int length)) {
            // Whoever went elsewhere meanwhile does not want to see it later.
            model.search().forget();
            if (offset >= range.offset() && offset + length <= range.offset() + range.length()) {
                int at = (int) (offset - range.offset());
                select(shown, child, at, length);
                rows.begin(at);
            }
        }
    }

    private void copy(HexSelection.Form form) {
        HexSelection now = caret.selected();
        HexPicture shown = picture;
        if (now == null || shown == null) {
            return;
        }
        ClipboardContent content = new ClipboardContent();
        content.putString(HexSelection.copy(shown.values(now.pane(), now.from(), now.to()), form));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
