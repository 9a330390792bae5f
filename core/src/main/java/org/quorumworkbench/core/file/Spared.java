// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files that nothing that is saved may take the place of. They are known by what they are, not by
 * how they are spelled: a hard link, a symbolic link and the device over a file are that file.
 *
 * @param reasons
 *            for each file why, as a part of a sentence
 */
public record Spared(Map<Path, String> reasons) {

    /** Spares nothing. */
    public static final Spared NOTHING = new Spared(Map.of());

    /** The reason why a child's image is spared. */
    public static final String CHILD = "it is the image of a child, and children are never written to";

    /** The reason why what was read is spared. */
    public static final String INPUT = "it was read, and what is read is never written to";

    public Spared {
        reasons = Map.copyOf(reasons);
    }

    /** Children's images; what stands behind one that is a loop device is spared with it. */
    public static Spared children(Collection<Path> images) {
        return NOTHING.and(images, CHILD);
    }

    /** These, and other files for that reason. */
    public Spared and(Collection<Path> files, String reason) {
        Map<Path, String> all = new LinkedHashMap<>(reasons);
        files.forEach(file -> all.putIfAbsent(file, reason));
        return new Spared(all);
    }

    /** These, and files that were read: a configuration, a mapfile, a scan file. */
    public Spared andInputs(Path... files) {
        return and(List.of(files), INPUT);
    }

    /** These and those. */
    public Spared and(Spared others) {
        Map<Path, String> all = new LinkedHashMap<>(reasons);
        others.reasons.forEach(all::putIfAbsent);
        return new Spared(all);
    }

    /**
     * Why the file must stay as it is, if it must. Blocks as long as the files do.
     *
     * @throws IOException
     *             if it cannot be known whether it is one of them
     */
    public Optional<String> reason(Path file) throws IOException {
        for (Map.Entry<Path, String> spared : reasons.entrySet()) {
            if (isSame(spared.getKey(), file)) {
                return Optional.of(spared.getValue());
            }
            for (Path behind : BackingFiles.of(spared.getKey())) {
                if (isSame(behind, file)) {
                    return Optional.of("it holds the bytes of " + spared.getKey() + ", and " + spared.getValue());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())
                || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
    }
}
