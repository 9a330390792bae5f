// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Vote;

/** The heads of the panes: letter, members, votes; scrolled sideways with the rows. */
final class HexHeader extends Pane {

    private static final PseudoClass REACHED = PseudoClass.getPseudoClass("reached");
    private static final double HEIGHT = 28;

    private final Label offset = new Label(text("hex.offset"));
    private final Pane strip = new Pane();
    /** One for each pane, and those of panes that were there before. */
    private final List<PaneHead> heads = new ArrayList<>();

    HexHeader() {
        getStyleClass().add("hex-header");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        offset.getStyleClass().add("muted");
        strip.getChildren().add(offset);
        getChildren().add(strip);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
    }

    /** Shows whether the keys go to the bytes below. */
    void reach(boolean focused) {
        pseudoClassStateChanged(REACHED, focused);
    }

    void scrollTo(double x) {
        strip.setTranslateX(-x);
    }

    void show(HexPicture picture, HexMetrics metrics, Map<String, List<Fault>> faults) {
        List<HexPane> panes = picture.panes();
        place(offset, 4, metrics.offsetWidth() - 4);
        for (int at = 0; at < panes.size(); at++) {
            HexPane pane = panes.get(at);
            PaneHead head = head(at, new PaneHead.Shown(pane, members(picture.inspection(), pane, faults),
                    standing(picture, pane), glyph(picture, pane), metrics.paneWidth()));
            place(head, metrics.paneX(at), metrics.paneWidth() - 4);
        }
        heads.subList(panes.size(), heads.size()).forEach(left -> left.setVisible(false));
    }

    private PaneHead head(int at, PaneHead.Shown shown) {
        if (at == heads.size()) {
            heads.add(new PaneHead(shown));
            strip.getChildren().add(heads.getLast());
        }
        PaneHead head = heads.get(at);
        head.setVisible(true);
        head.show(shown);
        return head;
    }

    private static void place(Region head, double x, double width) {
        head.setLayoutX(x);
        head.setMinWidth(width);
        head.setPrefSize(width, HEIGHT);
        head.setMaxWidth(width);
    }

    private static String members(Inspection inspection, HexPane pane, Map<String, List<Fault>> faults) {
        return pane.children().stream().map(child -> inspection.children().get(child).name())
                .map(name -> faults.getOrDefault(name, List.of()).isEmpty() ? name : "~" + name)
                .collect(Collectors.joining(" "));
    }

    /** In place of a letter. */
    private static String glyph(HexPicture picture, HexPane pane) {
        if (pane.isOther()) {
            return "\u2026";
        }
        if (isShort(picture, pane)) {
            return "-";
        }
        ChildBytes child = picture.inspection().children().get(pane.shown());
        if (child.pending()) {
            return ".";
        }
        return child.error().isPresent() ? "!" : "?";
    }

    private static boolean isShort(HexPicture picture, HexPane pane) {
        Inspection inspection = picture.inspection();
        ChildBytes child = inspection.children().get(pane.shown());
        int first = child.unreadable().nextSetBit(0);
        return first >= 0 && inspection.range().first() + first >= picture.marks().end(child.name());
    }

    private static String standing(HexPicture picture, HexPane pane) {
        Inspection inspection = picture.inspection();
        Vote vote = inspection.requestVote().orElse(null);
        if (pane.isOther()) {
            return text("hex.head.other", Integer.toString(pane.versions()),
                    inspection.children().get(pane.shown()).name());
        }
        if (pane.version().isEmpty() && isShort(picture, pane)) {
            return text("hex.row.ends",
                    Long.toString(picture.marks().end(inspection.children().get(pane.shown()).name())));
        }
        if (pane.version().isEmpty()) {
            return inspection.children().get(pane.shown()).error()
                    .map(errno -> text("hex.head.unreadable", errno.name()))
                    .orElse(text(inspection.children().get(pane.shown()).pending()
                            ? "children.state.waiting"
                            : "children.state.novote"));
        }
        if (vote == null) {
            return "";
        }
        int votes = vote.lettered().get(pane.version().getAsInt()).votes();
        String count = votes + "/" + vote.childCount();
        String needs = Integer.toString(vote.threshold());
        if (!vote.verdict().succeeds()) {
            return text("hex.head.below", count, needs);
        }
        if (pane.wins()) {
            return vote.verdict() == Verdict.TIE ? text("hex.head.tie", count) : text("hex.head.wins", count, needs);
        }
        return text(vote.verdict() == Verdict.TIE ? "hex.head.notchosen" : "hex.head.outvoted", count);
    }
}
