// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import static org.quorumworkbench.ui.Resources.number;

import java.util.List;

/** A number of bytes in words. */
public final class Bytes {

    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final int STEP = 1024;

    private Bytes() {}

    /** In the largest unit that leaves no fraction: two lengths that differ must not look equal. */
    public static String exactly(long bytes) {
        int unit = 0;
        long rest = bytes;
        while (unit < UNITS.size() - 1 && rest >= STEP && rest % STEP == 0) {
            rest /= STEP;
            unit++;
        }
        return number(rest) + " " + UNITS.get(unit);
    }

    /** Rounded, as beside a number that is exact: KiB below 1 MiB, MiB from there on. */
    public static String roughly(long bytes) {
        long mega = (long) STEP * STEP;
        return bytes < mega
                ? Math.round(bytes / (double) STEP) + " KiB"
                : number(Math.round(bytes / (double) mega)) + " MiB";
    }
}
