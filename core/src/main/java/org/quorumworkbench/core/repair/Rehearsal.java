// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.CannotOpen;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.OverlayDevice;
import org.quorumworkbench.core.block.PartDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Wording;

/**
 * Does a plan on overlays over its children and compares what would be there: nothing but what the
 * plan leaves out, and steps that are refused, may still diverge in the sectors that it touches. No
 * child's file is changed. For one thread, which blocks as long as the children do.
 */
public final class Rehearsal implements AutoCloseable {

    /** What an overlay may take in memory; steps that overlap are rehearsed together. */
    private static final long MOST_BYTES = 64 << 20;
    private static final String ALL = "";

    private final Plan plan;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, OverlayDevice> children = new LinkedHashMap<>();
    private final ChildRanges excused = new ChildRanges();

    private Rehearsal(Plan plan) {
        this.plan = plan;
        plan.excluded().forEach(excluded -> excused.add(excluded.child().orElse(ALL), excluded.range()));
    }

    /**
     * Sectors that would still diverge, although the plan does not leave them out.
     *
     * @param child
     *            that would differ from the step's source, or could not be read
     */
    public record Unexpected(String child, SectorRange range) {}

    /**
     * What was found.
     *
     * @param steps
     *            all of them, with those that would be refused
     * @param unexpected
     *            what else would be left; the first hundred
     * @param bytes
     *            that would be written
     * @param journalBytes
     *            about how long the journal would be
     */
    public record Result(List<StepOutcome> steps, List<Unexpected> unexpected, long bytes, long journalBytes) {

        public Result {
            steps = List.copyOf(steps);
            unexpected = List.copyOf(unexpected);
        }

        /** Steps that would not be done. */
        public List<StepOutcome> refused() {
            return steps.stream().filter(step -> step.state() == StepOutcome.State.REFUSED).toList();
        }

        /** Whether it may be applied: what is refused is left, and nothing else is. */
        public boolean isAsPlanned() {
            return unexpected.isEmpty();
        }
    }

    /** Rehearses a plan. */
    public static Result of(Plan plan) throws RepairProblem {
        ChildCheck.all(plan);
        return of(plan, (child, executor) -> FileDevice.open(ChildCheck.file(child), executor));
    }

    /** Opens the device that a child is a part of. */
    interface Devices {
        BlockDevice open(PlannedChild child, Executor executor) throws CannotOpen;
    }

    static Result of(Plan plan, Devices devices) throws RepairProblem {
        try (Rehearsal rehearsal = new Rehearsal(plan)) {
            rehearsal.open(devices);
            return rehearsal.perform();
        }
    }

    private void open(Devices devices) throws RepairProblem {
        for (PlannedChild child : plan.children()) {
            try {
                children.put(child.name(), new OverlayDevice(new PartDevice(devices.open(child, executor),
                        child.offset(), OptionalLong.of(child.size())), MOST_BYTES));
            } catch (CannotOpen e) {
                throw new RepairProblem(ChildCheck.named(child, Wording.ofError(e)), e);
            }
        }
    }

    private Result perform() throws RepairProblem {
        List<StepOutcome> outcomes = new ArrayList<>();
        List<Unexpected> unexpected = new ArrayList<>();
        List<Step> steps = plan.steps().stream().sorted(Comparator.comparingLong(step -> step.range().first()))
                .toList();
        int from = 0;
        while (from < steps.size()) {
            int to = from + 1;
            for (long end = steps.get(from).range().end(); to < steps.size()
                    && steps.get(to).range().first() < end; to++) {
                end = Math.max(end, steps.get(to).range().end());
            }
            together(steps.subList(from, to), outcomes, unexpected);
            children.values().forEach(overlay -> overlay.discard().join());
            from = to;
        }
        outcomes.sort(Comparator.comparingInt(outcome -> outcome.step().number()));
        long bytes = outcomes.stream().filter(outcome -> outcome.state() == StepOutcome.State.DONE)
                .mapToLong(outcome -> outcome.step().bytes()).sum();
        return new Result(outcomes, unexpected, bytes, plan.journalBytes());
    }

