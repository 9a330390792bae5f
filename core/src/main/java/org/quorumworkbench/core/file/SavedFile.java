// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The one way in which a file is written: whole, or not at all. It is written under a new name
 * beside its place, forced to the disk and then put in its place in one step, so that a full disk,
 * a kill or a failing program leaves what was there. It is never put in the place of what is
 * spared, of a device or a pipe, nor of a file that nobody was asked about. A symbolic link is
 * followed and stays; permissions of a file that is replaced are kept, and its owner where the
 * system lets.
 *
 * <p>
 * All of it blocks as long as the file system does, so it belongs on a thread that may; that thread
 * must not be interrupted while it writes, which would end the writing. Any number of threads and
 * processes may save the same file: each time it is one of theirs, whole.
 */
public final class SavedFile {

    /** As many symbolic links as Linux follows (path_resolution(7)). */
    private static final int MOST_LINKS = 40;

    private final Path file;
    private final boolean replaces;
    private final Spared spared;

    private SavedFile(Path file, boolean replaces, Spared spared) {
        this.file = file;
        this.replaces = replaces;
        this.spared = spared;
    }

    /** A file that a person named, or said yes about: a regular file of that name is replaced. */
    public static SavedFile replacing(Path file) {
        return new SavedFile(file, true, Spared.NOTHING);
    }

    /** A file that nobody was asked about: refused if anything of that name is there. */
    public static SavedFile fresh(Path file) {
        return new SavedFile(file, false, Spared.NOTHING);
    }

    /** The file as it was named. */
    public Path path() {
        return file;
    }

    /** This file, refused if it is one of those. */
    public SavedFile sparing(Spared others) {
        return new SavedFile(file, replaces, spared.and(others));
    }

    /**
     * What was done.
     *
     * @param file
     *            where the bytes are: with links followed
     * @param replaced
     *            whether a file was there
     * @param bytes
     *            how long it is
     * @param lasting
     *            whether its name is forced to the disk, too, as its bytes are; not every platform can
     * @param cleaned
     *            half files of killed processes, beside it, which were deleted
     */
    public record Outcome(Path file, boolean replaced, long bytes, boolean lasting, List<Path> cleaned) {
        public Outcome {
            cleaned = List.copyOf(cleaned);
        }
    }

    /** Writes bytes; need neither buffer nor close. */
    public interface Bytes {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes text; need neither buffer nor close. */
    public interface Text {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Writes anywhere in the file.
     *
     * @param <X>
     *            another reason why it cannot
     */
    public interface Places<X extends Exception> {
        void writeTo(FileChannel file) throws IOException, X;
    }

    /** Saves text as UTF-8, and the bytes that {@link TextBytes} has kept in it as they were. */
    public Outcome text(String text) throws NotSaved {
        byte[] bytes = TextBytes.bytes(text);
        return bytes(out -> out.write(bytes));
    }

    /** Saves text as UTF-8, as it comes. */
    public Outcome text(Text text) throws NotSaved {
        return bytes(out -> {
            try (Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
                text.writeTo(writer);
            }
        });
    }

    /** Saves bytes as they come. */
    public Outcome bytes(Bytes bytes) throws NotSaved {
        return this.<RuntimeException>places(channel -> {
            OutputStream out = new BufferedOutputStream(new Kept(Channels.newOutputStream(channel)));
            bytes.writeTo(out);
            out.flush();
        });
    }

    /**
     * Saves a file that is written in any order, perhaps with holes.
     *
     * @throws NotSaved
     *             if it is refused or the system fails, also while it is written
     * @throws X
     *             what the writing throws; nothing is saved then, either
     */
    public <X extends Exception> Outcome places(Places<X> places) throws NotSaved, X {
        Path target = check();
        try {
            Permissions permissions = replaces ? Permissions.of(target) : Permissions.NONE;
            try (PartFile part = PartFile.in(folder(target), permissions.areKept())) {
                List<Path> cleaned = part.cleanUp(spared);
                places.writeTo(part.channel());
                permissions.give(part.path());
                part.channel().force(true);
                long bytes = part.channel().size();
                // Hours may have passed, and another file may have come.
                target = check();
                boolean replaced = Files.exists(target);
                if (replaces) {
                    part.replace(target);
                } else {
                    part.placeNew(target);
                }
                return new Outcome(target, replaced, bytes, isForced(folder(target)), cleaned);
            }
        } catch (NotSaved e) {
            throw e;
        } catch (FileAlreadyExistsException e) {
            throw new NotSaved(file, NotSaved.THERE, true, e);
        } catch (IOException e) {
            throw new NotSaved(file, reason(e, folder(target)), false, e);
        }
    }

