// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.member.LvmMirror.Leg;
import org.quorumworkbench.core.member.LvmText.Section;
import org.quorumworkbench.core.member.LvmText.Value;

/** Reads from LVM's text what lies on one physical volume, and which logical volumes have legs. */
final class LvmGroupReader {

    // LVM itself gives up far earlier; a text of 4 MiB cannot describe more.
    private static final int MOST_SEGMENTS = 100_000;

    private final String physicalVolume;
    private final long start;
    private final long extent;
    private final long length;
    private final List<String> says;
    private final List<LvmSegment> segments = new ArrayList<>();
    private final List<LvmPhysicalVolume.Volume> volumes = new ArrayList<>();
    private final List<LvmMirror> mirrors = new ArrayList<>();

    private LvmGroupReader(String physicalVolume, long start, long extent, long length, List<String> says) {
        this.physicalVolume = physicalVolume;
        this.start = start;
        this.extent = extent;
        this.length = length;
        this.says = says;
    }

    /**
     * @param id
     *            the UUID of the physical volume on which the text stands
     * @param length
     *            of the physical volume in bytes
     * @param says
     *            takes what is odd, in sentences
     */
    static Optional<LvmPhysicalVolume.Group> read(Section text, String id, long length, List<String> says) {
        Optional<Map.Entry<String, Section>> named = text.sections().entrySet().stream()
                .filter(entry -> entry.getValue().values().containsKey("physical_volumes")).findFirst();
        if (named.isEmpty()) {
            says.add("The LVM metadata is not believed: it describes no volume group.");
            return Optional.empty();
        }
        Section group = named.get().getValue();
        Optional<Map.Entry<String, Section>> here = group.section("physical_volumes").sections().entrySet().stream()
                .filter(entry -> entry.getValue().text("id").filter(id::equals).isPresent()).findFirst();
        if (here.isEmpty()) {
            says.add("The LVM metadata is not believed: it does not know the physical volume that it is on.");
            return Optional.empty();
        }
        try {
            LvmGroupReader reader = new LvmGroupReader(here.get().getKey(),
                    bytes(here.get().getValue().number("pe_start").orElse(0)),
                    bytes(group.number("extent_size").orElse(0)), length, says);
            group.section("logical_volumes").sections().forEach(reader::volume);
            return Optional.of(new LvmPhysicalVolume.Group(Printable.line(named.get().getKey()),
                    Printable.line(group.text("id").orElse("")), group.number("seqno"), reader.start, reader.segments,
                    reader.volumes, reader.mirrors));
        } catch (ArithmeticException e) {
            says.add("The LVM metadata is not believed: a number in it is larger than any disk.");
            return Optional.empty();
        }
    }

    private static long bytes(long sectors) {
        return notNegative(Math.multiplyExact(sectors, (long) SectorRange.SECTOR));
    }

    private static long notNegative(long number) {
        if (number < 0) {
            throw new ArithmeticException("negative");
        }
        return number;
    }

    private void volume(String name, Section volume) {
        long size = 0;
        for (Section segment : volume.sections().values()) {
            size = Math.addExact(size,
                    notNegative(Math.multiplyExact(segment.number("extent_count").orElse(0), extent)));
            segment(name, volume, segment);
        }
        volumes.add(new LvmPhysicalVolume.Volume(Printable.line(name), Printable.line(volume.text("id").orElse("")),
                size, volume.items("status").contains(new LvmText.Text("VISIBLE"))));
    }

    private void segment(String name, Section volume, Section segment) {
        long first = notNegative(Math.multiplyExact(segment.number("start_extent").orElse(0), extent));
        long size = notNegative(Math.multiplyExact(segment.number("extent_count").orElse(0), extent));
        String type = Printable.line(segment.text("type").orElse(""));
        List<Value> stripes = segment.items("stripes");
        List<Value> legs = segment.items("raids").isEmpty() ? segment.items("mirrors") : segment.items("raids");
        if (!stripes.isEmpty()) {
            stripes(name, first, size, type, stripes);
        } else if (!legs.isEmpty()) {
            mirrors.add(new LvmMirror(Printable.line(name), Printable.line(volume.text("id").orElse("")), type, size,
                    legs(segment, legs)));
        }
    }

    /** A raid lists metadata and data in turn, a mirror its legs with an offset that is always 0. */
    private static List<Leg> legs(Section segment, List<Value> listed) {
        boolean raid = !segment.items("raids").isEmpty();
        List<Leg> legs = new ArrayList<>();
        for (int i = 0; i + 1 < listed.size(); i += 2) {
            if (raid && listed.get(i) instanceof LvmText.Text(String metadata)
                    && listed.get(i + 1) instanceof LvmText.Text(String data)) {
                legs.add(new Leg(data, Optional.of(metadata)));
            } else if (!raid && listed.get(i) instanceof LvmText.Text(String data)) {
                legs.add(new Leg(data, Optional.empty()));
            }
        }
        return legs;
    }

    /** Pairs of a physical volume and the first extent on it. */
    private void stripes(String name, long first, long size, String type, List<Value> stripes) {
        int count = stripes.size() / 2;
        for (int i = 0; i < count; i++) {
            if (!(stripes.get(2 * i) instanceof LvmText.Text(String where))
                    || !(stripes.get(2 * i + 1) instanceof LvmText.Numeral(long extentHere))
                    || !where.equals(physicalVolume)) {
                continue;
            }
            long offset = Math.addExact(start, notNegative(Math.multiplyExact(extentHere, extent)));
            long here = size / count;
            if (here == 0 || offset >= length || here > length - offset || segments.size() == MOST_SEGMENTS) {
                says.add("A part of " + Printable.line(name)
                        + " is said to lie behind the end of the physical volume, at "
                        + offset + ".");
                continue;
            }
            segments.add(new LvmSegment(Printable.line(name), first, new Area(offset, here), type, count));
        }
    }
}
