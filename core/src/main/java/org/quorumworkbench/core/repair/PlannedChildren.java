// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.Images;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;

/** Writes down what the children of an opened quorum are, so that they are known again. */
final class PlannedChildren {

    static final int MIB = 1 << 20;

    private PlannedChildren() {}

    /**
     * All of them, in the quorum's order. Blocks as long as the files do.
     *
     * @throws RepairProblem
     *             if one is not a raw file or block device, or is shown with simulated faults or writes
     *             that its file does not have
     */
    static List<PlannedChild> of(OpenedQuorum opened) throws RepairProblem {
        List<PlannedChild> children = new ArrayList<>();
        for (OpenedChild child : opened.children()) {
            children.add(of(child));
        }
        return children;
    }

    private static PlannedChild of(OpenedChild child) throws RepairProblem {
        String name = FileName.shown(Path.of("").resolve(child.name()));
        if (!(child.spec().source() instanceof Image image)) {
            throw new RepairProblem(Wording.of("{0}: only children that are raw files or block devices can be repaired."
                    + " Leave it out, or repair what it is made of", name));
        }
        if (!child.faults().faults().isEmpty() || child.spec().blkdebug().isPresent()) {
            throw new RepairProblem(
                    Wording.of("{0}: faults are simulated on it, and what they show is not what the file"
                            + " holds. Leave them out", name));
        }
        if (child.overlay().filter(overlay -> !overlay.written().isEmpty()).isPresent()) {
            throw new RepairProblem(
                    Wording.of("{0}: the quorum has written to its overlay, and what that shows is not what"
                            + " the file holds. Discard those writes, or open the quorum anew", name));
        }
        long size = child.own().length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
        try {
            Path real = image.file().toRealPath();
            Optional<String> format = image.offset() == 0
                    ? Images.foreignFormat(head(child.own(), size, Images.HEAD))
                    : Optional.empty();
            if (format.isPresent()) {
                throw new RepairProblem(Wording.of(
                        "{0}: it is an image of format '{1}', and a sector of it lies elsewhere"
                                + " in the file: only raw children can be repaired",
                        FileName.shown(image.file()),
                        format.get()));
            }
            boolean regular = Files.isRegularFile(real);
            long length = regular ? Files.size(real) : image.offset() + size;
            return new PlannedChild(child.name(), FileName.text(image.file()), image.offset(), size,
                    FileName.text(real), length, regular ? PlannedChild.Kind.RAW : PlannedChild.Kind.BLOCK,
                    FileIdentity.of(real), Hashes.of(head(child.own(), size, MIB)),
                    Hashes.of(bytes(child.own(), Math.max(0, size - MIB), (int) Math.min(size, MIB))));
        } catch (IOException e) {
            throw new RepairProblem(Wording.of("{0}: it cannot be examined: {1}", FileName.shown(image.file()),
                    Wording.ofError(e)), e);
        }
    }

    private static byte[] head(BlockDevice device, long size, int most) {
        return bytes(device, 0, (int) Math.min(size, most));
    }

    /** The bytes, or none if they cannot be read: then nothing is known of them. */
    static byte[] bytes(BlockDevice device, long offset, int count) {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        return device.read(offset, buffer).join().isOk() ? buffer.array() : new byte[0];
    }
}
