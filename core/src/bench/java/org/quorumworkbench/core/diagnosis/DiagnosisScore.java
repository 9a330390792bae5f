// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.CorpusTrial.Item;
import org.quorumworkbench.core.diagnosis.Finding.Witness;
import org.quorumworkbench.core.place.Divergent;
import org.quorumworkbench.core.place.Owner;
import org.quorumworkbench.core.place.PlaceSearch;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.place.SortedRanges;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * Makes damage of known kinds on real file systems, diagnoses it and tells how often that was right:
 * {@code DiagnosisScore FOLDER SEED[,SEED...] ROUNDS [TABLE]}. With TABLE it writes the confidences that the
 * corpus gives. Tune on one seed, score on another.
 */
public final class DiagnosisScore {

    private static final int PER_TRIAL = 30;

    private final PrintStream out = System.out;
    private final Map<String, Map<String, Integer>> confusion = new TreeMap<>();
    private final Map<String, int[]> rules = new TreeMap<>();
    /** By what was said: how often that was right, or cannot be told from it by the bytes. */
    private final Map<String, Integer> honestly = new TreeMap<>();
    private final double[][] bins = new double[10][3];
    private final int[] counts = new int[8];
    private final int[][] named = new int[4][2];
    /** Of two damaged alike among three those where own checksums or a structure say something. */
    private final int[] witnessed = new int[2];
    /** By the sentence that says why the winner is accused: right, and in all. */
    private final Map<String, int[]> accused = new TreeMap<>();
    private final List<String> wrongs = new ArrayList<>();
    private int benignItems;
    private int benignAsDamage;
    private int damagedItems;
    private int damagedAsBenign;

    private DiagnosisScore() {}

    public static void main(String[] arguments) throws Exception {
        DiagnosisScore score = new DiagnosisScore();
        int rounds = Integer.parseInt(arguments[2]);
        for (String word : arguments[1].split(",")) {
            score.corpus(Path.of(arguments[0]), Long.parseLong(word), rounds);
        }
        score.print();
        if (arguments.length > 3) {
            score.table(Path.of(arguments[3]));
        }
        System.exit(0);
    }

    private void corpus(Path folder, long seed, int rounds) throws IOException, InterruptedException {
        for (String kind : CorpusDisk.KINDS) {
            CorpusDisk disk = CorpusDisk.make(kind, seed, folder);
            MemoryDevice base = MemoryDevice.of(disk.now());
            List<PlacedRange> pieces = new PlaceSearch(base, Divergent.NONE)
                    .find(SortedRanges.of(new SectorRange(0, disk.now().length / 512))).pieces();
            for (int round = 0; round < rounds; round++) {
                trial(disk, base, pieces, round % 2 == 0 ? 3 : 5, seed * 1000 + round);
            }
        }
    }

    private void trial(CorpusDisk disk, MemoryDevice base, List<PlacedRange> pieces, int children, long seed) {
        CorpusTrial trial = new CorpusTrial(disk, base, pieces, children, seed);
        trial.damage(PER_TRIAL);
        List<Child> quorum = new ArrayList<>();
        for (int i = 0; i < children; i++) {
            quorum.add(new Child("children." + i, "c" + i, trial.children().get(i)));
        }
        Verdicts verdicts = Verdicts.of(Scan.start(quorum).result().join().map(), children / 2 + 1);
        List<Finding> findings = Diagnosis.of(verdicts, quorum, base).find().findings();
        for (Item item : trial.items()) {
            score(disk, item, findings, children);
        }
    }

    /** The findings about the item: its sectors, and its children on either side of them. */
    private void score(CorpusDisk disk, Item item, List<Finding> findings, int children) {
        Optional<Finding> best = Optional.empty();
        long most = 0;
        Set<Integer> blamed = new HashSet<>();
        for (Finding finding : findings) {
            long overlap = finding.parts().stream().mapToLong(part -> part.within(item.range()).count()).sum();
            boolean about = finding.damaged().isEmpty()
                    || finding.damaged().stream().anyMatch(item.children()::contains)
                    || finding.version().containsAll(item.children())
                    || finding.ruling().largest().equals(item.children());
            if (overlap > 0 && about) {
                boolean exact = finding.damaged().equals(item.children());
                long weight = overlap * 4 + (exact ? 2_000_000 : 0)
                        + (finding.kind().equals(item.truth()) ? 1 : 0);
                if (weight > most) {
                    most = weight;
                    best = Optional.of(finding);
                }
                blamed.addAll(finding.damaged());
            }
        }
        String said = best.map(Finding::kind).orElse("nothing");
        record(disk, item, best, said);
        int group = (item.correlated() ? 2 : 0) + (children == 5 ? 1 : 0);
        named[group][1]++;
        boolean right = best.map(finding -> finding.damaged().equals(item.children())).orElse(false);
        named[group][0] += right ? 1 : 0;
        if (group == 2 && best.filter(finding -> finding.witness() != Witness.NONE).isPresent()) {
            witnessed[0] += right ? 1 : 0;
            witnessed[1]++;
        }
        best.filter(finding -> !finding.damaged().isEmpty() && finding.damaged().equals(finding.ruling().largest()))
                .ifPresent(finding -> {
                    int[] counted = accused.computeIfAbsent(
                            finding.evidence().getFirst().replaceAll("\\b(c\\d|/\\S+|\\d+)\\b", "_"), _ -> new int[2]);
                    counted[0] += right ? 1 : 0;
                    counted[1]++;
                });
        if (!right) {
            wrongs.add("named " + best.map(Finding::damaged).orElse(List.of()) + " " + line(disk, item, best, said));
        }
    }

