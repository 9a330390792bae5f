// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.quorumworkbench.app.model.Opening;
import org.quorumworkbench.app.teach.TeachView;

/** Asks for the files of a lesson with the window's own dialogs. */
record TeachFiles(Opening.Chooser chooser, Supplier<Optional<Path>> saveTo) implements TeachView.Files {

    @Override
    public Optional<Path> open(String title) {
        return chooser.file(title).stream().findFirst().map(File::toPath);
    }

    @Override
    public Optional<Path> save() {
        return saveTo.get();
    }
}