    /**
     * Refuses it now, before anything is made that is to be saved. Whoever saves later is refused then,
     * too.
     *
     * @return where it will be, with links followed
     * @throws NotSaved
     *             if another file has to be named
     */
    public Path check() throws NotSaved {
        if (FileName.text(file).indexOf(FileName.UNKNOWN) >= 0) {
            throw new NotSaved(file,
                    Wording.of("U+FFFD in the name stands for what could not be read of it, so that it may be"
                            + " another file's: give a name that is UTF-8"));
        }
        try {
            Path target = followed();
            Optional<Wording> reason = spared.reason(target).or(() -> unwritable(target))
                    .or(() -> unwritableFolder(target));
            if (reason.isPresent()) {
                throw new NotSaved(file, reason.get());
            }
            return target;
        } catch (NotSaved e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new NotSaved(file, Wording.of("there is no folder {0}", String.valueOf(e.getFile())), true, e);
        } catch (IOException e) {
            throw new NotSaved(file,
                    Wording.of("it cannot be examined: {0}", reason(e, folder(file.toAbsolutePath()))), true, e);
        }
    }

    /**
     * As {@link #check}, and tries it: makes a file in the folder, which is gone again when this
     * returns. Some folders take none, whatever they say of themselves.
     *
     * @return where it will be, with links followed
     * @throws NotSaved
     *             if another file has to be named
     */
    public Path tryOut() throws NotSaved {
        Path target = check();
        tryOut(file, folder(target));
        return target;
    }

    /**
     * Tries whether that folder takes files.
     *
     * @param file
     *            what is to be there
     * @throws NotSaved
     *             if it does not
     */
    public static void tryOut(Path file, Path folder) throws NotSaved {
        try (PartFile _ = PartFile.in(folder, false)) {
            // It is gone again when this ends.
        } catch (IOException e) {
            throw new NotSaved(file, reason(e, folder), true, e);
        }
    }

    private Path followed() throws IOException {
        Path at = file.toAbsolutePath();
        for (int links = 0; links <= MOST_LINKS; links++) {
            if (!Files.isSymbolicLink(at)) {
                Path name = at.getFileName();
                return name == null ? at : folder(at).toRealPath().resolve(name);
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        throw new FileProblem(Wording.of("too many symbolic links"));
    }

    private Optional<Wording> unwritable(Path target) {
        if (Files.notExists(target)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(target)) {
            return Optional.of(Files.isDirectory(target)
                    ? Wording.of("it is a folder")
                    : Wording.of("it is a device, a pipe or a socket, and only regular files are written"));
        }
        if (!replaces) {
            return Optional.of(NotSaved.THERE);
        }
        return Files.isWritable(target) ? Optional.empty() : Optional.of(Wording.of("it is write-protected"));
    }

    private static Optional<Wording> unwritableFolder(Path target) {
        Path folder = folder(target);
        if (!Files.isDirectory(folder)) {
            return Optional.of(Wording.of("{0} is no folder", folder));
        }
        return Files.isWritable(folder)
                ? Optional.empty()
                : Optional.of(Wording.of("you may not write in {0}", folder));
    }

    private static Path folder(Path whole) {
        Path folder = whole.getParent();
        return folder == null ? whole : folder;
    }

    /** Windows opens no folder, and some network file systems force none: the bytes are safe there. */
    private static boolean isForced(Path folder) {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Wording reason(IOException failure, Path folder) {
        return switch (failure) {
            case NoSuchFileException _ -> Files.isDirectory(folder)
                    ? Wording.of("no file can be made in {0}", folder)
                    : Wording.of("there is no folder {0}", folder);
            case AccessDeniedException _ -> Wording.of("you may not write in {0}", folder);
            case ClosedByInterruptException _ -> Wording.of("writing was interrupted");
            case FileSystemException system when system.getReason() != null -> Wording.foreign(system.getReason());
            default -> failure.getMessage() == null
                    ? Wording.foreign(failure.getClass().getSimpleName())
                    : Wording.ofError(failure);
        };
    }

    /** Whoever writes to it may close it; the file is forced to the disk first. */
    private static final class Kept extends FilterOutputStream {
        Kept(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