    /** Steps that overlap: what one leaves another may put right. */
    private void together(List<Step> steps, List<StepOutcome> outcomes, List<Unexpected> unexpected)
            throws RepairProblem {
        List<Step> done = new ArrayList<>();
        for (Step step : steps) {
            Optional<StepWhy> refusal = refusal(step);
            if (refusal.isEmpty()) {
                done.add(step);
                outcomes.add(new StepOutcome(step, StepOutcome.State.DONE));
            } else {
                excused.add(step.child(), step.range());
                outcomes.add(new StepOutcome(step, StepOutcome.State.REFUSED, refusal.get()));
            }
        }
        for (Step step : done) {
            compare(step, unexpected);
        }
    }

    /** Lays the step over its target, or says why not. */
    private Optional<StepWhy> refusal(Step step) throws RepairProblem {
        byte[] now = read(step.child(), step.range());
        if (now.length == 0) {
            return Optional.of(StepWhy.of(StepWhy.Phrase.NOT_READABLE));
        }
        byte[] source = read(step.source(), step.range());
        Optional<StepWhy> refusal = StepGuard.refusal(step, now,
                source.length == 0 ? Optional.empty() : Optional.of(source));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!child(step.child()).write(step.range().offset(), ByteBuffer.wrap(source)).join().isOk()) {
            throw new RepairProblem(Wording.of("step {0} and those that overlap it take more memory than there is for a"
                    + " rehearsal: plan fewer with --only", step.number()));
        }
        return Optional.empty();
    }

    private OverlayDevice child(String name) {
        OverlayDevice device = children.get(name);
        if (device == null) {
            throw new IllegalArgumentException("no child " + name);
        }
        return device;
    }

    private byte[] read(String child, SectorRange range) {
        return bytes(child(child), range);
    }

    private static byte[] bytes(BlockDevice device, SectorRange range) {
        return PlannedChildren.bytes(device, range.offset(), (int) range.length());
    }

    /** Every child against the step's source, sector by sector. */
    private void compare(Step step, List<Unexpected> unexpected) {
        byte[] wanted = read(step.source(), step.range());
        if (wanted.length == 0) {
            // It could be read a moment ago: nobody knows what the others would have to be.
            add(unexpected, new Unexpected(step.source(), step.range()));
            return;
        }
        for (Map.Entry<String, OverlayDevice> child : children.entrySet()) {
            byte[] all = bytes(child.getValue(), step.range());
            if (Arrays.equals(all, wanted)) {
                continue;
            }
            for (long sector = step.range().first(); sector < step.range().end(); sector++) {
                SectorRange one = new SectorRange(sector, 1);
                int at = (int) (one.offset() - step.range().offset());
                byte[] is = all.length == 0 ? bytes(child.getValue(), one) : Arrays.copyOfRange(all, at, at + 512);
                boolean same = Arrays.equals(is, Arrays.copyOfRange(wanted, at, at + 512));
                if (!same && !excused.contains(child.getKey(), sector) && !excused.contains(ALL, sector)
                        && unexpected.size() < 100) {
                    add(unexpected, new Unexpected(child.getKey(), one));
                }
            }
        }
    }

    private static void add(List<Unexpected> all, Unexpected next) {
        Unexpected last = all.isEmpty() ? null : all.getLast();
        if (last != null && last.child().equals(next.child()) && last.range().end() == next.range().first()) {
            all.set(all.size() - 1, new Unexpected(last.child(),
                    new SectorRange(last.range().first(), last.range().count() + 1)));
        } else if (!all.contains(next)) {
            all.add(next);
        }
    }

    @Override
    public void close() {
        children.values().forEach(OverlayDevice::close);
        executor.shutdown();
    }
}
