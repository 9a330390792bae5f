// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.Layout.Fixed;
import org.quorumworkbench.core.place.Layout.Located;

/**
 * Finds out what lies at sectors of a disk. One pass over the metadata of each file system that has
 * a wanted sector, whatever the number of sectors; then one over its directories if a file owns one
 * of them. Memory follows the owners that are found.
 *
 * <p>
 * The metadata is read from the device that it is given: give it the voted view, or one version's.
 * Nothing is written, nothing replayed.
 */
public final class PlaceSearch {

    private final BlockDevice disk;
    private final Reading reading;

    /**
     * A search on a disk.
     *
     * @param disk
     *            is read, in requests of at most 16 MiB
     * @param divergent
     *            which sectors of it diverge, so that answers that rest on them are called disputed;
     *            {@link Divergent#NONE} where one version alone is read
     */
    public PlaceSearch(BlockDevice disk, Divergent divergent) {
        this.disk = disk;
        this.reading = new Reading(divergent);
    }

    /**
     * Says what lies at the wanted sectors. Blocks as long as the disk does; call it from one thread at
     * a time.
     *
     * @param wanted
     *            sectors of the disk; those behind its end are not mapped
     * @throws java.util.concurrent.CancellationException
     *             after {@link #cancel}
     */
    public PlaceReport find(SortedRanges wanted) {
        Layout layout = Layout.of(disk, reading);
        List<PlacedRange> pieces = new ArrayList<>();
        List<FoundVolume> volumes = new ArrayList<>();
        for (Fixed fixed : layout.fixed()) {
            for (SectorRange part : wanted.within(fixed.range().first(), fixed.range().end(), Integer.MAX_VALUE)) {
                pieces.add(new PlacedRange(part, fixed.partition(), Optional.empty(), Optional.empty(), fixed.place(),
                        fixed.basis().divergent()));
            }
        }
        for (Located located : layout.volumes()) {
            volumes.add(search(located, located.volume().segments().inVolume(wanted), pieces));
        }
        pieces.sort(Comparator.comparingLong(piece -> piece.range().first()));
        return new PlaceReport(withRest(pieces, wanted, layout.partitioned()), volumes);
    }

    /** Gives up, from any thread: a search under way ends soon, also where the disk does not answer. */
    public void cancel() {
        reading.cancel();
    }

    private FoundVolume search(Located located, SortedRanges wanted, List<PlacedRange> pieces) {
        Volume volume = located.volume();
        FileSystem found = FileSystems.open(volume);
        Optional<String> fs = found.hasFiles() ? Optional.of(found.name()) : Optional.empty();
        if (wanted.size() > 0) {
            Claims claims = new Claims(wanted);
            found.claim(claims);
            found.name(claims);
            Pieces.cut(found, claims, volume.warnings(), piece -> {
                SectorRange range = new SectorRange(piece.first(), piece.end() - piece.first());
                List<SectorRange> disputed = piece.basis().plus(located.basis()).divergent();
                long before = 0;
                for (SectorRange part : volume.segments().onDisk(range)) {
                    pieces.add(new PlacedRange(part, located.partition(), located.name(), fs,
                            piece.place().further(before), disputed));
                    before += part.length();
                }
            });
        }
        List<Remark> remarks = new ArrayList<>(located.says());
        remarks.addAll(found.remarks());
        return new FoundVolume(located.partition(), located.name(), volume.segments().from(0), fs, remarks,
                volume.warnings().all(), found.basis().plus(located.basis()).divergent());
    }

    /** What is wanted and in no volume. */
    private static List<PlacedRange> withRest(List<PlacedRange> pieces, SortedRanges wanted, boolean partitioned) {
        Place rest = partitioned
                ? new Place.OutsidePartitions()
                : new Place.NotMapped(Remark.NOT_RECOGNISED.english());
        List<PlacedRange> all = new ArrayList<>(pieces.size());
        int next = 0;
        for (int at = 0; at < wanted.size(); at++) {
            long from = wanted.first(at);
            for (; next < pieces.size() && pieces.get(next).range().first() < wanted.end(at); next++) {
                PlacedRange piece = pieces.get(next);
                addRest(all, from, piece.range().first(), rest);
                all.add(piece);
                from = Math.max(from, piece.range().end());
            }
            addRest(all, from, wanted.end(at), rest);
        }
        return all;
    }

    private static void addRest(List<PlacedRange> all, long first, long end, Place rest) {
        if (first < end) {
            all.add(new PlacedRange(new SectorRange(first, end - first), OptionalInt.empty(), Optional.empty(),
                    Optional.empty(), rest, List.of()));
        }
    }
}
