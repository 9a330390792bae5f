// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableColumn;

/**
 * A column of words, never narrower than its title.
 *
 * @param <S>
 *            the table's rows
 */
public final class TextColumn<S> extends TableColumn<S, String> {

    /**
     * @param width
     *            at first, in pixels
     * @param words
     *            what a row has in it
     */
    public TextColumn(String title, double width, Function<S, String> words) {
        super(title);
        setCellValueFactory(row -> new ReadOnlyStringWrapper(words.apply(row.getValue())));
        setCellFactory(made -> new TextCell<>());
        setPrefWidth(width);
        ColumnTitle.keepWhole(this);
    }
}
