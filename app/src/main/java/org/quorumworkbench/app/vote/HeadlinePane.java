// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.vote;

import static org.quorumworkbench.ui.Resources.text;

import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.TextButton;
import org.quorumworkbench.app.model.HeadlineModel;
import org.quorumworkbench.app.model.HeadlineWords;
import org.quorumworkbench.core.scan.EvidenceHeadline;

/** Who is wrong, where, and whether the winner can be trusted: what the eye has to find first. */
final class HeadlinePane extends VBox {

    private static final String DOUBT = "headline-trust";

    private final HeadlineModel headline;
    private final Label sentence = new Label();
    private final Label trust = new Label();
    private final FlowPane ways;

    /**
     * @param next
     *            goes to the next divergence
     * @param list
     *            shows all of them
     */
    HeadlinePane(HeadlineModel headline, Runnable next, Runnable list) {
        this.headline = headline;
        getStyleClass().add("headline");
        sentence.setId("headline");
        sentence.getStyleClass().add("headline-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        trust.setId("headline-trust");
        trust.getStyleClass().add("headline-sentence");
        trust.setWrapText(true);
        trust.setMinHeight(USE_PREF_SIZE);
        ways = new FlowPane(6, 4, new TextButton("headline.next", next), new TextButton("headline.list", list));
        getChildren().addAll(sentence, trust, ways);
        headline.headlineProperty().subscribe(this::show);
        headline.whatIfProperty().subscribe(this::show);
    }

    private void show() {
        var known = headline.headlineProperty().get();
        setVisible(known.isPresent());
        setManaged(known.isPresent());
        known.ifPresent(now -> {
            String words = HeadlineWords.votes(now);
            sentence.setText(headline.whatIfProperty().get() ? text("headline.whatif", words) : words);
            String trusted = HeadlineWords.trust(now);
            trust.setText(trusted);
            trust.setVisible(!trusted.isEmpty());
            trust.setManaged(!trusted.isEmpty());
            trust.getStyleClass().remove(DOUBT);
            if (now.evidence().filter(EvidenceHeadline::doubts).isPresent()) {
                trust.getStyleClass().add(DOUBT);
            }
            boolean some = now.divergent() > 0;
            ways.setVisible(some);
            ways.setManaged(some);
        });
    }
}
