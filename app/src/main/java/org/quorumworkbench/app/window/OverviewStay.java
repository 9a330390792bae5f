// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.map.MapView;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.overview.OverviewView;
import org.quorumworkbench.app.preferences.Perspective;
import org.quorumworkbench.app.sample.TourQuorum;
import org.quorumworkbench.core.block.SectorRange;

/**
 * The Overview in the window: made when it is first wanted, shown by itself when all has been
 * compared, and the way from it to the bytes and back. Used on the JavaFX thread.
 */
final class OverviewStay {

    private final WorkbenchModel model;
    private final Supplier<MapView> map;
    private final Perspectives perspectives;
    private final Actions actions;
    private final Runnable focusBytes;
    private @Nullable OverviewView view;
    private List<TourQuorum.Stop> tour = List.of();
    private boolean byItself = true;
    /** Where the person looked when the scan began; who has gone elsewhere since is at work there. */
    private Optional<SectorRange> scanBegan = Optional.empty();
    private boolean left;

    /**
     * @param map
     *            makes the map of the whole device
     */
    OverviewStay(WorkbenchModel model, Supplier<MapView> map, Perspectives perspectives, Actions actions,
            Runnable focusBytes) {
        this.model = model;
        this.map = map;
        this.perspectives = perspectives;
        this.actions = actions;
        this.focusBytes = focusBytes;
        model.scan().stateProperty().subscribe((before, now) -> {
            if (now == ScanModel.State.RUNNING) {
                scanBegan = Optional.of(model.reading().rangeProperty().get());
            }
        });
        model.scan().onComplete(this::complete);
    }

    /** Whether it is shown by itself when a scan has ended. */
    void setByItself(boolean on) {
        byItself = on;
    }

    /** Shows what is to be seen in the sample; nothing if another quorum is open. */
    void showTour(List<TourQuorum.Stop> stops) {
        tour = stops;
        OverviewView now = view;
        if (now != null) {
            now.showTour(stops);
        }
    }

    /** The view, which is looked at from now on. */
    Node look() {
        OverviewView made = view;
        if (made == null) {
            made = new OverviewView(model, map.get(), new OverviewView.Ways(actions.scan.run(), this::next,
                    actions.saveScan.run(), this::go));
            made.showTour(tour);
            view = made;
        }
        left = false;
        model.surveying().watch(true);
        return made;
    }

    private boolean isLookedAt() {
        return perspectives.current() == Perspective.OVERVIEW;
    }

    void focus() {
        OverviewView now = view;
        if (now != null) {
            now.focusFindings();
        }
    }

    /** To the bytes, with a way back. */
    private void go(SectorRange range) {
        toTheBytes();
        model.reading().goTo(new SectorRange(range.first(),
                Math.max(range.count(), model.reading().rangeProperty().get().count())));
    }

    private void toTheBytes() {
        perspectives.show(Perspective.INVESTIGATE);
        left = true;
        focusBytes.run();
    }

    /** To the next divergence, where its bytes can be seen. */
    void next() {
        if (isLookedAt()) {
            toTheBytes();
        }
        model.search().nextDivergence();
    }

    /** Stops what runs; only with nothing running, goes back to where the person came from. */
    void stopOrGoBack() {
        boolean running = !model.tasks().list().isEmpty() || model.reading().waitingProperty().get().isPresent();
        if (!running && left && perspectives.current() == Perspective.INVESTIGATE) {
            if (model.messages().noticeProperty().get().filter(told -> told.kind() == Notice.Kind.GUIDE).isPresent()) {
                model.messages().dismiss();
            }
            perspectives.show(Perspective.OVERVIEW);
            focus();
        } else {
            model.cancel();
        }
    }

    private void complete() {
        boolean there = scanBegan.map(range -> range.equals(model.reading().rangeProperty().get())).orElse(true);
        scanBegan = Optional.empty();
        if (byItself && there && perspectives.current() == Perspective.INVESTIGATE) {
            // Its headline says the same.
            model.messages().dismiss();
            perspectives.show(Perspective.OVERVIEW);
            focus();
        }
    }
}
