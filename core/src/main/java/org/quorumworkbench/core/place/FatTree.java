// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.quorumworkbench.core.place.Claim.Nature;
import org.quorumworkbench.core.place.FatEntry.Kind;

/**
 * Walks the directories of FAT or exFAT from the root and claims what each file has. Names are
 * known on the way, so that nothing is looked for afterwards. A directory is entered once, because
 * its clusters are in one chain.
 */
final class FatTree {

    private static final int SLOT = 32;
    /** Longer paths than Windows makes (32767 letters) are damage. */
    private static final int LONGEST_PATH = 32768;

    private final Volume volume;
    private final FatSpace space;
    private final long mask;
    private final Supplier<SlotReader> slots;
    private final Claims claims;
    private final Deque<Pending> pending = new ArrayDeque<>();

    /** A directory to be read. */
    private record Pending(FatEntry entry, String path, Basis basis) {}

    FatTree(Volume volume, FatSpace space, long mask, Supplier<SlotReader> slots, Claims claims) {
        this.volume = volume;
        this.space = space;
        this.mask = mask;
        this.slots = slots;
        this.claims = claims;
    }

    /** Walks from a root that has clusters. */
    void walk(long rootCluster) {
        pending.push(new Pending(new FatEntry("", Kind.DIRECTORY, rootCluster, 0, 0, false, Basis.AGREED), "",
                Basis.AGREED));
        walkPending();
    }

    /** Walks from a root that lies before the clusters: FAT12 and FAT16. */
    void walkFixed(long offset, int length) {
        claims.content(offset / 512, (offset + length) / 512, Nature.DIRECTORY, claimant("/", Basis.AGREED), length, 0,
                "");
        try {
            read(volume.read(offset, length), offset, slots.get(), "", Basis.AGREED);
        } catch (Malformed e) {
            volume.warnings().add("the root directory", e);
        }
        walkPending();
    }

    private void walkPending() {
        while (!pending.isEmpty()) {
            Pending next = pending.pop();
            String path = next.path.isEmpty() ? "/" : next.path;
            try {
                directory(next, claimant(path, next.basis));
            } catch (Malformed e) {
                volume.warnings().add("directory " + path, e);
            }
        }
    }

    private static Claimant claimant(String path, Basis basis) {
        Claimant claimant = new Claimant(OptionalLong.empty(), 1, basis);
        claimant.name(path, Basis.AGREED);
        return claimant;
    }

    private void directory(Pending next, Claimant owner) {
        SlotReader reader = slots.get();
        boolean[] more = {true};
        runs(next.entry, (logical, first, count) -> {
            long sector = space.sector(first);
            long end = sector + count * space.sectorsPerCluster();
            if (claims.meets(sector, end)) {
                owner.restsOn(space.basis(first, count));
                claims.content(sector, end, Nature.DIRECTORY, owner, Long.MAX_VALUE, logical * space.clusterSize(), "");
            }
            for (long i = 0; i < count && more[0]; i++) {
                long offset = space.offset(first + i);
                for (int at = 0; at < space.clusterSize() && more[0]; at += 1 << 15) {
                    int part = Math.min(1 << 15, space.clusterSize() - at);
                    more[0] = read(volume.near(offset + at, part), offset + at, reader, next.path, next.basis);
                }
            }
            return true;
        });
    }

    /** Reads slots; whether there may be more behind them. */
    private boolean read(Block block, long offset, SlotReader reader, String path, Basis basis) {
        for (int at = 0; at + SLOT <= block.length(); at += SLOT) {
            Block slot = block.part(at, SLOT);
            if (!block.basis().agrees()) {
                slot = slot.with(volume.basis(offset + at, SLOT));
            }
            if (!reader.slot(slot, entry -> entry(entry, path, basis))) {
                return false;
            }
        }
        return true;
    }

    private void entry(FatEntry entry, String parent, Basis parentBasis) {
        String path = parent + "/" + entry.name();
        Basis basis = parentBasis.plus(entry.basis());
        if (entry.firstCluster() == 0 || path.length() > LONGEST_PATH) {
            return;
        }
        if (entry.kind() == Kind.DIRECTORY) {
            pending.push(new Pending(entry, path, basis));
            return;
        }
        try {
            Claimant owner = claimant(path, basis);
            runs(entry, (logical, first, count) -> {
                file(entry, owner, logical, first, count);
                return true;
            });
        } catch (Malformed e) {
            volume.warnings().add(path, e);
        }
    }

    private void file(FatEntry entry, Claimant owner, long logical, long first, long count) {
        long sector = space.sector(first);
        long end = sector + count * space.sectorsPerCluster();
        if (!claims.meets(sector, end)) {
            return;
        }
        owner.restsOn(space.basis(first, count));
        long offset = logical * space.clusterSize();
        if (entry.kind() != Kind.FILE) {
            claims.add(new Claim(sector, end, Nature.METADATA, entry.name(), List.of(), 0, owner.basis()));
            return;
        }
        long written = Math.clamp(Math.ceilDiv(entry.validSize() - offset, 512L), 0, end - sector);
        claims.content(sector, sector + written, Nature.FILE, owner, entry.size(), offset, "");
        claims.content(sector + written, end, Nature.FILE, owner, entry.size(), offset + written * 512,
                "never written: reads as zeroes");
    }

    private void runs(FatEntry entry, FatSpace.RunSink sink) {
        if (entry.contiguous()) {
            space.contiguous(entry.firstCluster(), Math.ceilDiv(entry.size(), (long) space.clusterSize()), sink);
        } else {
            space.chain(entry.firstCluster(), mask, sink);
        }
    }
}
