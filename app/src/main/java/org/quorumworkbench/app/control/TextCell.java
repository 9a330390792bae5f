// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/**
 * A cell whose tooltip tells the whole of it, where a narrow column cuts it.
 *
 * @param <S>
 *            the table's rows
 */
public final class TextCell<S> extends TableCell<S, String> {

    public TextCell() {
        LateTip.on(this, () -> getText() == null ? "" : getText());
    }

    @Override
    protected void updateItem(@Nullable String words, boolean empty) {
        super.updateItem(words, empty);
        setText(empty ? null : words);
    }
}
