// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.preferences;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.preferences.Preferences.Theme;

/**
 * All that is remembered; what is null was never chosen.
 *
 * @param theme
 *            how the window looks
 * @param recent
 *            words that opened a quorum, newest first
 * @param place
 *            of the window; absent before its first run
 * @param dividers
 *            positions of the window's dividers, 0 to 1, as an earlier release kept them
 * @param edges
 *            see {@link Layout#edges}
 * @param tab
 *            see {@link Layout#tab}
 * @param perspective
 *            what the window was arranged for
 * @param hidden
 *            views that are not shown
 * @param language
 *            of the window, as a language tag; the system's if absent
 * @param sectors
 *            how many are looked at at first
 * @param welcomed
 *            whether the hints of a first run were read
 * @param bookmarks
 *            by what the configuration was read from, as an earlier release kept them; each goes to
 *            {@code disks} when its disk is opened
 * @param disks
 *            the bookmarks of disks
 * @param scanning
 *            how considerate a scan is
 * @param bytes
 *            how they are shown
 */
record Remembered(@Nullable Theme theme, @Nullable List<List<String>> recent, @Nullable WindowBounds place,
        @Nullable List<Double> dividers, @Nullable List<Double> edges, @Nullable String tab,
        @Nullable Perspective perspective, @Nullable List<String> hidden, @Nullable String language,
        @Nullable Integer sectors, @Nullable Boolean welcomed, @Nullable Map<String, List<Bookmark>> bookmarks,
        @Nullable List<DiskBookmarks> disks, @Nullable Scanning scanning, @Nullable ShownBytes bytes) {

    static final Remembered NOTHING = new Remembered(null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null);

    private static final int RECENT = 10;

    Remembered withTheme(Theme now) {
        return new Remembered(now, recent, place, dividers, edges, tab, perspective, hidden, language, sectors,
                welcomed, bookmarks, disks, scanning, bytes);
    }

    /** With these words as the newest. */
    Remembered opened(List<String> words) {
        List<List<String>> all = new ArrayList<>(recent == null ? List.of() : recent);
        all.remove(words);
        all.addFirst(words);
        return new Remembered(theme, all.subList(0, Math.min(RECENT, all.size())), place, dividers, edges, tab,
                perspective, hidden, language, sectors, welcomed, bookmarks, disks, scanning, bytes);
    }

    Remembered withLayout(Layout now) {
        return new Remembered(theme, recent, now.bounds(), dividers, now.edges().isEmpty() ? edges : now.edges(),
                now.tab().orElse(tab), now.perspective(), hidden, language, sectors, welcomed, bookmarks, disks,
                scanning, bytes);
    }

    Remembered withHidden(List<String> now) {
        return new Remembered(theme, recent, place, dividers, edges, tab, perspective, now, language, sectors,
                welcomed, bookmarks, disks, scanning, bytes);
    }

    Remembered withLanguage(@Nullable String now) {
        return new Remembered(theme, recent, place, dividers, edges, tab, perspective, hidden, now, sectors, welcomed,
                bookmarks, disks, scanning, bytes);
    }

    Remembered withSectors(int now) {
        return new Remembered(theme, recent, place, dividers, edges, tab, perspective, hidden, language, now, welcomed,
                bookmarks, disks, scanning, bytes);
    }

    Remembered withScanning(Scanning now) {
        return new Remembered(theme, recent, place, dividers, edges, tab, perspective, hidden, language, sectors,
                welcomed, bookmarks, disks, now, bytes);
    }

    /** With what was changed between the two. */
    Remembered withBytes(ShownBytes before, ShownBytes now) {
        return new Remembered(theme, recent, place, dividers, edges, tab, perspective, hidden, language, sectors,
                welcomed, bookmarks, disks, scanning, (bytes == null ? ShownBytes.USUAL : bytes).with(before, now));
    }

    Remembered withWelcomed(boolean now) {
        return new Remembered(theme, recent, place, dividers, edges, tab, perspective, hidden, language, sectors, now,
                bookmarks, disks, scanning, bytes);
    }

    /** The bookmarks of the disk that consists of these images. */
    List<Bookmark> marks(List<String> images) {
        return disk(images).map(DiskBookmarks::bookmarks).orElse(List.of());
    }

    /** With what was changed in them; a disk that has none left goes. */
    Remembered withMarks(List<String> images, List<Bookmark> before, List<Bookmark> now) {
        List<DiskBookmarks> all = new ArrayList<>(disks == null ? List.of() : disks);
        all.removeIf(disk -> disk.images().equals(images));
        DiskBookmarks merged = disk(images).orElse(new DiskBookmarks(images, List.of())).with(before, now);
        if (!merged.bookmarks().isEmpty()) {
            all.add(merged);
        }
        return new Remembered(theme, recent, place, dividers, edges, tab, perspective, hidden, language, sectors,
                welcomed, bookmarks, all, scanning, bytes);
    }

    /** With what was kept by that source as bookmarks of these images. */
    Remembered withMarksOf(String source, List<String> images) {
        List<Bookmark> old = bookmarks == null ? List.of() : bookmarks.getOrDefault(source, List.of());
        if (old.isEmpty()) {
            return this;
        }
        Map<String, List<Bookmark>> others = new LinkedHashMap<>(bookmarks);
        others.remove(source);
        Remembered moved = withMarks(images, List.of(), old);
        return new Remembered(theme, recent, place, dividers, edges, tab, perspective, hidden, language, sectors,
                welcomed, others, moved.disks, scanning, bytes);
    }

    private Optional<DiskBookmarks> disk(List<String> images) {
        return disks == null
                ? Optional.empty()
                : disks.stream().filter(disk -> disk.images().equals(images)).findFirst();
    }
}
