// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.place.Claim.Nature;

/**
 * NTFS 3.x, as the documentation of the Linux-NTFS project and ntfs-3g's layout.h describe it.
 */
final class NtfsFileSystem implements FileSystem {

    private static final int CHUNK = 256 << 10;
    private static final int LOG_FILE = 2;
    private static final int VOLUME = 3;
    private static final int ROOT = 5;
    private static final int BITMAP = 6;
    private static final int FIRST_FILE = 16;
    private static final List<String> SYSTEM_FILES = List.of("$MFT", "$MFTMirr", "$LogFile", "$Volume", "$AttrDef", "",
            "$Bitmap", "$Boot", "$BadClus", "$Secure", "$UpCase", "$Extend");

    private final Volume volume;
    private final NtfsGeometry geometry;
    private final NtfsTable table;
    private final NtfsRuns bitmap;
    private final List<Remark> remarks = new ArrayList<>();
    private final boolean dirty;
    private final Map<Stream, Claimant> claimants = new HashMap<>();
    private final Basis basis;

    /** A file's main stream, or a named one. */
    private record Stream(long file, String name) {}

    private NtfsFileSystem(Volume volume, NtfsGeometry geometry) {
        this.volume = volume;
        this.geometry = geometry;
        this.table = new NtfsTable(volume, geometry);
        NtfsRecord own = table.read(BITMAP);
        this.bitmap = own.attribute(NtfsAttribute.DATA, "").map(NtfsAttribute::runs).orElse(NtfsRuns.NONE);
        this.basis = geometry.basis().plus(table.read(0).basis()).plus(own.basis());
        this.dirty = isLogDirty();
        if (dirty) {
            remarks.add(Remark.LOG_TO_REPLAY);
        } else if (isVolumeDirty()) {
            remarks.add(Remark.of(Wording.of("marked dirty: chkdsk has not seen to it"), Remark.Meaning.UNCLEAN));
        }
    }

    static FileSystem open(Volume volume) {
        return new NtfsFileSystem(volume, NtfsGeometry.of(volume.read(0, 512), volume.sectors()));
    }

    /** By the copy of the boot sector, as the first is damaged. */
    static FileSystem openCopy(Volume volume, Block boot) {
        NtfsFileSystem found = new NtfsFileSystem(volume, NtfsGeometry.of(boot, volume.sectors()));
        found.remarks.addFirst(Remark.of(
                Wording.of("the boot sector is damaged: its copy in the last sector is read"), Remark.Meaning.DAMAGED));
        return found;
    }

    @Override
    public String name() {
        return "ntfs";
    }

    /** The volume's last sector is a copy of its first, behind what NTFS counts. */
    @Override
    public long sectors() {
        return Math.min(geometry.sectors() + 1, volume.sectors());
    }

    @Override
    public List<Remark> remarks() {
        return remarks;
    }

    @Override
    public Basis basis() {
        return basis;
    }

    private boolean isVolumeDirty() {
        try {
            return table.read(VOLUME).attribute(NtfsAttribute.VOLUME_INFORMATION, "").flatMap(NtfsAttribute::value)
                    .map(value -> (value.u16(10) & 1) != 0).orElse(false);
        } catch (Malformed e) {
            volume.warnings().add("$Volume", e);
            return false;
        }
    }

    /** As ntfs-3g's logfile.c: a client is registered, and the volume is not marked clean. */
    private boolean isLogDirty() {
        try {
            NtfsRuns log = table.read(LOG_FILE).attribute(NtfsAttribute.DATA, "").map(NtfsAttribute::runs)
                    .orElse(NtfsRuns.NONE);
            Block page = table.stream(log, 0, 4096);
            if (!page.holds(0, "RSTR")) {
                return false;
            }
            int area = page.u16(24);
            return page.u16(area + 12) != 0xFFFF && (page.u16(area + 14) & 2) == 0;
        } catch (Malformed e) {
            volume.warnings().add("$LogFile", e);
            return false;
        }
    }

    @Override
    public void claim(Claims claims) {
        claims.metadata(geometry.sectors(), sectors(), "backup boot sector", Basis.AGREED);
        int size = geometry.recordSize();
        int perChunk = CHUNK / size;
        for (long number = 0; number < table.records(); number += perChunk) {
            int count = (int) Math.min(perChunk, table.records() - number);
            try {
                Block chunk = table.stream(table.runs(), number * size, count * size);
                for (int i = 0; i < count; i++) {
                    record(number + i, chunk.part(i * size, size), claims);
                }
            } catch (Malformed e) {
                volume.warnings().add("records " + number + " to " + (number + count - 1), e);
            }
        }
    }

    private void record(long number, Block raw, Claims claims) {
        try {
            Basis restsOn = raw.basis().agrees() ? raw.basis() : recordBasis(number);
            boolean there = NtfsRecord.isThere(raw);
            NtfsRecord record = there
                    ? NtfsRecord.of(number, raw.with(restsOn), geometry.clusters())
                    : new NtfsRecord(number, false, number, List.of(), restsOn);
            claimRecord(record, claims);
            if (record.inUse()) {
                for (NtfsAttribute attribute : record.attributes()) {
                    attribute(record, attribute, claims);
                }
            }
        } catch (Malformed e) {
            volume.warnings().add("record " + number, e);
        }
    }

    private Basis recordBasis(long number) {
        return table.stream(table.runs(), number * geometry.recordSize(), geometry.recordSize()).basis();
    }

