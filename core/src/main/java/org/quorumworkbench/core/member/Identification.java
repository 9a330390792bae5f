// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Clause;

/**
 * What a device is: every place where metadata may be is looked at, partitions and logical volumes
 * in one piece too.
 *
 * @param found
 *            by place; what lies further out comes first
 * @param problems
 *            what could not be read, in sentences
 */
public record Identification(List<Found> found, List<String> problems) {

    private static final int MOST_DEPTH = 3;
    private static final int MOST_FOUND = 1000;

    public Identification {
        found = List.copyOf(found);
        problems = List.copyOf(problems);
    }

    /** Looks at everything. Blocks while it reads. */
    public static Identification of(MetadataReader device) {
        Search search = new Search();
        search.look(device, 0);
        search.settleEnds(device);
        return new Identification(search.found, search.problems.stream().distinct().toList());
    }

    private interface Parser {
        List<Found> read(MetadataReader device) throws MetadataUnreadable;
    }

    private static final class Search {

        private final List<Found> found = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private boolean partitioned;

        void look(MetadataReader device, int depth) {
            attempt(device, MdVersion1::read);
            attempt(device, part -> MdVersion0.read(part).stream().toList());
            attempt(device, DrbdMetadata::read);
            attempt(device, Search::luks);
            if (depth < MOST_DEPTH && found.size() < MOST_FOUND) {
                within(device, attempt(device, LvmMembers::read), depth);
                within(device, attempt(device, this::partitions), depth);
            }
        }

        private void within(MetadataReader device, List<Found> parts, int depth) {
            for (Found part : parts) {
                Optional<Area> area = part.area();
                if (area.isPresent() && (part.kind().equals(Found.PARTITION) || part.kind().equals(Found.LVM_LINEAR))) {
                    look(device.part(area.get().shifted(-device.base())), depth + 1);
                }
            }
        }

        private List<Found> attempt(MetadataReader device, Parser parser) {
            try {
                List<Found> more = parser.read(device);
                found.addAll(more.subList(0, Math.min(more.size(), MOST_FOUND - found.size())));
                return more;
            } catch (MetadataUnreadable e) {
                problems.add("Not everything could be looked at: " + Clause.of(String.valueOf(e.getMessage())) + ".");
                return List.of();
            }
        }

        private static List<Found> luks(MetadataReader device) throws MetadataUnreadable {
            return LuksHeader.read(device).stream().map(header -> {
                List<String> says = new ArrayList<>();
                header.payload().ifPresent(payload -> says.add("Header in sectors "
                        + header.header().shifted(device.base()).sectors() + ", payload in sectors "
                        + payload.shifted(device.base()).sectors() + "; the whole is read as it is."));
                header.epoch().ifPresent(epoch -> says.add("The header is number " + epoch + "."));
                says.addAll(header.says());
                return Found.plain(Found.LUKS, Integer.toString(header.version()), device.base(), header.uuid(),
                        Optional.of(new Area(device.base(), device.length())), says);
            }).toList();
        }

        private List<Found> partitions(MetadataReader device) throws MetadataUnreadable {
            Optional<PartitionTable> table = PartitionTable.read(device);
            if (table.isEmpty()) {
                return List.of();
            }
            partitioned = true;
            String version = table.get().scheme().name().toLowerCase(Locale.ROOT);
            List<Found> parts = new ArrayList<>();
            for (Partition partition : table.get().partitions()) {
                List<String> says = new ArrayList<>();
                says.add("Partition " + partition.number() + ", " + partition.typeName()
                        + (partition.name().isEmpty() ? "" : ", \"" + partition.name() + "\"") + ".");
                if (parts.isEmpty()) {
                    says.addAll(table.get().says());
                }
                parts.add(Found.plain(Found.PARTITION, version, device.base() + table.get().at(),
                        Integer.toString(partition.number()),
                        Optional.of(partition.area().shifted(device.base())), says));
            }
            if (parts.isEmpty()) {
                parts.add(Found.plain(Found.PARTITION, version, device.base() + table.get().at(), "", Optional.empty(),
                        table.get().says()));
            }
            return parts;
        }

        /**
         * A superblock at the end of a disk is at the end of its last partition, too, if that reaches so
         * far: the one whose data ends closest before it is meant. Versions 1.x name their own place.
         */
        void settleEnds(MetadataReader disk) {
            for (Found one : List.copyOf(found)) {
                List<Found> same = found.stream()
                        .filter(other -> other.at() == one.at() && other.kind().equals(one.kind())
                                && other.version().equals(one.version()) && one.at() > SectorRange.SECTOR
                                && !one.kind().equals(Found.PARTITION) && !one.kind().startsWith("lvm"))
                        .toList();
                if (same.size() > 1) {
                    Found meant = same.stream().max(Comparator.comparingLong(Search::end)).orElse(one);
                    int place = found.indexOf(same.getFirst());
                    found.removeAll(same);
                    found.add(place, meant);
                }
            }
            if (partitioned) {
                found.replaceAll(one -> isAtEnd(one, disk)
                        ? one.saying("There is a partition table too: this may belong to the last partition, or be left"
                                + " over from before.")
                        : one);
            }
        }

        private static boolean isAtEnd(Found one, MetadataReader disk) {
            return one.isMember() && one.area().filter(area -> area.offset() == 0).isPresent()
                    && one.at() > disk.length() / 2 && !one.kind().equals(Found.LUKS);
        }

        private static long end(Found one) {
            return one.area().filter(area -> area.end() <= one.at()).map(Area::end).orElse(-1L);
        }
    }
}
