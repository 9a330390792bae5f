// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ChildSpec.Origin;
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

    /**
     * Looks at the files, all at once. Blocks as long as they do, but gives up on one that does not
     * answer within {@link MetadataReader#PATIENCE}.
     *
     * @param given
     *            the names as a person gave them
     * @param paths
     *            the files, in the same order
     * @throws ConfigurationProblem
     *             if a file cannot be opened
     */
    public static IdentifiedFiles of(List<String> given, List<Path> paths) throws ConfigurationProblem {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<IdentifiedFile>> answers = paths.stream()
                    .map(path -> CompletableFuture.supplyAsync(() -> identifiedOrThrown(path, executor), executor))
                    .toList();
            List<IdentifiedFile> files = new ArrayList<>();
            for (CompletableFuture<IdentifiedFile> answer : answers) {
                files.add(answer.join());
            }
            return new IdentifiedFiles(given, files,
                    MemberSet.among(files.stream().map(IdentifiedFile::identification).toList()));
        } catch (CompletionException e) {
            if (e.getCause() instanceof ConfigurationProblem problem) {
                throw problem;
            }
            throw e;
        }
    }

    private static IdentifiedFile identifiedOrThrown(Path path, Executor executor) {
        try {
            return identified(path, executor);
        } catch (ConfigurationProblem problem) {
            throw new CompletionException(problem);
        }
    }

    private static IdentifiedFile identified(Path path, Executor executor) throws ConfigurationProblem {
        if (Files.isDirectory(path)) {
            try {
                Optional<Found> replica = LonghornFolder.read(path);
                if (replica.isPresent()) {
                    return new IdentifiedFile(0, new Identification(List.of(replica.get()), List.of()));
                }
            } catch (MetadataUnreadable e) {
                return new IdentifiedFile(0,
                        new Identification(List.of(), List.of(path + ": " + e.getMessage() + ".")));
            }
        }
        Image whole = new Image(path, false, 0, OptionalLong.empty());
        ChildSpec child = new ChildSpec(Optional.empty(), whole, true, Optional.empty(), List.of(),
                new Origin(path.toString(), Optional.empty()));
        try (BlockDevice device = new ImageOpening(Adjustments.SOURCE, executor, false).open(child, whole).device()) {
            long length = device.length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
            Optional<String> format = evident(device, length);
            return new IdentifiedFile(length, format.isPresent()
                    ? new Identification(List.of(Found.plain(format.get(), "", 0, "", Optional.empty(),
                            List.of("An image in the format " + format.get()
                                    + ": what is inside is not looked at."))),
                            List.of())
                    : Identification.of(new MetadataReader(device)));
        }
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
        List<String> last = given.stream().map(word -> String.valueOf(Path.of(word).getFileName())).toList();
        return last.stream().distinct().count() == last.size() ? last : given;
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
