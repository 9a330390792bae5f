// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.Optional;
import java.util.OptionalLong;

/** A {@code <disk>} of a libvirt domain while it is being read; what is not said is empty. */
final class DomainDisk {

    private final String device;
    private final String type;
    String format = "";
    String target = "";
    String file = "";
    String elsewhere = "";
    String mirror = "";
    String mirrorFormat = "";
    OptionalLong offset = OptionalLong.empty();
    OptionalLong size = OptionalLong.empty();
    TextPosition at = TextPosition.START;

    /**
     * @param device
     *            what the guest sees: {@code disk}, {@code cdrom}, ...
     * @param type
     *            where the bytes are: {@code file}, {@code block}, {@code network}, ...
     */
    DomainDisk(String device, String type) {
        this.device = device;
        this.type = type;
    }

    /** Why it cannot be a replica, as a part of a sentence; absent if it can. */
    Optional<String> reasonAgainst() {
        String where = elsewhere.strip();
        return switch (device) {
            case "cdrom" -> Optional.of("it is a CD-ROM");
            case "floppy" -> Optional.of("it is a floppy disk");
            default -> switch (type) {
                case "network" -> Optional.of("it is on the network (" + where + "), and only files and block devices "
                        + "are opened");
                case "volume" -> Optional.of("it is a volume of a storage pool (" + where
                        + "); 'virsh vol-path' tells its file");
                case "", "file", "block" -> format.isEmpty() || format.equals("raw")
                        ? file.isEmpty() ? Optional.of("it has no medium") : Optional.empty()
                        : Optional.of("it is an image of format '" + format + "'");
                default -> Optional.of("it is a disk of type '" + type + "'");
            };
        };
    }
}
