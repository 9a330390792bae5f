// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Whose a file is and who may do what with it, where the platform has such a thing. */
record Permissions(Optional<PosixFileAttributes> attributes) {

    static final Permissions NONE = new Permissions(Optional.empty());

    private static final Set<PosixFilePermission> GROUP = EnumSet.of(PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE);

    /** Those of the file, if it is there. */
    static Permissions of(Path file) throws IOException {
        if (Files.notExists(file) || !areKnown(file)) {
            return NONE;
        }
        return new Permissions(Optional.of(Files.readAttributes(file, PosixFileAttributes.class)));
    }

    /**
     * Whether the platform has them. A file's own mount is not asked: where it is not listed (chroot),
     * asking fails.
     */
    static boolean areKnown(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    boolean areKept() {
        return attributes.isPresent();
    }

    /** Gives them to another file of this process's. */
    void give(Path other) throws IOException {
        if (attributes.isEmpty()) {
            return;
        }
        PosixFileAttributes old = attributes.get();
        PosixFileAttributeView view = Files.getFileAttributeView(other, PosixFileAttributeView.class,
                LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> allowed = EnumSet.noneOf(PosixFilePermission.class);
        allowed.addAll(old.permissions());
        PosixFileAttributes now = view.readAttributes();
        if (!now.owner().equals(old.owner())) {
            given(() -> view.setOwner(old.owner()));
        }
        if (!now.group().equals(old.group()) && !given(() -> view.setGroup(old.group()))) {
            // What one group was allowed is not for another one.
            allowed.removeAll(GROUP);
        }
        view.setPermissions(allowed);
    }

    private interface Gift {
        void give() throws IOException;
    }

    /** Only root may give files away; whoever else replaces a file owns it afterwards. */
    private static boolean given(Gift gift) {
        try {
            gift.give();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
