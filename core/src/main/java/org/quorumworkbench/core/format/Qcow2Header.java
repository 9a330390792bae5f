// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.ImageHeader.BackingName;

/**
 * The header of a qcow2, as QEMU's docs/interop/qcow2.txt has it.
 *
 * @param clusterBits
 *            2 to the power of it bytes are a cluster
 * @param tables
 *            entries of the L1 table
 * @param tablesAt
 *            where that is, in bytes
 * @param externalData
 *            whether clusters are in a data file
 * @param wideEntries
 *            whether an L2 entry has 16 bytes
 */
record Qcow2Header(int clusterBits, int tables, long tablesAt, boolean externalData, boolean wideEntries,
        ImageHeader told) {

    private static final int VERSION_2 = 72;
    private static final int VERSION_3 = 104;
    private static final int BACKING_FORMAT = 0xE2792ACA;
    private static final int DATA_FILE = 0x44415441;
    private static final int MOST_NAME = 1023;
    // Real images have up to six.
    private static final int MOST_EXTENSIONS = 256;
    /** QEMU's own limit. */
    private static final int MOST_TABLES = (32 << 20) / 8;

    private static final int DIRTY = 1;
    private static final int CORRUPT = 2;
    private static final int EXTERNAL_DATA = 4;
    private static final int EXTENDED_L2 = 16;

    static Qcow2Header read(HeaderFile file) throws FormatProblem {
        ByteBuffer head = file.fields(0, VERSION_2, ByteOrder.BIG_ENDIAN);
        int version = head.getInt(4);
        if (version != 2 && version != 3) {
            throw file
                    .broken(Wording.of("this is qcow2 of version {0}, and 2 and 3 are read",
                            Integer.toUnsignedString(version)));
        }
        int clusterBits = head.getInt(20);
        if (clusterBits < 9 || clusterBits > 21) {
            throw file
                    .broken(Wording.of("cluster_bits is {0}, and 9 to 21 are possible",
                            Integer.toUnsignedString(clusterBits)));
        }
        int cluster = 1 << clusterBits;
        long length = head.getLong(24);
        int tables = head.getInt(36);
        if (length < 0 || tables < 0 || tables > MOST_TABLES) {
            throw file.broken(Wording.of("its size or L1 table is larger than any disk"));
        }
        long features = 0;
        int headerLength = VERSION_2;
        if (version == 3) {
            ByteBuffer more = file.fields(0, VERSION_3, ByteOrder.BIG_ENDIAN);
            features = more.getLong(72);
            headerLength = more.getInt(100);
            if (headerLength < VERSION_3 || headerLength > cluster) {
                throw file.broken(Wording.of("header_length is {0} bytes, and a cluster has {1}",
                        Integer.toUnsignedString(headerLength), cluster));
            }
        }
        Extensions extensions = Extensions.read(file, headerLength, end(head.getLong(8), cluster));
        Optional<String> dataFile = Optional.empty();
        if ((features & EXTERNAL_DATA) != 0) {
            if (extensions.dataFile.isEmpty()) {
                throw file.broken(Wording.of("its clusters are in a data file that its header does not name"));
            }
            dataFile = extensions.dataFile;
        }
        ImageHeader told = new ImageHeader(OptionalLong.of(length), backing(file, head, cluster, extensions), dataFile,
                List.of(), encryption(file, head.getInt(32)), remarks(file, features));
        return new Qcow2Header(clusterBits, tables, head.getLong(40), (features & EXTERNAL_DATA) != 0,
                (features & EXTENDED_L2) != 0, told);
    }

    private static int end(long backingAt, int cluster) {
        return backingAt > 0 && backingAt < cluster ? (int) backingAt : cluster;
    }

    private static Optional<BackingName> backing(HeaderFile file, ByteBuffer head, int cluster, Extensions extensions)
            throws FormatProblem {
        long at = head.getLong(8);
        int length = head.getInt(16);
        if (at == 0) {
            return Optional.empty();
        }
        if (at < 0 || at > cluster || length < 0 || length > MOST_NAME || length > cluster - at) {
            throw file.broken(Wording.of("the name of its backing file lies outside its header"));
        }
        if (length == 0) {
            return Optional.empty();
        }
        byte[] name = file.bytes(at, length);
        if (name.length < length) {
            throw file.broken(Wording.of("it ends within the name of its backing file"));
        }
        return Optional
                .of(new BackingName(HeaderText.name(file, name, Wording.of("backing file")), extensions.backingFormat));
    }

    private static Optional<String> encryption(HeaderFile file, int method) throws FormatProblem {
        return switch (method) {
            case 0 -> Optional.empty();
            case 2 -> Optional.of("luks");
            case 1 -> throw file.broken(Wording.of("it is encrypted in the old way (AES), which QEMU has given up"));
            default ->
                throw file.broken(
                        Wording.of("crypt_method is {0}, which is not known", Integer.toUnsignedString(method)));
        };
    }

    private static List<Wording> remarks(HeaderFile file, long features) {
        List<Wording> remarks = new ArrayList<>();
        String name = FileName.shown(file.path());
        if ((features & DIRTY) != 0) {
            remarks.add(Wording.of("'{0}' is marked dirty: its reference counts are stale, as after a crash.", name));
        }
        if ((features & CORRUPT) != 0) {
            remarks.add(Wording.of("'{0}' is marked corrupt: QEMU found its tables contradictory ('qemu-img check').",
                    name));
        }
        return remarks;
    }

    /** What follows the header. */
    private static final class Extensions {
        Optional<String> backingFormat = Optional.empty();
        Optional<String> dataFile = Optional.empty();

        static Extensions read(HeaderFile file, int start, int end) throws FormatProblem {
            Extensions extensions = new Extensions();
            long at = start;
            for (int i = 0; i < MOST_EXTENSIONS && at + 8 <= end; i++) {
                byte[] bytes = file.bytes(at, 8);
                if (bytes.length < 8) {
                    break;
                }
                ByteBuffer head = ByteBuffer.wrap(bytes);
                int type = head.getInt(0);
                int length = head.getInt(4);
                if (type == 0) {
                    break;
                }
                if (length < 0 || length > end - at - 8) {
                    throw file.broken(Wording.of("a header extension is longer than the header"));
                }
                if (type == BACKING_FORMAT || type == DATA_FILE) {
                    extensions.take(file, type, file.bytes(at + 8, Math.min(length, MOST_NAME + 1)));
                }
                at += 8 + (length + 7L & ~7L);
            }
            return extensions;
        }

        private void take(HeaderFile file, int type, byte[] bytes) throws FormatProblem {
            if (bytes.length > MOST_NAME) {
                throw file.broken(Wording.of("a name in its header extensions has more than {0} bytes", MOST_NAME));
            }
            if (type == BACKING_FORMAT) {
                backingFormat = Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
            } else {
                dataFile = Optional.of(HeaderText.name(file, bytes, Wording.of("data file")));
            }
        }
    }
}
