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
import org.quorumworkbench.app.control.TextButton;
import org.quorumworkbench.app.model.DivergentPlace;
import org.quorumworkbench.app.model.DivergentPlaceWords;
import org.quorumworkbench.app.model.Findings;
import org.quorumworkbench.app.model.Survey;
import org.quorumworkbench.core.scan.DifferingBytes;

/** All that is known of the selected finding: in sentences, and its differing bytes. */
final class EvidencePane extends ScrollPane {

    private final ObservableValue<Optional<DifferingBytes>> bytes;
    private final ObservableValue<Optional<Findings.Found>> found;
    private final Label title = new Label();
    private final VBox sentences = new VBox(4);
    private final VBox rows = new VBox();
    private final FlowPane ways;
    private final VBox content;
    private @Nullable Survey survey;
    private @Nullable DivergentPlace place;

    /**
     * @param bytes
     *            the differing bytes of what was selected, as soon as they were read
     * @param found
     *            what kind of damage it is, as soon as that is known
     * @param go
     *            goes to the place
     */
    EvidencePane(ObservableValue<Optional<DifferingBytes>> bytes, ObservableValue<Optional<Findings.Found>> found,
            Consumer<DivergentPlace> go) {
        this.bytes = bytes;
        this.found = found;
        setId("overview-evidence");
        getStyleClass().add("flat-scroll");
        setFitToWidth(true);
        setMinWidth(0);
        title.getStyleClass().add("heading");
        title.setId("overview-evidence-title");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        Button there = new TextButton("overview.go", () -> {
            if (place != null) {
                go.accept(place);
            }
        });
        ways = new FlowPane(6, 4, there, new TextButton("overview.copy", this::copy));
        rows.setId("overview-bytes");
        rows.getStyleClass().add("finding-bytes");
        content = new VBox(8, title, sentences, rows, ways);
        content.getStyleClass().add("overview-evidence");
        setContent(content);
        bytes.subscribe(this::showBytes);
        found.subscribe((before, now) -> tell());
        clear();
    }

    void clear() {
        survey = null;
        place = null;
        content.setVisible(false);
    }

    void show(Survey of, DivergentPlace selected) {
        boolean another = place == null || !selected.hasBytesOf(place);
        survey = of;
        place = selected;
        content.setVisible(true);
        tell();
        if (another) {
            rows.getChildren().clear();
            setVvalue(0);
        }
    }

    private void tell() {
        Survey of = survey;
        DivergentPlace selected = place;
        if (of == null || selected == null) {
            return;
        }
        DivergentPlaceWords words = new DivergentPlaceWords(of, found.getValue());
        String apart = words.apart(selected);
        title.setText(apart.isEmpty()
                ? DivergentPlaceWords.what(selected)
                : text("overview.evidence.title", DivergentPlaceWords.what(selected), apart));
        sentences.getChildren().setAll(words.sentences(selected).stream().map(EvidencePane::sentence).toList());
    }

    private static Label sentence(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private void showBytes(Optional<DifferingBytes> read) {
        DivergentPlace of = place;
        rows.getChildren().clear();
        if (of == null || read.isEmpty()) {
            return;
        }
        boolean won = of.ruling().verdict().succeeds() && of.kind() != DivergentPlace.Kind.TIE;
        List<DifferingBytes.Row> all = read.get().rows();
        for (DifferingBytes.Row row : all) {
            for (int version = 0; version < read.get().versions().size(); version++) {
                rows.getChildren().add(new ByteLine(read.get(), row, version, won));
            }
        }
    }

    private void copy() {
        Survey of = survey;
        DivergentPlace selected = place;
        if (of != null && selected != null) {
            ClipboardContent clip = new ClipboardContent();
            clip.putString(new DivergentPlaceWords(of, found.getValue()).whole(selected, bytes.getValue()));
            Clipboard.getSystemClipboard().setContent(clip);
        }
    }
}
