// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.quorumworkbench.app.control.LateTip;

/**
 * Looks at a window as a picky person does, and lists what is broken in it. Colours are taken from
 * its picture, for the scene graph does not know what lies behind a text. To be used on the JavaFX
 * thread.
 */
final class Look {

    /** The least contrast of a text that everybody can read (WCAG 2.2, 1.4.3). */
    private static final double LEAST_CONTRAST = 4.5;
    /**
     * The same measured in a picture, where a stroke that is thinner than a pixel is blended with what
     * is behind it.
     */
    private static final double LEAST_PAINTED = 4;
    /** What is fainter than this is a line or a tint, and no text. */
    private static final double FAINT = 2;
    /** Pixels that a rounded position may be off. */
    private static final double ROUNDING = 1.5;
    /** Lie over others on purpose: notices over the upper edge. */
    private static final Set<String> OVERLAYS = Set.of("notice", "notice-bar", "pane-veil");

    private final Scene scene;
    private final WritableImage picture;
    private final List<Blemish> found = new ArrayList<>();
    /** Where old bytes are dimmed on purpose, while a child is waited for. */
    private final List<Bounds> veils;

    private Look(Scene scene) {
        this.scene = scene;
        this.picture = scene.snapshot(null);
        this.veils = scene.getRoot().lookupAll(".pane-veil").stream().filter(Node::isVisible)
                .map(veil -> veil.localToScene(veil.getBoundsInLocal())).toList();
    }

    static List<Blemish> at(Scene scene) {
        Look look = new Look(scene);
        look.at(scene.getRoot());
        return look.found;
    }

    private void at(Node node) {
        if (!node.isVisible() || node.getOpacity() == 0) {
            return;
        }
        switch (node) {
            case Text text -> atText(text);
            case Canvas canvas -> atCanvas(canvas);
            case Labeled labeled -> atLabeled(labeled);
            case TextField field -> atField(field);
            default -> {
            }
        }
        if (node instanceof Control control) {
            atEdge(control);
        }
        if (node instanceof Parent parent) {
            if (parent instanceof HBox || parent instanceof VBox || parent instanceof GridPane
                    || parent instanceof BorderPane || parent instanceof FlowPane) {
                atSiblings(parent.getChildrenUnmodifiable());
            }
            parent.getChildrenUnmodifiable().forEach(this::at);
        }
    }

    /** A text that its control shortened says so by dots; the whole of it has to be in the tooltip. */
    private void atLabeled(Labeled labeled) {
        if (seen(labeled).isEmpty() || labeled.getText() == null || labeled.getText().isBlank()) {
            return;
        }
        for (Node child : labeled.getChildrenUnmodifiable()) {
            String whole = labeled.isMnemonicParsing() ? labeled.getText().replace("_", "") : labeled.getText();
            if (child instanceof Text shown && !shown.getText().equals(whole) && !tip(labeled).contains(whole)) {
                found.add(new Blemish(Blemish.Kind.CUT_TEXT, name(labeled), whole + " -> " + shown.getText()));
            }
        }
    }

    private void atField(TextField field) {
        if (seen(field).isEmpty() || field.getText() == null) {
            return;
        }
        String shown = field.getText().isEmpty() ? String.valueOf(field.getPromptText()) : field.getText();
        Text text = new Text(shown);
        text.setFont(field.getFont());
        double room = field.getWidth() - field.getInsets().getLeft() - field.getInsets().getRight();
        if (text.getLayoutBounds().getWidth() > room + ROUNDING && !tip(field).contains(shown)) {
            found.add(new Blemish(Blemish.Kind.CUT_TEXT, name(field), shown));
        }
    }

    private void atText(Text text) {
        if (text.getText().isBlank() || text.isDisabled()) {
            return;
        }
        Optional<Bounds> seen = seen(text);
        if (seen.isEmpty()) {
            return;
        }
        Bounds whole = text.localToScene(text.getBoundsInLocal());
        if (seen.get().getWidth() < whole.getWidth() - ROUNDING && !canScroll(text) && !isField(text)) {
            found.add(new Blemish(Blemish.Kind.CUT_TEXT, name(text), text.getText() + " ends at the edge"));
        }
        if (text.getFill() instanceof Color ink && seen.get().getHeight() > 4) {
            Color behind = mostFrequent(seen.get());
            double contrast = contrast(over(ink, opacity(text), behind), behind);
            if (contrast < LEAST_CONTRAST) {
                found.add(new Blemish(Blemish.Kind.CONTRAST, name(text),
                        "%.1f: %s on %s, %s".formatted(contrast, ink, behind, text.getText())));
            }
        }
    }

