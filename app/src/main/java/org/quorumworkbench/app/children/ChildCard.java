// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.children;

import static org.quorumworkbench.ui.Resources.measure;
import static org.quorumworkbench.ui.Resources.text;

import atlantafx.base.theme.Styles;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.OneOf;
import org.quorumworkbench.app.control.VersionChip;
import org.quorumworkbench.app.model.ChildHash;
import org.quorumworkbench.app.model.ChildHealth;
import org.quorumworkbench.app.model.FaultLab;
import org.quorumworkbench.app.model.MemberWords;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ChildSource;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.member.SetMember;
import org.quorumworkbench.core.member.Standing;
import org.quorumworkbench.core.vote.Vote;

/**
 * One child in the list. A compact one tells what is amiss, and the rest when it is unfolded: of
 * many children most agree.
 */
final class ChildCard extends VBox {

    private static final String BEHIND = "child-member-behind";

    private final String name;
    private final IdentityBox identity;
    private final HBox chipPlace = new HBox();
    private final OpenedChild opened;
    private final Label within = new Label();
    private final Label state = new Label();
    private final Label member = new Label();
    private final Label found = new Label();
    private final Label health = new Label();
    private final Label faultsOn = new Label();
    private final Label stale = new Label();
    private final CheckBox readError = new CheckBox(text("children.fault"));
    private final ToggleButton unfold = new ToggleButton();
    private final boolean compact;
    private ChildState.Kind kind = ChildState.Kind.UNASKED;
    private @Nullable Chip shown;

    /**
     * @param compact
     *            whether only what is amiss is told at first
     * @param hash
     *            asks for the hash of the child's bytes
     */
    ChildCard(OpenedChild child, boolean compact, Consumer<Boolean> setReadError, Runnable hash) {
        this.name = child.name();
        this.compact = compact;
        getStyleClass().add("child-card");
        setAccessibleRole(AccessibleRole.NODE);
        setId("child-" + name);

        Label title = new Label(name);
        title.getStyleClass().add("child-name");
        LateTip.on(title, () -> name);
        title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        title.setMinWidth(20);
        HBox head = new HBox(8, chipPlace, title);
        head.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(title, Priority.ALWAYS);
        if (compact) {
            getStyleClass().add("compact");
            title.setMaxWidth(Double.MAX_VALUE);
            unfold.setId("unfold-" + name);
            unfold.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "unfold");
            FontIcon arrow = new FontIcon(Feather.CHEVRON_DOWN);
            unfold.setGraphic(arrow);
            unfold.setAccessibleText(text("children.unfold", name));
            LateTip.on(unfold, unfold::getAccessibleText);
            unfold.selectedProperty().addListener((property, before, now) -> {
                arrow.setIconCode(now ? Feather.CHEVRON_UP : Feather.CHEVRON_DOWN);
                fold();
            });
            head.getChildren().add(unfold);
        }

        ChildSource source = child.spec().source();
        String file = source.location().orElse("");
        identity = new IdentityBox(name, file, hash);
        opened = child;
        within.setId("origin-" + name);
        within.getStyleClass().addAll("muted", "path");
        within.setWrapText(true);
        LateTip.on(within, within::getText);
        showOrigin();

