// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.OneAtATime;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.FindingWords;
import org.quorumworkbench.app.model.Findings;
import org.quorumworkbench.app.model.Judgement;
import org.quorumworkbench.app.model.Places;
import org.quorumworkbench.app.model.ScanStaleness;
import org.quorumworkbench.app.model.WhatIf;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.ScannedChild;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * What a scan has found: its runs, who dissents with whom, and what if. Runs are listed in the
 * background, one list at a time, and only the last one asked for.
 */
public final class DivergencesView extends StackPane {

    /** Places and findings only if the order is by them. */
    private record Asked(Verdicts verdicts, RunFilter filter, RunList.Order order, Places.State places,
            Optional<Findings.Found> found) {

        RunList list() {
            return RunList.of(verdicts, filter, order, new RunWords(places, found));
        }
    }

    /** Sectors that are gone to at once. */
    private static final long SHOWN = 8;

    /** Of the view's width, for what lies beside the runs; and in pixels. */
    private static final double ASIDE = 0.26;
    private static final double LEAST_ASIDE = 264;
    private static final double MOST_ASIDE = 380;

    private final WhatIf judged;
    private final ScanStaleness staleness;
    private final OneAtATime<Asked, RunList> lists;
    private final RunTable table;
    private final FileTable files;
    private final ToggleButton byFile = new ToggleButton(text("divergence.byFile"));
    private final OneAtATime<GroupsAsked, List<FileGroup>> groups;
    private final ObservableValue<Places.State> places;
    private final ComboBox<RunFilter> filters = new ComboBox<>();
    private final ObservableValue<SectorRange> range;
    private final ObservableValue<Optional<Findings.Found>> findings;
    private final Label count = new Label();
    private final Label warnings = new Label();
    private final DissentMatrix matrix = new DissentMatrix(this::filter);
    private final WhatIfPane whatIf;
    private final BorderPane found = new BorderPane();
    private final VBox nothing;

    private @Nullable Asked shown;
    private boolean offering;

    /**
     * Shows what the scan finds.
     *
     * @param children
     *            those that the quorum has now
     * @param range
     *            that is looked at
     * @param go
     *            goes to a range
     * @param background
     *            where runs are listed
     * @param start
     *            begins a scan
     * @param save
     *            asks where to, and saves a report there
     * @param members
     *            what the children are, if they are members
     * @param places
     *            what lies at the divergent sectors
     * @param findings
     *            what kind of damage it is, once that is known
     * @param repair
     *            plans a repair of the runs that were picked
     */
    public DivergencesView(WhatIf judged, ScanStaleness staleness, ObservableValue<List<Child>> children,
            ObservableValue<SectorRange> range, Consumer<SectorRange> go, Background background, Runnable start,
            Runnable save,
            ObservableValue<Optional<MembersConfiguration>> members, ObservableValue<Places.State> places,
            ObservableValue<Optional<Findings.Found>> findings, Consumer<List<SectorRange>> repair) {
        this.judged = judged;
        this.places = places;
        this.staleness = staleness;
        lists = new OneAtATime<>(background, Asked::list, this::listed, background::broken);
        setId("divergences");
        this.range = range;
        this.findings = findings;
        table = new RunTable(run -> goTo(run.range(), go), order -> ask(),
                run -> FindingWords.kinds(findings.getValue(), run.range()), this::filter);
        whatIf = new WhatIfPane(judged, members);
        nothing = nothing(children, start);
        files = new FileTable(go);
        groups = new OneAtATime<>(background, GroupsAsked::groups, this::grouped, background::broken);
        StackPane tables = new StackPane(table, files);
        found.setCenter(new VBox(tools(save, repair), warnings, tables));
        VBox.setVgrow(tables, Priority.ALWAYS);
        found.setRight(aside());
        getChildren().addAll(nothing, found);
        judged.judgementProperty().subscribe(this::update);
        staleness.staleProperty().subscribe(this::warn);
        places.subscribe(this::placed);
        findings.subscribe(found -> {
            table.showDamage(found.isPresent());
            ask();
        });
        range.subscribe(table::follow);
        byFile.selectedProperty().subscribe(this::arrange);
        // The view may be made when all is known already.
        placed();
        update();
    }

