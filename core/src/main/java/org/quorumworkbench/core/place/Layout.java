// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.member.Area;
import org.quorumworkbench.core.member.Found;
import org.quorumworkbench.core.member.Identification;
import org.quorumworkbench.core.member.LvmPhysicalVolume;
import org.quorumworkbench.core.member.LvmSegment;
import org.quorumworkbench.core.member.MetadataReader;
import org.quorumworkbench.core.member.MetadataUnreadable;
import org.quorumworkbench.core.member.Partition;
import org.quorumworkbench.core.member.PartitionTable;
import org.quorumworkbench.core.place.Segments.Segment;

/**
 * How a disk is divided: into partitions, logical volumes in them, or not at all.
 *
 * @param volumes
 *            what may hold a file system
 * @param fixed
 *            what lies between them for a known reason
 * @param partitioned
 *            whether what is in neither is outside all partitions
 */
record Layout(List<Located> volumes, List<Fixed> fixed, boolean partitioned) {

    private static final int MOST_VOLUMES = 4096;
    private static final Set<String> REPLICATED = Set.of("md", "drbd");

    /**
     * A volume and whose it is.
     *
     * @param basis
     *            the divergent sectors of what says where it lies
     */
    record Located(OptionalInt partition, Optional<String> name, Volume volume, List<Remark> says, Basis basis) {}

    /** A place that is known without a file system. */
    record Fixed(OptionalInt partition, SectorRange range, Place place, Basis basis) {}

    /** Reads a disk's layout; blocks. */
    static Layout of(BlockDevice disk, Reading reading) {
        return new Finder(disk, reading).find();
    }

    private static final class Finder {
        private final BlockDevice disk;
        private final Reading reading;
        private final MetadataReader metadata;
        private final SectorRange all;
        private final List<Located> volumes = new ArrayList<>();
        private final List<Fixed> fixed = new ArrayList<>();

        Finder(BlockDevice disk, Reading reading) {
            this.disk = disk;
            this.reading = reading;
            this.metadata = new MetadataReader(disk);
            long length = disk.length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
            this.all = new SectorRange(0, Math.ceilDiv(length, (long) SECTOR));
        }

        Layout find() {
            List<Remark> says = new ArrayList<>();
            Optional<PartitionTable> table = Optional.empty();
            try {
                table = hasBootSector() ? Optional.empty() : PartitionTable.read(metadata);
            } catch (MetadataUnreadable e) {
                says.add(Remark.of(
                        Wording.of("The partition table cannot be read: {0}", String.valueOf(e.getMessage()))));
            }
            boolean partitioned = table.isPresent() && !table.get().partitions().isEmpty();
            if (!partitioned) {
                table.ifPresent(found -> says.addAll(told(found.says())));
                volume(OptionalInt.empty(), all, says, Basis.AGREED);
                return new Layout(volumes, fixed, false);
            }
            PartitionTable found = table.get();
            Basis basis = table(found);
            for (Partition partition : found.partitions()) {
                SectorRange range = SectorRange.ofBytes(partition.area().offset(), partition.area().length());
                volume(OptionalInt.of(partition.number()), range.within(all), List.of(), basis);
            }
            return new Layout(volumes, fixed, true);
        }

        private boolean hasBootSector() {
            Volume whole = new Volume(reading, disk, Segments.of(all));
            try {
                return FileSystems.hasBootSector(whole.read(0, (int) Math.min(SECTOR, whole.length())));
            } catch (Malformed e) {
                // It will be said of the table.
                return false;
            }
        }

        /** Where the table itself lies; the divergent sectors of it. */
        private Basis table(PartitionTable table) {
            Basis basis = basis(new SectorRange(0, 1));
            OptionalInt none = OptionalInt.empty();
            if (table.scheme() == PartitionTable.Scheme.MBR) {
                fixed.add(new Fixed(none, new SectorRange(0, 1),
                        new Place.Metadata("master boot record with the partition table", List.of()), basis));
                return basis;
            }
            boolean primary = table.copy() == PartitionTable.Copy.PRIMARY;
            long block = Math.clamp((primary ? table.at() : all.length() - table.at()) / SECTOR, 1, 8);
            // 128 entries of 128 bytes, as every program makes them.
            long entries = 16384 / SECTOR;
            fixed.add(new Fixed(none, new SectorRange(0, 1),
                    new Place.Metadata("protective master boot record", List.of()), basis));
            per("GPT header with the disk's GUID", new SectorRange(block, block));
            per("GPT entries with the partitions' GUIDs", new SectorRange(2 * block, entries));
            per("backup GPT entries with the partitions' GUIDs", new SectorRange(
                    Math.max(0, all.end() - block - entries), entries));
            per("backup GPT header with the disk's GUID", new SectorRange(Math.max(0, all.end() - block), block));
            return primary
                    ? basis(new SectorRange(block, block + entries))
                    : basis(new SectorRange(Math.max(0, all.end() - block - entries), block + entries));
        }

