// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.guide;

import static org.quorumworkbench.ui.Resources.text;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.quorumworkbench.ui.Resources;

/** A page of the guide. */
public enum GuidePage {
    /** What to do when the disks of a mirror disagree. */
    MIRROR("mirror"),
    /** From a report to a repaired mirror, and back. */
    REPAIR("repair"),
    /** A quorum as the disk of real programs. */
    LYING_DISK("lying-disk"),
    /** One request line by line, a scenario of a bug report, and the same in a live QEMU. */
    DRIVER("driver"),
    /** A class, and lessons of one's own. */
    TEACHING("teaching");

    private final String word;

    GuidePage(String word) {
        this.word = word;
    }

    /** The page that a link of another page leads to. */
    static Optional<GuidePage> linked(String destination) {
        return Arrays.stream(values()).filter(page -> destination.equals(page.word + ".md")).findFirst();
    }

    /** Of the action that shows it, and of its title. */
    public String key() {
        return "action." + word;
    }

    /** What it is about, in a few words. */
    String title() {
        return text(key()).replace("...", "");
    }

    /** Whom it is for. */
    String reader() {
        return text("guide." + word + ".for");
    }

    /** The page as Markdown, in the window's language. */
    String markdown() {
        return read(Resources.guide(word + ".md"));
    }

    static String read(URL part) {
        try (InputStream in = part.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("a part of the program cannot be read: " + part, e);
        }
    }
}
