// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Checked.Match;
import org.quorumworkbench.core.place.FoundVolume;
import org.quorumworkbench.core.place.Owner;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlacedRange;

/**
 * Asks what lies at a cluster's sectors for its own checksum, with either version in place: the
 * best witness there is. One valid side names the damaged one, whatever the vote says.
 */
final class Checksums {

    /** Things that are tried of one cluster, at most. */
    private static final int MOST = 24;
    /** How often one file is tried: each time may unpack 16 MiB of it. */
    private static final int MOST_OF_A_FILE = 32;
    private static final Pattern GROUP = Pattern.compile(" of group (\\d{1,12})");

    private final Reads reads;
    private final BlockDevice winner;
    private final List<FoundVolume> volumes;
    private final long diskSectors;
    /** How often each file was tried, by where it begins, in bytes. */
    private final Map<Long, Integer> tries = new HashMap<>();

    Checksums(Reads reads, BlockDevice winner, List<FoundVolume> volumes, long diskSectors) {
        this.reads = reads;
        this.winner = winner;
        this.volumes = volumes;
        this.diskSectors = diskSectors;
    }

    /** What could be tried, without what neither version says anything of. */
    List<Checked> check(Cluster cluster, BlockDevice judged, List<PlacedRange> places) {
        VersionBytes other = new VersionBytes(reads, winner, Optional.empty(), List.of());
        Asking asking = new Asking(new VersionBytes(reads, winner, Optional.of(judged), cluster.parts()), other,
                cluster.hull().end());
        for (PlacedRange piece : places) {
            if (asking.isEnough()) {
                break;
            }
            // There may be hundreds of thousands of pieces, and as many parts.
            List<SectorRange> parts = cluster.parts();
            for (int at = SectorRange.indexAfter(parts, piece.range().first()); at < parts.size() && !asking.isEnough()
                    && parts.get(at).first() < piece.range().end(); at++) {
                SectorRange here = piece.range().within(parts.get(at));
                for (long sector = here.first(); sector < here.end() && !asking.isEnough(); sector++) {
                    asking.sector(piece, sector);
                    if (piece.place() instanceof Place.File) {
                        // A file is checked as a whole.
                        break;
                    }
                }
            }
        }
        return asking.found.values().stream().filter(
                checked -> checked.judged() != Match.SILENT || checked.winner() != Match.SILENT).toList();
    }

    private OptionalLong base(PlacedRange piece) {
        return volumes.stream().filter(volume -> volume.holds(piece)).mapToLong(volume -> volume.range().offset())
                .findFirst();
    }

    /** The questions about one cluster. */
    private final class Asking {
        private final VersionBytes judged;
        private final VersionBytes winning;
        private final long last;
        private final Map<String, Checked> found = new LinkedHashMap<>();
        private final Map<Long, Optional<ExtChecks>> ext = new LinkedHashMap<>();
        private final Map<Long, Optional<XfsChecks>> xfs = new LinkedHashMap<>();

        Asking(VersionBytes judged, VersionBytes winning, long last) {
            this.last = last;
            this.judged = judged;
            this.winning = winning;
        }

        boolean isEnough() {
            return found.size() >= MOST;
        }

        void put(String what, Supplier<Checked> checked) {
            if (!found.containsKey(what)) {
                found.put(what, checked.get());
            }
        }

        void sector(PlacedRange piece, long sector) {
            if (piece.place() instanceof Place.PerDevice(String name) && name.contains("GPT")) {
                gpt(name, sector);
                return;
            }
            OptionalLong base = base(piece);
            if (base.isEmpty()) {
                return;
            }
            long offset = sector * SECTOR - base.getAsLong();
            if (piece.place() instanceof Place.File(Owner owner, long fileOffset, Optional<String> _)) {
                long start = piece.range().first() * SECTOR - fileOffset;
                long end = Math.min(piece.range().end(), last) * SECTOR - start;
                if (!found.containsKey(owner.name()) && tries.merge(start, 1, Integer::sum) <= MOST_OF_A_FILE) {
                    put(owner.name(), () -> FileChecks.check(judged, winning, start,
                            sector * SECTOR - start, end, owner.name()));
                }
                return;
            }
            if (!(piece.place() instanceof Place.Metadata || piece.place() instanceof Place.Directory)) {
                return;
            }
            switch (piece.fs().orElse("")) {
                case "ext4" -> ext.computeIfAbsent(base.getAsLong(), at -> ExtChecks.of(winning, at)
                        .or(() -> ExtChecks.of(judged, at))).ifPresent(checks -> ext(checks, piece.place(), offset));
                case "xfs" -> xfs.computeIfAbsent(base.getAsLong(), at -> XfsChecks.of(winning, at)
                        .or(() -> XfsChecks.of(judged, at))).ifPresent(checks -> xfs(checks, offset));
                case "ntfs" -> NtfsChecks.check(judged, winning, base.getAsLong(), offset)
                        .ifPresent(checked -> found.putIfAbsent(checked.what(), checked));
                default -> {
                    // Others keep no checksums.
                }
            }
        }

