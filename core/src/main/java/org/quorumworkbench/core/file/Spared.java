// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files that nothing that is saved may take the place of. They are known by what they are, not by
 * how they are spelled: a hard link, a symbolic link and the device over a file are that file. Each
 * is looked at once, when it is added here; whoever saves does not ask for it again, since its disk
 * may no longer answer by then.
 */
public final class Spared {

    /** Spares nothing. */
    public static final Spared NOTHING = new Spared(List.of());

    /** The reason why a child's image is spared. */
    public static final Wording CHILD = Wording.of("it is the image of a child, and children are never written to");

    /** The reason why what was read is spared. */
    public static final Wording INPUT = Wording.of("it was read, and what is read is never written to");

    /**
     * One of them.
     *
     * @param reason
     *            as a part of a sentence
     */
    private record Entry(KnownFile file, Wording reason) {}

    /** The first that is the file says why. */
    private final List<Entry> entries;

    private Spared(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Children's images; what stands behind one that is a loop device is spared with it. Blocks as long
     * as the files do.
     */
    public static Spared children(Collection<Path> images) {
        return NOTHING.and(images, CHILD);
    }

    /** These, and other files for that reason. Blocks as long as those do. */
    public Spared and(Collection<Path> files, Wording reason) {
        return and(new Spared(files.stream().map(file -> new Entry(KnownFile.of(file), reason)).toList()));
    }

    /**
     * These, and files that were read: a configuration, a mapfile, a scan file. Blocks as long as those
     * do.
     */
    public Spared andInputs(Path... files) {
        return and(List.of(files), INPUT);
    }

    /** These and those. */
    public Spared and(Spared others) {
        return new Spared(Stream.concat(entries.stream(), others.entries.stream()).toList());
    }

    /**
     * Why the file must stay as it is, if it must. Blocks as long as that file does, and no longer.
     *
     * @throws IOException
     *             if it cannot be known whether it is one of them
     */
    public Optional<Wording> reason(Path file) throws IOException {
        KnownFile asked = KnownFile.of(file);
        for (Entry spared : entries) {
            if (spared.file.isSame(asked)) {
                return Optional.of(spared.reason);
            }
            if (spared.file.isOver(asked)) {
                return Optional.of(Wording.of("it holds the bytes of {0}, and {1}", spared.file.path(), spared.reason));
            }
        }
        return Optional.empty();
    }
}
