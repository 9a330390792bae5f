// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.time.Instant;
import org.quorumworkbench.core.scan.StaleReason;

/** In what a child has changed since it was scanned, in the window's language. */
public final class StaleWords {

    private StaleWords() {}

    /** As the sentence about the child goes on. */
    public static String of(StaleReason reason) {
        return switch (reason) {
            case StaleReason.Length(long before, long now) -> text("scan.stale.length", Long.toString(before),
                    Long.toString(now));
            case StaleReason.FileCame() -> text("scan.stale.came");
            case StaleReason.FileWent() -> text("scan.stale.went");
            case StaleReason.OtherFile() -> text("scan.stale.other");
            case StaleReason.Modified(Instant at) -> text("scan.stale.modified", at.toString());
            case StaleReason.OtherBytes(long sector, boolean perhaps) -> text(
                    perhaps ? "scan.stale.perhaps" : "scan.stale.bytes", Long.toString(sector));
            case StaleReason.Faults() -> text("scan.stale.faults");
            case StaleReason.Written() -> text("scan.stale.written");
        };
    }
}
