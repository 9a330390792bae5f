// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Places as JSON, the same in every command and report. */
public final class PlaceJson {

    private PlaceJson() {}

    /**
     * A piece: {@code sector}, {@code count}, {@code place}.
     *
     * @param mappedFrom
     *            the children from whose metadata the answer was read; null for the voted view
     */
    public static Map<String, @Nullable Object> piece(PlacedRange piece, @Nullable List<String> mappedFrom) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sector", piece.range().first());
        json.put("count", piece.range().count());
        json.put("place", place(piece, mappedFrom));
        return json;
    }

    /** What lies there; {@code owners} only where metadata is about several files. */
    public static Map<String, @Nullable Object> place(PlacedRange piece, @Nullable List<String> mappedFrom) {
        Place place = piece.place();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", place.kind());
        json.put("partition", piece.partition().isPresent() ? piece.partition().getAsInt() : null);
        piece.volume().ifPresent(volume -> json.put("volume", volume));
        json.put("fs", piece.fs().orElse(null));
        json.put("path", place.owner().flatMap(Owner::path).orElse(null));
        json.put("inode", number(place.owner().map(Owner::inode).orElse(OptionalLong.empty())));
        json.put("fileOffset", switch (place) {
            case Place.File file -> (Long) file.fileOffset();
            case Place.Directory directory -> (Long) directory.fileOffset();
            case Place.Slack slack -> (Long) slack.fileOffset();
            default -> null;
        });
        json.put("what", place.what().orElse(null));
        if (place instanceof Place.Metadata metadata && metadata.of().size() > 1) {
            json.put("owners", metadata.of().stream().map(PlaceJson::owner).toList());
        }
        place.owner().filter(owner -> owner.otherLinks() > 0)
                .ifPresent(owner -> json.put("otherLinks", owner.otherLinks()));
        json.put("disputed", piece.isDisputed());
        json.put("mappedFrom", mappedFrom);
        return json;
    }

    private static Map<String, @Nullable Object> owner(Owner owner) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("path", owner.path().orElse(null));
        json.put("inode", number(owner.inode()));
        return json;
    }

    private static @Nullable Long number(OptionalLong number) {
        return number.isPresent() ? (Long) number.getAsLong() : null;
    }
}
