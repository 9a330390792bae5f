// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ChildSpec.Origin;
import org.quorumworkbench.core.file.Clause;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wait;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.member.Found;
import org.quorumworkbench.core.member.Identification;
import org.quorumworkbench.core.member.LonghornFolder;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.member.MetadataReader;
import org.quorumworkbench.core.member.MetadataUnreadable;

/**
 * Files, and what each of them is by its own metadata.
 *
 * @param given
 *            the names as they were given
 * @param files
 *            in the same order
 * @param sets
 *            the sets that the files have members of
 */
public record IdentifiedFiles(List<String> given, List<IdentifiedFile> files, List<MemberSet> sets) {

    /**
     * One file.
     *
     * @param length
     *            in bytes; 0 for a folder
     * @param identification
     *            what it is
     */
    public record IdentifiedFile(long length, Identification identification) {}

    public IdentifiedFiles {
        given = List.copyOf(given);
        files = List.copyOf(files);
        sets = List.copyOf(sets);
    }

    /** As the other, with {@link MetadataReader#PATIENCE}. */
    public static IdentifiedFiles of(List<String> given, List<Path> paths) throws ConfigurationProblem {
        return of(given, paths, MetadataReader.PATIENCE);
    }

    /**
     * Looks at the files, all at once. Blocks as long as they do, but gives up on one that is not open
     * after that time, or does not answer a read within it.
     *
     * @param given
     *            the names as a person gave them
     * @param paths
     *            the files, in the same order
     * @param patience
     *            for how long a file may keep waiting
     * @throws ConfigurationProblem
     *             if a file cannot be opened; with {@link Errno#ETIMEDOUT} if one does not come open
     */
    public static IdentifiedFiles of(List<String> given, List<Path> paths, Duration patience)
            throws ConfigurationProblem {
        return of(given, paths, patience, new Wait());
    }

    /**
     * As the other.
     *
     * @param waiting
     *            tells meanwhile, on any thread, which file is waited for
     */
    public static IdentifiedFiles of(List<String> given, List<Path> paths, Duration patience, Wait waiting)
            throws ConfigurationProblem {
        // Threads of the system's, which a file may block for ever: nobody waits for them to end.
        ExecutorService files = Executors
                .newCachedThreadPool(Thread.ofPlatform().daemon().name("identify-", 0).factory());
        try {
            List<CompletableFuture<Begun>> begun = paths.stream()
                    .map(path -> CompletableFuture.supplyAsync(() -> begunOrThrown(path, files), files)).toList();
            List<CompletableFuture<IdentifiedFile>> answers = new ArrayList<>();
            Instant end = Instant.now().plus(patience);
            for (int i = 0; i < paths.size(); i++) {
                int which = i;
                Begun one = waiting.during(FileName.shown(paths.get(i)),
                        () -> inTime(begun, which, paths.get(which), end, patience));
                answers.add(CompletableFuture.supplyAsync(() -> identified(one, patience), files));
            }
            List<IdentifiedFile> identified = new ArrayList<>();
            for (int i = 0; i < paths.size(); i++) {
                identified.add(waiting.during(FileName.shown(paths.get(i)), answers.get(i)::join));
            }
            return new IdentifiedFiles(given, identified,
                    MemberSet.among(identified.stream().map(IdentifiedFile::identification).toList()));
        } finally {
            files.shutdown();
        }
    }

    /** A file that is open, or a folder that was read. */
    private sealed interface Begun {}

    private record Folder(Identification identification) implements Begun {}

    private record Open(BlockDevice device, long length, Optional<String> format) implements Begun {}

