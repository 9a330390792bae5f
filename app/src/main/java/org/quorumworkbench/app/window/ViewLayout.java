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

    private static final double[] SIDES = {0.145, 0.805};
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
    private final SplitPane stack = new SplitPane();
    private final Map<View, Node> nodes;
    private final Node bytes;
    private final Preferences preferences;
    private final Map<View, BooleanProperty> shown = new EnumMap<>(View.class);
    private double left = SIDES[0];
    private double right = SIDES[1];
    private double bottom = BOTTOM;

    ViewLayout(Node children, Node bytes, Node vote, Node lower, Preferences preferences) {
        this.bytes = bytes;
        this.preferences = preferences;
        nodes = Map.of(View.CHILDREN, children, View.VOTE, vote, View.LOWER, lower);
        nodes.values().forEach(node -> SplitPane.setResizableWithParent(node, false));
        SplitPane.setResizableWithParent(bytes, true);
        stack.setOrientation(Orientation.VERTICAL);
        List<Double> remembered = preferences.dividers();
        if (remembered.size() == SIDES.length + 1) {
            left = remembered.get(0);
            right = remembered.get(1);
            bottom = remembered.get(2);
        }
        for (View view : View.values()) {
            BooleanProperty on = new SimpleBooleanProperty(!preferences.hidden().contains(view.word()));
            shown.put(view, on);
            on.subscribe((before, now) -> changed());
        }
        arrange();
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
        List<Double> places = new ArrayList<>();
        if (isShown(View.CHILDREN)) {
            across.add(node(View.CHILDREN));
            places.add(left);
        }
        across.add(bytes);
        if (isShown(View.VOTE)) {
            across.add(node(View.VOTE));
            places.add(right);
        }
        middle.getItems().setAll(across);
        middle.setDividerPositions(places.stream().mapToDouble(Double::doubleValue).toArray());
        stack.getItems().setAll(isShown(View.LOWER) ? List.of(middle, node(View.LOWER)) : List.of(middle));
        if (isShown(View.LOWER)) {
            stack.setDividerPositions(bottom);
        }
    }

    private Node node(View view) {
        return nodes.getOrDefault(view, bytes);
    }

    private void remember() {
        double[] across = middle.getDividerPositions();
        int at = 0;
        if (middle.getItems().contains(node(View.CHILDREN))) {
            left = across[at++];
        }
        if (middle.getItems().contains(node(View.VOTE))) {
            right = across[at];
        }
        if (stack.getItems().contains(node(View.LOWER))) {
            bottom = stack.getDividerPositions()[0];
        }
    }

    /** Where the dividers are, for the next run. */
    List<Double> dividers() {
        remember();
        return List.of(left, right, bottom);
    }
}
