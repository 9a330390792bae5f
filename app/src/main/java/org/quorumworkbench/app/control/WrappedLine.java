// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import java.util.function.Function;
import java.util.function.Predicate;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/**
 * A line of a list, as wide as the list and as high as its words: what matters most, as the reason
 * of an error, may stand at their end.
 *
 * @param <T>
 *            the list's items
 */
public final class WrappedLine<T> extends ListCell<T> {

    private final Function<T, String> words;
    private final Predicate<T> isFaint;

    /** Shows those words of an item. */
    public WrappedLine(Function<T, String> words) {
        this(words, _ -> false);
    }

    /** Shows those words of an item, and some items faintly. */
    public WrappedLine(Function<T, String> words, Predicate<T> isFaint) {
        this.words = words;
        this.isFaint = isFaint;
        setWrapText(true);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
        super.updateItem(item, empty);
        setText(empty || item == null ? null : words.apply(item));
        getStyleClass().remove("muted");
        if (!empty && item != null && isFaint.test(item)) {
            getStyleClass().add("muted");
        }
    }
}
