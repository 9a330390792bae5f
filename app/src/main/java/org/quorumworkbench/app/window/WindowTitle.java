// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.file.FileName;

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

    /** While children are written: the journal is the way back, whatever becomes of the window. */
    static String repairing(Path journal) {
        return text("app.title.open", text("app.title.repair", FileName.shown(journal)));
    }

    /** {@code a.img, b.img (/disks)}; without the folder if there are several. */
    static String names(List<String> images) {
        String names = images.stream().limit(MOST_NAMES).map(image -> image.substring(nameAt(image)))
                .collect(Collectors.joining(", "))
                + (images.size() > MOST_NAMES ? ", ... (" + images.size() + ")" : "");
        List<String> folders = images.stream().map(image -> image.substring(0, Math.max(0, nameAt(image) - 1)))
                .distinct().toList();
        return folders.size() == 1 && !folders.getFirst().isEmpty() ? names + " (" + folders.getFirst() + ")" : names;
    }

    /** An image is a path, or the address of an export. */
    private static int nameAt(String image) {
        return Math.max(image.lastIndexOf('/'), image.lastIndexOf(File.separatorChar)) + 1;
    }
}
