// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.quorumworkbench.core.format.DiskFormat;

/** What is said of a node whose driver is not opened here. */
final class UnknownDriver {

    private UnknownDriver() {}

    static String refusal(String driver) {
        return ImageFormat.isNamed(driver)
                ? "images of format '" + driver + "' are not opened here"
                : "driver '" + driver + "' is not known here";
    }

    static String remedy(String driver) {
        if (ImageFormat.isNamed(driver)) {
            return ImageFormat.REMEDY;
        }
        List<String> drivers = new ArrayList<>(List.of("quorum", "raw", "file", "host_device", "nbd", "blkdebug",
                "throttle", "copy-on-read"));
        Stream.of(DiskFormat.values()).map(DiskFormat::word).filter(word -> !drivers.contains(word))
                .forEach(drivers::add);
        return Suggestion.of(driver, drivers).map(word -> "Did you mean '" + word + "'?")
                .orElse("Known are: " + String.join(", ", drivers) + ".");
    }
}
