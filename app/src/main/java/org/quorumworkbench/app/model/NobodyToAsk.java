// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.io.File;
import java.util.List;

/** Chooses nothing: there is no person at a picture, nor at a test. */
public final class NobodyToAsk implements Opening.Chooser {

    @Override
    public List<File> configuration() {
        return List.of();
    }

    @Override
    public List<File> images() {
        return List.of();
    }

    @Override
    public List<File> file(String title) {
        return List.of();
    }

    @Override
    public List<File> folder(String title) {
        return List.of();
    }
}
