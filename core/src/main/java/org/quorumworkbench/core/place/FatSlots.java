// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Directory slots of FAT (Microsoft's "FAT: General Overview of On-Disk Format" 1.03): a short
 * name, and before it the pieces of the long one, the last first.
 */
final class FatSlots implements SlotReader {

    private static final int DELETED = 0xE5;
    private static final int LONG_NAME = 0x0F;
    private static final int LABEL = 0x08;
    private static final int DIRECTORY = 0x10;
    private static final int LOWER_BASE = 0x08;
    private static final int LOWER_EXTENSION = 0x10;
    private static final int PIECE = 26;
    private static final int MOST_PIECES = 20;

    private final boolean wide;
    private final byte[] longName = new byte[PIECE * MOST_PIECES];
    private int pieces;
    private int expected;
    private int checksum;
    private Basis basis = Basis.AGREED;

    /** {@code wide} if cluster numbers have 32 bits. */
    FatSlots(boolean wide) {
        this.wide = wide;
    }

    @Override
    public boolean slot(Block slot, Consumer<FatEntry> sink) {
        int first = slot.u8(0);
        if (first == 0) {
            return false;
        }
        int attributes = slot.u8(11);
        if (first == DELETED) {
            expected = 0;
            pieces = 0;
        } else if ((attributes & 0x3F) == LONG_NAME) {
            piece(slot, first);
        } else {
            if ((attributes & LABEL) == 0 && first != '.') {
                sink.accept(entry(slot, attributes));
            }
            pieces = 0;
            expected = 0;
        }
        return true;
    }

    private void piece(Block slot, int order) {
        int number = order & 0x3F;
        if ((order & 0x40) != 0) {
            pieces = number;
            expected = number;
            checksum = slot.u8(13);
            basis = Basis.AGREED;
            Arrays.fill(longName, (byte) 0);
        }
        if (number == 0 || number > MOST_PIECES || number != expected || slot.u8(13) != checksum) {
            pieces = 0;
            expected = 0;
            return;
        }
        int at = (number - 1) * PIECE;
        System.arraycopy(slot.bytes(1, 10), 0, longName, at, 10);
        System.arraycopy(slot.bytes(14, 12), 0, longName, at + 10, 12);
        System.arraycopy(slot.bytes(28, 4), 0, longName, at + 22, 4);
        basis = basis.plus(slot.basis());
        expected = number - 1;
    }

    private FatEntry entry(Block slot, int attributes) {
        byte[] shortName = slot.bytes(0, 11);
        boolean hasLong = pieces > 0 && expected == 0 && checksum(shortName) == checksum;
        String name = hasLong ? longName() : shortName(shortName, slot.u8(12));
        long cluster = slot.u16(26) + (wide ? (long) slot.u16(20) << 16 : 0);
        boolean directory = (attributes & DIRECTORY) != 0;
        long size = directory ? 0 : slot.u32(28);
        return new FatEntry(name, directory ? FatEntry.Kind.DIRECTORY : FatEntry.Kind.FILE, cluster, size, size, false,
                hasLong ? basis.plus(slot.basis()) : slot.basis());
    }

    private String longName() {
        int length = 0;
        while (length < pieces * PIECE && (longName[length] != 0 || longName[length + 1] != 0)) {
            length += 2;
        }
        return new String(longName, 0, length, StandardCharsets.UTF_16LE);
    }

    /**
     * Letters of a code page that nobody knows are told as bytes; Windows keeps a name's case in two
     * bits.
     */
    private static String shortName(byte[] name, int cases) {
        byte[] whole = name.clone();
        if (whole[0] == 0x05) {
            whole[0] = (byte) DELETED;
        }
        String base = part(whole, 0, 8, (cases & LOWER_BASE) != 0);
        String extension = part(whole, 8, 11, (cases & LOWER_EXTENSION) != 0);
        return extension.isEmpty() ? base : base + "." + extension;
    }

    private static String part(byte[] name, int from, int to, boolean lower) {
        int end = to;
        while (end > from && name[end - 1] == ' ') {
            end--;
        }
        byte[] part = Arrays.copyOfRange(name, from, end);
        for (int i = 0; i < part.length && lower; i++) {
            part[i] = part[i] >= 'A' && part[i] <= 'Z' ? (byte) (part[i] + 32) : part[i];
        }
        return Claimant.text(part);
    }

    private static int checksum(byte[] shortName) {
        int sum = 0;
        for (byte letter : shortName) {
            sum = ((sum >> 1) + ((sum & 1) << 7) + (letter & 0xFF)) & 0xFF;
        }
        return sum;
    }
}
