// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.core.scan.CoDissent;
import org.quorumworkbench.core.scan.ScannedChild;
import org.quorumworkbench.core.scan.Verdicts;

/** In how many sectors two children were outvoted together; a click shows them. */
final class DissentMatrix extends GridPane {

    private final Consumer<RunFilter> filter;

    DissentMatrix(Consumer<RunFilter> filter) {
        this.filter = filter;
        setId("dissent-matrix");
        getStyleClass().add("divergence-matrix");
    }

    void show(Verdicts verdicts) {
        getChildren().clear();
        if (!verdicts.isVoted()) {
            add(noVote(), 0, 0);
            return;
        }
        List<String> names = verdicts.map().children().stream().map(ScannedChild::name).toList();
        CoDissent together = verdicts.coDissent();
        for (int one = 0; one < names.size(); one++) {
            add(name(names.get(one)), one + 1, 0);
            add(name(names.get(one)), 0, one + 1);
            for (int other = 0; other <= one; other++) {
                add(cell(names, one, other, together.sectors(one, other)), other + 1, one + 1);
            }
        }
    }

    /** Zeroes would say that all went well. */
    private static Label noVote() {
        Label words = new Label(text("divergence.matrix.fifo"));
        words.setId("dissent-none");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        return words;
    }

    private static Label name(String name) {
        Label label = new Label(name);
        label.getStyleClass().add("muted");
        label.setMaxWidth(90);
        LateTip.on(label, () -> name);
        return label;
    }

    private Button cell(List<String> names, int one, int other, long sectors) {
        Button cell = new Button(Long.toString(sectors));
        cell.setId("dissent-" + names.get(one) + "-" + names.get(other));
        String words = one == other
                ? text("divergence.matrix.self", names.get(one), Long.toString(sectors))
                : text("divergence.matrix.tip", names.get(one), names.get(other), Long.toString(sectors));
        LateTip.on(cell, () -> words);
        cell.setAccessibleText(words);
        cell.setMaxWidth(Double.MAX_VALUE);
        cell.setDisable(sectors == 0);
        cell.setOnAction(event -> filter
                .accept(one == other ? new RunFilter.Dissents(one) : new RunFilter.Both(one, other)));
        return cell;
    }
}
