// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/**
 * Columns of words share the width of their table by what their words need. Where that is more than
 * there is, each gives up some of what it has beyond its least.
 *
 * @param <S>
 *            the table's rows
 */
final class NeededWidths<S> {

    /** In pixels: beside the words of a cell, and the scroll bar. */
    private static final double BESIDE = 16;
    private static final double BAR = 9;
    private static final double UNFOLDING = 31;
    /** In pixels, for what there is where words need more than that. */
    private static final double LEAST_FIRST = 110;
    private static final double LEAST_WORDS = 56;
    private static final double LEAST = 40;
    /** The size of letters. */
    private static final double LETTERS = 12;
    /** The longest words by letters, one of which is the widest. */
    private static final int MEASURED = 4;
    /** Rows that are asked for their words: of thousands that would keep the window waiting. */
    private static final int ASKED = 500;

    private record Column<S>(TreeTableColumn<S, S> column, Function<S, String> words, double indent, double least) {}

    private final TreeTableView<S> table;
    private final Predicate<S> isBold;
    private final List<Column<S>> columns = new ArrayList<>();
    private List<Double> needs = List.of();

    /** Of which rows the words are bold, and so wider. */
    NeededWidths(TreeTableView<S> table, Predicate<S> isBold) {
        this.table = table;
        this.isBold = isBold;
        table.widthProperty().subscribe(this::fit);
    }

    /** One of the columns, the first of which unfolds; those that are not told of keep their widths. */
    void add(TreeTableColumn<S, S> column, Function<S, String> words) {
        columns.add(columns.isEmpty()
                ? new Column<>(column, words, UNFOLDING, LEAST_FIRST)
                : new Column<>(column, words, 0, LEAST_WORDS));
    }

    /**
     * The words changed; the first rows count. What a person dragged stays, unless other widths are
     * needed.
     */
    void show(List<S> rows) {
        List<S> first = rows.subList(0, Math.min(ASKED, rows.size()));
        List<Double> now = columns.stream().map(column -> need(column, first)).toList();
        if (!now.equals(needs)) {
            needs = now;
            fit();
        }
    }

    private double need(Column<S> column, List<S> rows) {
        double widest = Stream.of(true, false).mapToDouble(bold -> rows.stream()
                .filter(row -> isBold.test(row) == bold).map(column.words()).distinct()
                .sorted(Comparator.comparingInt(String::length).reversed()).limit(MEASURED)
                .mapToDouble(words -> width(words, bold)).max().orElse(0)).max().orElse(0);
        return Math.ceil(Math.max(widest + column.indent(), width(column.column().getText(), true)) + BESIDE);
    }

    private static double width(String words, boolean bold) {
        Text text = new Text(words);
        text.setFont(Font.font(Font.getDefault().getFamily(), bold ? FontWeight.BOLD : FontWeight.NORMAL, LETTERS));
        return text.getLayoutBounds().getWidth();
    }

    private void fit() {
        double others = table.getColumns().stream()
                .filter(column -> columns.stream().noneMatch(one -> one.column().equals(column)))
                .mapToDouble(column -> column.getPrefWidth()).sum();
        double room = table.getWidth() - BAR - others;
        double all = needs.stream().mapToDouble(Double::doubleValue).sum();
        if (needs.isEmpty() || room <= 0 || all <= 0) {
            return;
        }
        double given = 0;
        for (int at = 0; at < columns.size(); at++) {
            given += Math.max(0, needs.get(at) - columns.get(at).least());
        }
        for (int at = 0; at < columns.size(); at++) {
            double need = needs.get(at);
            double spare = Math.max(0, need - columns.get(at).least());
            double width = Math.floor(all <= room
                    ? need * room / all
                    : need - Math.min(spare, given > 0 ? (all - room) * spare / given : 0));
            TreeTableColumn<S, S> column = columns.get(at).column();
            column.setPrefWidth(width);
            // The table would give each of its columns a part of what is missing, needed or not.
            column.setMinWidth(at == columns.size() - 1 ? LEAST : Math.min(width, need));
        }
    }
}
