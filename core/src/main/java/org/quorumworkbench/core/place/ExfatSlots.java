// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Directory slots of exFAT (Microsoft's "exFAT file system specification"): a file has a set of
 * them, one with its attributes, one with where it lies, and those with its name.
 */
final class ExfatSlots implements SlotReader {

    private static final int BITMAP = 0x81;
    private static final int UPCASE = 0x82;
    private static final int FILE = 0x85;
    private static final int STREAM = 0xC0;
    private static final int NAME = 0xC1;
    private static final int DIRECTORY = 0x10;
    private static final int NO_CHAIN = 2;
    private static final int LETTERS = 15;

    private final StringBuilder name = new StringBuilder();
    private int left;
    private boolean directory;
    private int nameLength;
    private long firstCluster;
    private long size;
    private long validSize;
    private boolean contiguous;
    private Basis basis = Basis.AGREED;

    @Override
    public boolean slot(Block slot, Consumer<FatEntry> sink) {
        int type = slot.u8(0);
        if (type == 0) {
            return false;
        }
        if (type == FILE) {
            left = slot.u8(1);
            directory = (slot.u16(4) & DIRECTORY) != 0;
            nameLength = 0;
            name.setLength(0);
            basis = slot.basis();
        } else if (type == BITMAP || type == UPCASE) {
            boolean map = type == BITMAP;
            long length = slot.u63(24);
            sink.accept(new FatEntry(map ? "allocation bitmap" : "up-case table",
                    map ? FatEntry.Kind.ALLOCATION_BITMAP : FatEntry.Kind.UPCASE_TABLE, slot.u32(20), length, length,
                    false, slot.basis()));
            left = 0;
        } else if (left > 0 && (type == STREAM || type == NAME || (type & 0xC0) == 0xC0)) {
            secondary(slot, type, sink);
        } else {
            left = 0;
        }
        return true;
    }

    private void secondary(Block slot, int type, Consumer<FatEntry> sink) {
        left--;
        basis = basis.plus(slot.basis());
        if (type == STREAM) {
            contiguous = (slot.u8(1) & NO_CHAIN) != 0;
            nameLength = slot.u8(3);
            validSize = slot.u63(8);
            firstCluster = slot.u32(20);
            size = slot.u63(24);
        } else if (type == NAME) {
            int letters = Math.min(LETTERS, nameLength - name.length());
            if (letters > 0) {
                name.append(new String(slot.bytes(2, letters * 2), StandardCharsets.UTF_16LE));
            }
        }
        if (left == 0 && nameLength > 0) {
            sink.accept(new FatEntry(name.toString(), directory ? FatEntry.Kind.DIRECTORY : FatEntry.Kind.FILE,
                    firstCluster, size, directory ? size : validSize, contiguous, basis));
        }
    }
}
