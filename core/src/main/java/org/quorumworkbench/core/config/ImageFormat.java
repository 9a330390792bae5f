// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.DiskFormat;

/** Tells image files that are not raw from their first bytes. */
final class ImageFormat {

    static final Wording REMEDY = Wording
            .of("Convert it first (qemu-img convert -O raw IN OUT), or say driver raw to look "
                    + "at the file's own bytes.");

    /**
     * A format that a file evidently has.
     *
     * @param name
     *            what it is called
     * @param remedy
     *            how a raw image is made of it, a sentence
     */
    record Foreign(String name, Wording remedy) {

        private static Foreign qemu(String name) {
            return new Foreign(name, REMEDY);
        }

        /** What a program makes a raw image of. */
        private static Foreign by(String name, String program) {
            return new Foreign(name, Wording.of(
                    "Unpack it first ({0}), or say driver raw to look at the file's own bytes.", program));
        }
    }

    // Foreign formats by their first bytes, as the documents of their programs have them.
    private static final Map<String, Foreign> PACKED = Map.ofEntries(
            Map.entry("1f8b08", Foreign.by("gzip", "gzip -dk FILE")),
            Map.entry("fd377a585a00", Foreign.by("xz", "xz -dk FILE")),
            Map.entry("28b52ffd", Foreign.by("zstd", "zstd -d FILE")),
            Map.entry("04224d18", Foreign.by("lz4", "lz4 -d FILE")),
            Map.entry("894c5a4f000d0a1a0a", Foreign.by("lzop", "lzop -dk FILE")),
            Map.entry("377abcaf271c", Foreign.by("7z", "7z x FILE")),
            Map.entry("504b0304", Foreign.by("zip", "unzip FILE")),
            Map.entry("455646090d0aff00", Foreign.by("E01 (EWF)", "ewfexport FILE")),
            Map.entry("4c5646090d0aff00", Foreign.by("L01 (EWF)", "ewfexport FILE")),
            Map.entry("455646320d0a8100", Foreign.by("Ex01 (EWF 2)", "ewfexport FILE")),
            Map.entry("41464631300d0a00", Foreign.by("AFF", "affconvert -r FILE")),
            Map.entry("3aff26ed", Foreign.by("Android sparse image", "simg2img FILE OUT")),
            Map.entry(hex("partclone-image"), Foreign.by("partclone", "partclone.restore -C -s FILE -O OUT")),
            Map.entry(hex("PaRtImAgE-VoLuMe"), Foreign.by("partimage", "partimage restore OUT FILE")));

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** How many bytes of a file {@link #evident} needs to see. */
    static final int HEAD = DiskFormat.HEAD;

    // The formats that QEMU names; raw is not among them.
    private static final Set<String> NAMES = Set.of("qcow2", "qcow", "qed", "vmdk", "vdi", "vhdx", "vpc", "parallels",
            "luks", "dmg", "bochs", "cloop");

    private ImageFormat() {}

    static boolean isNamed(String driver) {
        return NAMES.contains(driver);
    }

    /** The format that a file with these first bytes evidently has; absent for raw. */
    static Optional<Foreign> evident(byte[] head) {
        Optional<String> image = image(head);
        if (image.isPresent()) {
            return image.map(Foreign::qemu);
        }
        if (isBzip2(head)) {
            return Optional.of(Foreign.by("bzip2", "bzip2 -dk FILE"));
        }
        String start = HexFormat.of().formatHex(head, 0, Math.min(head.length, 32));
        return PACKED.entrySet().stream().filter(entry -> start.startsWith(entry.getKey())).map(Map.Entry::getValue)
                .findFirst();
    }

    /** BZh, a digit, and a block's start or the end of an empty stream: pi and its root. */
    private static boolean isBzip2(byte[] head) {
        return starts(head, 0, 'B', 'Z', 'h') && head.length > 3 && head[3] >= '1' && head[3] <= '9'
                && (starts(head, 4, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59)
                        || starts(head, 4, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90));
    }

    /** As QEMU names it; the daemon is not asked for the first version of qcow. */
    private static Optional<String> image(byte[] head) {
        return starts(head, 0, 'Q', 'F', 'I', 0xFB) && head.length > 7 && head[7] == 1
                ? Optional.of("qcow")
                : DiskFormat.evident(head).map(DiskFormat::word);
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
}
