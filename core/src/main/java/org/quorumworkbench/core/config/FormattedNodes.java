// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.Path;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.format.DiskFormat;
import org.quorumworkbench.core.format.ImageRequest;
import org.quorumworkbench.core.format.ImageRequest.Backing;
import tools.jackson.databind.node.ObjectNode;

/** Writes images in other programs' formats, with what was said of those that they lie on. */
final class FormattedNodes {

    private FormattedNodes() {}

    /** In the workbench's own form. */
    static void ofNative(ImageRequest image, ObjectNode node) {
        node.put("file", text(image.file()));
        image.format().ifPresent(format -> node.put("driver", format.word()));
        image.dataFile().ifPresent(file -> node.put("data-file", text(file)));
        image.secretFile().ifPresent(file -> node.put("secret-file", text(file)));
        switch (image.backing()) {
            case Backing.Named(ImageRequest below) -> ofNative(below, node.putObject("backing"));
            case Backing.Nothing() -> node.putNull("backing");
            case Backing.AsInHeader() -> {
                // The header says it.
            }
        }
    }

    /** As QEMU's block nodes. */
    static void ofQemu(ImageRequest image, ObjectNode node) {
        node.put("driver", image.format().orElse(DiskFormat.RAW).word());
        file(image.file(), node.putObject("file"));
        image.dataFile().ifPresent(file -> file(file, node.putObject("data-file")));
        switch (image.backing()) {
            case Backing.Named(ImageRequest below) -> ofQemu(below, node.putObject("backing"));
            case Backing.Nothing() -> node.putNull("backing");
            case Backing.AsInHeader() -> {
                // The header says it.
            }
        }
    }

    private static void file(Path file, ObjectNode node) {
        node.put("driver", "file").put("filename", text(file));
    }

    private static String text(Path file) {
        return FileName.text(file.toAbsolutePath());
    }
}
