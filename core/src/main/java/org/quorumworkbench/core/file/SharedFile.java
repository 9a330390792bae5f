// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A text that several processes change, none of which may undo what another has written: each locks
 * it, reads what is there, merges and writes. Blocks as long as the others and the file system do.
 *
 * @param path
 *            the file; {@code .lock} beside it is what is locked, because the file itself is
 *            replaced
 * @param most
 *            the most bytes that are read, and so that are written
 */
public record SharedFile(Path path, int most) {

    // A file's lock is the process's; threads of one process wait for each other here.
    private static final ReentrantLock HERE = new ReentrantLock();

    /** What a reader finds. */
    public sealed interface Found {

        /** No file. */
        record Nothing() implements Found {}

        /** Its text. */
        record Text(String text) implements Found {}

        /**
         * What cannot be read as a text.
         *
         * @param reason
         *            as a part of a sentence
         */
        record Unreadable(String reason) implements Found {}
    }

    /** Makes a new text of the one that is there; may first {@link #setAside} that. */
    public interface Change {
        /** The new text; nothing if it stays as it is. */
        Optional<String> apply(Found now) throws IOException;
    }

    /**
     * What is there now. It is whole, since it is only ever replaced.
     *
     * @throws IOException
     *             if the system does not let it be read
     */
    public Found read() throws IOException {
        if (Files.notExists(path)) {
            return new Found.Nothing();
        }
        if (!Files.isRegularFile(path)) {
            return new Found.Unreadable("it is no regular file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(most);
            if (in.read() >= 0) {
                return new Found.Unreadable("it is longer than " + most + " bytes");
            }
            return new Found.Text(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return new Found.Unreadable("it is no UTF-8 text");
        }
    }

    /**
     * Changes it while no other process does. Folders that are missing are made.
     *
     * @throws IOException
     *             if it cannot be read or written; what was there is there still
     */
    public void change(Change change) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        HERE.lock();
        // Closing it unlocks.
        try (FileChannel channel = FileChannel.open(path.resolveSibling(path.getFileName() + ".lock"),
                StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            lock(channel);
            Optional<String> text = change.apply(read());
            if (text.isPresent()) {
                write(text.get());
            }
        } finally {
            HERE.unlock();
        }
    }

    /** Waits until no other process has it. */
    private static void lock(FileChannel channel) {
        try {
            channel.lock();
        } catch (IOException e) {
            // A file system without locks is worked on without one: to merge loses less than not to write.
            System.getLogger(SharedFile.class.getName()).log(System.Logger.Level.DEBUG, "no lock", e);
        }
    }

    private void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > most) {
            throw new NotSaved(path, Wording.of("it would be longer than the {0} bytes that are read again", most));
        }
        SavedFile.replacing(path).bytes(out -> out.write(bytes));
    }

    /**
     * Gives what is there another name, beside it, that nothing had.
     *
     * @return that name
     */
    public Path setAside() throws IOException {
        for (int number = 1;; number++) {
            Path aside = path.resolveSibling(path.getFileName() + ".unreadable" + (number == 1 ? "" : "-" + number));
            if (!Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    return Files.move(path, aside);
                } catch (FileAlreadyExistsException taken) {
                    // The next number is free.
                }
            }
        }
    }
}
