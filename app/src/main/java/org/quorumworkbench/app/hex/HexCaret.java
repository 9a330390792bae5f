// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.fxmisc.flowless.VirtualFlow;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.inspect.DifferingRun;

/** The selected bytes, and how mouse and keys move them. */
final class HexCaret {

    private final ReadOnlyObjectWrapper<Optional<HexSelection>> selection = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final HexRows rows;
    private final Supplier<Optional<HexPicture>> picture;
    private final IntConsumer unfold;

    /**
     * @param picture
     *            what is shown
     * @param unfold
     *            opens the fold that begins with a byte
     */
    HexCaret(HexRows rows, Supplier<Optional<HexPicture>> picture, IntConsumer unfold) {
        this.rows = rows;
        this.picture = picture;
        this.unfold = unfold;
        VirtualFlow<?, ?> flow = rows.flow();
        flow.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        flow.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    }

    ReadOnlyObjectProperty<Optional<HexSelection>> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    @Nullable
    HexSelection selected() {
        return selection.get().orElse(null);
    }

    void select(HexSelection now) {
        selection.set(Optional.of(now));
    }

    /** Selects, and brings the caret into view. */
    void go(HexSelection now) {
        select(now);
        rows.foldOf(now.caret()).ifPresent(unfold);
        rows.reveal(now.caret());
    }

    /** Paints the selection again. */
    void redraw() {
        rows.redraw();
    }

    void clear() {
        selection.set(Optional.empty());
    }

    /** A selection in a pane that is no longer there is none. */
    void keepWithin(int panes) {
        if (selection.get().filter(now -> now.pane() >= panes).isPresent()) {
            clear();
        }
    }

    private void press(MouseEvent mouse) {
        rows.flow().requestFocus();
        Optional<HexMetrics> metrics = rows.metrics();
        if (mouse.getButton() != MouseButton.PRIMARY || metrics.isEmpty()) {
            return;
        }
        HexRow row = rows.rowAt(mouse);
        if (row instanceof HexRow.Folded(int from, int _)) {
            unfold.accept(from);
        } else if (row instanceof HexRow.Equal(int from, int _)) {
            unfold.accept(from);
        } else if (row instanceof HexRow.Bytes(int from)) {
            int pane = metrics.get().paneAt(rows.x(mouse));
            int at = from + metrics.get().columnAt(rows.x(mouse));
            if (pane >= 0) {
                int anchor = selection.get().filter(now -> mouse.isShiftDown() && now.pane() == pane)
                        .map(HexSelection::anchor).orElse(at);
                select(new HexSelection(pane, anchor, at));
            }
        }
    }

    private void drag(MouseEvent mouse) {
        HexSelection now = selected();
        Optional<HexMetrics> metrics = rows.metrics();
        if (now != null && metrics.isPresent() && mouse.isPrimaryButtonDown()
                && rows.rowAt(mouse) instanceof HexRow.Bytes(int from)) {
            select(new HexSelection(now.pane(), now.anchor(), from + metrics.get().columnAt(rows.x(mouse))));
        }
    }

    /** Moves with the arrow keys; tells whether the key was one. */
    boolean move(KeyEvent key) {
        int width = rows.metrics().map(HexMetrics::width).orElse(0);
        Optional<HexPicture> shown = picture.get();
        if (width == 0 || shown.isEmpty() || key.isAltDown()) {
            return false;
        }
        int last = (int) shown.get().inspection().range().length() - 1;
        int at = selection.get().map(HexSelection::caret).orElse(0);
        OptionalInt to = key.isShortcutDown() ? farEnd(key, last) : place(key, at, width);
        if (to.isEmpty()) {
            return false;
        }
        HexSelection from = selection.get().orElse(new HexSelection(0, 0, 0));
        boolean isFirst = selection.get().isEmpty() && !isEndKey(key);
        int caret = isFirst ? 0 : Math.clamp(to.getAsInt(), 0, last);
        go(new HexSelection(from.pane(), key.isShiftDown() ? from.anchor() : caret, caret));
        return true;
    }

    /** Where a key leads to, perhaps past the ends of the range. */
    private OptionalInt place(KeyEvent key, int at, int width) {
        int page = Math.max(1, rows.inView() - 2) * width;
        return switch (key.getCode()) {
            case LEFT -> OptionalInt.of(at - 1);
            case RIGHT -> OptionalInt.of(at + 1);
            case UP -> OptionalInt.of(at - width);
            case DOWN -> OptionalInt.of(at + width);
            case HOME -> OptionalInt.of(at - at % width);
            case END -> OptionalInt.of(at - at % width + width - 1);
            // Without Shift they go to another range.
            case PAGE_UP -> key.isShiftDown() ? OptionalInt.of(at - page) : OptionalInt.empty();
            case PAGE_DOWN -> key.isShiftDown() ? OptionalInt.of(at + page) : OptionalInt.empty();
            default -> OptionalInt.empty();
        };
    }

    /** Where a key leads to with Ctrl: the range's beginning and end. */
    private static OptionalInt farEnd(KeyEvent key, int last) {
        return switch (key.getCode()) {
            case HOME -> OptionalInt.of(0);
            case END -> OptionalInt.of(last);
            default -> OptionalInt.empty();
        };
    }

    private static boolean isEndKey(KeyEvent key) {
        return key.getCode() == KeyCode.HOME || key.getCode() == KeyCode.END;
    }

    /** Selects all of the range, in the pane where the caret is. */
    void all() {
        picture.get().ifPresent(shown -> select(new HexSelection(selection.get().map(HexSelection::pane).orElse(0), 0,
                (int) shown.inspection().range().length() - 1)));
    }

    /**
     * Goes to the next, or the previous, run of bytes in which its pane differs from the winner; tells
     * whether there is one in the range.
     */
    boolean toDifference(boolean forwards) {
        HexSelection now = selection.get().orElse(new HexSelection(0, -1, -1));
        List<DifferingRun> runs = picture.get().stream()
                .flatMap(shown -> shown.panes().stream()
                        .flatMap(pane -> shown.inspection().children().get(pane.shown()).differing().stream()))
                .sorted(Comparator.comparingInt(DifferingRun::from)).toList();
        Optional<DifferingRun> run = forwards
                ? runs.stream().filter(one -> one.from() > now.from()).findFirst()
                : runs.reversed().stream().filter(one -> one.from() < now.from()).findFirst();
        run.ifPresent(found -> {
            select(new HexSelection(paneOf(found), found.from(), found.to() - 1));
            rows.foldOf(found.from()).ifPresent(unfold);
            rows.reveal(found.from());
        });
        return run.isPresent();
    }

    private int paneOf(DifferingRun run) {
        HexPicture shown = picture.get().orElseThrow();
        for (int pane = 0; pane < shown.panes().size(); pane++) {
            if (shown.inspection().children().get(shown.panes().get(pane).shown()).differing().contains(run)) {
                return pane;
            }
        }
        return 0;
    }

    /** Goes to the same bytes in another pane. */
    void toPane(int by) {
        HexSelection now = selected();
        Optional<HexPicture> shown = picture.get();
        if (now != null && shown.isPresent()) {
            select(new HexSelection(Math.floorMod(now.pane() + by, shown.get().panes().size()), now.anchor(),
                    now.caret()));
        }
    }
}
