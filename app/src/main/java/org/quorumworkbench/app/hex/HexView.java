// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.fxmisc.flowless.VirtualFlow;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.background.WindowPulses;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Bookmark;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.Inspection;

/**
 * Every child's bytes of the range, side by side. Virtual: what it costs depends on what is
 * visible. Rows are canvases painted in place; the selection is a range of bytes of one pane.
 */
public final class HexView extends BorderPane {

    private static final KeyCode BLINK = KeyCode.B;
    private static final int FEWEST_OFFSET_DIGITS = 8;

    private final WorkbenchModel model;
    private final BooleanProperty dark = new SimpleBooleanProperty();
    private final HexOptions options = new HexOptions();
    private final HexHeader header = new HexHeader();
    private final VerdictBanner banner = new VerdictBanner();
    private final HexDetails details;
    private final PlaceLine place;
    private final HexFind finding;
    private final BlockBar block;
    private final HexTyping typing;
    private final HexDeeds deeds;
    private final BitSet unfolded = new BitSet();
    private final HexRows rows;
    private final HexCaret caret;
    private final PaneWaits waits;
    // Kept, since it hears of changes only as long as somebody holds it.
    private final DoubleBinding room;

    private @Nullable SectorRange shownRange;
    private @Nullable HexPicture picture;
    private HexFont font = HexFont.load(HexLook.USUAL_SIZE);
    private Optional<Block> wanted = Optional.empty();
    private List<Bookmark> bookmarks = List.of();
    private Supplier<Optional<Path>> saveTo = Optional::empty;
    private boolean blink;

    /** A block that is to be selected once it is in view, in bytes from the start of the disk. */
    private record Block(long offset, long length) {}

    public HexView(WorkbenchModel model) {
        this.model = model;
        rows = new HexRows(this::selected);
        caret = new HexCaret(rows, this::picture, this::unfold);
        waits = new PaneWaits(model, rows, this::picture);
        block = new BlockBar(this::selectBlock, this::requestFocus);
        finding = new HexFind(model, this::picture, this::selected, this::select, this::requestFocus);
        typing = new HexTyping(model, options, caret, this::picture);
        setId("hex");
        getStyleClass().add("hex-view");
        details = new HexDetails(model);
        place = new PlaceLine(model);
        deeds = new HexWork(model, this::picture, caret, finding, block, typing, details, () -> saveTo.get());
        setTop(new VBox(place, banner, header));
        setCenter(new StackPane(new VirtualizedScrollPane<>(rows.flow()), waits));
        setBottom(new VBox(finding, block, details));
        setMinWidth(200);

        caret.selectionProperty().subscribe(now -> {
            rows.redraw();
            explain();
        });
        model.reading().inspectionProperty().subscribe(this::showPicture);
        model.lab().faultsProperty().subscribe(this::rebuild);
        model.marks().marksProperty().subscribe(this::rebuild);
        model.marks().trueBytesProperty().subscribe(this::rebuild);
        dark.subscribe(this::rebuild);
        options.foldingProperty().subscribe(this::rebuild);
        options.differingProperty().subscribe(() -> {
            unfolded.clear();
            rebuild();
        });
        options.modeProperty().subscribe(this::rebuild);
        options.lookProperty().subscribe((before, now) -> {
            if (before.size() != now.size()) {
                font = HexFont.load(now.size());
            }
            rebuild();
        });
        typing.onProperty().subscribe(rows::redraw);
        // Not at once: what is added while a layout is under way is not laid out.
        rows.flow().widthProperty().addListener((property, before, now) -> WindowPulses.afterThisEvent(this::rebuild));
        // What came before there was room could not be scrolled to.
        rows.flow().heightProperty().addListener((property, before, now) -> {
            if (before.doubleValue() == 0) {
                WindowPulses.afterThisEvent(
                        () -> picture().ifPresent(rows::begin));
            }
        });
        rows.flow().estimatedScrollXProperty().addListener((property, before, now) -> {
            header.scrollTo(now);
            waits.show();
        });
        // What else stands below the bytes takes room from the inspector, and not from the bytes.
        room = Bindings.createDoubleBinding(() -> getHeight() - taken(finding) - taken(block), heightProperty(),
                finding.heightProperty(), finding.visibleProperty(), block.heightProperty(), block.visibleProperty());
        room.subscribe(height -> details.roomIs(height.doubleValue()));
        listen();
        rebuild();
    }

    private static double taken(Region bar) {
        return bar.isVisible() ? bar.getHeight() : 0;
    }

    /** Whether it is painted for a dark theme. */
    public BooleanProperty darkProperty() {
        return dark;
    }

    /** What typing changes now, for the status line; empty if it changes nothing. */
    public ReadOnlyStringProperty typingProperty() {
        return typing.wordsProperty();
    }

    /** Asks the person for a file to save bytes to. */
    public void setSaveTo(Supplier<Optional<Path>> asked) {
        saveTo = asked;
    }

    /** Shows bytes as in the last run, and remembers how they are shown. */
    public void remember(Preferences preferences) {
        HexMemory.of(options, preferences);
    }

    /** Marks these places at their sectors. */
    public void mark(List<Bookmark> places) {
        bookmarks = List.copyOf(places);
        rebuild();
    }

    /** What can be done with bytes, and how they may be shown, for a menu of the window. */
    public Menu menu() {
        HexMenu items = items();
        Menu menu = new Menu(text("hex.menu"), null, items.items().toArray(MenuItem[]::new));
        menu.setOnShowing(event -> items.opens());
        return menu;
    }

