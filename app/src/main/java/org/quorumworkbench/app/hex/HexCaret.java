// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.Comparator;
import java.util.Optional;
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
        int at = selection.get().map(HexSelection::caret).orElse(0);
        int by = switch (key.getCode()) {
            case LEFT -> -1;
            case RIGHT -> 1;
            case UP -> -width;
            case DOWN -> width;
            case HOME -> width == 0 ? 0 : -(at % width);
            case END -> width == 0 ? 0 : width - 1 - at % width;
            default -> 0;
        };
        if (isLineKey(key) && by == 0) {
            // It is there already; nothing else is meant by the key.
            return !key.isAltDown() && !key.isShortcutDown();
        }
        Optional<HexPicture> shown = picture.get();
        if (by == 0 || width == 0 || shown.isEmpty() || key.isAltDown() || key.isShortcutDown()) {
            return false;
        }
        HexSelection from = selection.get().orElse(new HexSelection(0, 0, 0));
        int caret = selection.get().isEmpty()
                ? 0
                : Math.clamp(from.caret() + by, 0, (int) shown.get().inspection().range().length() - 1);
        select(new HexSelection(from.pane(), key.isShiftDown() ? from.anchor() : caret, caret));
        rows.reveal(caret);
        return true;
    }

    private static boolean isLineKey(KeyEvent key) {
        return key.getCode() == KeyCode.HOME || key.getCode() == KeyCode.END;
    }

    /** Selects all of the range, in the pane where the caret is. */
    void all() {
        picture.get().ifPresent(shown -> select(new HexSelection(selection.get().map(HexSelection::pane).orElse(0), 0,
                (int) shown.inspection().range().length() - 1)));
    }

    /** Goes to the next, or the previous, run of bytes in which its pane differs from the winner. */
    void toDifference(boolean forwards) {
        HexSelection now = selection.get().orElse(new HexSelection(0, -1, -1));
        picture.get().map(shown -> shown.panes().stream()
                .flatMap(pane -> shown.inspection().children().get(pane.shown()).differing().stream())
                .sorted(Comparator.comparingInt(DifferingRun::from)).toList()).ifPresent(runs -> {
                    Optional<DifferingRun> run = forwards
                            ? runs.stream().filter(one -> one.from() > now.from()).findFirst()
                            : runs.reversed().stream().filter(one -> one.from() < now.from()).findFirst();
                    run.ifPresent(found -> {
                        select(new HexSelection(paneOf(found), found.from(), found.to() - 1));
                        rows.reveal(found.from());
                    });
                });
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
