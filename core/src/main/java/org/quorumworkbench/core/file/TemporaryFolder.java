// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A folder for files that are of no use when the program has ended. It goes with the program; if
 * that is killed, the next one that makes a folder of the same kind deletes it. Blocks.
 *
 * @param path
 *            only its owner may look into it, where the platform has such a thing
 */
public record TemporaryFolder(Path path) {

    // sun_path has 108 bytes on Linux and 104 on macOS (unix(7), unix(4)).
    private static final int LONGEST_SOCKET = 100;

    /**
     * Makes one among the system's temporary files.
     *
     * @param kind
     *            what for, in lower-case letters
     */
    public static TemporaryFolder make(String kind) throws IOException {
        return make(Path.of(System.getProperty("java.io.tmpdir", "")), kind);
    }

    /**
     * Makes one for a socket, whose path must be short: macOS's folder for temporary files is not.
     *
     * @param kind
     *            what for, in lower-case letters
     * @param name
     *            of the socket, which goes with the program as the folder does
     */
    public static TemporaryFolder forSocket(String kind, String name) throws IOException {
        TemporaryFolder usual = make(kind);
        TemporaryFolder made = usual.path.resolve(name).toString().length() <= LONGEST_SOCKET
                ? usual
                : make(Path.of("/tmp"), kind);
        made.path.resolve(name).toFile().deleteOnExit();
        return made;
    }

    /**
     * Makes one there.
     *
     * @param kind
     *            what for, in lower-case letters
     */
    public static TemporaryFolder make(Path parent, String kind) throws IOException {
        FileAttribute<?>[] attributes = Permissions.areKnown(parent)
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
        while (true) {
            Path path = parent.resolve(Maker.newName(kind, ""));
            try {
                TemporaryFolder made = new TemporaryFolder(Files.createDirectory(path, attributes));
                path.toFile().deleteOnExit();
                made.cleanUp(parent, kind);
                return made;
            } catch (FileAlreadyExistsException taken) {
                // Somebody's folder is called so: the next name is another.
            }
        }
    }

    /** Puts a file into it, which goes with the program. It is not forced to the disk. */
    public Path put(String name, InputStream bytes) throws IOException {
        Path file = path.resolve(name);
        Files.copy(bytes, file);
        file.toFile().deleteOnExit();
        return file;
    }

    /** What others have put into it goes with the program as well. */
    public void forgetAll() throws IOException {
        // Files go in the reverse order of their registration: the folder, which was first, is last.
        for (Path file : files(path)) {
            file.toFile().deleteOnExit();
        }
    }

    private void cleanUp(Path parent, String kind) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, Maker.prefix(kind) + "*")) {
            for (Path folder : folders) {
                if (isLeft(folder)) {
                    // What was made in it are files; a folder that somebody put there keeps it in place.
                    for (Path file : files(folder)) {
                        Files.deleteIfExists(file);
                    }
                    Files.deleteIfExists(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // What cannot be deleted now is in nobody's way, and the next one tries again.
        }
    }

    /** A folder of the same person's: whoever may write where it is can make one of such a name. */
    private boolean isLeft(Path folder) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Maker.of(folder.getFileName().toString()).filter(Maker::isGone).isPresent()
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).toList();
        }
    }
}
