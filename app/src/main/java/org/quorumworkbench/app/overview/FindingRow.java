// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TreeItem;
import org.quorumworkbench.app.model.Damage;
import org.quorumworkbench.app.model.DamageWords;
import org.quorumworkbench.app.model.Survey;

/** A row of the findings. */
sealed interface FindingRow {

    /** More groups than these begin folded. */
    int UNFOLDED = 3;

    /** By what findings are put together. */
    enum Grouping {
        CHILD, KIND
    }

    /** What stands first in the row. */
    String title();

    /** What it is, in words. */
    String kind();

    /** Who stands apart. */
    String children();

    /** That diverge. */
    long sectors();

    /** The worst kind in it. */
    Damage.Kind worst();

    /**
     * Findings that belong together.
     *
     * @param position
     *            of the child whose they all are; -1 if they are of no child, or of several
     */
    record Group(String title, String kind, String children, long sectors, Damage.Kind worst, int position)
            implements
                FindingRow {}

    /** A damage. */
    record One(Damage damage, String title, String kind, String children) implements FindingRow {
        @Override
        public long sectors() {
            return damage.sectors();
        }

        @Override
        public Damage.Kind worst() {
            return damage.kind();
        }
    }

    /** All of a survey, below a root that is not shown. */
    static TreeItem<FindingRow> tree(Survey survey, Grouping grouping) {
        DamageWords words = new DamageWords(survey);
        Map<String, List<Damage>> groups = new LinkedHashMap<>();
        survey.damages().stream().sorted(Comparator.comparing(Damage::kind)
                .thenComparingLong(damage -> damage.range().first()))
                .forEach(damage -> groups.computeIfAbsent(title(words, damage, grouping), _ -> new ArrayList<>())
                        .add(damage));
        TreeItem<FindingRow> root = new TreeItem<>();
        List<Group> rows = groups.entrySet().stream().map(group -> group(group.getKey(), group.getValue()))
                .sorted(Comparator.comparing(Group::worst)
                        .thenComparing(Comparator.comparingLong(Group::sectors).reversed()))
                .toList();
        rows.forEach(row -> {
            TreeItem<FindingRow> group = new TreeItem<>(row);
            groups.getOrDefault(row.title(), List.of()).forEach(damage -> group.getChildren().add(new TreeItem<>(
                    new One(damage, DamageWords.where(damage), DamageWords.kind(damage.kind()),
                            words.apart(damage)))));
            group.setExpanded(groups.size() <= UNFOLDED || root.getChildren().size() < UNFOLDED - 1);
            root.getChildren().add(group);
        });
        root.setExpanded(true);
        return root;
    }

    private static String title(DamageWords words, Damage damage, Grouping grouping) {
        return switch (grouping) {
            case KIND -> DamageWords.kind(damage.kind());
            case CHILD -> {
                String apart = words.apart(damage);
                yield apart.isEmpty() ? DamageWords.kind(damage.kind()) : apart;
            }
        };
    }

    private static Group group(String title, List<Damage> damages) {
        Damage first = damages.getFirst();
        boolean oneChild = first.apart().size() == 1
                && damages.stream().allMatch(damage -> damage.apart().equals(first.apart()));
        return new Group(title,
                damages.size() == 1
                        ? text("overview.places.one")
                        : text("overview.places", Integer.toString(damages.size())),
                "", damages.stream().mapToLong(Damage::sectors).sum(), first.kind(),
                oneChild ? first.apart().getFirst() : -1);
    }
}