    private void claimRecord(NtfsRecord record, Claims claims) {
        long offset = record.number() * geometry.recordSize();
        for (NtfsRuns.Run run : table.runs().runs()) {
            long runStart = run.logical() * geometry.clusterSize();
            long runEnd = runStart + run.count() * geometry.clusterSize();
            long from = Math.max(offset, runStart);
            long to = Math.min(offset + geometry.recordSize(), runEnd);
            if (from < to) {
                long first = (run.cluster() * geometry.clusterSize() + from - runStart) / 512;
                long end = first + (to - from) / 512;
                if (claims.meets(first, end)) {
                    claims.add(new Claim(first, end, Nature.METADATA, recordWords(record), record.inUse()
                            ? List.of(claimant(record.base(), "", record.basis()))
                            : List.of(), 0, record.basis()));
                }
            }
        }
    }

    private static String recordWords(NtfsRecord record) {
        if (!record.inUse()) {
            return "MFT record, not in use";
        }
        boolean resident = record.attributes().stream()
                .anyMatch(attribute -> attribute.type() == NtfsAttribute.DATA && attribute.value().isPresent()
                        && attribute.size() > 0);
        return resident ? "MFT record, with content in the record" : "MFT record";
    }

    private Claimant claimant(long file, String stream, Basis restsOn) {
        Claimant known = claimants.computeIfAbsent(new Stream(file, stream),
                _ -> new Claimant(OptionalLong.of(file), 1, Basis.AGREED));
        known.restsOn(restsOn);
        return known;
    }

    private void attribute(NtfsRecord record, NtfsAttribute attribute, Claims claims) {
        for (NtfsRuns.Run run : attribute.runs().runs()) {
            long first = run.cluster() * geometry.sectorsPerCluster();
            long end = first + run.count() * geometry.sectorsPerCluster();
            // The table's own clusters are claimed record by record.
            boolean isTable = record.base() == 0 && attribute.type() == NtfsAttribute.DATA;
            if (claims.meets(first, end) && !isTable) {
                run(record, attribute, first, end, run.logical() * geometry.clusterSize(), claims);
            }
        }
    }

    private void run(NtfsRecord record, NtfsAttribute attribute, long first, long end, long offset, Claims claims) {
        long file = record.base();
        boolean data = attribute.type() == NtfsAttribute.DATA;
        if (file == LOG_FILE && data) {
            String what = dirty ? "not replayed yet" : "closed cleanly: nothing in it is needed";
            long header = offset == 0 ? Math.min(end, first + 16) : first;
            claims.metadata(first, header, "restart pages of $LogFile", record.basis());
            claims.add(new Claim(header, end, dirty ? Nature.LIVE_JOURNAL : Nature.DEAD_JOURNAL, what, List.of(), 0,
                    record.basis()));
        } else if (file < FIRST_FILE && file != ROOT) {
            String name = file < SYSTEM_FILES.size() ? SYSTEM_FILES.get((int) file) : "system file " + file;
            claims.metadata(first, end, name, record.basis());
        } else if (data) {
            Claimant owner = claimant(file, attribute.name(), record.basis());
            NtfsAttribute whole = beginning(file, attribute);
            long written = Math.clamp(Math.ceilDiv(whole.written() - offset, 512L), 0, end - first);
            String remark = attribute.compressed() ? "compressed" : "";
            claims.content(first, first + written, Nature.FILE, owner, whole.size(), offset, remark);
            claims.content(first + written, end, Nature.FILE, owner, whole.size(), offset + written * 512,
                    attribute.compressed() ? remark : "never written: reads as zeroes");
        } else if (attribute.type() == NtfsAttribute.INDEX && attribute.name().equals(NtfsAttribute.DIRECTORY_INDEX)) {
            claims.content(first, end, Nature.DIRECTORY, claimant(file, "", record.basis()), Long.MAX_VALUE, offset,
                    "");
        } else {
            claims.metadata(first, end, attribute.words(), claimant(file, "", record.basis()));
        }
    }

    /** The size of an attribute is told only where it begins, which may be in another record. */
    private NtfsAttribute beginning(long file, NtfsAttribute part) {
        if (part.firstLogical() == 0) {
            return part;
        }
        return table.file(file).stream().flatMap(record -> record.attribute(part.type(), part.name()).stream())
                .findFirst().orElseThrow(() -> new Malformed("a stream without its beginning"));
    }

    @Override
    public void name(Claims claims) {
        NtfsNames names = new NtfsNames(table);
        claimants.forEach((stream, claimant) -> {
            try {
                names.name(stream.file, stream.name, claimant);
            } catch (Malformed e) {
                volume.warnings().add("the name of record " + stream.file, e);
            }
        });
    }

    @Override
    public Gap gap(long first, long end) {
        long cluster = first / geometry.sectorsPerCluster();
        if (cluster >= geometry.clusters()) {
            return new Gap(end, true, Basis.AGREED);
        }
        boolean inUse = isInUse(cluster);
        long until = cluster + 1;
        while (until < geometry.clusters() && until * geometry.sectorsPerCluster() < end && isInUse(until) == inUse) {
            until++;
        }
        int bytes = (int) Math.min(1 << 20, (until - cluster) / 8 + 1);
        return new Gap(Math.min(end, until * geometry.sectorsPerCluster()), inUse,
                table.stream(bitmap, cluster / 8, bytes).basis());
    }

    private boolean isInUse(long cluster) {
        return (table.stream(bitmap, cluster / 8, 1).u8(0) >> (cluster % 8) & 1) != 0;
    }
}
