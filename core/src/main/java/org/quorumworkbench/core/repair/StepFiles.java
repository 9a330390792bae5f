// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quorumworkbench.core.file.FileProblem;
import org.quorumworkbench.core.file.Wording;

/** The bytes of a plan's steps in the children's files. For one thread. */
final class StepFiles {

    private final Plan plan;
    private final RepairStorage storage;

    StepFiles(Plan plan, RepairStorage storage) {
        this.plan = plan;
        this.storage = storage;
    }

    private long place(String child, Step step) {
        return plan.child(child).offset() + step.range().offset();
    }

    /** What is at the step's target. */
    byte[] now(Step step) throws IOException {
        return read(step.child(), step);
    }

    /** What the source has there; empty if it cannot be read. */
    Optional<byte[]> source(Step step) {
        try {
            return Optional.of(read(step.source(), step));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What the step would write; empty if the source no longer has it, or cannot be read. */
    Optional<byte[]> wanted(Step step) {
        return source(step).filter(bytes -> Hashes.of(bytes).equals(step.after()));
    }

    private byte[] read(String child, Step step) throws IOException {
        byte[] bytes = new byte[step.bytes()];
        storage.child(child).read(place(child, step), ByteBuffer.wrap(bytes));
        return bytes;
    }

    /** What the target's device has there. */
    byte[] back(Step step) throws IOException {
        byte[] bytes = new byte[step.bytes()];
        storage.child(step.child()).readBack(place(step.child(), step), ByteBuffer.wrap(bytes));
        return bytes;
    }

    /**
     * Writes steps' bytes, makes them lasting, and reads them back from the device.
     *
     * @throws RepairStopped
     *             if anything fails: then nobody knows what is on the device
     */
    void write(List<Ready> batch) throws RepairStopped {
        Set<String> children = new LinkedHashSet<>();
        String child = "";
        try {
            for (Ready ready : batch) {
                child = ready.step().child();
                children.add(child);
                storage.child(child).writeAll(place(child, ready.step()), ready.bytes());
            }
            for (String each : children) {
                child = each;
                storage.child(each).force();
            }
            for (Ready ready : batch) {
                child = ready.step().child();
                if (!Arrays.equals(back(ready.step()), ready.bytes())) {
                    throw new FileProblem(
                            Wording.of("step {0} was written, and reads back otherwise: the device does not keep"
                                    + " what it is given", ready.step().number()));
                }
            }
        } catch (IOException e) {
            throw new RepairStopped(Wording.of("{0}: {1}", child, Wording.ofError(e)), e);
        }
    }

    /** A step's target and what is to be there. */
    @SuppressWarnings("ArrayRecordComponent") // Written once and never compared as a record.
    record Ready(Step step, byte[] bytes) {}
}
