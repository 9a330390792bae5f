// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import javafx.scene.control.TableColumn;
import javafx.scene.text.Text;

/** The title of a table's column, which a narrow window must not cut. */
public final class ColumnTitle {

    /** Pixels beside a title: padding, and the arrow of the order. */
    private static final double AROUND = 34;

    /** How much wider than others bold letters are. */
    private static final double BOLD = 1.12;

    private ColumnTitle() {}

    /** Keeps the column, and so its neighbours, at least as wide as its title, which is bold. */
    public static void keepWhole(TableColumn<?, ?> column) {
        column.setMinWidth(new Text(column.getText()).getLayoutBounds().getWidth() * BOLD + AROUND);
    }
}
