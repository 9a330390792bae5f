// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quorumworkbench.core.block.ExclusiveUse;
import org.quorumworkbench.core.block.Unanswered;
import org.quorumworkbench.core.file.FileProblem;
import org.quorumworkbench.core.file.Wording;

/**
 * The children of a plan, open for this program alone: those that are written are locked and open
 * for writing, their sources are open for reading.
 */
final class HeldChildren implements RepairStorage, AutoCloseable {

    private final Map<String, SystemFiles.Open> files = new HashMap<>();
    private final List<ExclusiveUse> uses = new ArrayList<>();
    private final Plan plan;
    private final HeldDevices devices;

    private HeldChildren(Plan plan, HeldDevices devices) {
        this.plan = plan;
        this.devices = devices;
    }

    /** Takes children; on the way it may find that it must not. */
    private interface Taking {
        void on(HeldChildren held) throws RepairProblem;
    }

    /**
     * Opens what the plan reads and writes, before anything of it is done.
     *
     * @throws RepairProblem
     *             if any child is not the one that was planned for, or somebody else uses one of these
     */
    static HeldChildren toApply(Plan plan, HeldDevices devices) throws RepairProblem {
        ChildCheck.all(plan);
        return taken(plan, devices, HeldChildren::takeAll);
    }

    /** As {@link #toApply}, after some of it was done: the other children are not asked for. */
    static HeldChildren toResume(Plan plan, HeldDevices devices) throws RepairProblem {
        Set<String> names = new HashSet<>(plan.targets());
        names.addAll(plan.sources());
        ChildCheck.files(plan, names);
        return taken(plan, devices, HeldChildren::takeAll);
    }

    /**
     * Opens what the plan writes. What it reads tells an interrupted write from somebody else's; a
     * source that cannot be had is left out.
     */
    static HeldChildren toUndo(Plan plan, HeldDevices devices) throws RepairProblem {
        ChildCheck.files(plan, plan.targets());
        return taken(plan, devices, held -> {
            for (String target : plan.targets()) {
                held.take(plan.child(target), true);
            }
            for (String source : plan.sources()) {
                held.readIfThere(plan.child(source));
            }
        });
    }

    private static HeldChildren taken(Plan plan, HeldDevices devices, Taking taking) throws RepairProblem {
        HeldChildren held = new HeldChildren(plan, devices);
        try {
            taking.on(held);
            return held;
        } catch (RepairProblem | RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private void takeAll() throws RepairProblem {
        Set<String> targets = plan.targets();
        Set<String> sources = plan.sources();
        for (PlannedChild child : plan.children()) {
            boolean written = targets.contains(child.name());
            if (written || sources.contains(child.name())) {
                take(child, written);
            }
        }
    }

    private void take(PlannedChild child, boolean written) throws RepairProblem {
        Path file = ChildCheck.file(child);
        try (Unanswered.Question _ = Unanswered.of(file)) {
            Optional<Wording> user = devices.user(file);
            if (user.isPresent()) {
                throw new RepairProblem(ChildCheck.named(child,
                        Wording.of("{0}. Nothing is repaired while somebody else uses it", user.get())));
            }
            SystemFiles.Open open = SystemFiles.open(file, written);
            files.put(child.name(), open);
            if (written) {
                uses.add(ExclusiveUse.of(file, open.channel()));
            }
        } catch (IOException e) {
            throw new RepairProblem(ChildCheck.named(child, ChildCheck.reason(e)), e);
        }
    }

    private void readIfThere(PlannedChild child) {
        if (files.containsKey(child.name())) {
            return;
        }
        try {
            ChildCheck.files(plan, Set.of(child.name()));
            files.put(child.name(), SystemFiles.open(ChildCheck.file(child), false));
        } catch (RepairProblem | IOException e) {
            System.getLogger(HeldChildren.class.getName()).log(System.Logger.Level.DEBUG, "a source is left out", e);
        }
    }

    @Override
    public StoredFile child(String name) throws IOException {
        StoredFile file = files.get(name);
        if (file == null) {
            throw new FileProblem(Wording.of("{0} could not be opened", name));
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
