// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.guide;

import java.util.List;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Node;

/** A table of a page. Each column gets room for what it has to say. Used on the JavaFX thread. */
final class PageTable extends GridPane {

    // In letters: a short column keeps its words whole, a long one is broken into lines.
    private static final int SHORTEST = 16;
    private static final int LONGEST = 60;

    PageTable(TableBlock table, PageWords words) {
        getStyleClass().add("guide-table");
        List<Node> rows = PageBody.children(table).flatMap(PageBody::children).toList();
        int columns = rows.stream().mapToInt(row -> Math.toIntExact(PageBody.children(row).count())).max().orElse(0);
        int[] letters = new int[columns];
        for (int row = 0; row < rows.size(); row++) {
            boolean head = rows.get(row).getParent() instanceof TableHead;
            int column = 0;
            for (Node cell : PageBody.children(rows.get(row)).toList()) {
                letters[column] = Math.max(letters[column], PageWords.plain(cell).length());
                StackPane box = new StackPane(words.flow(cell));
                box.getStyleClass().add(head ? "guide-head" : "guide-cell");
                add(box, column++, row);
            }
        }
        double all = 0;
        for (int count : letters) {
            all += share(count);
        }
        for (int count : letters) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100 * share(count) / all);
            getColumnConstraints().add(column);
        }
    }

    private static double share(int letters) {
        return Math.clamp(letters, SHORTEST, LONGEST);
    }
}
