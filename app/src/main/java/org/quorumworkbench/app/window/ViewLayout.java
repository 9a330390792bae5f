// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import org.quorumworkbench.app.preferences.Preferences;

/**
 * The views around the bytes: dragged wider, hidden, and shown again where they were. Used on the
 * JavaFX thread.
 */
final class ViewLayout {

    private static final double[] SIDES = {0.142, 0.805};
    private static final double BOTTOM = 0.71;
    private static final double HALF = 0.5;

    /** A view that can be hidden; the bytes cannot. */
    enum View {
        CHILDREN("1"), VOTE("2"), LOWER("3");

        private final String key;

        View(String key) {
            this.key = key;
        }

        /** The key that shows and hides it, together with Alt. */
        String key() {
            return key;
        }

        /** The word in texts and in what is remembered. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final SplitPane middle = new SplitPane();
    private final SplitPane stack = new SplitPane() {
        @Override
        protected void layoutChildren() {
            super.layoutChildren();
            // Resized in the same pass, panes keep their heights, and the divider's move is lost.
            if (makesRoom && getDividers().size() == 1 && getDividerPositions()[0] > HALF) {
                setDividerPositions(HALF);
                super.layoutChildren();
            }
            makesRoom = false;
        }
    };
    private final Map<View, Node> nodes;
    private final Node bytes;
    private final Preferences preferences;
    private final Map<View, BooleanProperty> shown = new EnumMap<>(View.class);
    private final Edge left = new Edge(SIDES[0], false);
    private final Edge right = new Edge(SIDES[1], true);
    private final Edge bottom = new Edge(BOTTOM, true);
    private final List<Edge> edges = List.of(left, right, bottom);
    /** Whether room was made that is not laid out yet. */
    private boolean makesRoom;
    private Runnable moved = () -> {};

    ViewLayout(Node children, Node bytes, Node vote, Node lower, Preferences preferences) {
        this.bytes = bytes;
        this.preferences = preferences;
        nodes = Map.of(View.CHILDREN, children, View.VOTE, vote, View.LOWER, lower);
        nodes.values().forEach(node -> SplitPane.setResizableWithParent(node, false));
        SplitPane.setResizableWithParent(bytes, true);
        stack.setOrientation(Orientation.VERTICAL);
        restore();
        for (View view : View.values()) {
            BooleanProperty on = new SimpleBooleanProperty(!preferences.hidden().contains(view.word()));
            shown.put(view, on);
            on.subscribe((before, now) -> changed());
        }
        arrange();
        middle.widthProperty().subscribe((before, now) -> laidOut(before));
        stack.heightProperty().subscribe((before, now) -> laidOut(before));
    }

    private void restore() {
        List<Double> kept = preferences.edges();
        List<Double> shares = preferences.dividers();
        for (int edge = 0; edge < edges.size(); edge++) {
            if (kept.size() == edges.size()) {
                edges.get(edge).restore(kept.get(edge));
            } else if (shares.size() == edges.size()) {
                edges.get(edge).moved(Math.clamp(shares.get(edge), 0, 1), 0);
            }
        }
    }

    /**
     * Only its first size says where pixels are; from then on, the panes keep theirs. A divider that is
     * where it belongs already does not move, so that it now is in a place is told here.
     */
    private void laidOut(Number before) {
        if (before.doubleValue() <= 0) {
            place();
            moved.run();
        }
    }

    SplitPane pane() {
        return stack;
    }

    BooleanProperty shownProperty(View view) {
        return shown.getOrDefault(view, new SimpleBooleanProperty(true));
    }

    /** Shows what was hidden. */
    void show(View view) {
        shownProperty(view).set(true);
    }

    /** Gives the lower views at least half of the height: for work that needs room. */
    void makeRoomBelow() {
        show(View.LOWER);
        if (stack.getDividerPositions()[0] > HALF) {
            makesRoom = true;
            stack.setDividerPositions(HALF);
        }
    }

    private boolean isShown(View view) {
        return shownProperty(view).get();
    }

    private void changed() {
        remember();
        arrange();
        preferences.setHidden(Stream.of(View.values()).filter(view -> !isShown(view)).map(View::word).toList());
    }

    private void arrange() {
        List<Node> across = new ArrayList<>();
        if (isShown(View.CHILDREN)) {
            across.add(node(View.CHILDREN));
        }
        across.add(bytes);
        if (isShown(View.VOTE)) {
            across.add(node(View.VOTE));
        }
        middle.getItems().setAll(across);
        stack.getItems().setAll(isShown(View.LOWER) ? List.of(middle, node(View.LOWER)) : List.of(middle));
        place();
        Stream.concat(middle.getDividers().stream(), stack.getDividers().stream())
                .forEach(divider -> divider.positionProperty().subscribe((before, now) -> moved.run()));
    }

    private void place() {
        List<Double> across = new ArrayList<>();
        if (isShown(View.CHILDREN)) {
            across.add(left.position(middle.getWidth()));
        }
        if (isShown(View.VOTE)) {
            across.add(right.position(middle.getWidth()));
        }
        middle.setDividerPositions(across.stream().mapToDouble(Double::doubleValue).toArray());
        if (isShown(View.LOWER)) {
            stack.setDividerPositions(bottom.position(stack.getHeight()));
        }
    }

    private Node node(View view) {
        return nodes.getOrDefault(view, bytes);
    }

    private void remember() {
        double[] across = middle.getDividerPositions();
        int at = 0;
        if (middle.getItems().contains(node(View.CHILDREN))) {
            left.moved(across[at++], middle.getWidth());
        }
        if (middle.getItems().contains(node(View.VOTE))) {
            right.moved(across[at], middle.getWidth());
        }
        if (stack.getItems().contains(node(View.LOWER))) {
            bottom.moved(stack.getDividerPositions()[0], stack.getHeight());
        }
    }

    /** Calls it whenever a divider has moved, and when the dividers have got their first places. */
    void onMoved(Runnable told) {
        moved = told;
    }

    /**
     * How far the dividers are from their edges in pixels, for the next run; as they were kept if these
     * views were never laid out, since another perspective was shown.
     */
    List<Double> edges() {
        remember();
        return edges.stream().allMatch(edge -> edge.pixels().isPresent())
                ? edges.stream().map(edge -> edge.pixels().orElseThrow()).toList()
                : preferences.edges();
    }
}
