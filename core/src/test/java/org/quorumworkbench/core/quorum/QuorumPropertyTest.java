// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.vote.Tally;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Vote;

/** What holds of every read, for whatever children. */
class QuorumPropertyTest {

    private static final List<Errno> ERRORS = List.of(Errno.EIO, Errno.ENOSPC, Errno.ENOMEM);

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    /** Some children: what they hold, who of them fails, and the threshold. */
    private record Case(String content, List<Optional<Errno>> errors, int threshold) {

        static Case of(Random random) {
            int count = 1 + random.nextInt(9);
            int versions = 1 + random.nextInt(4);
            StringBuilder content = new StringBuilder();
            List<Optional<Errno>> errors = new ArrayList<>();
            for (int child = 0; child < count; child++) {
                content.append((char) ('A' + random.nextInt(versions)));
                errors.add(random.nextInt(4) == 0
                        ? Optional.of(ERRORS.get(random.nextInt(ERRORS.size())))
                        : Optional.empty());
            }
            return new Case(content.toString(), errors, 1 + random.nextInt(count));
        }

        Bench bench(Semantics semantics) {
            Bench bench = new Bench(content, Policy.threshold(threshold).withSemantics(semantics));
            for (int child = 0; child < content.length(); child++) {
                int failing = child;
                errors.get(child).ifPresent(errno -> bench.failing(failing, RequestKind.READ, errno));
            }
            return bench;
        }

        Case permuted(List<Integer> order) {
            StringBuilder other = new StringBuilder();
            order.forEach(child -> other.append(content.charAt(child)));
            return new Case(other.toString(), order.stream().map(errors::get).toList(), threshold);
        }

        List<Integer> readable() {
            return IntStream.range(0, content.length()).filter(child -> errors.get(child).isEmpty()).boxed().toList();
        }
    }

    /** The driver's rules once more, as plainly as they can be said. */
    private static Optional<Character> expected(Case given) {
        Map<Character, Integer> votes = new TreeMap<>();
        given.readable().forEach(child -> votes.merge(given.content.charAt(child), 1, Integer::sum));
        if (given.readable().size() < given.threshold) {
            return Optional.empty();
        }
        if (votes.size() == 1) {
            return Optional.of(votes.keySet().iterator().next());
        }
        int most = Collections.max(votes.values());
        char winner = votes.entrySet().stream().filter(e -> e.getValue() == most).map(Map.Entry::getKey)
                .max((a, b) -> firstSeen(given, a) - firstSeen(given, b)).orElseThrow();
        return most < given.threshold ? Optional.empty() : Optional.of(winner);
    }

    private static int firstSeen(Case given, char version) {
        return given.readable().stream().filter(child -> given.content.charAt(child) == version).findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theAnswerIsThatOfMostChildrenAndOfEqualsTheNewestVersion(long seed) {
        Case given = Case.of(new Random(seed));
        for (Semantics semantics : Semantics.values()) {
            Outcome outcome = given.bench(semantics).examine(2, 3);
            assertEquals(expected(given), outcome.data().map(data -> (char) data.get(ValueLayout.JAVA_BYTE, 1535)),
                    given::toString);
            assertEquals(outcome.isSuccess(), outcome.data().isPresent());
            assertEquals(outcome.isSuccess(), outcome.verdict().orElseThrow().succeeds(), given::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eventsNameTheFailedInOrderThenExactlyTheOutvotedNewestVersionFirst(long seed) {
        Case given = Case.of(new Random(seed));
        Bench bench = given.bench(Semantics.V7_2);
        Outcome outcome = bench.examine(2, 3);
        List<String> told = new ArrayList<>();
        for (int child = 0; child < given.content.length(); child++) {
            int failed = child;
            given.errors.get(child).ifPresent(errno -> told.add("bad read c" + failed + " 2+3 " + errno.name()));
        }
        Optional<Character> winner = expected(given);
        if (winner.isPresent()) {
            given.readable().stream().filter(child -> given.content.charAt(child) != winner.get())
                    .sorted((a, b) -> given.content.charAt(a) == given.content.charAt(b)
                            ? b - a
                            : firstSeen(given, given.content.charAt(b)) - firstSeen(given, given.content.charAt(a)))
                    .forEach(child -> told.add("bad read c" + child + " 2+3"));
        } else {
            told.add("failure q0 2+3");
        }
        assertEquals(told, outcome.events().stream().map(Bench::shortly).toList(), given::toString);
        assertEquals(told, bench.told());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPermutationOfTheChildrenPermutesTheOutcome(long seed) {
        Random random = new Random(seed);
        Case given = Case.of(random);
        List<Integer> order = new ArrayList<>(IntStream.range(0, given.content.length()).boxed().toList());
        Collections.shuffle(order, random);
        Outcome before = given.bench(Semantics.V2014).examine(0, 1);
        Outcome after = given.permuted(order).bench(Semantics.V2014).examine(0, 1);
        for (int place = 0; place < order.size(); place++) {
            assertEquals(before.replies().get(order.get(place)).reply(), after.replies().get(place).reply());
        }
        assertEquals(sizes(before), sizes(after), given::toString);
        assertEquals(before.isSuccess(), after.isSuccess(), given::toString);
        if (before.verdict().orElseThrow() != Verdict.TIE && before.isSuccess()) {
            assertEquals(before.data().orElseThrow().get(ValueLayout.JAVA_BYTE, 0),
                    after.data().orElseThrow().get(ValueLayout.JAVA_BYTE, 0), "only a tie depends on the order");
        }
    }

    /** How many votes each version got, most first. */
    private static List<Integer> sizes(Outcome outcome) {
        return outcome.decision() instanceof Decision.Voted(Tally<Digest> tally)
                ? tally.versions().stream().map(version -> -version.votes()).sorted().toList()
                : List.of();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void forOneSectorTheRequestVoteIsTheSectorVote(long seed) {
        Random random = new Random(seed);
        Case given = Case.of(random);
        Bench bench = given.bench(Semantics.V2014);
        // Damage elsewhere splits the vote on the whole range and leaves the sector's own alone.
        for (ScriptedDevice device : bench.devices) {
            if (random.nextInt(3) == 0) {
                device.memory.fill(512L * (1 + random.nextInt(7)) + random.nextInt(512),
                        new byte[]{(byte) random.nextInt()});
            }
        }
        Outcome sector = bench.examine(0, 1);
        Optional<Vote> alone = sector.vote();
        Outcome whole = bench.examine(0, 8);
        Bench same = given.bench(Semantics.V2014);
        assertEquals(same.examine(0, 1).vote(), alone);
        assertEquals(same.read(0, 512).result(), bench.read(0, 512).result());
        if (whole.isSuccess() && given.threshold > given.content.length() / 2) {
            assertTrue(sector.isSuccess(), "who agrees on the whole agrees on each part");
        }
        assertEquals(new SectorRange(0, 1), sector.range());
    }
}
