// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.clients;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.Bytes;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.Clients;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.serve.ClientSight;
import org.quorumworkbench.core.vote.Vote;

/** Asks what a client would have seen that reads in pieces of one size. */
final class SightBar extends HBox {

    private static final int DEFAULT = 64 << 10;

    private final Label answer = new Label();

    SightBar(Clients clients) {
        super(6);
        ComboBox<Integer> size = new ComboBox<>();
        size.setId("sight-size");
        // A sector, a page, and what fio, nbdcopy and qemu-img ask for.
        size.getItems().setAll(512, 4 << 10, DEFAULT, 256 << 10, 2 << 20);
        size.setValue(DEFAULT);
        size.setConverter(new SizeWords());
        size.setAccessibleText(text("clients.sight.size"));
        Button ask = new Button(text("clients.sight"));
        ask.setId("sight-ask");
        ask.setOnAction(event -> clients.look(size.getValue()));
        LateTip.on(ask, () -> text("clients.sight.tip"));
        answer.setId("sight-answer");
        answer.setWrapText(true);
        HBox.setHgrow(answer, Priority.ALWAYS);
        size.setMinWidth(Region.USE_PREF_SIZE);
        ask.setMinWidth(Region.USE_PREF_SIZE);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("view-tools");
        getChildren().addAll(ask, size, answer);
        clients.sightProperty().subscribe(this::show);
    }

    private void show(Optional<ClientSight> sight) {
        answer.setText(sight.map(SightBar::words).orElse(""));
    }

    static String words(ClientSight sight) {
        SectorRange asked = sight.request();
        String where = asked.count() == 1
                ? text("clients.sight.sector", Long.toString(asked.first()))
                : text("clients.sight.sectors", Long.toString(asked.first()), Long.toString(asked.end() - 1));
        if (sight.error().isPresent()) {
            return text("clients.sight.failed", where, Clients.failure(sight.vote()).orElseGet(sight.error()::get));
        }
        return sight.vote().map(Vote::pattern).map(pattern -> text("clients.sight.voted", where, pattern))
                .orElseGet(() -> text("clients.sight.answered", where));
    }

    private static final class SizeWords extends StringConverter<Integer> {
        @Override
        public String toString(@Nullable Integer bytes) {
            return bytes == null ? "" : Bytes.exactly(bytes);
        }

        @Override
        public Integer fromString(String words) {
            return DEFAULT;
        }
    }
}
