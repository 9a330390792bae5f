// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.repair;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.WrappedLine;
import org.quorumworkbench.app.model.RepairJournal.Asked;
import org.quorumworkbench.app.model.RepairJournal.Way;
import org.quorumworkbench.app.model.RepairModel;
import org.quorumworkbench.app.model.RepairWords;
import org.quorumworkbench.app.model.ShownPlan;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.repair.Rehearsal;

/**
 * A repair, step by step: choose and plan, read and save, rehearse, type the names of the children,
 * apply; and take it back.
 */
public final class RepairView extends SplitPane {

    private final RepairModel model;
    private final Supplier<Optional<Path>> saveTo;
    private final Supplier<Optional<Path>> open;
    private final ListView<PlanLine> lines = new ListView<>();
    private final Label summary = new Label();
    private final Label rehearsed = new Label();
    private final Label journal = new Label();
    private final TextField typed = new TextField();
    private final Button follow = new Button();
    private final CheckBox map = new CheckBox(text("repair.map"));

    /**
     * Makes the view.
     *
     * @param wish
     *            where a person chooses what to plan
     * @param goTo
     *            looks at a range
     * @param saveTo
     *            asks the person for a file to save to
     * @param open
     *            asks the person for a journal
     */
    public RepairView(RepairModel model, RepairWish wish, Consumer<SectorRange> goTo, Supplier<Optional<Path>> saveTo,
            Supplier<Optional<Path>> open) {
        this.model = model;
        this.saveTo = saveTo;
        this.open = open;
        setId("repair");
        wish.offer(button("plan", model.busyProperty().not(), () -> wish.wish().ifPresent(model::plan)));
        typed.setId("repair-typed");
        getItems().setAll(scroll(wish), preview(goTo), scroll(work()));
        setDividerPositions(0.26, 0.68);
        model.planProperty().subscribe((before, now) -> list());
        model.journal().askedProperty().subscribe((before, now) -> list());
        model.rehearsalProperty().subscribe((before, now) -> tell());
        model.journal().lastProperty().subscribe(now -> journal.setText(
                now.map(file -> text("repair.journal", FileName.shown(file))).orElse("")));
        list();
    }

    private static ScrollPane scroll(VBox content) {
        content.getStyleClass().add("lab-column");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("flat-scroll");
        scroll.setMinWidth(200);
        return scroll;
    }

    private static Button button(String name, javafx.beans.value.ObservableValue<Boolean> enabled, Runnable run) {
        Button button = new Button(text("repair.do." + name));
        button.setId("repair-" + name);
        button.setMinWidth(Region.USE_PREF_SIZE);
        LateTip.on(button, () -> text("repair.do." + name + ".tip"));
        button.setAccessibleText(text("repair.do." + name + ".tip"));
        button.disableProperty().bind(Bindings.createBooleanBinding(() -> !enabled.getValue(), enabled));
        button.setOnAction(event -> run.run());
        return button;
    }