    /**
     * What is painted: in every piece of the size of two characters, the ink against what is behind it.
     */
    private void atCanvas(Canvas canvas) {
        Optional<Bounds> seen = seen(canvas);
        if (seen.isEmpty() || seen.get().getHeight() < 8 || canvas.isDisabled()) {
            return;
        }
        for (double x = seen.get().getMinX(); x + 16 <= seen.get().getMaxX(); x += 16) {
            Bounds tile = new BoundingBox(x, seen.get().getMinY(), 16, Math.min(16, seen.get().getHeight()));
            if (veils.stream().anyMatch(veil -> veil.intersects(tile))) {
                continue;
            }
            Color behind = mostFrequent(tile);
            List<Double> inks = colours(tile).entrySet().stream().map(one -> contrast(colour(one.getKey()), behind))
                    .filter(contrast -> contrast > FAINT).sorted().toList();
            if (inks.size() > 6 && inks.getLast() < LEAST_PAINTED) {
                found.add(new Blemish(Blemish.Kind.CONTRAST, name(canvas),
                        "%.1f on %s at %.0f, %.0f".formatted(inks.getLast(), behind, x, tile.getMinY())));
                return;
            }
        }
    }

    private void atEdge(Control control) {
        Bounds whole = clipped(control);
        Bounds window = new BoundingBox(-ROUNDING, -ROUNDING, scene.getWidth() + 2 * ROUNDING,
                scene.getHeight() + 2 * ROUNDING);
        if (whole.getWidth() > 1 && whole.getHeight() > 1 && !window.contains(whole)) {
            found.add(new Blemish(Blemish.Kind.OUTSIDE, name(control), whole.toString()));
        }
        // What is pressed, or typed into, and ends at an edge behind which nobody can look.
        if ((control instanceof ButtonBase || control instanceof Spinner<?> || control instanceof TextField
                || control instanceof ComboBoxBase<?>) && seen(control).isPresent()
                && whole.getWidth() < control.localToScene(control.getLayoutBounds()).getWidth() - ROUNDING
                && !canScroll(control)) {
            found.add(new Blemish(Blemish.Kind.OUTSIDE, name(control), "ends at the edge: " + whole));
        }
    }

    private void atSiblings(List<Node> siblings) {
        for (int i = 0; i < siblings.size(); i++) {
            for (int j = i + 1; j < siblings.size(); j++) {
                Node one = siblings.get(i);
                Node other = siblings.get(j);
                if (countsAsSibling(one) && countsAsSibling(other)) {
                    Bounds a = one.localToScene(one.getLayoutBounds());
                    Bounds b = other.localToScene(other.getLayoutBounds());
                    double wide = Math.min(a.getMaxX(), b.getMaxX()) - Math.max(a.getMinX(), b.getMinX());
                    double high = Math.min(a.getMaxY(), b.getMaxY()) - Math.max(a.getMinY(), b.getMinY());
                    if (wide > ROUNDING && high > ROUNDING) {
                        found.add(new Blemish(Blemish.Kind.OVERLAP, name(one) + " and " + name(other), a + " " + b));
                    }
                }
            }
        }
    }

    private boolean countsAsSibling(Node node) {
        return node.isVisible() && node.isManaged() && node.getOpacity() > 0 && seen(node).isPresent()
                && node.getStyleClass().stream().noneMatch(OVERLAYS::contains);
    }

    /** The part of the node that is seen, in the scene's pixels; empty if none is. */
    private Optional<Bounds> seen(Node node) {
        Bounds seen = within(clipped(node), new BoundingBox(0, 0, scene.getWidth(), scene.getHeight()));
        return seen.getWidth() > 1 && seen.getHeight() > 1 ? Optional.of(seen) : Optional.empty();
    }

