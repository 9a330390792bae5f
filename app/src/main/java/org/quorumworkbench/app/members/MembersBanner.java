// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.members;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.Members;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.MembersConfiguration;

/**
 * Says whether members are read by the areas that their set replicates or as whole files, and
 * offers the other; nobody has to guess what a sector's number counts from.
 */
public final class MembersBanner extends HBox {

    private final Label words = new Label();
    private final Button other = new Button(text("members.readAreas"));

    /**
     * @param list
     *            shows what the members say
     */
    public MembersBanner(Members members, Runnable list) {
        setId("members-banner");
        getStyleClass().addAll("notice", "notice-information");
        setAlignment(Pos.CENTER_LEFT);
        words.setId("members-banner-text");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        other.setId("members-other");
        other.setMinWidth(USE_PREF_SIZE);
        LateTip.on(other, () -> text("members.other.tip"));
        other.setOnAction(event -> {
            members.readAreas();
            members.readWhole();
        });
        Button show = new Button(text("members.title"));
        show.setId("members-show");
        show.setMinWidth(USE_PREF_SIZE);
        LateTip.on(show, () -> text("members.show.tip"));
        show.setOnAction(event -> list.run());
        Button dismiss = new Button("", new FontIcon(Feather.X));
        dismiss.getStyleClass().add("flat");
        dismiss.setAccessibleText(text("notice.dismiss"));
        LateTip.on(dismiss, () -> text("notice.dismiss"));
        dismiss.setOnAction(event -> there(false));
        getChildren().addAll(words, other, show, dismiss);
        members.knownProperty().subscribe(this::show);
    }

    private void show(Optional<MembersConfiguration> known) {
        there(known.isPresent());
        known.ifPresent(members -> {
            words.setText(text(members.whole() ? "members.banner.whole" : "members.banner.areas",
                    members.set().kind(), members.set().name().word(), firstSectors(members)));
            other.setText(text(members.whole() ? "members.readAreas" : "members.readWhole"));
        });
    }

    /** Where the areas begin in their files: one number where they all begin alike. */
    private static String firstSectors(MembersConfiguration members) {
        List<String> firsts = members.set().members().stream().flatMap(member -> member.found().area().stream())
                .map(area -> number(area.offset() / SectorRange.SECTOR)).distinct().toList();
        return firsts.stream().collect(Collectors.joining(", "));
    }

    private void there(boolean there) {
        setVisible(there);
        setManaged(there);
    }
}
