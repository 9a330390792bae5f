// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Tells image files that are not raw from their first bytes. */
final class ImageFormat {

    static final String REMEDY = "Convert it first (qemu-img convert -O raw IN OUT), or say driver raw to look at the file's own bytes.";

    /** How many bytes of a file {@link #evident} needs to see. */
    static final int HEAD = 512;

    // The formats that QEMU names; raw is not among them.
    private static final Set<String> NAMES = Set.of("qcow2", "qcow", "qed", "vmdk", "vdi", "vhdx", "vpc", "parallels",
            "luks", "dmg", "bochs", "cloop");

    private ImageFormat() {}

    static boolean isNamed(String driver) {
        return NAMES.contains(driver);
    }

    /** The format that a file with these first bytes evidently has; absent for raw. */
    static Optional<String> evident(byte[] head) {
        if (starts(head, 0, 'Q', 'F', 'I', 0xFB)) {
            return Optional.of(head.length > 7 && head[7] == 1 ? "qcow" : "qcow2");
        }
        if (starts(head, 0, 'Q', 'E', 'D', 0)) {
            return Optional.of("qed");
        }
        if (starts(head, 0, 'K', 'D', 'M', 'V') || starts(head, 0, 'C', 'O', 'W', 'D')) {
            return Optional.of("vmdk");
        }
        if (starts(head, 0x40, 0x7F, 0x10, 0xDA, 0xBE)) {
            return Optional.of("vdi");
        }
        if (startsWith(head, "vhdxfile")) {
            return Optional.of("vhdx");
        }
        if (startsWith(head, "conectix")) {
            return Optional.of("vpc");
        }
        if (startsWith(head, "WithoutFreeSpace") || startsWith(head, "WithouFreSpacExt")) {
            return Optional.of("parallels");
        }
        // LUKS is left raw on purpose: what replicas replicate are the encrypted bytes.
        return Optional.empty();
    }

    private static boolean starts(byte[] head, int at, int... bytes) {
        if (head.length < at + bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (head[at + i] != (byte) bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] head, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return head.length >= bytes.length && Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
    }
}
