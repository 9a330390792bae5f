// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.children;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.quorumworkbench.app.background.PulseGate;
import org.quorumworkbench.app.model.HeadlineWords;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.member.SetMember;

/** The children in vote order, each with its state in the range that is looked at. */
public final class ChildrenView extends ScrollPane {

    /** Who answers within this time, in seconds, was not waited for as far as eyes can tell. */
    private static final double UNSEEN = 0.3;
    /**
     * So many cards may be whole: of more than these, those with whom something is amiss come first.
     */
    private static final int FEW = 8;

    private final WorkbenchModel model;
    private final VBox cards = new VBox();
    /** In vote order. */
    private List<ChildCard> made = List.of();
    private final PulseGate soon;
    private final Timeline clock = new Timeline(new KeyFrame(Duration.millis(200), event -> update()));

    public ChildrenView(WorkbenchModel model) {
        this.model = model;
        soon = model.background().gate(this::update);
        setContent(cards);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setId("children");
        getStyleClass().addAll("flat-scroll", "children-view");
        cards.getStyleClass().add("panel-content");
        model.quorum().childrenProperty().subscribe(this::rebuild);
        model.reading().inspectionProperty().subscribe(this::updateSoon);
        clock.setCycleCount(Animation.INDEFINITE);
        model.reading().waitingProperty().subscribe(waiting -> {
            if (waiting.isPresent()) {
                clock.play();
            } else {
                clock.stop();
            }
            updateSoon();
        });
        model.lab().faultsProperty().subscribe(this::updateSoon);
        model.reading().healthProperty().subscribe(this::updateSoon);
        model.headline().headlineProperty().subscribe(this::updateSoon);
        model.staleness().staleProperty().subscribe(this::updateSoon);
        model.members().knownProperty().subscribe(this::updateSoon);
        model.identities().identitiesProperty().subscribe(this::identify);
        model.identities().hashesProperty().subscribe(this::identify);
        rebuild();
    }

    /** Once for all that changes with one step. */
    private void updateSoon() {
        soon.request();
    }

    private void rebuild() {
        cards.getChildren().clear();
        made = model.quorum().openedProperty().get().map(this::cards).orElse(List.of());
        if (made.isEmpty()) {
            Label empty = new Label(text("children.empty"));
            empty.getStyleClass().add("muted");
            cards.getChildren().add(empty);
        }
        cards.getChildren().addAll(made);
        update();
        identify();
    }

    private List<ChildCard> cards(OpenedQuorum open) {
        Set<String> there = model.quorum().childrenProperty().get().stream().map(child -> child.name())
                .collect(Collectors.toSet());
        return open.children().stream().filter(child -> there.contains(child.name()))
                .map(child -> new ChildCard(child, there.size() > FEW, on -> setReadError(child.name(), on),
                        () -> model.identities().hash(child.name())))
                .toList();
    }

    private void setReadError(String child, boolean on) {
        model.lab().setOn(child, model.lab().readErrorHere(), on);
    }

    private void update() {
        List<String> silent = model.reading().waitingProperty().get().filter(wait -> wait.seconds() > UNSEEN)
                .isPresent()
                        ? model.reading().waitingFor()
                        : List.of();
        for (int i = 0; i < made.size(); i++) {
            ChildCard card = made.get(i);
            card.showStale(stale(card.name()));
            card.showMember(member(card.name()));
            card.show(silent.contains(card.name())
                    ? ChildState.waiting()
                    : ChildState.of(model.reading().inspectionProperty().get(), i, model.marks().ends()),
                    position(i),
                    model.lab().faultsProperty().get().getOrDefault(card.name(), List.of()),
                    model.reading().healthProperty().get().get(card.name()),
                    model.reading().rangeProperty().get(), scanned(card.name()));
        }
        if (made.size() > FEW) {
            bringForward();
        }
    }

    /** Those with whom something is amiss here, then the others, both in vote order. */
    private void bringForward() {
        List<Node> order = Stream.concat(made.stream().filter(ChildCard::isAmiss),
                made.stream().filter(card -> !card.isAmiss())).map(Node.class::cast).toList();
        if (!cards.getChildren().equals(order)) {
            Optional<Node> focused = Optional.ofNullable(getScene()).map(Scene::getFocusOwner);
            cards.getChildren().setAll(order);
            // A card that is moved loses the keys.
            focused.ifPresent(Node::requestFocus);
        }
    }

    /** What the scan has found of the child, as the headline says it too. */
    private Optional<String> scanned(String child) {
        return model.headline().headlineProperty().get().filter(now -> model.headline().scannedProperty().get())
                .map(now -> now.children().stream().filter(one -> one.name().equals(child)).findFirst()
                        .map(one -> String.join(", ",
                                HeadlineWords.child(now.voted(), one.outvoted(), one.unreadable())))
                        .orElseGet(() -> text("children.found.without")));
    }

    /** How it stands in its set, and how far it got; empty if it is no member. */
    private Optional<SetMember> member(String child) {
        return model.members().knownProperty().get()
                .flatMap(known -> known.set().member(known.names().indexOf(child)));
    }

    private void identify() {
        for (ChildCard card : made) {
            card.showIdentity(model.identities().identitiesProperty().get().get(card.name()),
                    model.identities().hashesProperty().get().get(card.name()));
        }
    }

    /** Why what was scanned of the child no longer counts; empty while it does. */
    private String stale(String child) {
        return model.whatIf().judgementProperty().get().map(now -> now.actual().map().children())
                .map(scanned -> IntStream.range(0, scanned.size())
                        .filter(i -> scanned.get(i).name().equals(child))
                        .mapToObj(i -> Optional.ofNullable(model.staleness().staleProperty().get().get(i)))
                        .flatMap(Optional::stream).findFirst().map(why -> Wordings.of(why.wording())).orElse(""))
                .orElse("");
    }

    private OptionalInt position(int child) {
        return model.reading().inspectionProperty().get().flatMap(inspection -> inspection.requestVote())
                .map(vote -> vote.versionOf(child)).orElse(OptionalInt.empty());
    }
}
