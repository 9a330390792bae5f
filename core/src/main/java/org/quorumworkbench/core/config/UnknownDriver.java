// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.DiskFormat;

/** What is said of a node whose driver is not opened here. */
final class UnknownDriver {

    private UnknownDriver() {}

    static Wording refusal(String driver) {
        return ImageFormat.isNamed(driver)
                ? Wording.of("images of format '{0}' are not opened here", driver)
                : Wording.of("driver '{0}' is not known here", driver);
    }

    static Wording remedy(String driver) {
        if (ImageFormat.isNamed(driver)) {
            return ImageFormat.REMEDY;
        }
        List<String> drivers = new ArrayList<>(List.of("quorum", "raw", "file", "host_device", "nbd", "blkdebug",
                "throttle", "copy-on-read"));
        Stream.of(DiskFormat.values()).map(DiskFormat::word).filter(word -> !drivers.contains(word))
                .forEach(drivers::add);
        return Suggestion.of(driver, drivers).map(word -> Wording.of("Did you mean '{0}'?", word))
                .orElseGet(() -> Wording.of("Known are: {0}.", String.join(", ", drivers)));
    }
}
