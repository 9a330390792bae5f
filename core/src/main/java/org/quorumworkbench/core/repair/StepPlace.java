// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlacedRange;

/**
 * What lies where something is to be written, as a plan keeps it.
 *
 * @param kind
 *            as places have it: {@code file}, {@code metadata}, ...
 * @param partition
 *            from 1; absent if it is in none
 * @param fs
 *            the file system; absent if none
 * @param path
 *            of the file, untrusted; absent if it has none
 * @param inode
 *            of the file; absent if it has none
 * @param fileOffset
 *            in the file, of the first byte, in bytes; absent if it is in none
 * @param what
 *            more about it in words; absent if the kind says it all
 */
public record StepPlace(String kind, OptionalInt partition, Optional<String> fs, Optional<String> path,
        OptionalLong inode, OptionalLong fileOffset, Optional<String> what) {

    static StepPlace of(PlacedRange piece) {
        Place place = piece.place();
        OptionalLong offset = switch (place) {
            case Place.File file -> OptionalLong.of(file.fileOffset());
            case Place.Directory directory -> OptionalLong.of(directory.fileOffset());
            case Place.Slack slack -> OptionalLong.of(slack.fileOffset());
            default -> OptionalLong.empty();
        };
        return new StepPlace(place.kind(), piece.partition(), piece.fs(), place.owner().flatMap(owner -> owner.path()),
                place.owner().map(owner -> owner.inode()).orElse(OptionalLong.empty()), offset, place.what());
    }

    /** In one line that can be shown anywhere. */
    public String line() {
        return line(kind, what);
    }

    /**
     * The same in another language.
     *
     * @param called
     *            what such a place is called
     * @param more
     *            more about it
     */
    public String line(String called, Optional<String> more) {
        StringBuilder line = new StringBuilder(path.map(Printable::line).orElse(called));
        fileOffset.ifPresent(bytes -> line.append(" +0x").append(Long.toHexString(bytes)));
        if (!kind.equals("file") || path.isEmpty()) {
            path.ifPresent(_ -> line.append(" (").append(called).append(')'));
            more.ifPresent(words -> line.append(": ").append(Printable.line(words)));
        }
        return line.toString();
    }
}
