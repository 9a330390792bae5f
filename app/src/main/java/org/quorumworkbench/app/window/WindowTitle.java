// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorumworkbench.core.config.OpenedQuorum;

/**
 * What the window is called: by the file that was opened; images that were opened without one by
 * their own names.
 */
final class WindowTitle {

    private static final int MOST_NAMES = 4;

    private WindowTitle() {}

    static String of(Optional<OpenedQuorum> open) {
        return open.map(quorum -> text("app.title.open", quorum.configuration().isOfCommandLine()
                ? names(quorum.images())
                : quorum.configuration().source())).orElse(text("app.title"));
    }

    /** {@code a.img, b.img (/disks)}; without the folder if there are several. */
    static String names(List<String> images) {
        List<Path> files = images.stream().map(Path::of).toList();
        String names = files.stream().limit(MOST_NAMES)
                .map(file -> Objects.requireNonNullElse(file.getFileName(), file))
                .map(Path::toString).collect(Collectors.joining(", "))
                + (files.size() > MOST_NAMES ? ", ... (" + files.size() + ")" : "");
        List<Path> folders = files.stream().map(file -> Objects.requireNonNullElse(file.getParent(), file)).distinct()
                .toList();
        return folders.size() == 1 ? names + " (" + folders.getFirst() + ")" : names;
    }
}
