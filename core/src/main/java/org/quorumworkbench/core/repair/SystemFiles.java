// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.LoneReads;
import org.quorumworkbench.core.block.Unanswered;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.FileProblem;
import org.quorumworkbench.core.file.Wording;

/**
 * The system's files as a repair needs them: the one place where a child's file is opened to be put
 * right, and where a journal is written.
 */
final class SystemFiles {

    private SystemFiles() {}

    /** Opens a file to write in it, or to read what is written elsewhere. */
    static Open open(Path file, boolean writable) throws IOException {
        Set<OpenOption> options = writable
                ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE)
                : Set.of(StandardOpenOption.READ);
        try (Unanswered.Question _ = Unanswered.of(file)) {
            return new Open(file, FileChannel.open(file, options));
        }
    }

    /** A file that is open. */
    static final class Open implements StoredFile, AutoCloseable {

        private final Path file;
        private final FileChannel channel;
        private Optional<LoneReads> lone = Optional.empty();
        private boolean isLoneAsked;

        private Open(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        FileChannel channel() {
            return channel;
        }

        @Override
        public long length() throws IOException {
            try (Unanswered.Question _ = Unanswered.of(file)) {
                return channel.size();
            }
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            long at = offset - into.position();
            try (Unanswered.Question _ = Unanswered.of(file)) {
                while (into.hasRemaining()) {
                    if (channel.read(into, at + into.position()) <= 0) {
                        throw new FileProblem(Wording.of("it ends at byte {0}", at + into.position()));
                    }
                }
            }
        }

        @Override
        public void readBack(long offset, ByteBuffer into) throws IOException {
            try (Unanswered.Question _ = Unanswered.of(file)) {
                readAlone(offset, into);
            }
        }

        private void readAlone(long offset, ByteBuffer into) throws IOException {
            if (!isLoneAsked) {
                isLoneAsked = true;
                lone = LoneReads.open(file);
            }
            if (lone.isEmpty()) {
                // Where the page cache cannot be passed by, it is still better to look than not to.
                read(offset, into);
                return;
            }
            Optional<Errno> failure = lone.get().read(offset, into, offset + into.remaining());
            if (failure.isPresent()) {
                throw new FileProblem(Wording.of("reading back: {0}", failure.get().text()));
            }
        }

        @Override
        public int write(long offset, ByteBuffer from) throws IOException {
            try (Unanswered.Question _ = Unanswered.of(file)) {
                return channel.write(from.duplicate(), offset);
            }
        }

        @Override
        public void force() throws IOException {
            try (Unanswered.Question _ = Unanswered.of(file)) {
                channel.force(true);
            }
        }

        @Override
        public void close() throws IOException {
            try (Unanswered.Question _ = Unanswered.of(file)) {
                lone.ifPresent(LoneReads::close);
                channel.close();
            }
        }
    }

    /** A journal's name. */
    static final class Place implements JournalPlace, AutoCloseable {

        private final Path name;
        private final Path folder;
        private final Path beside;
        private @Nullable Open open;

        Place(Path name) {
            this.name = name;
            Path parent = name.toAbsolutePath().getParent();
            this.folder = parent == null ? name.toAbsolutePath() : parent;
            this.beside = folder.resolve("quorum-workbench.journal." + UUID.randomUUID() + ".part");
        }

        Path folder() {
            return folder;
        }

        /** Says now what would be said later. */
        void check() throws RepairProblem {
            try (Unanswered.Question _ = Unanswered.of(name)) {
                checkNow();
            }
        }

        private void checkNow() throws RepairProblem {
            if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
                throw refused(Files.isDirectory(folder)
                        ? Wording.of("you may not write in {0}", folder)
                        : Wording.of("there is no folder {0}", folder), Optional.empty());
            }
            try {
                Files.delete(Files.createFile(beside));
            } catch (IOException e) {
                throw refused(Wording.of("no file can be made in {0}", folder), Optional.of(e));
            }
            if (Files.exists(name, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                throw refused(
                        Wording.of("there is such a file already, and a journal takes nobody's place. Give another"
                                + " name"),
                        Optional.empty());
            }
        }

        private RepairProblem refused(Wording why, Optional<IOException> cause) {
            Wording told = Wording.of("--journal {0}: {1}", FileName.shown(name), why);
            return cause.isPresent() ? new RepairProblem(told, cause.get()) : new RepairProblem(told);
        }

        @Override
        public StoredFile aside() throws IOException {
            open = new Open(beside, FileChannel.open(beside, StandardOpenOption.READ, StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE_NEW));
            return open;
        }

        @Override
        public void publish() throws IOException {
            try {
                Files.createLink(name, beside);
            } catch (UnsupportedOperationException e) {
                throw new FileProblem(
                        Wording.of("this file system has no hard links: choose another folder for the journal"), e);
            } catch (FileAlreadyExistsException e) {
                throw new FileProblem(Wording.of("there is such a file already: give another name"), e);
            } catch (FileSystemException e) {
                throw new FileProblem(
                        Wording.of("it cannot get its name, perhaps because this file system has no hard links"
                                + " ({0}): choose another folder for the journal", String.valueOf(e.getReason())),
                        e);
            }
            Files.delete(beside);
        }

        @Override
        public void forceFolder() throws IOException {
            if (System.getProperty("os.name", "").startsWith("Windows")) {
                // There a folder cannot be opened; NTFS writes names into its own log.
                return;
            }
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }

        /** A file that is no journal, an image perhaps, is not opened for writing. */
        @Override
        public StoredFile existing() throws IOException {
            try (Open read = opened(false)) {
                byte[] magic = new byte[JournalReader.MAGIC.length];
                if (read.length() >= magic.length) {
                    read.read(0, ByteBuffer.wrap(magic));
                }
                if (!Arrays.equals(magic, JournalReader.MAGIC)) {
                    throw new FileProblem(JournalReader.NO_JOURNAL);
                }
            }
            open = opened(true);
            return open;
        }

        /** As {@link #existing}, but it is not changed. */
        StoredFile toRead() throws IOException {
            open = opened(false);
            return open;
        }

        private Open opened(boolean writable) throws IOException {
            try (Unanswered.Question _ = Unanswered.of(name)) {
                // Opening a pipe would wait for a writer.
                if (!Files.readAttributes(name, BasicFileAttributes.class).isRegularFile()) {
                    throw new FileProblem(JournalReader.NO_JOURNAL);
                }
                return SystemFiles.open(name, writable);
            } catch (NoSuchFileException e) {
                throw new FileProblem(Wording.of("there is no such file. Check the name"), e);
            }
        }

        /** The journal stays; what was never given its name goes. */
        @Override
        public void close() throws IOException {
            if (open != null) {
                open.close();
            }
            Files.deleteIfExists(beside);
        }
    }
}
