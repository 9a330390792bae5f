// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.OneOf;
import org.quorumworkbench.app.model.HeadlineWords;
import org.quorumworkbench.app.model.Survey;
import org.quorumworkbench.core.scan.ChildState;

/** How one child fared on the whole disk: a card, or a line where there are many. */
final class ChildSummary extends VBox {

    /** The least that all its words need, in pixels. */
    static final double WIDTH = 232;
    static final double COMPACT_WIDTH = 290;
    private static final double BAR = 8;

    private final boolean compact;
    private final Hyperlink name = new Hyperlink();
    private final Label role = new Label();
    private final Label found = new Label();
    private final Label more = new Label();
    private final HBox bar = new HBox();
    private final CheckBox votes = new CheckBox();

    ChildSummary(boolean compact) {
        this.compact = compact;
        getStyleClass().add("overview-card");
        name.getStyleClass().add("child-name");
        name.setMnemonicParsing(false);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setMinWidth(30);
        LateTip.on(name, () -> text("overview.child.tip", name.getText()));
        votes.setText(compact ? "" : text("overview.child.votes"));
        votes.setMinWidth(USE_PREF_SIZE);
        LateTip.on(votes, () -> text("overview.child.votes.tip"));
        found.getStyleClass().add("child-found");
        role.getStyleClass().add("muted");
        more.getStyleClass().add("muted");
        for (Label label : List.of(role, found, more)) {
            label.setMinWidth(0);
            LateTip.on(label, label::getText);
        }
        more.setWrapText(true);
        more.setMinHeight(USE_PREF_SIZE);
        bar.setMinHeight(BAR);
        bar.setMaxHeight(BAR);
        bar.getStyleClass().add("state-bar");
        bar.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = compact ? new HBox(6, name, found, gap, votes) : new HBox(6, name, gap, votes);
        head.setAlignment(Pos.CENTER_LEFT);
        if (compact) {
            getChildren().addAll(head, bar);
        } else {
            // All cards are as high as the highest, and the bars are in one line.
            Region room = new Region();
            VBox.setVgrow(room, Priority.ALWAYS);
            getChildren().addAll(head, role, found, more, room, bar);
        }
    }

    /**
     * How a child stands as a member of its set.
     *
     * @param behind
     *            whether it misses writes
     */
    record Role(String words, boolean behind) {}

    boolean isCompact() {
        return compact;
    }

    /**
     * Shows how it fared.
     *
     * @param standing
     *            as a member of its set
     * @param scanned
     *            whether anything was
     * @param voted
     *            whether a vote is held
     * @param explains
     *            whether members' evidence is known, so that unexplained means something
     * @param last
     *            whether it is the last one that votes
     */
    void show(Survey.Fared child, Optional<Role> standing, boolean scanned, boolean voted, boolean explains,
            boolean last,
            Consumer<Boolean> vote, Runnable choose) {
        setId("overview-" + child.name());
        name.setText(child.name());
        name.setOnAction(event -> {
            name.setVisited(false);
            choose.run();
        });
        name.setDisable(!scanned);
        role.setText(standing.map(Role::words).orElse(""));
        role.getStyleClass().removeAll("muted", "child-member-behind");
        role.getStyleClass().add(standing.filter(Role::behind).isPresent() ? "child-member-behind" : "muted");
        role.setVisible(standing.isPresent());
        role.setManaged(standing.isPresent());
        votes.setSelected(!child.leftOut());
        votes.setDisable(last);
        votes.setVisible(scanned);
        votes.setAccessibleText(text("overview.child.votes.accessible", child.name()));
        votes.setOnAction(event -> vote.accept(votes.isSelected()));
        List<String> words = scanned ? words(child, voted, explains) : List.of(text("overview.child.unscanned"));
        found.setText(words.isEmpty() ? "" : words.getFirst());
        more.setText(String.join(", ", words.subList(Math.min(1, words.size()), words.size())));
        more.setVisible(!more.getText().isEmpty());
        more.setManaged(more.isVisible());
        boolean behind = standing.filter(Role::behind).isPresent();
        OneOf.style(this, "fared-",
                scanned ? Optional.of(behind ? "behind" : fared(child, explains)) : Optional.empty());
        bar(child, explains);
        setAccessibleText(child.name() + ": " + found.getText() + ". " + more.getText());
    }

    /** What its edge says; of one that misses writes it is that, however the vote went. */
    private static String fared(Survey.Fared child, boolean explains) {
        if (child.in(ChildState.OUTVOTED) > 0) {
            return explains && child.unexplained() == 0 ? "explained" : "outvoted";
        }
        return child.sectors().isEmpty() ? "well" : "else";
    }

    /** What was found of it, what matters most first; nothing more than that it does not vote. */
    private static List<String> words(Survey.Fared child, boolean voted, boolean explains) {
        if (child.leftOut()) {
            return List.of(text("children.found.without"));
        }
        List<String> words = new ArrayList<>(
                HeadlineWords.child(voted, child.in(ChildState.OUTVOTED), child.in(ChildState.UNREADABLE)));
        if (child.byOldData() > 0) {
            words.add(text("overview.child.old", number(child.byOldData())));
        }
        if (explains && child.in(ChildState.OUTVOTED) > 0) {
            words.add(text("overview.child.unexplained", number(child.unexplained())));
        }
        return words;
    }

    /** Each kind by its order of magnitude, so that a single sector is seen beside a million. */
    private void bar(Survey.Fared child, boolean explains) {
        List<Region> parts = new ArrayList<>();
        Map<String, Long> sectors = new LinkedHashMap<>();
        child.sectors().forEach((state, count) -> {
            // What the members account for is paler, as it is in the map.
            long explained = explains && state == ChildState.OUTVOTED ? count - child.unexplained() : 0;
            sectors.merge("explained", explained, Long::sum);
            sectors.put(state.name().toLowerCase(Locale.ROOT).replace('_', '-'), count - explained);
        });
        sectors.values().removeIf(count -> count == 0);
        double all = sectors.values().stream().mapToDouble(ChildSummary::weight).sum();
        sectors.forEach((state, count) -> {
            Region part = new Region();
            part.getStyleClass().add("bar-" + state);
            part.prefWidthProperty().bind(bar.widthProperty().multiply(weight(count) / all));
            parts.add(part);
        });
        bar.getChildren().setAll(parts);
        bar.setVisible(!parts.isEmpty());
    }

    private static double weight(long count) {
        return 1 + Math.log((double) count);
    }
}
