// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A format of disk images that QEMU's storage daemon reads for us, called as its driver is. */
public enum DiskFormat {
    RAW("raw"), QCOW2("qcow2"), QED("qed"), VMDK("vmdk"), VDI("vdi"), VHDX("vhdx"), VPC("vpc"), PARALLELS("parallels");

    /** How many bytes of a file {@link #evident} needs to see. */
    public static final int HEAD = 512;

    private final String word;

    DiskFormat(String word) {
        this.word = word;
    }

    /** The driver's name. */
    public String word() {
        return word;
    }

    /** The format of that driver; empty where the daemon is not asked for it. */
    public static Optional<DiskFormat> named(String driver) {
        return Arrays.stream(values()).filter(format -> format.word.equals(driver)).findFirst();
    }

    /**
     * The format that a file with these first bytes evidently has; empty for one that may be raw. A
     * fixed VHD has its mark at the end alone, and is not told from a raw image, as by QEMU; see
     * {@link #isFixedVhd}.
     */
    public static Optional<DiskFormat> evident(byte[] head) {
        if (starts(head, 0, 'Q', 'F', 'I', 0xFB)) {
            return head.length > 7 && head[7] == 1 ? Optional.empty() : Optional.of(QCOW2);
        }
        if (starts(head, 0, 'Q', 'E', 'D', 0)) {
            return Optional.of(QED);
        }
        if (starts(head, 0, 'K', 'D', 'M', 'V') || starts(head, 0, 'C', 'O', 'W', 'D')
                || starts(head, "# Disk DescriptorFile")) {
            return Optional.of(VMDK);
        }
        if (starts(head, 0x40, 0x7F, 0x10, 0xDA, 0xBE)) {
            return Optional.of(VDI);
        }
        if (starts(head, "vhdxfile")) {
            return Optional.of(VHDX);
        }
        if (starts(head, "conectix")) {
            return Optional.of(VPC);
        }
        if (starts(head, "WithoutFreeSpace") || starts(head, "WithouFreSpacExt")) {
            return Optional.of(PARALLELS);
        }
        // LUKS is left raw on purpose: what replicas replicate are the encrypted bytes.
        return Optional.empty();
    }

    /**
     * Whether a file ends as a fixed VHD does: the disk as it is, and a footer.
     *
     * @param tail
     *            the file's last 512 bytes
     */
    public static boolean isFixedVhd(byte[] tail) {
        return starts(tail, "conectix");
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

    private static boolean starts(byte[] head, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return head.length >= bytes.length && Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
    }
}
