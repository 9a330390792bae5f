// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Reads an LVM2 physical volume: the label in one of the first four sectors, the header behind it,
 * and the metadata areas with the text (lvm2, lib/label/label.h and lib/format_text/layout.h).
 */
final class LvmLabel {

    private static final int LABEL_SECTORS = 4;
    private static final int AREA_HEADER = 512;
    private static final String AREA_MAGIC = " LVM2 x[5A%r0N*>";
    private static final int MOST_AREAS = 8;
    private static final int MOST_TEXT = 4 << 20;

    private final MetadataReader device;
    private final Fields sector;
    private final List<String> says = new ArrayList<>();

    private LvmLabel(MetadataReader device, Fields sector) {
        this.device = device;
        this.sector = sector;
    }

    static Optional<LvmPhysicalVolume> read(MetadataReader device) throws MetadataUnreadable {
        for (int number = 0; number < LABEL_SECTORS; number++) {
            long at = (long) number * SectorRange.SECTOR;
            if (!device.has(at, SectorRange.SECTOR)) {
                break;
            }
            Fields sector = device.read(at, SectorRange.SECTOR, ByteOrder.LITTLE_ENDIAN);
            if (sector.has(0, "LABELONE") && sector.has(24, "LVM2 001") && sector.u64(8) == number) {
                return Optional.of(new LvmLabel(device, sector).volume(at));
            }
        }
        return Optional.empty();
    }

    private LvmPhysicalVolume volume(long at) throws MetadataUnreadable {
        int header = (int) Math.min(sector.u32(20), Integer.MAX_VALUE);
        if (LvmChecksum.of(sector.bytes(), 20, SectorRange.SECTOR) != sector.u32(16)) {
            says.add("The checksum of the LVM label is wrong: nothing of it is believed.");
            return new LvmPhysicalVolume(at, "", Optional.empty(), says);
        }
        if (header < 32 || header > SectorRange.SECTOR - 40) {
            says.add("The LVM label puts its header at byte " + header + " of its sector, where none fits.");
            return new LvmPhysicalVolume(at, "", Optional.empty(), says);
        }
        String id = dashed(sector.text(header, 32));
        long size = sector.u64(header + 32);
        if (size > device.length()) {
            says.add("The physical volume had " + size + " bytes; only " + device.length() + " are here.");
        }
        Optional<LvmPhysicalVolume.Group> best = Optional.empty();
        for (Area area : metadataAreas(header + 40)) {
            Optional<LvmPhysicalVolume.Group> group = group(area, id);
            if (group.isPresent() && (best.isEmpty() || sequence(group) > sequence(best))) {
                best = group;
            }
        }
        if (best.isEmpty() && says.isEmpty()) {
            says.add("The physical volume holds no metadata of a volume group; another one of the group does.");
        }
        return new LvmPhysicalVolume(at, id, best, says);
    }

    private static long sequence(Optional<LvmPhysicalVolume.Group> group) {
        return group.map(LvmPhysicalVolume.Group::sequence).orElse(OptionalLong.empty()).orElse(-1);
    }

    /** The second list of areas; the first, up to its zero pair, is of data. */
    private List<Area> metadataAreas(int from) {
        List<Area> areas = new ArrayList<>();
        boolean metadata = false;
        for (int at = from; at + 16 <= sector.size() && areas.size() < MOST_AREAS; at += 16) {
            long offset = sector.u64(at);
            long length = sector.u64(at + 8);
            if (offset == 0) {
                if (metadata) {
                    return areas;
                }
                metadata = true;
            } else if (metadata) {
                if (length >= AREA_HEADER && device.has(offset, length)) {
                    areas.add(new Area(offset, length));
                } else {
                    says.add("A metadata area is said to lie behind the end of the physical volume, at "
                            + Long.toUnsignedString(offset) + ".");
                }
            }
        }
        return areas;
    }

    private Optional<LvmPhysicalVolume.Group> group(Area area, String id) throws MetadataUnreadable {
        Fields header = device.read(area.offset(), AREA_HEADER, ByteOrder.LITTLE_ENDIAN);
        if (!header.has(4, AREA_MAGIC) || header.u64(24) != area.offset()) {
            return unbelieved("no metadata area is where the header says (" + area.offset() + ")");
        }
        if (LvmChecksum.of(header.bytes(), 4, AREA_HEADER) != header.u32(0)) {
            return unbelieved("the checksum of the metadata area at " + area.offset() + " is wrong");
        }
        long offset = header.u64(40);
        long length = header.u64(48);
        if (offset == 0) {
            return Optional.empty();
        }
        if (offset < AREA_HEADER || offset >= area.length() || length <= 0 || length > MOST_TEXT
                || length > area.length() - AREA_HEADER) {
            return unbelieved("its text is said to be " + Long.toUnsignedString(length) + " bytes at "
                    + Long.toUnsignedString(offset) + " of the metadata area");
        }
        byte[] text = ring(area, offset, (int) length);
        if (LvmChecksum.of(text, 0, text.length) != header.u32(56)) {
            return unbelieved("the checksum of its text is wrong");
        }
        try {
            return LvmGroupReader.read(LvmText.parse(new String(text, StandardCharsets.UTF_8)), id, device.length(),
                    says);
        } catch (LvmText.Malformed e) {
            return unbelieved("its text cannot be read: " + e.getMessage());
        }
    }

    /** The text may run over the area's end and go on behind its header. */
    private byte[] ring(Area area, long offset, int length) throws MetadataUnreadable {
        int first = (int) Math.min(length, area.length() - offset);
        byte[] text = new byte[length];
        System.arraycopy(device.read(area.offset() + offset, first, ByteOrder.LITTLE_ENDIAN).bytes(), 0, text, 0,
                first);
        if (first < length) {
            System.arraycopy(device.read(area.offset() + AREA_HEADER, length - first, ByteOrder.LITTLE_ENDIAN).bytes(),
                    0, text, first, length - first);
        }
        return text;
    }

    private Optional<LvmPhysicalVolume.Group> unbelieved(String reason) {
        says.add("The LVM metadata is not believed: " + reason + ".");
        return Optional.empty();
    }

    /** A UUID as LVM writes it: groups of 6, 4, 4, 4, 4, 4 and 6. */
    private static String dashed(String id) {
        StringBuilder dashed = new StringBuilder();
        for (int i = 0; i < id.length(); i++) {
            if (i >= 6 && i <= 26 && (i - 6) % 4 == 0) {
                dashed.append('-');
            }
            dashed.append(id.charAt(i));
        }
        return dashed.toString();
    }
}
