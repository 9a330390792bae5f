// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.preferences;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The bookmarks of one disk.
 *
 * @param images
 *            what the disk is made of, whatever it was opened by
 */
public record DiskBookmarks(List<String> images, List<Bookmark> bookmarks) {
    public DiskBookmarks {
        images = List.copyOf(Objects.requireNonNullElse(images, List.of()));
        bookmarks = List.copyOf(Objects.requireNonNullElse(bookmarks, List.of()));
    }

    /** These with a change made: another window may have made others meanwhile. */
    DiskBookmarks with(List<Bookmark> before, List<Bookmark> now) {
        List<Bookmark> merged = new ArrayList<>(bookmarks);
        before.stream().filter(mark -> !now.contains(mark)).forEach(merged::remove);
        now.stream().filter(mark -> !before.contains(mark) && !merged.contains(mark)).forEach(merged::add);
        return new DiskBookmarks(images, merged);
    }
}
