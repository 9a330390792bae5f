// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.workbench;

import static org.quorumworkbench.ui.Resources.text;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import org.quorumworkbench.app.lab.FaultsView;
import org.quorumworkbench.app.lab.LabFiles;
import org.quorumworkbench.app.lab.RecordingView;
import org.quorumworkbench.app.lab.WritesView;

/** The fault lab's tabs: faults, writes, recording. */
final class LabTabs {

    private LabTabs() {}

    static List<Tab> of(WorkbenchModel model, FaultsView faults, LabFiles files) {
        return List.of(tab("lab.faults.title", faults), tab("lab.writes.title", new WritesView(model, files)),
                tab("lab.recording.title", new RecordingView(model, files)));
    }

    /** Asks the person with the window's own dialogs. */
    static LabFiles files(Opening.Chooser chooser, Supplier<Optional<Path>> saveTo) {
        return new LabFiles() {
            @Override
            public Optional<Path> open() {
                return chooser.configuration().stream().findFirst().map(File::toPath);
            }

            @Override
            public Optional<Path> save() {
                return saveTo.get();
            }
        };
    }

    private static Tab tab(String title, Node view) {
        Tab tab = new Tab(text(title), view);
        tab.setClosable(false);
        tab.setId("tab-" + view.getId());
        return tab;
    }
}
