// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.TextButton;
import org.quorumworkbench.app.model.HeadlineWords;
import org.quorumworkbench.app.model.Judgement;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.app.model.WhatIf;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.scan.EvidenceHeadline;
import org.quorumworkbench.core.scan.Headline;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * The headline, and what if: under another threshold or without the stale, all of the overview
 * changes at once.
 */
final class OverviewHead extends VBox {

    /** Pixels in which the threshold and both buttons stand side by side. */
    private static final double ONE_ROW = 640;
    private static final String DOUBT = "headline-trust";

    private final WorkbenchModel model;
    private final Label sentence = new Label();
    private final Label trust = new Label();
    private final Label whatIf = new Label();
    private final Spinner<Integer> threshold = new Spinner<>(1, 32, 1);
    private final Button withoutStale = new TextButton("overview.withoutStale", () -> asked().leaveOutStale());
    private final Button reset = new TextButton("overview.reset", () -> asked().stop());
    private final Button next;
    private final Button report;
    private final Button goOn;
    private final FlowPane wondering;
    private boolean showing;

    OverviewHead(WorkbenchModel model, OverviewView.Ways ways) {
        this.model = model;
        getStyleClass().add("overview-head");
        next = new TextButton("overview.next", ways.next());
        next.getStyleClass().add("accent");
        report = new TextButton("overview.report", ways.report());
        goOn = new TextButton("overview.goOn", ways.scan());
        words(sentence, "overview-headline", "overview-sentence");
        words(trust, "overview-trust", "overview-trust");
        words(whatIf, "overview-whatif", "muted");
        threshold.setId("overview-threshold");
        threshold.setPrefWidth(76);
        threshold.setMinWidth(76);
        threshold.setAccessibleText(text("divergence.whatif") + " " + text("divergence.whatif.threshold"));
        LateTip.on(threshold, () -> text("overview.threshold.tip"));
        threshold.valueProperty().addListener((property, was, now) -> {
            if (!showing && now != null) {
                asked().wonder(now);
            }
        });
        HBox wonder = new HBox(6, label("overview.whatif"), threshold);
        wonder.setAlignment(Pos.CENTER_LEFT);
        wondering = new FlowPane(8, 4, wonder, withoutStale, reset);
        wondering.setAlignment(Pos.CENTER_LEFT);
        // As wide as one row of it, or its height would be that of two.
        wondering.setPrefWrapLength(ONE_ROW);
        HBox.setHgrow(wondering, Priority.ALWAYS);
        HBox ways1 = new HBox(6, goOn, next, report);
        ways1.setAlignment(Pos.CENTER_RIGHT);
        ways1.setMinWidth(USE_PREF_SIZE);
        HBox below = new HBox(12, wondering, ways1);
        getChildren().addAll(new VBox(2, sentence, trust), below, whatIf);
        model.headline().headlineProperty().subscribe(this::update);
        model.headline().whatIfProperty().subscribe(this::update);
        model.whatIf().judgementProperty().subscribe(this::update);
        model.members().knownProperty().subscribe(this::update);
        model.scan().stateProperty().subscribe(this::update);
        update();
    }

    private WhatIf asked() {
        return model.whatIf();
    }

    private static void words(Label label, String id, String style) {
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(style);
    }

    private static Label label(String key) {
        Label label = new Label(text(key));
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static void there(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    private void update() {
        Optional<Judgement> judged = asked().judgementProperty().get();
        String now = model.headline().headlineProperty().get().map(HeadlineWords::votes).orElse("");
        sentence.setText(model.headline().whatIfProperty().get() ? text("headline.whatif", now) : now);
        there(sentence, !now.isEmpty());
        Optional<Headline> headline = model.headline().headlineProperty().get();
        trust.setText(headline.map(HeadlineWords::trust).orElse(""));
        trust.getStyleClass().remove(DOUBT);
        if (headline.flatMap(Headline::evidence).filter(EvidenceHeadline::doubts).isPresent()) {
            trust.getStyleClass().add(DOUBT);
        }
        there(trust, !trust.getText().isEmpty());
        boolean some = judged.filter(one -> one.whatIf().divergent() > 0).isPresent();
        there(next, some);
        there(report, judged.isPresent());
        there(goOn, judged.filter(one -> one.actual().map().scanned().count() < one.actual().map().sectors())
                .isPresent() && model.scan().stateProperty().get() == ScanModel.State.IDLE);
        there(wondering, judged.isPresent());
        judged.ifPresent(this::wonder);
        there(whatIf, judged.filter(Judgement::isWhatIf).isPresent());
    }

    private void wonder(Judgement judgement) {
        Verdicts judged = judgement.whatIf();
        int voters = judged.map().children().size() - judged.leftOut().size();
        showing = true;
        threshold.setValueFactory(new SpinnerValueFactory.IntegerSpinnerValueFactory(1, voters, judged.threshold()));
        showing = false;
        there(withoutStale, asked().offersWithoutStale());
        there(reset, judgement.isWhatIf());
        whatIf.setText(words(judgement));
    }

    private static String words(Judgement judgement) {
        long sectors = judgement.changes().stream().mapToLong(Verdicts.Change::sectors).sum();
        return switch ((int) Math.min(2, sectors)) {
            case 0 -> text("divergence.whatif.none");
            case 1 -> text("overview.changes.one");
            default -> text("overview.changes", number(sectors));
        };
    }
}