        private void gpt(String name, long sector) {
            long header = name.startsWith("backup") ? diskSectors - 1 : 1;
            if (sector == header) {
                put("GPT header in sector " + header, () -> Checked.of("GPT header in sector " + header,
                        GptChecks.header(judged, header), GptChecks.header(winning, header)));
            } else {
                put("GPT entries", () -> Checked.of("GPT entries of the header in sector " + header,
                        GptChecks.entries(judged, header), GptChecks.entries(winning, header)));
            }
        }

        private void ext(ExtChecks checks, Place place, long offset) {
            ExtChecks one = checks.with(judged);
            ExtChecks other = checks.with(winning);
            int size = checks.blockSize();
            String name = place.what().orElse("");
            long group = group(name);
            if (place instanceof Place.Directory(Owner owner, long _) && owner.inode().isPresent()) {
                block(one, other, owner, offset / size, "directory block");
            } else if (name.equals("superblock")) {
                put(name, () -> Checked.of(name, one.superblock(1024), other.superblock(1024)));
            } else if (name.startsWith("backup superblock")) {
                long start = offset / size * size;
                put(name, () -> Checked.of(name, one.superblock(start), other.superblock(start)));
            } else if (name.equals("group descriptors")) {
                long table = (checks.firstBlock() + 1) * size;
                for (long at = offset; at < offset + SECTOR; at += checks.descriptorSize()) {
                    long number = (at - table) / checks.descriptorSize();
                    String what = "descriptor of group " + number;
                    put(what, () -> Checked.of(what, one.descriptor(number), other.descriptor(number)));
                }
            } else if (name.startsWith("block bitmap") || name.startsWith("inode bitmap")) {
                boolean inodes = name.startsWith("inode");
                put(name, () -> Checked.of(name, one.bitmap(group, inodes), other.bitmap(group, inodes)));
            } else if (name.startsWith("inode table")) {
                inodes(one, other, group, offset);
            } else if (place instanceof Place.Metadata(String _, List<Owner> of) && of.size() == 1) {
                block(one, other, of.getFirst(), offset / size, name);
            }
        }

        private void block(ExtChecks one, ExtChecks other, Owner owner, long block, String name) {
            OptionalLong inode = owner.inode();
            if (inode.isPresent()) {
                String what = name + " " + block + " of " + owner.name();
                put(what, () -> Checked.of(what, one.blockOf(inode.getAsLong(), block),
                        other.blockOf(inode.getAsLong(), block)));
            }
        }

        private void inodes(ExtChecks one, ExtChecks other, long group, long offset) {
            long table = other.inodeTable(group);
            if (table < 0 || offset < table) {
                return;
            }
            long first = (offset - table) / one.inodeSize();
            long last = (offset - table + SECTOR - 1) / one.inodeSize();
            for (long inside = first; inside <= last && inside < one.inodesPerGroup(); inside++) {
                long number = group * one.inodesPerGroup() + inside + 1;
                String what = "inode " + number;
                put(what, () -> Checked.of(what, one.inode(number), other.inode(number)));
            }
        }

        private void xfs(XfsChecks checks, long offset) {
            XfsChecks one = checks.with(judged);
            XfsChecks other = checks.with(winning);
            for (long start : checks.starts(offset)) {
                Optional<XfsChecks.Structure> structure = other.at(start).or(() -> one.at(start))
                        .filter(known -> start + known.length() > offset);
                if (structure.isPresent()) {
                    String what = structure.get().what() + " at byte " + start + " of the volume";
                    put(what, () -> Checked.of(what, one.check(start, structure.get()),
                            other.check(start, structure.get())));
                    return;
                }
            }
        }

        private static long group(String name) {
            Matcher matcher = GROUP.matcher(name);
            OptionalInt start = matcher.find() ? OptionalInt.of(matcher.start(1)) : OptionalInt.empty();
            return start.isPresent() ? Long.parseLong(matcher.group(1)) : -1;
        }
    }
}
