// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.List;
import org.quorumworkbench.core.place.Claim.Nature;

/**
 * Swap space as mkswap makes it: a page with a header, then pages (kernel, include/linux/swap.h).
 *
 * @param pageSize
 *            in bytes
 * @param pages
 *            the header's too
 */
record Swap(int pageSize, long pages, Basis basis) implements FileSystem {

    private static final int[] PAGE_SIZES = {4096, 8192, 16384, 65536};

    /** Recognises it by its mark at the end of the first page; what is there is {@code first}. */
    static boolean isThere(Block first) {
        return pageSize(first) > 0;
    }

    private static int pageSize(Block first) {
        for (int size : PAGE_SIZES) {
            if (first.holds(size - 10, "SWAPSPACE2") || first.holds(size - 10, "SWAP-SPACE")) {
                return size;
            }
        }
        return 0;
    }

    static FileSystem open(Volume volume, Block first) {
        int size = pageSize(first);
        long last = first.u32(1028);
        long room = volume.length() / size;
        return new Swap(size, last == 0 ? room : Math.min(room, last + 1), volume.basis(0, size));
    }

    @Override
    public String name() {
        return "swap";
    }

    @Override
    public boolean hasFiles() {
        return false;
    }

    @Override
    public long sectors() {
        return pages * (pageSize / 512);
    }

    @Override
    public List<Remark> remarks() {
        return List.of();
    }

    @Override
    public void claim(Claims claims) {
        long header = pageSize / 512;
        claims.add(new Claim(0, header, Nature.SWAP, "swap header", List.of(), 0, Basis.AGREED));
        claims.add(new Claim(header, sectors(), Nature.SWAP, "swap pages", List.of(), 0, Basis.AGREED));
    }

    @Override
    public void name(Claims claims) {
        // Nobody claimed anything that has a name.
    }

    @Override
    public Gap gap(long first, long end) {
        return new Gap(end, false, Basis.AGREED);
    }
}
