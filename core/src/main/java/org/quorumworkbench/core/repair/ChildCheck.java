// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.block.Storage;
import org.quorumworkbench.core.config.Images;
import org.quorumworkbench.core.file.FileName;

/** Whether the children's files are those that a plan was made for. Reads only. */
final class ChildCheck {

    private ChildCheck() {}

    /**
     * Refuses a child whose file is another one, and children that share bytes. Blocks as long as the
     * files do.
     */
    static void all(Plan plan) throws RepairProblem {
        List<Storage> seen = new ArrayList<>();
        for (int i = 0; i < plan.children().size(); i++) {
            PlannedChild child = plan.children().get(i);
            Path file = file(child);
            try (SystemFiles.Open open = SystemFiles.open(file, false)) {
                check(child, file, open);
                Storage storage = Storage.of(file);
                for (int other = 0; other < i; other++) {
                    PlannedChild before = plan.children().get(other);
                    if (storage.overlaps(child.offset(), OptionalLong.of(child.size()), seen.get(other),
                            before.offset(), OptionalLong.of(before.size()))) {
                        throw new RepairProblem(child.name() + " and " + before.name() + " are the same bytes ("
                                + FileName.shown(file) + "): give every replica once, and make a new plan");
                    }
                }
                seen.add(storage);
            } catch (IOException e) {
                throw new RepairProblem(named(child) + "it cannot be opened: " + reason(e), e);
            }
        }
    }

    static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException _ -> "there is no such file";
            case java.nio.file.AccessDeniedException _ -> "you may not do that with it";
            default -> String.valueOf(e.getMessage());
        };
    }

    static String named(PlannedChild child) {
        return child.name() + " (" + FileName.shown(file(child)) + "): ";
    }

    static Path file(PlannedChild child) {
        return FileName.path(Path.of("").toAbsolutePath(), child.realPath());
    }

    private static void check(PlannedChild child, Path file, SystemFiles.Open open)
            throws IOException, RepairProblem {
        boolean regular = Files.isRegularFile(file);
        if (regular != (child.kind() == PlannedChild.Kind.RAW)) {
            throw new RepairProblem(named(child) + "it is no longer the kind of file that was planned for");
        }
        if (regular && Files.size(file) != child.length()) {
            throw new RepairProblem(
                    named(child) + "it had " + child.length() + " bytes when the plan was made, and has "
                            + Files.size(file) + ". Make a new plan");
        }
        if (!FileIdentity.of(file).equals(child.identity())) {
            throw new RepairProblem(named(child) + "it is another file than the one that was planned for (it was \""
                    + child.identity() + "\", and is \"" + FileIdentity.of(file) + "\"). Make a new plan");
        }
        if (child.offset() == 0) {
            byte[] head = new byte[(int) Math.min(Images.HEAD, child.size())];
            open.read(0, ByteBuffer.wrap(head));
            Optional<String> format = Images.foreignFormat(head);
            if (format.isPresent()) {
                throw new RepairProblem(named(child) + "it is an image of format '" + format.get()
                        + "', and a sector of it lies elsewhere in the file: only raw children are repaired");
            }
        }
        if (child.kind() == PlannedChild.Kind.BLOCK && child.identity().isEmpty() && !isSameContent(child, open)) {
            throw new RepairProblem(named(child) + "nothing names this device, and its first and last MiB are not those"
                    + " that were planned for. Make a new plan");
        }
    }

    private static boolean isSameContent(PlannedChild child, SystemFiles.Open open) throws IOException {
        int count = (int) Math.min(PlannedChildren.MIB, child.size());
        byte[] first = new byte[count];
        byte[] last = new byte[count];
        open.read(child.offset(), ByteBuffer.wrap(first));
        open.read(child.offset() + child.size() - count, ByteBuffer.wrap(last));
        return Hashes.of(first).equals(child.firstMiB()) || Hashes.of(last).equals(child.lastMiB());
    }

    /** Whether any byte of these sectors can be written without going beyond the child. */
    static boolean isWithin(PlannedChild child, SectorRange range) {
        return range.end() <= child.size() / SectorRange.SECTOR;
    }
}