    private static Label words(Label label, String id) {
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private VBox preview(Consumer<SectorRange> goTo) {
        lines.setId("repair-lines");
        lines.getStyleClass().addAll("lab-table", "wrapped-lines");
        lines.setAccessibleText(text("repair.lines"));
        lines.setPlaceholder(words(new Label(text("repair.none")), "repair-none"));
        lines.setCellFactory(_ -> new WrappedLine<>(PlanLine::text, line -> !line.isStep()));
        lines.getSelectionModel().selectedItemProperty().subscribe(line -> {
            if (line != null) {
                goTo.accept(line.range());
            }
        });
        VBox.setVgrow(lines, Priority.ALWAYS);
        BooleanBinding hasPlan = Bindings.createBooleanBinding(
                () -> model.planProperty().get().isPresent() && !model.busyProperty().get(), model.planProperty(),
                model.busyProperty());
        VBox box = new VBox(8, words(summary, "repair-summary"), lines,
                new FlowPane(6, 6, button("save", hasPlan, () -> saveTo.get().ifPresent(model::save))));
        box.getStyleClass().add("lab-column");
        box.setMinWidth(220);
        return box;
    }

    private VBox work() {
        BooleanBinding isSaved = Bindings.createBooleanBinding(
                () -> model.savedProperty().get().isPresent() && !model.busyProperty().get(), model.savedProperty(),
                model.busyProperty());
        BooleanBinding mayApply = Bindings.createBooleanBinding(
                () -> !model.busyProperty().get() && model.mayApply(typed.getText()), model.busyProperty(),
                model.rehearsalProperty(), model.planProperty(), model.journal().askedProperty(),
                typed.textProperty());
        map.setId("repair-map");
        map.setWrapText(true);
        map.managedProperty().bind(map.visibleProperty());
        map.visibleProperty().bind(model.leftProperty().map(Optional::isPresent));
        map.selectedProperty().bindBidirectional(model.mapsLeftProperty());
        ProgressBar bar = new ProgressBar();
        bar.setId("repair-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(model.progressProperty());
        bar.visibleProperty().bind(model.busyProperty());
        ListView<String> log = new ListView<>(model.log());
        log.setId("repair-log");
        log.getStyleClass().addAll("lab-table", "wrapped-lines");
        log.setCellFactory(_ -> new WrappedLine<>(Function.identity()));
        log.setAccessibleText(text("repair.log"));
        log.setPlaceholder(new Label(text("repair.log.none")));
        log.setPrefHeight(110);
        VBox.setVgrow(log, Priority.ALWAYS);
        return new VBox(8, new FlowPane(6, 6, button("rehearse", isSaved, model::rehearse)),
                words(rehearsed, "repair-rehearsed"), map, typed, answers(),
                new FlowPane(6, 6, button("apply", mayApply,
                        () -> saveTo.get().ifPresent(file -> model.apply(typed.getText(), file))),
                        button("stop", model.busyProperty(), model::stop),
                        button("undo", model.busyProperty().not(),
                                () -> journal().ifPresent(file -> model.journal().ask(file, Way.UNDO))),
                        button("resume", model.busyProperty().not(),
                                () -> open.get().ifPresent(file -> model.journal().ask(file, Way.RESUME)))),
                words(journal, "repair-journal"), bar, log);
    }

    /** What is answered to a question about a journal; shown while there is one. */
    private FlowPane answers() {
        follow.setId("repair-follow");
        follow.setMinWidth(Region.USE_PREF_SIZE);
        follow.setOnAction(event -> model.journal().follow(typed.getText()));
        follow.disableProperty().bind(Bindings.createBooleanBinding(
                () -> model.busyProperty().get() || !model.journal().mayFollow(typed.getText()), model.busyProperty(),
                model.journal().askedProperty(), typed.textProperty()));
        FlowPane answers = new FlowPane(6, 6, follow,
                button("dismiss", model.busyProperty().not(), model.journal()::dismiss));
        answers.managedProperty().bind(answers.visibleProperty());
        follow.visibleProperty().bind(answers.visibleProperty());
        answers.visibleProperty().bind(model.journal().askedProperty().map(Optional::isPresent));
        return answers;
    }

    /** The journal that was written last, or another that the person names. */
    private Optional<Path> journal() {
        return model.journal().lastProperty().get().or(open);
    }

    /** The plan; or, while a person is asked about a journal, that journal's. */
    private void list() {
        Optional<Asked> asked = model.journal().askedProperty().get();
        lines.getItems().setAll(asked.map(Asked::plan).or(model.planProperty()::get)
                .map(shown -> PlanLine.of(shown.plan(), asked.isEmpty())).orElse(List.of()));
        typed.clear();
        tell();
    }

    private void tell() {
        Optional<Asked> asked = model.journal().askedProperty().get();
        Optional<ShownPlan> plan = model.planProperty().get();
        Optional<Rehearsal.Result> result = model.rehearsalProperty().get();
        summary.setText(asked.map(RepairView::question).or(() -> plan.map(shown -> text("repair.summary",
                Integer.toString(shown.plan().steps().size()), Integer.toString(shown.plan().excluded().size()),
                shown.shortHash()))).orElseGet(() -> text("repair.what")));
        rehearsed.setText(asked.map(_ -> "").or(() -> result.map(RepairView::words))
                .orElseGet(() -> text(plan.isPresent() ? "repair.rehearse.first" : "repair.rehearse.what")));
        typed.setDisable(asked.isEmpty() && result.isEmpty());
        String prompt = asked.map(question -> text("repair.type." + word(question), question.plan().targets()))
                .or(() -> plan.filter(shown -> !shown.targets().isEmpty())
                        .map(shown -> text("repair.type", shown.targets())))
                .orElseGet(() -> text("repair.type.prompt"));
        typed.setPromptText(prompt);
        typed.setAccessibleText(prompt);
        // While it is hidden it keeps words: a control has them always.
        follow.setText(text("repair.follow." + asked.map(RepairView::word).orElse("undo")));
    }

    private static String word(Asked question) {
        return question.way() == Way.UNDO ? "undo" : "resume";
    }

    private static String question(Asked question) {
        return text("repair.ask." + word(question), FileName.shown(question.file()),
                Integer.toString(question.plan().plan().steps().size()),
                String.join("\n", RepairWords.files(question.plan().plan())));
    }

    private static String words(Rehearsal.Result result) {
        if (!result.isAsPlanned()) {
            return text("repair.rehearse.other", Integer.toString(result.unexpected().size()));
        }
        return text("repair.rehearse.good", number(result.bytes()), number(result.refused().size()),
                number(result.journalBytes()));
    }
}
