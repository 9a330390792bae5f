// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.Damage;
import org.quorumworkbench.app.model.DamageWords;
import org.quorumworkbench.app.model.DifferingBytes;
import org.quorumworkbench.app.model.Survey;

/** All that is known of the selected finding: in sentences, and its differing bytes. */
final class EvidencePane extends ScrollPane {

    private final ObservableValue<Optional<DifferingBytes>> bytes;
    private final Label title = new Label();
    private final VBox sentences = new VBox(4);
    private final VBox rows = new VBox();
    private final FlowPane ways;
    private final VBox content;
    private @Nullable Survey survey;
    private @Nullable Damage damage;

    /**
     * @param bytes
     *            the differing bytes of what was selected, as soon as they were read
     * @param go
     *            goes to the damage
     */
    EvidencePane(ObservableValue<Optional<DifferingBytes>> bytes, Consumer<Damage> go) {
        this.bytes = bytes;
        setId("overview-evidence");
        getStyleClass().add("flat-scroll");
        setFitToWidth(true);
        setMinWidth(0);
        title.getStyleClass().add("heading");
        title.setId("overview-evidence-title");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        Button there = button("overview.go", () -> {
            if (damage != null) {
                go.accept(damage);
            }
        });
        ways = new FlowPane(6, 4, there, button("overview.copy", this::copy));
        rows.setId("overview-bytes");
        rows.getStyleClass().add("finding-bytes");
        content = new VBox(8, title, sentences, rows, ways);
        content.getStyleClass().add("overview-evidence");
        setContent(content);
        bytes.subscribe(this::showBytes);
        clear();
    }

    private static Button button(String name, Runnable run) {
        Button button = new Button(text(name));
        button.setId(name.replace('.', '-'));
        button.setMinWidth(USE_PREF_SIZE);
        LateTip.on(button, () -> text(name + ".tip"));
        button.setOnAction(event -> run.run());
        return button;
    }

    void clear() {
        survey = null;
        damage = null;
        content.setVisible(false);
    }

    void show(Survey of, Damage selected) {
        survey = of;
        damage = selected;
        content.setVisible(true);
        DamageWords words = new DamageWords(of);
        String apart = words.apart(selected);
        title.setText(apart.isEmpty()
                ? DamageWords.kind(selected.kind())
                : text("overview.evidence.title", DamageWords.kind(selected.kind()), apart));
        sentences.getChildren().setAll(words.sentences(selected).stream().map(EvidencePane::sentence).toList());
        rows.getChildren().clear();
        setVvalue(0);
    }

    private static Label sentence(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private void showBytes(Optional<DifferingBytes> read) {
        Damage of = damage;
        rows.getChildren().clear();
        if (of == null || read.isEmpty()) {
            return;
        }
        boolean won = of.ruling().verdict().succeeds() && of.kind() != Damage.Kind.TIE;
        List<DifferingBytes.Row> all = read.get().rows();
        for (DifferingBytes.Row row : all) {
            for (int version = 0; version < read.get().versions().size(); version++) {
                rows.getChildren().add(new ByteLine(read.get(), row, version, won));
            }
        }
    }

    private void copy() {
        Survey of = survey;
        Damage selected = damage;
        if (of != null && selected != null) {
            ClipboardContent clip = new ClipboardContent();
            clip.putString(new DamageWords(of).whole(selected, bytes.getValue()));
            Clipboard.getSystemClipboard().setContent(clip);
        }
    }
}
