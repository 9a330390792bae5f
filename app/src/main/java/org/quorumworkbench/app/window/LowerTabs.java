// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.quorumworkbench.app.bookmarks.BookmarksView;
import org.quorumworkbench.app.clients.ClientsView;
import org.quorumworkbench.app.divergence.DivergencesView;
import org.quorumworkbench.app.editor.ConfigurationView;
import org.quorumworkbench.app.events.EventsView;
import org.quorumworkbench.app.findings.FindingsView;
import org.quorumworkbench.app.lab.FaultsView;
import org.quorumworkbench.app.lab.LabFiles;
import org.quorumworkbench.app.lab.RecordingView;
import org.quorumworkbench.app.lab.WritesView;
import org.quorumworkbench.app.members.MembersView;
import org.quorumworkbench.app.model.Bookmarks;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.Picked;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.repair.RepairView;
import org.quorumworkbench.app.repair.RepairWish;

/** The views below the bytes, one at a time; each is made when it is first wanted. */
final class LowerTabs {

    /** The tabs and the tools of the view: what is above may take the rest, and never all of it. */
    private static final double LEAST = 78;

    private final TabPane pane = new TabPane();
    private final LateTab<DivergencesView> divergences;
    private final LateTab<MembersView> members;
    private final LateTab<FaultsView> faults;
    private final LateTab<ClientsView> clients;
    private final LateTab<ConfigurationView> configuration;
    private final LateTab<BookmarksView> bookmarks;

    /**
     * Makes the tabs.
     *
     * @param files
     *            asks the person for files of the fault lab
     * @param saveTo
     *            asks the person for a file to save to
     */
    LowerTabs(WorkbenchModel model, Bookmarks marks, Actions actions, LabFiles files,
            Supplier<Optional<Path>> saveTo) {
        pane.getStyleClass().add("bottom-tabs");
        pane.setMinHeight(LEAST);
        bookmarks = new LateTab<>("tab-bookmarks", "bookmarks.title",
                () -> new BookmarksView(marks, model.reading().rangeProperty(), model.reading()::goTo,
                        actions.bookmark.run(), actions.loadPlaces.run()));
        configuration = new LateTab<>("tab-configuration", "editor.title",
                () -> new ConfigurationView(model, saveTo));
        divergences = new LateTab<>("tab-divergences", "divergence.title",
                () -> new DivergencesView(model.whatIf(), model.staleness(), model.quorum().childrenProperty(),
                        model.reading().rangeProperty(), model.reading()::goTo, model.background(), actions.scan.run(),
                        actions.saveScan.run(),
                        model.members().knownProperty(), model.places().stateProperty(),
                        model.findings().foundProperty(), runs -> repair(model, Picked.of(runs))));
        members = new LateTab<>("tab-members", "members.title",
                () -> new MembersView(model.members().knownProperty()));
        faults = new LateTab<>("tab-faults", "lab.faults.title", () -> new FaultsView(model, files));
        clients = new LateTab<>("tab-clients", "clients.title", () -> new ClientsView(model, actions.serve.run()));
        pane.getTabs().addAll(List.of(
                new LateTab<>("tab-events", "events.title", () -> new EventsView(model, saveTo)),
                divergences,
                new LateTab<>("tab-findings", "findings.title",
                        () -> new FindingsView(model.background(), model.findings(),
                                model.reading().rangeProperty(), model.reading()::goTo, actions.scan.run(),
                                picked -> repair(model, picked))),
                members, faults,
                new LateTab<>("tab-writes", "lab.writes.title", () -> new WritesView(model, files)),
                new LateTab<>("tab-recording", "lab.recording.title", () -> new RecordingView(model, files)),
                bookmarks, configuration, clients,
                new LateTab<>("tab-repair", "repair.tab", () -> repair(model, files, saveTo))));
    }

    /** Rows that were picked in a table are planned next. */
    private void repair(WorkbenchModel model, List<Picked> picked) {
        model.repair().pick(picked);
        show("tab-repair");
    }

    private static RepairView repair(WorkbenchModel model, LabFiles files, Supplier<Optional<Path>> saveTo) {
        RepairWish wish = new RepairWish(model.quorum().childrenProperty(), model.reading().rangeProperty(),
                model.repair().pickedProperty(), wrong -> model.messages().tell(Notice.Kind.ERROR, wrong));
        return new RepairView(model.repair(), wish, model.reading()::goTo, saveTo,
                () -> files.open(text("repair.open")));
    }

    /** The id of the view that is shown. */
    Optional<String> shown() {
        return Optional.ofNullable(pane.getSelectionModel().getSelectedItem()).map(Tab::getId);
    }

    /** Shows the view of that id, if there is one. */
    void show(String id) {
        pane.getTabs().stream().filter(tab -> id.equals(tab.getId())).forEach(pane.getSelectionModel()::select);
    }

    /** Calls it whenever another view is shown. */
    void onShown(Runnable changed) {
        pane.getSelectionModel().selectedItemProperty().subscribe(changed);
    }

    TabPane pane() {
        return pane;
    }

    DivergencesView showDivergences() {
        return show(divergences);
    }

    MembersView showMembers() {
        return show(members);
    }

    ClientsView showClients() {
        return show(clients);
    }

    FaultsView showFaults() {
        return show(faults);
    }

    ConfigurationView showConfiguration() {
        return show(configuration);
    }

    /** The configuration's view, shown or not. */
    ConfigurationView configuration() {
        return configuration.view();
    }

    BookmarksView showBookmarks() {
        return show(bookmarks);
    }

    private <V extends Node> V show(LateTab<V> tab) {
        pane.getSelectionModel().select(tab);
        return tab.view();
    }
}
