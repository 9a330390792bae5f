// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A file that is being written, beside the one that it is to become. It is gone when closed. */
final class PartFile implements AutoCloseable {

    private static final String KIND = "saving";
    private static final String ENDING = ".part";

    private final Path folder;
    private final Path path;
    private final FileChannel channel;
    private boolean placed;

    private PartFile(Path folder, Path path, FileChannel channel) {
        this.folder = folder;
        this.path = path;
        this.channel = channel;
    }

    /**
     * A new one.
     *
     * @param secret
     *            whether only its owner may read it, because permissions are to follow
     */
    static PartFile in(Path folder, boolean secret) throws IOException {
        FileAttribute<?>[] attributes = secret
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        while (true) {
            Path path = folder.resolve(Maker.newName(KIND, ENDING));
            try {
                return new PartFile(folder, path, FileChannel.open(path,
                        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), attributes));
            } catch (FileAlreadyExistsException taken) {
                // Somebody's file is called so: the next name is another.
            }
        }
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /** Puts it in the place of whatever is there. */
    void replace(Path target) throws IOException {
        channel.close();
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        placed = true;
    }

    /**
     * Puts it where nothing is.
     *
     * @throws FileAlreadyExistsException
     *             if something has come to be there
     */
    void placeNew(Path target) throws IOException {
        channel.close();
        if (!linked(target)) {
            // Without hard links the name is taken first, and the file is whole a moment later.
            Files.createFile(target);
            try {
                replace(target);
            } catch (IOException e) {
                Files.delete(target);
                throw e;
            }
        }
    }

    private boolean linked(Path target) throws IOException {
        try {
            Files.createLink(target, path);
            return true;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException noLinksHere) {
            return false;
        }
    }

    /**
     * Deletes what killed processes of the same person left beside it; what cannot be asked for stays.
     *
     * @return what was deleted
     */
    List<Path> cleanUp(Spared spared) {
        List<Path> gone = new ArrayList<>();
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder,
                Maker.prefix(KIND) + "*" + ENDING)) {
            for (Path part : parts) {
                if (isLeft(part) && spared.reason(part).isEmpty() && Files.deleteIfExists(part)) {
                    gone.add(part);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // To save comes first; the next one tries again.
        }
        return gone;
    }

    /** Another person's process may be hidden from this one (hidepid), so its files are left alone. */
    private boolean isLeft(Path part) throws IOException {
        return Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)
                && Maker.of(part.getFileName().toString()).filter(Maker::isGone).isPresent()
                && Files.getOwner(part, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!placed) {
            Files.deleteIfExists(path);
        }
    }
}