    /**
     * The part of the node that nothing above it clips: what is scrolled away is not outside of the
     * window.
     */
    private static Bounds clipped(Node node) {
        Bounds left = node.localToScene(node.getBoundsInLocal());
        for (Parent above = node.getParent(); above != null; above = above.getParent()) {
            if (above.getClip() != null) {
                left = within(left, above.localToScene(above.getClip().getBoundsInParent()));
            }
        }
        return left;
    }

    private static Bounds within(Bounds a, Bounds b) {
        double x = Math.max(a.getMinX(), b.getMinX());
        double y = Math.max(a.getMinY(), b.getMinY());
        return new BoundingBox(x, y, Math.max(0, Math.min(a.getMaxX(), b.getMaxX()) - x),
                Math.max(0, Math.min(a.getMaxY(), b.getMaxY()) - y));
    }

    private static boolean isField(Node node) {
        for (Parent above = node.getParent(); above != null; above = above.getParent()) {
            if (above instanceof TextField) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether what is cut at the side can be scrolled to; the heads above the bytes go with the bytes.
     */
    private static boolean canScroll(Node node) {
        for (Parent above = node.getParent(); above != null; above = above.getParent()) {
            if (above.getStyleClass().contains("hex-header")) {
                return true;
            }
            boolean bar = above.getChildrenUnmodifiable().stream()
                    .anyMatch(one -> one instanceof javafx.scene.control.ScrollBar scroll && scroll.isVisible()
                            && scroll.getOrientation() == javafx.geometry.Orientation.HORIZONTAL);
            if (bar) {
                return true;
            }
        }
        return false;
    }

    private static String tip(Control control) {
        for (Node above = control; above != null; above = above.getParent()) {
            if (above instanceof Control one) {
                Optional<String> words = LateTip.words(one);
                if (words.isPresent()) {
                    return words.get();
                }
            }
        }
        return "";
    }

    private static double opacity(Node node) {
        double opacity = 1;
        for (Node above = node; above != null; above = above.getParent()) {
            opacity *= above.getOpacity();
        }
        return opacity;
    }

    /** The control and the nearest above it that have names of their own, so that a person finds it. */
    private static String name(Node node) {
        StringBuilder name = new StringBuilder();
        int parts = 0;
        for (Node above = node; above != null && parts < 4; above = above.getParent()) {
            String own = above.getId() != null && !above.getId().isEmpty()
                    ? "#" + above.getId()
                    : above.getStyleClass().isEmpty()
                            ? above.getClass().getSimpleName()
                            : "." + String.join(".", above.getStyleClass());
            name.insert(0, own + (parts == 0 ? "" : " > "));
            parts++;
            if (above.getId() != null && !above.getId().isEmpty() && parts > 1) {
                break;
            }
        }
        return name.toString();
    }

    private Map<Integer, Integer> colours(Bounds bounds) {
        Map<Integer, Integer> counts = new HashMap<>();
        PixelReader pixels = picture.getPixelReader();
        int right = (int) Math.min(picture.getWidth(), Math.ceil(bounds.getMaxX()));
        int bottom = (int) Math.min(picture.getHeight(), Math.ceil(bounds.getMaxY()));
        for (int y = (int) Math.max(0, bounds.getMinY()); y < bottom; y++) {
            for (int x = (int) Math.max(0, bounds.getMinX()); x < right; x++) {
                counts.merge(pixels.getArgb(x, y), 1, Integer::sum);
            }
        }
        return counts;
    }

    private Color mostFrequent(Bounds bounds) {
        return colours(bounds).entrySet().stream().max(Map.Entry.comparingByValue()).map(one -> colour(one.getKey()))
                .orElse(Color.WHITE);
    }

    private static Color colour(int argb) {
        return Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF);
    }

    private static Color over(Color ink, double opacity, Color behind) {
        return behind.interpolate(Color.color(ink.getRed(), ink.getGreen(), ink.getBlue()),
                ink.getOpacity() * opacity);
    }

    /** The contrast of two colours as WCAG 2.2 defines it, 1 to 21. */
    static double contrast(Color one, Color other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
