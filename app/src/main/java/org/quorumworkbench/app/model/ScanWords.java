// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.time.Duration;
import java.util.Locale;
import org.quorumworkbench.core.scan.ScanProgress;

/** How far a scan is, in words. */
final class ScanWords {

    private static final double MEGA = 1e6;

    private ScanWords() {}

    static String progress(ScanProgress progress) {
        String sectors = text("scan.progress", number(progress.scanned()), number(progress.total()));
        if (progress.paused()) {
            return text("scan.progress.paused", sectors);
        }
        String rate = String.format(Locale.ROOT, "%.0f", progress.bytesPerSecond() / MEGA);
        return progress.left().map(left -> text("scan.progress.left", sectors, rate, clock(left))).orElse(sectors);
    }

    private static String clock(Duration left) {
        return left.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", left.toMinutesPart(), left.toSecondsPart());
    }
}
