// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.members;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.TextColumn;
import org.quorumworkbench.app.model.MemberWords;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.member.Area;
import org.quorumworkbench.core.member.Found;
import org.quorumworkbench.core.member.SetMember;

/**
 * The children as members of a set: what each is, and what they say of themselves and each other.
 */
public final class MembersView extends StackPane {

    /** Of the view's width, for the sentences beside the table; and in pixels. */
    private static final double EVIDENCE = 0.36;
    private static final double LEAST_EVIDENCE = 340;

    private final TableView<SetMember> table = new TableView<>();
    private final TextArea evidence = new TextArea();
    private final BorderPane there = new BorderPane();
    private final VBox nothing;
    private Optional<MembersConfiguration> shown = Optional.empty();

    /**
     * Shows what is known of the members.
     *
     * @param known
     *            absent if the children are no members
     */
    public MembersView(ObservableValue<Optional<MembersConfiguration>> known) {
        setId("members");
        Label empty = new Label(text("members.empty"));
        empty.setWrapText(true);
        empty.setMaxWidth(640);
        empty.getStyleClass().add("muted");
        nothing = new VBox(empty);
        nothing.setAlignment(Pos.CENTER);
        table.setId("members-table");
        table.getStyleClass().addAll("lab-table", Styles.DENSE, Tweaks.EDGE_TO_EDGE);
        table.setAccessibleText(text("members.title"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        column("child", 60, member -> child(member.file()));
        column("standing", 90, MemberWords::standing);
        column("events", 60, member -> events(member.found()));
        column("kind", 80, member -> (member.found().kind() + " " + member.found().version()).strip());
        column("role", 60, member -> member.found().role());
        column("state", 70, member -> member.found().state().map(state -> text("members.state." + state.word()))
                .orElse(""));
        column("area", 150, member -> member.found().area().map(MembersView::sectors).orElse(""));
        evidence.setId("members-evidence");
        evidence.setEditable(false);
        evidence.setWrapText(true);
        there.widthProperty()
                .subscribe(all -> evidence.setPrefWidth(Math.max(LEAST_EVIDENCE, all.doubleValue() * EVIDENCE)));
        evidence.setAccessibleText(text("members.evidence"));
        LateTip.on(evidence, () -> text("members.evidence"));
        evidence.getStyleClass().add("members-evidence");
        there.setCenter(table);
        there.setRight(evidence);
        getChildren().addAll(nothing, there);
        known.subscribe(this::show);
    }

    private void column(String name, double width, Function<SetMember, String> words) {
        TextColumn<SetMember> column = new TextColumn<>(text("members." + name), width, words);
        column.setMinWidth(Math.max(width, column.getMinWidth()));
        table.getColumns().add(column);
    }

    private String child(int file) {
        return shown.map(members -> members.configuration().childName(file)).orElse("");
    }

    private static String events(Found found) {
        return found.events().isPresent() ? Long.toUnsignedString(found.events().getAsLong()) : "";
    }

    private static String sectors(Area area) {
        long first = area.offset() / SectorRange.SECTOR;
        return text("members.area.sectors", number(first),
                number(Math.max(first, area.end() / SectorRange.SECTOR - 1)));
    }

    private void show(Optional<MembersConfiguration> members) {
        shown = members;
        nothing.setVisible(members.isEmpty());
        there.setVisible(members.isPresent());
        table.getItems().setAll(members.map(found -> found.set().members()).orElse(List.of()));
        evidence.setText(members.map(MembersView::evidence).orElse(""));
    }

    private static String evidence(MembersConfiguration members) {
        MemberWords words = new MemberWords(members);
        List<String> parts = new ArrayList<>();
        parts.add(members.set().evidence().isEmpty()
                ? text("members.evidence.nothing")
                : members.set().evidence().stream().map(words::evidence).collect(Collectors.joining("\n")));
        parts.add(text(members.whole() ? "members.lawful.whole" : "members.lawful"));
        if (members.set().kind().equals("md")) {
            parts.add(text("members.lawful.md"));
        }
        return String.join("\n\n", parts);
    }
}