    private HexMenu items() {
        return new HexMenu(deeds, options, typing.onProperty(), model.typed().undoableProperty(),
                model.typed().redoableProperty());
    }

    @Override
    public void requestFocus() {
        rows.flow().requestFocus();
    }

    private Optional<HexPicture> picture() {
        return Optional.ofNullable(picture);
    }

    private void explain() {
        details.show(picture(), caret.selected());
        place.show(picture(), caret.selected());
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
            picture().ifPresent(rows::begin);
        }
        picture().ifPresent(shown -> finding.selectFound(shown).ifPresent(rows::begin));
        picture().ifPresent(this::selectWanted);
        explain();
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
        HexPicture next = new HexPicture(inspection, options.modeProperty().get(), blink,
                new HexMarks(model.marks().marksProperty().get(), model.marks().trueBytesProperty().get(),
                        model.marks().ends(), bookmarks));
        picture = next;
        caret.keepWithin(next.panes().size());
        int digits = Math.max(FEWEST_OFFSET_DIGITS,
                options.look().offset(inspection.range().offset() + inspection.range().length()).length());
        HexMetrics fitting = HexMetrics.fitting(Math.max(0, rows.flow().getWidth() - 2), font.cell(), font.row(),
                digits, next.panes().size(), options.look());
        header.show(next, fitting, model.lab().faultsProperty().get());
        banner.show(inspection);
        boolean folds = options.foldingProperty().get() && !next.marks().isPeeking();
        rows.show(options.differingProperty().get()
                ? HexRow.differing(inspection, fitting.width(), next.worthSeeing(), unfolded)
                : HexRow.of(inspection, fitting.width(), folds, unfolded), fitting,
                new RowPainter(next, fitting, dark.get() ? HexColours.DARK : HexColours.LIGHT, font, options.look(),
                        typing::mark));
        waits.show();
    }

    private void unfold(int from) {
        unfolded.set(from);
        rebuild();
    }

    private void listen() {
        VirtualFlow<HexRow, RowCell> flow = rows.flow();
        HexKeys keys = new HexKeys(deeds, options, caret);
        flow.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (keys.hear(key) || typing.pressed(key) || blinks(key) || caret.move(key)) {
                key.consume();
            }
        });
        flow.addEventHandler(KeyEvent.KEY_TYPED, typing::typed);
        flow.addEventHandler(KeyEvent.KEY_RELEASED, key -> {
            if (key.getCode() == BLINK) {
                blink(false);
            }
        });
        flow.focusedProperty().subscribe(focused -> {
            header.reach(focused);
            if (!focused) {
                blink(false);
            }
        });
        addEventFilter(ScrollEvent.SCROLL, wheel -> {
            if (wheel.isShortcutDown() && wheel.getDeltaY() != 0) {
                options.zoom(Math.signum(wheel.getDeltaY()));
                wheel.consume();
            }
        });
        HexMenu items = items();
        ContextMenu menu = new ContextMenu(items.items().toArray(MenuItem[]::new));
        menu.setOnShowing(event -> items.opens());
        flow.setOnContextMenuRequested(event -> menu.show(flow, event.getScreenX(), event.getScreenY()));
    }

    private boolean blinks(KeyEvent key) {
        boolean asked = key.getCode() == BLINK && !key.isShortcutDown() && !key.isAltDown();
        if (asked) {
            blink(true);
        }
        return asked;
    }

    private void blink(boolean now) {
        if (blink != now) {
            blink = now;
            rebuild();
        }
    }

    /** Asks which bytes or text to find. */
    public void find() {
        finding.open();
    }

    /** Finds the same again; asks if nothing was asked for yet. */
    public void findAgain(boolean forwards) {
        finding.again(forwards);
    }

    private void select(HexPicture shown, int child, int at, int length) {
        caret.select(new HexSelection(shown.paneOf(child), at, at + length - 1));
        rows.foldOf(at).ifPresent(this::unfold);
        rows.reveal(at);
    }

    /** Selects a block that the person asks for; tells what is wrong with it. */
    private String selectBlock(long offset, long length) {
        long disk = model.quorum().sectors() * SectorRange.SECTOR;
        if (offset >= disk || length > disk - offset) {
            return text("hex.block.beyond", Long.toString(disk));
        }
        SectorRange sectors = SectorRange.ofBytes(offset, length);
        if (model.reading().fitted(sectors).count() < sectors.count()) {
            return text("hex.block.long",
                    Long.toString(model.reading().fitted(sectors).count() * SectorRange.SECTOR));
        }
        wanted = Optional.of(new Block(offset, length));
        picture().ifPresent(this::selectWanted);
        if (wanted.isPresent()) {
            model.reading().goTo(sectors);
        }
        return "";
    }

    private void selectWanted(HexPicture shown) {
        SectorRange range = shown.inspection().range();
        wanted.filter(block -> block.offset() >= range.offset()
                && block.offset() + block.length() <= range.offset() + range.length()).ifPresent(block -> {
                    wanted = Optional.empty();
                    int at = (int) (block.offset() - range.offset());
                    int pane = caret.selectionProperty().get().map(HexSelection::pane).orElse(0);
                    caret.select(new HexSelection(pane, at, at + (int) block.length() - 1));
                    rows.foldOf(at).ifPresent(this::unfold);
                    rows.begin(at);
                });
    }
}
