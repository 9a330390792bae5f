// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import org.quorumworkbench.core.block.MemoryDevice;

/** DRBD metadata as tests need it: inside a device of 4 MiB, of which 3 MiB are replicated. */
final class DrbdCrafted {

    static final int LENGTH = 4 << 20;
    static final int SECTORS = 6144;
    static final int AT = LENGTH - 4096;
    private static final int BITMAP = AT - 72 * 512;

    final Crafted disk = new Crafted(LENGTH).bigEndian();
    private final boolean nine;

    private DrbdCrafted(boolean nine) {
        this.nine = nine;
        disk.u64(AT, SECTORS).u32(AT + 56, 0x91).u32(AT + 64, 80).u32(AT + 68, -64).u32(AT + 76, -72).u32(AT + 80,
                4096);
    }

    static DrbdCrafted eight(long current, long bitmap, long... history) {
        DrbdCrafted made = new DrbdCrafted(false);
        made.disk.u32(AT + 60, 0x8374026bL).u64(AT + 8, current).u64(AT + 16, bitmap);
        for (int i = 0; i < history.length; i++) {
            made.disk.u64(AT + 24 + 8 * i, history[i]);
        }
        return made;
    }

    static DrbdCrafted nine(int node, long current) {
        DrbdCrafted made = new DrbdCrafted(true);
        made.disk.u32(AT + 60, 0x8374026dL).u64(AT + 8, current).u32(AT + 88, 3).u32(AT + 92, node);
        for (int peer = 0; peer < 32; peer++) {
            made.disk.u32(AT + 112 + 32 * peer + 20, -1);
        }
        return made;
    }

    DrbdCrafted peer(int node, long generation, int index) {
        disk.u64(AT + 112 + 32 * node, generation).u32(AT + 112 + 32 * node + 20, index);
        return this;
    }

    DrbdCrafted history(long generation) {
        disk.u64(AT + 112 + 32 * 32, generation);
        return this;
    }

    DrbdCrafted flags(int flags) {
        disk.u32(AT + 56, flags);
        return this;
    }

    /** Marks a block of 4 KiB as missing on the peer with this index. */
    DrbdCrafted dirty(int block, int index) {
        int word = nine ? block / 32 * 3 + index : block / 32;
        int at = BITMAP + word * 4 + block % 32 / 8;
        disk.u8(at, disk.bytes()[at] | 1 << block % 8);
        return this;
    }

    MemoryDevice device() {
        return disk.disk();
    }
}
