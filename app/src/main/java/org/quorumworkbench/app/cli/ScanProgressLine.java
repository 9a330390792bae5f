// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanProgress;
import org.quorumworkbench.core.scan.ScanResult;

/**
 * Tells how far a scan is: in one line that is written again on a terminal, elsewhere in few lines.
 */
final class ScanProgressLine {

    private static final long TERMINAL_MILLIS = 250;
    private static final long LOG_MILLIS = 5000;

    private final Scan scan;
    private final long since;
    private final PrintWriter err;
    private final boolean tells;
    private final boolean terminal;

    /**
     * @param since
     *            when the scan was begun, as {@link System#nanoTime} tells it
     */
    ScanProgressLine(Scan scan, long since, PrintWriter err, boolean tells) {
        this.scan = scan;
        this.since = since;
        this.err = err;
        this.tells = tells;
        // A runtime image without the module that edits lines has no console when its output is a file.
        terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /** Waits for the scan's end and tells meanwhile. */
    ScanResult await() {
        if (!tells) {
            try (LongWait _ = LongWait.overFiles(err, since)) {
                return scan.result().join();
            }
        }
        boolean told = false;
        try {
            while (true) {
                try {
                    return scan.result().get(terminal ? TERMINAL_MILLIS : LOG_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    tell();
                    told = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            scan.cancel();
            return scan.result().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a scan ends with a result", e);
        } finally {
            if (told && terminal) {
                err.print("\r\u001b[K");
                err.flush();
            }
        }
    }

    private void tell() {
        List<String> slow = scan.waitingFor();
        String text = text(scan.progress())
                + (slow.isEmpty() ? "" : ", waiting for " + Printable.line(String.join(" ", slow)));
        if (terminal) {
            err.print("\r" + text + "\u001b[K");
            err.flush();
        } else {
            err.println(text);
        }
    }

    /** For instance {@code 1,024 of 4,096 sectors (25 %), 512.0 MB/s, 0:03 left, 7 divergent}. */
    static String text(ScanProgress progress) {
        return String.format(Locale.ROOT, "%,d of %,d sectors (%d %%), %,.1f MB/s, %s, %,d divergent",
                progress.scanned(), progress.total(), (int) (100 * progress.fraction()),
                progress.bytesPerSecond() / 1e6,
                progress.left().map(left -> clock(left) + " left").orElse("time left unknown"), progress.divergent());
    }

    /** Who kept a scan waiting when it was stopped, for instance {@code  (c1 did not answer)}. */
    static String silent(ScanResult result) {
        return result.silent().isEmpty()
                ? ""
                : " (" + Printable.line(String.join(", ", result.silent())) + " did not answer)";
    }

    private static String clock(Duration time) {
        long hours = time.toHours();
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutesPart(), time.toSecondsPart());
    }
}
