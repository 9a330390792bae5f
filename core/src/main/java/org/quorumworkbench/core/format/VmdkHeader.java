// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.ImageHeader.BackingName;
import org.quorumworkbench.core.format.ImageHeader.Extent;

/**
 * What a vmdk leads to, found in the bytes in which QEMU's block/vmdk.c looks for it: at least
 * every name that it would open.
 */
final class VmdkHeader {

    /** QEMU reads no longer descriptor. */
    private static final int MOST_DESCRIPTOR = (1 << 20) - 1;
    /** In so many bytes of it QEMU looks for a parent. */
    private static final int WITH_PARENT = 20 * 512;
    private static final int MOST_EXTENTS = 4096;
    private static final int SECTOR = 512;

    // sscanf passes over any space, line ends among them.
    private static final Pattern EXTENT = Pattern
            .compile("RW\\s*([+-]?[0-9]{1,19})\\s*(\\S{1,9}?)\\s*\"([^\\n\\r\"]{1,511})\"?\\s*([0-9]{1,18})?");
    private static final Pattern PARENT = Pattern.compile("parentFileNameHint..([^\"]*)\"", Pattern.DOTALL);

    private VmdkHeader() {}

    static ImageHeader read(HeaderFile file) throws FormatProblem {
        byte[] magic = file.bytes(0, 4);
        String word = new String(magic, StandardCharsets.ISO_8859_1);
        return switch (word) {
            case "KDMV" -> sparse(file);
            case "COWD" -> new ImageHeader(OptionalLong.empty(), parent(file, file.bytes(0, WITH_PARENT)),
                    Optional.empty(), List.of(), Optional.empty(), List.of());
            default -> descriptor(file);
        };
    }

    private static ImageHeader sparse(HeaderFile file) throws FormatProblem {
        ByteBuffer head = file.fields(0, 79, ByteOrder.LITTLE_ENDIAN);
        refuseDescriptorWithin(file, head);
        long at = head.getLong(28);
        Optional<BackingName> parent = at <= 0 || at > file.length() / SECTOR
                ? Optional.empty()
                : parent(file, file.bytes(at * SECTOR, WITH_PARENT));
        return new ImageHeader(OptionalLong.of(head.getLong(12) * SECTOR), parent, Optional.empty(), List.of(),
                Optional.empty(), List.of());
    }

    /**
     * With a capacity of 0 QEMU takes the descriptor within for the image, and opens what that names.
     */
    private static void refuseDescriptorWithin(HeaderFile file, ByteBuffer head) throws FormatProblem {
        long capacity = head.getLong(12);
        if (capacity <= 0 || capacity > Long.MAX_VALUE / SECTOR) {
            throw file.broken(Wording.of("its capacity is {0} sectors", Long.toUnsignedString(capacity)));
        }
    }

    /** An extent must be what it is called: nothing that leads on to further files. */
    static void checkExtent(HeaderFile file, String kind) throws FormatProblem {
        if (kind.contains("SPARSE") && new String(file.bytes(0, 4), StandardCharsets.ISO_8859_1).equals("KDMV")) {
            refuseDescriptorWithin(file, file.fields(0, 79, ByteOrder.LITTLE_ENDIAN));
        }
    }

    private static ImageHeader descriptor(HeaderFile file) throws FormatProblem {
        byte[] bytes = file.bytes(0, MOST_DESCRIPTOR);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        Matcher lines = EXTENT.matcher(new String(bytes, 0, end, StandardCharsets.ISO_8859_1));
        List<Extent> extents = new ArrayList<>();
        while (lines.find()) {
            byte[] name = lines.group(3).getBytes(StandardCharsets.ISO_8859_1);
            extents.add(new Extent(HeaderText.name(file, name, Wording.of("extent")), lines.group(2),
                    least(lines.group(1), lines.group(2), lines.group(4))));
            if (extents.size() > MOST_EXTENTS) {
                throw file.broken(Wording.of("it has more than {0} extents", MOST_EXTENTS));
            }
        }
        if (extents.isEmpty()) {
            throw file.broken(Wording.of("its descriptor names no extent"));
        }
        return new ImageHeader(OptionalLong.empty(), parent(file, bytes), Optional.empty(), extents, Optional.empty(),
                List.of());
    }

    /** Only a flat extent is as long as the disk has it. */
    private static long least(String sectors, String kind, String offset) {
        boolean flat = kind.equals("FLAT") || kind.equals("VMFS");
        if (!flat || sectors.length() > 15 || sectors.startsWith("-")) {
            return 0;
        }
        long from = offset == null || offset.length() > 15 ? 0 : Long.parseLong(offset);
        return (Long.parseLong(sectors) + from) * SECTOR;
    }

    private static Optional<BackingName> parent(HeaderFile file, byte[] bytes) throws FormatProblem {
        int count = Math.min(bytes.length, WITH_PARENT);
        Matcher found = PARENT.matcher(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
        if (!found.find() || found.group(1).isEmpty()) {
            return Optional.empty();
        }
        byte[] name = found.group(1).getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(new BackingName(HeaderText.name(file, name, Wording.of("parent")), Optional.of("vmdk")));
    }
}
