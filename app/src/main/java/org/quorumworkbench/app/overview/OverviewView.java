// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.skin.ScrollPaneSkin;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.model.DivergentPlace;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.app.model.Survey;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.sample.TourQuorum;
import org.quorumworkbench.core.block.SectorRange;

/**
 * The whole disk at a glance: who is wrong, where, and can the winner be trusted. Made and used on
 * the JavaFX thread.
 */
public final class OverviewView extends VBox {

    private static final double LIST_SHARE = 0.52;
    /** The tools above the list, its titles, and a row. */
    private static final double LEAST_LIST = 110;

    /**
     * What the overview asks of the window.
     *
     * @param scan
     *            begins a scan
     * @param next
     *            goes to the next divergence
     * @param report
     *            asks where to, and saves a report there
     * @param go
     *            goes to a range, to look at its bytes
     */
    public record Ways(Runnable scan, Runnable next, Runnable report, Consumer<SectorRange> go) {}

    private final WorkbenchModel model;
    private final DivergenceTree findings;
    private final EvidencePane evidence;
    private final ChildSummaries children;
    private final BeforeScan before;
    private final TourBar tour;
    private final SplitPane found = new SplitPane();
    private Optional<DivergentPlace> read = Optional.empty();

    /**
     * Shows what was found.
     *
     * @param map
     *            of the whole device
     */
    public OverviewView(WorkbenchModel model, Node map, Ways ways) {
        this.model = model;
        setId("overview");
        getStyleClass().add("overview");
        findings = new DivergenceTree(model.surveying()::rows, this::select, this::look,
                place -> ways.go().accept(beginning(place)));
        evidence = new EvidencePane(model.surveying().bytesProperty(), model.findings().foundProperty(),
                place -> ways.go().accept(beginning(place)));
        children = new ChildSummaries(model, findings::showChild);
        before = new BeforeScan(model, ways.scan());
        found.setOrientation(Orientation.HORIZONTAL);
        found.getItems().addAll(findings, evidence);
        found.setDividerPositions(LIST_SHARE);
        found.setMinHeight(0);
        StackPane below = new StackPane(before, found);
        below.setMinHeight(LEAST_LIST);
        VBox.setVgrow(below, Priority.ALWAYS);
        if (map instanceof Region region) {
            region.setMinHeight(USE_PREF_SIZE);
        }
        tour = new TourBar(stop -> {
            ways.go().accept(stop.range());
            model.messages().tell(Notice.Kind.GUIDE, text("tour." + stop.name() + ".words"));
        });
        // A screen may be too small for all of it: then it is scrolled, and nothing lies over anything.
        ScrollPane body = new ScrollPane(new VBox(tour, children, map, below));
        // At once, so that what is in it can be given the focus before it was ever painted.
        body.setSkin(new ScrollPaneSkin(body));
        body.setFitToWidth(true);
        body.setFitToHeight(true);
        body.setMinHeight(0);
        body.getStyleClass().add("flat-scroll");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(new OverviewHead(model, ways), body);
        model.surveying().surveyProperty().subscribe(this::show);
        model.reading().rangeProperty().subscribe((before, now) -> follow());
        sceneProperty().subscribe((before, now) -> follow());
        model.scan().stateProperty().subscribe((was, now) -> {
            if (was == ScanModel.State.IDLE) {
                // The children may have changed since.
                read = Optional.empty();
            }
        });
    }

    /** Shows what is to be seen in the sample; nothing if another quorum is open. */
    public void showTour(List<TourQuorum.Stop> stops) {
        tour.show(stops);
    }

    /** Selects what lies where the person is now; what nobody looks at, nothing is read for. */
    private void follow() {
        if (getScene() != null) {
            findings.follow(model.reading().rangeProperty().get());
        }
    }

    /** The map's frame, and all else that shows where the person is, goes along. */
    private void look(DivergentPlace place) {
        if (!place.meets(model.reading().rangeProperty().get())) {
            model.reading().goTo(new SectorRange(place.first().first(), model.reading().rangeProperty().get().count()));
        }
    }

    /** Puts the focus where work begins. */
    public void focusFindings() {
        if (found.isVisible()) {
            findings.focusList();
        } else {
            before.focusScan();
        }
    }

    private static SectorRange beginning(DivergentPlace place) {
        return new SectorRange(place.first().first(), Math.min(8, place.first().count()));
    }

    private void show(Optional<Survey> now) {
        found.setVisible(now.isPresent());
        before.setVisible(now.isEmpty());
        children.show(now);
        if (now.filter(survey -> !survey.places().isEmpty()).isEmpty()) {
            evidence.clear();
            findings.forget();
            read = Optional.empty();
        }
        now.ifPresent(findings::show);
    }

    /** What was read of the same place stays: a scan that goes on finds it again and again. */
    private void select(Survey survey, DivergentPlace place) {
        evidence.show(survey, place);
        if (read.filter(place::hasBytesOf).isEmpty()) {
            read = Optional.of(place);
            model.surveying().read(survey, place);
        }
    }
}