    /** Whoever is there already is not brought there again. */
    private void goTo(SectorRange run, Consumer<SectorRange> go) {
        SectorRange wanted = new SectorRange(run.first(), Math.min(SHOWN, run.count()));
        if (!range.getValue().equals(wanted)) {
            go.accept(wanted);
        }
    }

    private static VBox nothing(ObservableValue<List<Child>> children, Runnable start) {
        Button scan = new Button(text("divergence.scan"));
        scan.setId("divergence-scan");
        scan.setOnAction(event -> start.run());
        scan.disableProperty().bind(children.map(List::isEmpty));
        Label empty = new Label(text("divergence.empty"));
        empty.getStyleClass().add("muted");
        VBox box = new VBox(8, empty, scan);
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private HBox tools(Runnable save, Consumer<List<SectorRange>> repair) {
        filters.setId("divergence-filter");
        LateTip.on(filters, () -> text("divergence.filter.tip"));
        filters.setAccessibleText(text("divergence.filter.tip"));
        filters.setPrefWidth(242);
        filters.setMinWidth(Region.USE_PREF_SIZE);
        filters.setConverter(new FilterWords(judged));
        filters.valueProperty().addListener((property, before, now) -> {
            if (!offering) {
                ask();
            }
        });
        count.setId("divergence-count");
        // In a narrow window in two lines, which are as high as the buttons beside them: it is never cut.
        count.setWrapText(true);
        count.setMinHeight(USE_PREF_SIZE);
        LateTip.on(count, count::getText);
        warnings.setId("divergence-warnings");
        warnings.setWrapText(true);
        warnings.setMinHeight(USE_PREF_SIZE);
        warnings.getStyleClass().addAll("view-tools", "divergence-warning");
        Button report = button("divergence.save", save);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        byFile.setId("divergence-by-file");
        byFile.setMinWidth(USE_PREF_SIZE);
        LateTip.on(byFile, () -> text("divergence.byFile.tip"));
        HBox tools = new HBox(8, filters, byFile, gap, count, picked(repair), report);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("view-tools");
        return tools;
    }

    private static Button button(String key, Runnable run) {
        Button button = new Button(text(key));
        LateTip.on(button, () -> text(key + ".tip"));
        button.setOnAction(event -> run.run());
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private Button picked(Consumer<List<SectorRange>> repair) {
        Button picked = button("findings.repair", () -> repair
                .accept(table.getSelectionModel().getSelectedItems().stream().map(DivergentRun::range).toList()));
        picked.setId("divergence-repair");
        picked.disableProperty().bind(
                Bindings.isEmpty(table.getSelectionModel().getSelectedItems()).or(table.visibleProperty().not()));
        return picked;
    }

    private ScrollPane aside() {
        Label title = new Label(text("divergence.matrix"));
        title.getStyleClass().add("heading");
        VBox content = new VBox(whatIf, title, matrix);
        content.getStyleClass().add("divergence-aside");
        ScrollPane aside = new ScrollPane(content);
        aside.setFitToWidth(true);
        // In a narrow window the runs need the room.
        found.widthProperty()
                .subscribe(all -> aside.setPrefWidth(Math.clamp(all.doubleValue() * ASIDE, LEAST_ASIDE, MOST_ASIDE)));
        aside.getStyleClass().add("flat-scroll");
        // A matrix of many children is wider than there is room; the sentences are read without scrolling
        // all the same.
        aside.viewportBoundsProperty().subscribe(seen -> whatIf.setMaxWidth(
                seen.getWidth() - content.getInsets().getLeft() - content.getInsets().getRight()));
        return aside;
    }

    private void filter(RunFilter wanted) {
        // What is not among its items, a combo box has but does not show.
        if (!filters.getItems().contains(wanted)) {
            filters.getItems().add(wanted);
        }
        filters.setValue(wanted);
    }

    private void update() {
        Judgement judgement = judged.judgementProperty().get().orElse(null);
        found.setVisible(judgement != null);
        nothing.setVisible(judgement == null);
        if (judgement == null) {
            shown = null;
            lists.forget();
            return;
        }
        offer(judgement);
        matrix.show(judgement.whatIf());
        whatIf.show(judgement);
        warn();
        ask();
    }

    private void offer(Judgement judgement) {
        offering = true;
        RunFilter chosen = filters.getValue();
        filters.getItems().setAll(RunFilter.offered(judgement));
        boolean fits = switch (chosen) {
            case null -> false;
            case RunFilter.Only(int child) -> child < judgement.whatIf().map().children().size();
            case RunFilter.Dissents(int child) -> child < judgement.whatIf().map().children().size();
            case RunFilter.Both(int one, int other) ->
                Math.max(one, other) < judgement.whatIf().map().children().size();
            case RunFilter.Explained _,RunFilter.Unexplained _,RunFilter.Suspect _ ->
                judgement.whatIf().evidence().isKnown();
            case RunFilter.All _,RunFilter.Pattern _ -> true;
        };
        if (fits && !filters.getItems().contains(chosen)) {
            filters.getItems().add(chosen);
        }
        filters.setValue(fits ? chosen : new RunFilter.All());
        offering = false;
    }

    /** Children that cannot be relied on, and what is not known of the places. */
    private void warn() {
        List<String> lines = ScanWarnings.of(judged.judgementProperty().get(), staleness.staleProperty().get(),
                places.getValue());
        warnings.setText(String.join("\n", lines));
        warnings.setVisible(!lines.isEmpty());
        warnings.setManaged(!lines.isEmpty());
    }

    /** What is asked for by file. */
    private record GroupsAsked(Verdicts verdicts, RunFilter filter, Places.State.Known known) {
        List<FileGroup> groups() {
            return FileGroup.of(RunFilter.shown(verdicts.runs(), filter), known.finder());
        }
    }

    private void placed() {
        table.show(places.getValue());
        warn();
        ask();
    }

    /** By run, or by file once it is known what lies there. */
    private void arrange() {
        Judgement judgement = judged.judgementProperty().get().orElse(null);
        RunFilter filter = filters.getValue();
        boolean known = places.getValue() instanceof Places.State.Known;
        byFile.setDisable(!known);
        files.setVisible(known && byFile.isSelected());
        table.setVisible(!files.isVisible());
        if (files.isVisible() && judgement != null && filter != null
                && places.getValue() instanceof Places.State.Known now) {
            groups.ask(new GroupsAsked(judgement.whatIf(), filter, now));
        }
    }

    private void grouped(GroupsAsked asked, List<FileGroup> made) {
        files.show(made, asked.verdicts().map().children().stream().map(ScannedChild::name).toList());
    }

    private void ask() {
        arrange();
        Judgement judgement = judged.judgementProperty().get().orElse(null);
        RunFilter filter = filters.getValue();
        if (judgement == null || filter == null) {
            return;
        }
        boolean words = table.order().key().isOfWords();
        Asked wanted = new Asked(judgement.whatIf(), filter, table.order(),
                words ? places.getValue() : new Places.State.Unknown(), words ? findings.getValue() : Optional.empty());
        if (!wanted.equals(shown)) {
            lists.ask(wanted);
        }
    }

    private void listed(Asked asked, RunList runs) {
        shown = asked;
        table.show(runs, asked.verdicts().map().children().stream().map(ScannedChild::name).toList(),
                asked.verdicts().evidence().isKnown());
        table.follow(range.getValue());
        String all = text("divergence.shown", runs.size(), runs.sectors(), number(runs.size()), number(runs.sectors()));
        count.setText(runs.isCut() ? all + "; " + text("divergence.capped", number(RunList.MOST)) : all);
    }
}
