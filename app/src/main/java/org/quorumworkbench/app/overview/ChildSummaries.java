// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.TilePane;
import org.quorumworkbench.app.model.MemberWords;
import org.quorumworkbench.app.model.Survey;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.member.SetMember;
import org.quorumworkbench.core.member.Standing;
import org.quorumworkbench.core.scan.ChildState;

/** One card for each child, side by side; many children in little room, the outvoted first. */
final class ChildSummaries extends ScrollPane {

    /** More children than these are shown in a line each. */
    private static final int CARDS = 8;
    private static final double MOST_HEIGHT = 156;
    /** Of a tall window's height, which has room for more. */
    private static final double MOST_SHARE = 0.22;
    private static final double ONE_ROW = 112;
    private static final double GAP = 8;
    /** Times a card's least width: a few cards do not stretch over a large window. */
    private static final double WIDEST = 1.4;
    /** Above and below a row. */
    private static final double AROUND = 18;

    private final WorkbenchModel model;
    private final IntConsumer chosen;
    private final TilePane cards = new TilePane(GAP, GAP);
    private final List<ChildSummary> shown = new ArrayList<>();
    private Optional<Survey> survey = Optional.empty();

    /**
     * @param chosen
     *            hears the position, in the scan, of a child whose findings are wanted
     */
    ChildSummaries(WorkbenchModel model, IntConsumer chosen) {
        this.model = model;
        this.chosen = chosen;
        setId("overview-children");
        getStyleClass().add("flat-scroll");
        cards.getStyleClass().add("overview-cards");
        setContent(cards);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMaxHeight(USE_PREF_SIZE);
        cards.heightProperty().subscribe(this::fit);
        viewportBoundsProperty().subscribe(this::widen);
        sceneProperty().flatMap(Scene::heightProperty).subscribe(this::fit);
        model.quorum().childrenProperty().subscribe(() -> show(survey));
        model.members().knownProperty().subscribe(() -> show(survey));
    }

    /** Cards share the width: what is left beside them would be cut from their words. */
    private void widen() {
        double room = getViewportBounds().getWidth() - cards.getInsets().getLeft() - cards.getInsets().getRight();
        if (room > 0) {
            double least = shown.size() > CARDS ? ChildSummary.COMPACT_WIDTH : ChildSummary.WIDTH;
            double beside = Math.max(1, Math.floor((room + GAP) / (least + GAP)));
            double width = Math.clamp(Math.floor((room + GAP) / beside - GAP), least, least * WIDEST);
            shown.forEach(card -> card.setPrefWidth(width));
        }
    }

    private void fit() {
        double room = getScene() == null ? 0 : getScene().getHeight() * MOST_SHARE;
        double wanted = Math.min(Math.max(MOST_HEIGHT, room), cards.getHeight() + 2);
        setPrefHeight(wanted);
        // Two rows are whole where the window has the room; on a small screen one is left, and the rest is
        // scrolled to.
        double twoRows = 2 * cards.getTileHeight() + GAP + AROUND;
        double least = twoRows <= room ? twoRows : Math.max(ONE_ROW, cards.getTileHeight() + AROUND);
        setMinHeight(Math.min(least, wanted));
    }

    void show(Optional<Survey> now) {
        survey = now;
        List<Survey.Fared> children = now.map(Survey::children).orElseGet(() -> model.quorum().names().stream()
                .map(name -> new Survey.Fared(name, false, Map.of(), 0, 0)).toList());
        boolean many = children.size() > CARDS;
        boolean same = shown.size() == children.size() && shown.stream().allMatch(card -> card.isCompact() == many);
        if (!same) {
            shown.clear();
            children.forEach(child -> shown.add(new ChildSummary(many)));
            cards.getChildren().setAll(shown);
            widen();
        }
        Map<String, SetMember> members = model.members().knownProperty().get().map(ChildSummaries::byName)
                .orElse(Map.of());
        boolean explains = now.filter(one -> one.verdicts().evidence().isKnown()).isPresent();
        boolean voted = now.filter(one -> !one.verdicts().isVoted()).isEmpty();
        List<Integer> order = order(children, many);
        long voters = children.stream().filter(child -> !child.leftOut()).count();
        for (int at = 0; at < order.size(); at++) {
            int position = order.get(at);
            Survey.Fared child = children.get(position);
            shown.get(at).show(child, Optional.ofNullable(members.get(child.name())).map(ChildSummaries::role),
                    now.isPresent(), voted, explains, !child.leftOut() && voters == 1,
                    votes -> model.whatIf().leaveOut(position, !votes), () -> chosen.accept(position));
        }
    }

    private static List<Integer> order(List<Survey.Fared> children, boolean worstFirst) {
        List<Integer> order = new ArrayList<>();
        for (int child = 0; child < children.size(); child++) {
            order.add(child);
        }
        if (worstFirst) {
            order.sort(Comparator.comparingLong((Integer child) -> children.get(child).in(ChildState.OUTVOTED)
                    + children.get(child).in(ChildState.UNREADABLE)).reversed());
        }
        return order;
    }

    private static Map<String, SetMember> byName(MembersConfiguration members) {
        return members.set().members().stream().collect(Collectors
                .toMap(member -> members.configuration().childName(member.file()), member -> member, (one, _) -> one));
    }

    private static ChildSummary.Role role(SetMember member) {
        String words = MemberWords.standing(member);
        return new ChildSummary.Role(member.found().events().isPresent()
                ? text("overview.child.events", words, Long.toUnsignedString(member.found().events().getAsLong()))
                : words, member.standing() != Standing.CURRENT);
    }
}
