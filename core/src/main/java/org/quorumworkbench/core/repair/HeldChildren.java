// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.ExclusiveUse;

/**
 * The children of a plan, open for this program alone: those that are written are locked and open
 * for writing, their sources are open for reading.
 */
final class HeldChildren implements RepairStorage, AutoCloseable {

    private final Map<String, SystemFiles.Open> files = new HashMap<>();
    private final List<ExclusiveUse> uses = new ArrayList<>();

    private HeldChildren() {}

    /**
     * Opens what the plan reads and writes.
     *
     * @throws RepairProblem
     *             if a file is not the one that was planned for, or somebody else uses it
     */
    static HeldChildren of(Plan plan, HeldDevices devices) throws RepairProblem {
        ChildCheck.all(plan);
        HeldChildren held = new HeldChildren();
        try {
            held.open(plan, devices);
            return held;
        } catch (RepairProblem e) {
            held.close();
            throw e;
        }
    }

    private void open(Plan plan, HeldDevices devices) throws RepairProblem {
        Set<String> targets = plan.steps().stream().map(Step::child).collect(Collectors.toSet());
        Set<String> sources = plan.steps().stream().map(Step::source).collect(Collectors.toSet());
        for (PlannedChild child : plan.children()) {
            boolean written = targets.contains(child.name());
            if (!written && !sources.contains(child.name())) {
                continue;
            }
            Path file = ChildCheck.file(child);
            try {
                Optional<String> user = devices.user(file);
                if (user.isPresent()) {
                    throw new RepairProblem(ChildCheck.named(child) + user.get()
                            + ". Nothing is repaired while somebody else uses it");
                }
                SystemFiles.Open open = SystemFiles.open(file, written);
                files.put(child.name(), open);
                if (written) {
                    uses.add(ExclusiveUse.of(file, open.channel()));
                }
            } catch (IOException e) {
                throw new RepairProblem(ChildCheck.named(child) + ChildCheck.reason(e), e);
            }
        }
    }

    @Override
    public StoredFile child(String name) {
        StoredFile file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("no step reads or writes " + name);
        }
        return file;
    }

    /** Lets go of everything; what was to last was forced to its device before. */
    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>(uses);
        all.addAll(files.values());
        for (AutoCloseable each : all) {
            try {
                each.close();
            } catch (Exception e) {
                System.getLogger(HeldChildren.class.getName()).log(System.Logger.Level.DEBUG, "not closed", e);
            }
        }
    }
}