        private void per(String name, SectorRange range) {
            SectorRange there = range.within(all);
            if (!there.isEmpty()) {
                fixed.add(new Fixed(OptionalInt.empty(), there, new Place.PerDevice(name), Basis.AGREED));
            }
        }

        private Basis basis(SectorRange range) {
            return Basis.of(reading.divergent(range.within(all)));
        }

        /** What metadata says of itself, in its own words. */
        private static List<Remark> told(List<String> says) {
            return says.stream().map(sentence -> Remark.of(Wording.of("{0}", sentence))).toList();
        }

        private void volume(OptionalInt partition, SectorRange range, List<Remark> says, Basis basis) {
            if (range.isEmpty() || volumes.size() >= MOST_VOLUMES) {
                return;
            }
            MetadataReader part = metadata.part(new Area(range.offset(), range.length()));
            Optional<Found> member = member(part, range);
            if (member.isPresent()) {
                replicated(partition, range, member.get(), says, basis);
                return;
            }
            try {
                Optional<LvmPhysicalVolume> physical = LvmPhysicalVolume.read(part);
                if (physical.isPresent() && !physical.get().segments().isEmpty()) {
                    logical(partition, range, physical.get(), basis);
                    return;
                }
            } catch (MetadataUnreadable e) {
                // The file system's own reading will meet the same error, and tell it.
                reading.checkCancelled();
            }
            volumes.add(new Located(partition, Optional.empty(), new Volume(reading, disk, Segments.of(range)), says,
                    basis));
        }

        /** What keeps the range as its replica, with metadata at one of its ends. */
        private Optional<Found> member(MetadataReader part, SectorRange range) {
            Area all = new Area(range.offset(), range.length());
            return Identification.of(part).found().stream()
                    .filter(found -> REPLICATED.contains(found.kind()) && found.area().isPresent()
                            && found.area().get().length() < all.length() && all.contains(found.area().get())
                            && found.metadata().stream().anyMatch(
                                    own -> own.offset() == all.offset() || own.end() == all.end()))
                    .findFirst();
        }

        /** Its metadata differs between replicas by design, so that nothing is disputed for that. */
        private void replicated(OptionalInt partition, SectorRange range, Found member, List<Remark> says,
                Basis basis) {
            SectorRange area = member.area().map(found -> new SectorRange(Math.ceilDiv(found.offset(), (long) SECTOR),
                    found.length() / SECTOR)).orElse(SectorRange.EMPTY).within(range);
            for (Area own : member.metadata()) {
                SectorRange there = SectorRange.ofBytes(own.offset(), own.length()).within(range);
                if (!there.isEmpty()) {
                    fixed.add(new Fixed(partition, there,
                            new Place.PerDevice("metadata of " + member.kind() + " " + member.version()),
                            Basis.AGREED));
                }
            }
            volume(partition, area, says, basis);
        }

        private void logical(OptionalInt partition, SectorRange range, LvmPhysicalVolume physical, Basis tableBasis) {
            Map<String, List<Segment>> byVolume = new LinkedHashMap<>();
            Basis basis = tableBasis;
            long at = range.first();
            boolean first = true;
            for (LvmSegment segment : physical.segments()) {
                SectorRange area = new SectorRange(range.first() + segment.area().offset() / SECTOR,
                        segment.area().length() / SECTOR).within(range);
                if (first) {
                    SectorRange label = new SectorRange(at, Math.max(0, area.first() - at));
                    basis = basis.plus(basis(label));
                    fixed.add(new Fixed(partition, label, new Place.Metadata("LVM label and metadata", List.of()),
                            Basis.AGREED));
                } else if (area.first() > at) {
                    fixed.add(new Fixed(partition, new SectorRange(at, area.first() - at), new Place.Unallocated(),
                            basis));
                }
                first = false;
                at = Math.max(at, area.end());
                if (segment.stripes() == 1 && !area.isEmpty()) {
                    byVolume.computeIfAbsent(segment.volume(), _ -> new ArrayList<>())
                            .add(new Segment(segment.volumeOffset() / SECTOR, area.first(), area.count()));
                } else {
                    fixed.add(new Fixed(partition, area, new Place.NotMapped("a striped logical volume ("
                            + segment.volume() + ") is not read"), basis));
                }
            }
            if (at < range.end()) {
                fixed.add(new Fixed(partition, new SectorRange(at, range.end() - at), new Place.Unallocated(), basis));
            }
            for (Map.Entry<String, List<Segment>> volume : byVolume.entrySet()) {
                volumes.add(new Located(partition, Optional.of(volume.getKey()),
                        new Volume(reading, disk, Segments.inOrder(volume.getValue())), told(physical.says()), basis));
            }
        }
    }
}