    private static Begun inTime(List<CompletableFuture<Begun>> all, int which, Path path, Instant end,
            Duration patience) throws ConfigurationProblem {
        try {
            return all.get(which).get(Math.max(0, Duration.between(Instant.now(), end).toNanos()),
                    TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            all.forEach(IdentifiedFiles::putAway);
            throw late(
                    Wording.of("'{0}' has not answered after {1} seconds, while it was looked at", FileName.shown(path),
                            patience.toSeconds()));
        } catch (InterruptedException e) {
            all.forEach(IdentifiedFiles::putAway);
            Thread.currentThread().interrupt();
            throw late(Wording.of("'{0}' had not answered when the looking was stopped, while it was looked at",
                    FileName.shown(path)));
        } catch (ExecutionException e) {
            all.forEach(IdentifiedFiles::putAway);
            switch (e.getCause()) {
                case ConfigurationProblem problem -> throw problem;
                case RuntimeException wrong -> throw wrong;
                case Error worse -> throw worse;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /** Closes what was or will be opened, as soon as it is. */
    private static void putAway(CompletableFuture<Begun> begun) {
        var _ = begun.thenAccept(one -> {
            if (one instanceof Open open) {
                open.device().close();
            }
        });
    }

    private static ConfigurationProblem late(Wording reason) {
        return new ConfigurationProblem(Adjustments.SOURCE, Optional.empty(), Optional.empty(),
                reason,
                Wording.of("Check the disk or the server that it is on, or leave it out."),
                Optional.of(Errno.ETIMEDOUT));
    }

    private static Begun begunOrThrown(Path path, Executor executor) {
        try {
            return begun(path, executor);
        } catch (ConfigurationProblem problem) {
            throw new CompletionException(problem);
        }
    }

    private static Begun begun(Path path, Executor executor) throws ConfigurationProblem {
        if (Files.isDirectory(path)) {
            try {
                Optional<Found> replica = LonghornFolder.read(path);
                if (replica.isPresent()) {
                    return new Folder(new Identification(List.of(replica.get()), List.of()));
                }
            } catch (MetadataUnreadable e) {
                return new Folder(new Identification(List.of(),
                        List.of(FileName.shown(path) + ": " + Clause.of(String.valueOf(e.getMessage())) + ".")));
            }
        }
        Image whole = new Image(path, false, 0, OptionalLong.empty());
        ChildSpec child = new ChildSpec(Optional.empty(), whole, true, Optional.empty(), List.of(),
                new Origin(path.toString(), Optional.empty()));
        BlockDevice device = new ImageOpening(Adjustments.SOURCE, executor, false).open(child, whole).device();
        long length = device.length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
        return new Open(device, length, evident(device, length));
    }

    /** The device closes behind it. */
    private static IdentifiedFile identified(Begun begun, Duration patience) {
        return switch (begun) {
            case Folder(Identification identification) -> new IdentifiedFile(0, identification);
            case Open(BlockDevice device, long length, Optional<String> format) -> {
                try (device) {
                    yield new IdentifiedFile(length, format.isPresent()
                            ? new Identification(List.of(Found.plain(format.get(), "", 0, "", Optional.empty(),
                                    List.of("An image in the format " + format.get()
                                            + ": what is inside is not looked at."))),
                                    List.of())
                            : Identification.of(new MetadataReader(device, patience)));
                }
            }
        };
    }

    private static Optional<String> evident(BlockDevice device, long length) {
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(ImageFormat.HEAD, length));
        Optional<? extends Reply<?>> reply = device.readOnCaller(0, head);
        return reply.isPresent() && reply.get().isOk()
                ? ImageFormat.evident(head.array()).map(ImageFormat.Foreign::name)
                : Optional.empty();
    }

    /**
     * What sentences call the files: their names without folders, where that is enough to tell them
     * apart.
     */
    public List<String> names() {
        List<String> last = given.stream().map(IdentifiedFiles::last).toList();
        return last.stream().distinct().count() == last.size() ? last : given;
    }

    private static String last(String word) {
        Path name = FileName.path(word).getFileName();
        return name == null ? word : FileName.shown(name);
    }

    /** What could not be read, a sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            for (String problem : files.get(i).identification().problems()) {
                problems.add(given.get(i) + ": " + problem);
            }
        }
        return problems;
    }
}
