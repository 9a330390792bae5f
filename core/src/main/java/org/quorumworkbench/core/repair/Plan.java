// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be written, where, from whom and why, and what is not. Two people can read it; nobody
 * can change it unseen.
 *
 * @param id
 *            unlike any other plan's
 * @param made
 *            by whom and when
 * @param scan
 *            what it rests on
 * @param policy
 *            what it was allowed to do
 * @param children
 *            all of the quorum's, in its order
 * @param notCompared
 *            what of the children is no part of the disk, since not all have it
 * @param steps
 *            by number; no two write the same sector of a child
 * @param excluded
 *            what diverges and stays so
 * @param reviews
 *            by those who have read it
 */
public record Plan(String id, Made made, ScanOrigin scan, PlanPolicy policy, List<PlannedChild> children,
        List<NotCompared> notCompared, List<Step> steps, List<Excluded> excluded, List<Review> reviews) {

    /** Steps of a plan at most. */
    public static final int MOST_STEPS = 50_000;

    /** Divergences that a plan can name as left out at most. */
    public static final int MOST_EXCLUDED = 100_000;

    private static final int SHORT_GROUPS = 4;

    /**
     * Who made it.
     *
     * @param tool
     *            the program and its version
     */
    public record Made(Instant at, String by, String tool) {}

    /**
     * The scan.
     *
     * @param file
     *            it was kept in; absent if it was made for the plan
     * @param digest
     *            SHA-256 of what it found
     * @param at
     *            when it began
     */
    public record ScanOrigin(Optional<String> file, String digest, Instant at) {}

    public Plan {
        children = List.copyOf(children);
        notCompared = List.copyOf(notCompared);
        steps = List.copyOf(steps);
        excluded = List.copyOf(excluded);
        reviews = List.copyOf(reviews);
    }

    /** Of children that were compared to their ends. */
    public Plan(String id, Made made, ScanOrigin scan, PlanPolicy policy, List<PlannedChild> children,
            List<Step> steps, List<Excluded> excluded, List<Review> reviews) {
        this(id, made, scan, policy, children, List.of(), steps, excluded, reviews);
    }

    /** SHA-256 of all but the reviews. */
    public String sha256() {
        return PlanWriter.sha256(this);
    }

    /** The first digits of the hash, in groups, to be read out. */
    public String shortHash() {
        return shortHash(sha256());
    }

    /**
     * The first digits of a plan's {@link #sha256}, for who has it already: it takes the whole plan.
     */
    public static String shortHash(String hash) {
        List<String> groups = new ArrayList<>();
        for (int group = 0; group < SHORT_GROUPS; group++) {
            groups.add(hash.substring(group * 4, group * 4 + 4));
        }
        return String.join(" ", groups);
    }

    /** The plan, read by one more person. */
    public Plan reviewed(String by, Instant at) {
        List<Review> all = new ArrayList<>(reviews);
        all.add(new Review(by, at, sha256()));
        return new Plan(id, made, scan, policy, children, notCompared, steps, excluded, all);
    }

    /** Those who have read this very plan, other than who made it. */
    public Set<String> reviewers() {
        String hash = sha256();
        return reviews.stream().filter(review -> review.sha256().equals(hash)).map(Review::by)
                .filter(by -> !by.equalsIgnoreCase(made.by())).collect(Collectors.toSet());
    }

    /** The child of that name, which one of the plan's own has. */
    PlannedChild child(String name) {
        return children.stream().filter(child -> child.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no child " + name));
    }

    /** Those that are written, in the order of the steps. */
    Set<String> targets() {
        return steps.stream().map(Step::child).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Those whose bytes are written. */
    Set<String> sources() {
        return steps.stream().map(Step::source).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** How many bytes are written to that child. */
    public long bytes(String child) {
        return steps.stream().filter(step -> step.child().equals(child)).mapToLong(Step::bytes).sum();
    }

    /** How long a journal of the whole plan is about, in bytes. */
    public long journalBytes() {
        return PlanWriter.length(this) + steps.stream().mapToLong(step -> step.bytes() + JournalRecord.OVERHEAD).sum();
    }
}
