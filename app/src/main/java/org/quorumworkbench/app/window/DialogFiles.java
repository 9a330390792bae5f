// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.quorumworkbench.app.lab.LabFiles;
import org.quorumworkbench.app.model.Opening;

/** The files that the fault lab opens and saves. */
final class DialogFiles {

    private DialogFiles() {}

    /** Asks the person with the window's own dialogs. */
    static LabFiles of(Opening.Chooser chooser, Supplier<Optional<Path>> saveTo) {
        return new LabFiles() {
            @Override
            public Optional<Path> open(String title) {
                return chooser.file(title).stream().findFirst().map(File::toPath);
            }

            @Override
            public Optional<Path> save() {
                return saveTo.get();
            }
        };
    }
}
