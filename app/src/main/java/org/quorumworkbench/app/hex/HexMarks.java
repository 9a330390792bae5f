// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.preferences.Bookmark;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Printable;

/**
 * Where simulated faults changed what is shown, and what lies below them.
 *
 * @param sectors
 *            of the disk, by child name
 * @param truth
 *            the true bytes of the range, by child name, of children that are peeked at
 * @param ends
 *            the sector that would come next, by child name, of children that are shorter than the
 *            disk
 * @param noted
 *            what a person has marked
 */
record HexMarks(Map<String, List<SectorRange>> sectors, Map<String, ByteBuffer> truth, Map<String, Long> ends,
        List<Bookmark> noted) {

    static final HexMarks NONE = new HexMarks(Map.of(), Map.of(), Map.of());

    HexMarks(Map<String, List<SectorRange>> sectors, Map<String, ByteBuffer> truth, Map<String, Long> ends) {
        this(sectors, truth, ends, List.of());
    }

    /** The notes of the bookmarks in which that sector of the disk lies; an empty one has none. */
    List<String> bookmarks(long sector) {
        return noted.stream().filter(mark -> mark.range().contains(sector))
                .map(mark -> mark.first() == sector ? Printable.line(mark.note()) : "").toList();
    }

    /** The first sector of the disk that the child does not have. */
    long end(String child) {
        return ends.getOrDefault(child, Long.MAX_VALUE);
    }

    /** Whether a fault has changed what that child shows in that sector of the disk. */
    boolean isMarked(String child, long sector) {
        return sectors.getOrDefault(child, List.of()).stream().anyMatch(range -> range.contains(sector));
    }

    /** The children that are marked in that sector of the disk, by name. */
    List<String> marked(long sector) {
        return sectors.keySet().stream().filter(child -> isMarked(child, sector)).sorted().toList();
    }

    /** The true byte, 0 to 255, at that place of the range; null if the child is not peeked at. */
    @Nullable
    Integer truth(String child, int at) {
        ByteBuffer bytes = truth.get(child);
        return bytes != null && at < bytes.capacity() ? bytes.get(at) & 0xFF : null;
    }

    boolean isPeeking() {
        return !truth.isEmpty();
    }
}