        state.setWrapText(true);
        state.getStyleClass().add("child-state");
        member.setId("member-" + name);
        member.setWrapText(true);
        member.getStyleClass().add("child-member");
        showMember(Optional.empty());
        found.getStyleClass().add("child-found");
        found.setId("found-" + name);
        found.setWrapText(true);
        health.getStyleClass().addAll("muted", "child-health");
        health.setWrapText(true);
        LateTip.on(health, health::getAccessibleText);
        faultsOn.getStyleClass().add("fault-mark");
        faultsOn.setWrapText(true);
        readError.setId("fault-" + name);
        readError.setWrapText(true);
        LateTip.on(readError, readError::getAccessibleText);
        readError.setOnAction(event -> setReadError.accept(readError.isSelected()));
        stale.getStyleClass().add("stale-mark");
        stale.setId("stale-" + name);
        stale.setWrapText(true);
        showStale("");
        getChildren().addAll(head, identity, within, member, state, found, health, stale, faultsOn, readError);
        fold();
    }

    /** What is always told, and what only in whole: what a child has like all others. */
    private void fold() {
        boolean whole = isWhole();
        showIf(identity, whole && opened.spec().source().location().filter(file -> !file.isEmpty()).isPresent());
        showIf(within, whole && !within.getText().isEmpty());
        showIf(member, !member.getText().isEmpty() && (whole || member.getStyleClass().contains(BEHIND)));
        showIf(state, whole || (kind != ChildState.Kind.WINS && kind != ChildState.Kind.UNASKED));
        showIf(found, whole && !found.getText().isEmpty());
        showIf(health, whole && !health.getText().isEmpty());
        showIf(readError, whole);
    }

    private boolean isWhole() {
        return !compact || unfold.isSelected();
    }

    private static void showIf(Node part, boolean wanted) {
        part.setVisible(wanted);
        part.setManaged(wanted);
    }

    /** Whether the person has something to look into: it is not where most are. */
    boolean isAmiss() {
        return switch (kind) {
            case WINS, UNASKED -> false;
            case OUTVOTED, NOT_CHOSEN, NOBODY_WINS, UNREADABLE, SHORT, WAITING -> true;
        };
    }

    /** What there is to know of where the bytes come from, besides its name. */
    private void showOrigin() {
        String words = ChildOrigin.words(opened);
        within.setText(words);
    }

    String name() {
        return name;
    }

    private record Chip(OptionalInt version, ChildState.Kind kind) {}

    /**
     * Shows how the child is now.
     *
     * @param scanned
     *            what a scan has found of it; absent if there was none
     */
    void show(ChildState now, OptionalInt version, List<Fault> faults, @Nullable ChildHealth seen, SectorRange range,
            Optional<String> scanned) {
        showOrigin();
        Chip chip = new Chip(version, now.kind());
        if (!chip.equals(shown)) {
            // Only then: a new node, or a new style, is styled anew, which is most of what a step costs.
            shown = chip;
            chipPlace.getChildren().setAll(version.isPresent() && now.kind() != ChildState.Kind.WAITING
                    ? VersionChip.of(version.getAsInt(), now.kind() == ChildState.Kind.WINS)
                    : VersionChip.glyph(glyph(now.kind())));
            OneOf.style(state, "state-", Optional.of(now.kind().name().toLowerCase(Locale.ROOT)));
        }
        kind = now.kind();
        state.setText(now.words());
        health.setText(seen == null
                ? ""
                : words(scanned.isPresent() ? "children.health.scanned" : "children.health.short", seen));
        health.setAccessibleText(seen == null
                ? ""
                : words(scanned.isPresent() ? "children.health.scanned" : "children.health", seen));
        found.setText(scanned.orElse(""));
        faultsOn.setText(faults.size() == 1
                ? "~ " + text("children.fault.on")
                : "~ " + text("children.faults.on", Integer.toString(faults.size())));
        showIf(faultsOn, !faults.isEmpty());
        readError.setSelected(faults.stream().anyMatch(fault -> fault.id().equals(FaultLab.READ_ERROR)));
        readError.setAccessibleText(text("children.fault.tip", name, Long.toString(range.first()),
                Long.toString(Math.max(range.first(), range.end() - 1))));
        setAccessibleText(version.isPresent()
                ? text("children.accessible", name, String.valueOf(Vote.letter(version.getAsInt())), now.words())
                : text("children.accessible.none", name, now.words()));
        fold();
    }

    void showIdentity(@Nullable Identity file, @Nullable ChildHash hash) {
        identity.show(file, hash);
    }

    /** Says how the child stands in its set, if it is a member of one; before it is shown how it is. */
    void showMember(Optional<SetMember> known) {
        member.setText(known.map(ChildCard::words).orElse(""));
        member.getStyleClass().remove(BEHIND);
        if (known.filter(one -> one.stale() || one.standing() != Standing.CURRENT).isPresent()) {
            member.getStyleClass().add(BEHIND);
        }
    }

    private static String words(SetMember member) {
        String kind = (member.found().kind() + " " + member.found().version()).strip();
        return member.found().events().isPresent()
                ? text("children.member.events", MemberWords.standing(member), kind,
                        Long.toUnsignedString(member.found().events().getAsLong()))
                : text("children.member", MemberWords.standing(member), kind);
    }

    /** Says that the child changed since it was scanned. */
    void showStale(String reason) {
        stale.setText(reason.isEmpty() ? "" : text("children.stale", reason));
        showIf(stale, !reason.isEmpty());
    }

    private static String glyph(ChildState.Kind kind) {
        return switch (kind) {
            case UNREADABLE -> "!";
            case SHORT -> "-";
            case UNASKED, WAITING -> ".";
            case WINS, OUTVOTED, NOT_CHOSEN, NOBODY_WINS -> "-";
        };
    }

    private static String words(String key, ChildHealth seen) {
        return text(key, Long.toString(seen.reads()), Long.toString(seen.errors()), Long.toString(seen.outvoted()),
                latency(seen.latency()));
    }

    private static String latency(Duration latency) {
        double milliseconds = latency.toNanos() / 1e6;
        return milliseconds < 10 ? measure(milliseconds) + " ms" : Math.round(milliseconds) + " ms";
    }
}
