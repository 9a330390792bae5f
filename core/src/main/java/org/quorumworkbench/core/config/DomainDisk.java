// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.format.DiskFormat;
import org.quorumworkbench.core.nbd.NbdAddress;
import org.quorumworkbench.core.nbd.NbdProblem;
import org.quorumworkbench.core.nbd.NbdTls;
import org.quorumworkbench.core.nbd.NbdUri;

/** A {@code <disk>} of a libvirt domain while it is being read; what is not said is empty. */
final class DomainDisk {

    private final String device;
    private final String type;
    String format = "";
    String target = "";
    String file = "";
    String elsewhere = "";
    String protocol = "";
    String export = "";
    boolean tls;
    String transport = "";
    String host = "";
    String port = "";
    String socket = "";
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
                case "network" -> nbd().isPresent()
                        ? notRaw()
                        : Optional.of("it is on the network (" + where + "), and only files, block "
                                + "devices and exports of NBD servers are opened");
                case "volume" -> Optional.of("it is a volume of a storage pool (" + where
                        + "); 'virsh vol-path' tells its file");
                case "", "file", "block" -> notOpened()
                        .or(() -> file.isEmpty() ? Optional.of("it has no medium") : Optional.empty());
                default -> Optional.of("it is a disk of type '" + type + "'");
            };
        };
    }

    private Optional<String> notOpened() {
        return format.isEmpty() || DiskFormat.named(format).isPresent()
                ? Optional.empty()
                : Optional.of("it is an image of format '" + format + "'");
    }

    private Optional<String> notRaw() {
        return format.isEmpty() || format.equals("raw")
                ? Optional.empty()
                : Optional.of("it is an image of format '" + format + "'");
    }

    /**
     * The export of an NBD server that it is; empty if it is none, or what is said of it is no address.
     */
    Optional<ChildSource.Nbd> nbd() {
        if (!type.equals("network") || !protocol.equals("nbd")) {
            return Optional.empty();
        }
        try {
            NbdAddress address = transport.equals("unix")
                    ? NbdUri.unix(socket)
                    : NbdUri.parse("nbd://" + host + (port.isEmpty() ? "" : ":" + port)).address();
            return Optional.of(new ChildSource.Nbd(
                    new NbdUri(address, export, tls ? Optional.of(NbdTls.STANDARD) : Optional.empty()),
                    offset.orElse(0), size));
        } catch (NbdProblem e) {
            return Optional.empty();
        }
    }
}