    private void record(CorpusDisk disk, Item item, Optional<Finding> best, String said) {
        boolean isBenign = Set.of("unallocated", "swap", "journal").contains(item.truth());
        boolean saidBenign = best.map(Finding::isBenign).orElse(false);
        benignItems += isBenign ? 1 : 0;
        damagedItems += isBenign ? 0 : 1;
        benignAsDamage += isBenign && !saidBenign ? 1 : 0;
        damagedAsBenign += !isBenign && saidBenign ? 1 : 0;
        confusion.computeIfAbsent(item.truth(), _ -> new TreeMap<>()).merge(said, 1, Integer::sum);
        boolean right = said.equals(item.truth());
        boolean honest = item.honest().contains(said);
        boolean abstained = said.equals("unknown") && !honest || said.equals("nothing");
        honestly.merge(said, right || honest ? 1 : 0, Integer::sum);
        counts[0]++;
        counts[1] += right || honest ? 1 : 0;
        counts[2] += abstained && !right ? 1 : 0;
        counts[3] += !right && !honest && !abstained ? 1 : 0;
        if (!right && !honest) {
            wrongs.add(line(disk, item, best, said));
        }
        if (best.isPresent() && !best.get().isBenign() && best.get().effect() != Damage.UNKNOWN) {
            Finding finding = best.get();
            String rule = finding.effect().word() + "\t" + finding.strength().name().toLowerCase(Locale.ROOT);
            int[] rights = rules.computeIfAbsent(rule, _ -> new int[2]);
            rights[0] += right || honest ? 1 : 0;
            rights[1]++;
            double[] bin = bins[Math.min(9, (int) (finding.confidence() * 10))];
            bin[0] += finding.confidence();
            bin[1] += right || honest ? 1 : 0;
            bin[2]++;
        }
    }

    private static String line(CorpusDisk disk, Item item, Optional<Finding> best, String said) {
        return disk.name() + " " + item.truth() + " -> " + said + " " + item.range() + " " + item.children() + " "
                + item.where() + " " + best.map(finding -> finding.strength() + " " + finding.ruling().pattern() + " "
                        + finding.damaged() + " " + finding.runnerUp() + " " + name(finding) + " "
                        + finding.evidence()).orElse("");
    }

    /** Whose it is: a file's name tells its kind. */
    private static String name(Finding finding) {
        return finding.place().map(piece -> piece.place().owner().map(Owner::name)
                .orElseGet(() -> piece.place().what().orElse(piece.place().kind()))).orElse("");
    }

    private void print() {
        out.println("truth -> said");
        Map<String, Integer> saidTotal = new TreeMap<>();
        confusion.values().forEach(row -> row.forEach((said, n) -> saidTotal.merge(said, n, Integer::sum)));
        confusion.forEach((truth, row) -> {
            int all = row.values().stream().mapToInt(Integer::intValue).sum();
            int right = row.getOrDefault(truth, 0);
            int said = saidTotal.getOrDefault(truth, 0);
            int fair = honestly.getOrDefault(truth, 0);
            out.printf(Locale.ROOT,
                    "%-12s n %4d  recall %5.1f %%  precision %5.1f %%, of what can be told %5.1f %%  %s%n", truth, all,
                    100.0 * right / all, said == 0 ? 0 : 100.0 * right / said, said == 0 ? 0 : 100.0 * fair / said,
                    row);
        });
        out.printf(Locale.ROOT, "items %d: right or honest %.1f %%, abstained %.1f %%, wrong %.1f %%%n", counts[0],
                100.0 * counts[1] / counts[0], 100.0 * counts[2] / counts[0], 100.0 * counts[3] / counts[0]);
        out.printf("damage called benign %d of %d, benign called damage %d of %d%n", damagedAsBenign, damagedItems,
                benignAsDamage, benignItems);
        double error = 0;
        double total = 0;
        for (double[] bin : bins) {
            total += bin[2];
        }
        for (int i = 0; i < bins.length; i++) {
            if (bins[i][2] > 0) {
                error += Math.abs(bins[i][0] - bins[i][1]) / total;
                out.printf(Locale.ROOT, "confidence %.1f: said %.3f, was right %.3f, n %.0f%n", i / 10.0,
                        bins[i][0] / bins[i][2], bins[i][1] / bins[i][2], bins[i][2]);
            }
        }
        out.printf(Locale.ROOT, "ECE %.3f%n", error);
        String[] groups = {"3 children", "5 children", "3 children, two damaged alike", "5 children, two damaged alike"};
        for (int i = 0; i < groups.length; i++) {
            out.println("children named exactly, " + groups[i] + ": " + named[i][0] + " of " + named[i][1]);
        }
        out.println("of two alike among three where a checksum or a structure speaks: " + witnessed[0] + " of "
                + witnessed[1]);
        accused.forEach((why, counted) -> out.println(
                "the winner accused, rightly " + counted[0] + " of " + counted[1] + ": " + why));
        wrongs.forEach(wrong -> out.println("  " + wrong));
    }

    private void table(Path file) throws IOException {
        StringBuilder text = new StringBuilder("# ").append(LocalDate.now(ZoneOffset.UTC)).append(", ")
                .append(counts[0]).append(" items made by DiagnosisScore on ext4, FAT, NTFS, XFS and a GPT disk\n");
        text.append("# effect, strength of the rule, how often it was right, how often it spoke\n");
        rules.forEach((rule, rights) -> text.append(rule).append('\t').append(rights[0]).append('\t')
                .append(rights[1]).append('\n'));
        Files.writeString(file, text);
    }
}
