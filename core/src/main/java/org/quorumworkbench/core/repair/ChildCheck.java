// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quorumworkbench.core.block.Storage;
import org.quorumworkbench.core.block.Unanswered;
import org.quorumworkbench.core.config.Images;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;

/** Whether the children's files are those that a plan was made for. Reads only. */
final class ChildCheck {

    private ChildCheck() {}

    /**
     * Before a plan is begun: refuses a child whose file or content is another one, and children that
     * share bytes. Blocks as long as the files do.
     */
    static void all(Plan plan) throws RepairProblem {
        check(plan.children(), true);
    }

    /**
     * As {@link #all} of these children alone, and whatever their content is: a repair that was begun
     * has changed it.
     */
    static void files(Plan plan, Set<String> names) throws RepairProblem {
        check(plan.children().stream().filter(child -> names.contains(child.name())).toList(), false);
    }

    private static void check(List<PlannedChild> children, boolean content) throws RepairProblem {
        List<Storage> seen = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            PlannedChild child = children.get(i);
            Path file = file(child);
            try (Unanswered.Question _ = Unanswered.of(file)) {
                requireKind(child, file);
                try (SystemFiles.Open open = SystemFiles.open(file, false)) {
                    check(child, file, open, content);
                }
                Storage storage = Storage.of(file);
                for (int other = 0; other < i; other++) {
                    PlannedChild before = children.get(other);
                    if (storage.overlaps(child.offset(), OptionalLong.of(child.size()), seen.get(other),
                            before.offset(), OptionalLong.of(before.size()))) {
                        throw new RepairProblem(
                                Wording.of("{0} and {1} are the same bytes ({2}): give every replica once,"
                                        + " and make a new plan", child.name(), before.name(), FileName.shown(file)));
                    }
                }
                seen.add(storage);
            } catch (IOException e) {
                throw new RepairProblem(named(child, Wording.of("it cannot be opened: {0}", reason(e))), e);
            }
        }
    }

    static Wording reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException _ -> Wording.of("there is no such file");
            case java.nio.file.AccessDeniedException _ -> Wording.of("you may not do that with it");
            default -> Wording.ofError(e);
        };
    }

    /** What is told of a child, after its name and file. */
    static Wording named(PlannedChild child, Wording told) {
        return Wording.of("{0} ({1}): {2}", child.name(), FileName.shown(file(child)), told);
    }

    static Path file(PlannedChild child) {
        return FileName.path(Path.of("").toAbsolutePath(), child.realPath());
    }

    /** Before it is opened: that would wait for a pipe's writer, and may do anything to a device. */
    private static void requireKind(PlannedChild child, Path file) throws IOException, RepairProblem {
        boolean regular = Files.readAttributes(file, BasicFileAttributes.class).isRegularFile();
        if (child.kind() == PlannedChild.Kind.RAW ? !regular : regular || !Storage.isBlockDevice(file)) {
            throw new RepairProblem(
                    named(child, Wording.of("it is no longer the kind of file that was planned for")));
        }
    }

    private static void check(PlannedChild child, Path file, SystemFiles.Open open, boolean content)
            throws IOException, RepairProblem {
        if (child.kind() == PlannedChild.Kind.RAW && Files.size(file) != child.length()) {
            throw new RepairProblem(
                    named(child, Wording.of("it had {0} bytes when the plan was made, and has {1}. Make a new plan",
                            child.length(), Files.size(file))));
        }
        if (!FileIdentity.of(file).equals(child.identity())) {
            throw new RepairProblem(named(child,
                    Wording.of("it is another file than the one that was planned for (it was \"{0}\", and is \"{1}\")."
                            + " Make a new plan", child.identity(), FileIdentity.of(file))));
        }
        if (child.offset() == 0) {
            Optional<String> format = Images.foreignFormat(bytes(open, 0, (int) Math.min(Images.HEAD, child.size())));
            if (format.isPresent()) {
                throw new RepairProblem(named(child,
                        Wording.of("it is an image of format '{0}', and a sector of it lies elsewhere in the file: only"
                                + " raw children are repaired", format.get())));
            }
        }
        if (content && !isSameContent(child, open)) {
            throw new RepairProblem(named(child,
                    Wording.of("neither its first nor its last MiB is the one that was planned for: it is another disk,"
                            + " or was written since. Make a new plan")));
        }
    }

    /**
     * Whoever has written in one of both may have meant it; then each step looks at its own sectors.
     */
    private static boolean isSameContent(PlannedChild child, SystemFiles.Open open) {
        int count = (int) Math.min(PlannedChildren.MIB, child.size());
        return Hashes.of(bytes(open, child.offset(), count)).equals(child.firstMiB())
                || Hashes.of(bytes(open, child.offset() + child.size() - count, count)).equals(child.lastMiB());
    }

    /** None if they cannot be read, as when the plan was made. */
    private static byte[] bytes(SystemFiles.Open open, long offset, int count) {
        byte[] bytes = new byte[count];
        try {
            open.read(offset, ByteBuffer.wrap(bytes));
            return bytes;
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
