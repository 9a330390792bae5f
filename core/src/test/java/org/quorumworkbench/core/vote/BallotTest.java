// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.vote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The counting rules of the driver: seed lines 264-377. */
class BallotTest {

    @ParameterizedTest(name = "{0}: winner {1}, reported {2}")
    @CsvSource({"AAA, A, ''", "AAB, A, 2", "ABB, B, 0", "ABA, A, 1", "AB, B, 0", "ABC, C, '1,0'", "AABB, B, '1,0'",
            "BBAA, A, '1,0'", "ABAB, B, '2,0'", "ABBA, B, '3,0'", "AABBC, B, '4,1,0'", "ABCC, C, '1,0'",
            "ABCAB, B, '2,3,0'"})
    void theVersionWithMostVotesWinsAndATieGoesToTheVersionSeenLast(String votes, String winner, String reported) {
        Tally<Character> tally = count(votes);
        assertEquals(winner.charAt(0), tally.winner().value());
        assertEquals(reported, tally.reported().stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    @Test
    void theListHasTheNewestVersionAtItsHead() {
        assertEquals(List.of('C', 'B', 'A'), count("ABCA").versions().stream().map(Version::value).toList());
    }

    @Test
    void theLowestChildStandsForAVersion() {
        assertEquals(1, count("ABB").winner().index());
        assertEquals(2, count("ABB").winner().votes());
    }

    @ParameterizedTest
    @CsvSource({"AAB, false", "AB, true", "AABB, true", "AABBC, true", "ABC, true", "AAABBC, false", "A, false"})
    void listOrderDecidesOnlyWhenAnotherVersionHasAsManyVotes(String votes, boolean tie) {
        assertEquals(tie, count(votes).isTie());
    }

    @Test
    void aBallotWithoutVotesCannotBeCounted() {
        Ballot<Character> ballot = new Ballot<>();
        assertTrue(ballot.isEmpty());
        assertThrows(IllegalArgumentException.class, ballot::count);
        assertFalse(ballot.cast(0, 'A').isEmpty());
    }

    @Test
    void anErrorVoteCountsErrnosTheSameWay() {
        Ballot<Integer> errors = new Ballot<>();
        errors.cast(0, 5).cast(1, 12).cast(2, 5);
        assertEquals(5, errors.count().winner().value(), "EIO, ENOMEM, EIO gives EIO");
        assertEquals(28, new Ballot<Integer>().cast(0, 5).cast(1, 28).count().winner().value(),
                "EIO, ENOSPC gives ENOSPC");
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theWinnerHasTheMostVotesAndAmongEqualsBeganLast(long seed) {
        String votes = randomVotes(new Random(seed));
        Tally<Character> tally = count(votes);
        Map<Character, Long> counts = new HashMap<>();
        votes.chars().forEach(v -> counts.merge((char) v, 1L, Long::sum));
        long most = Collections.max(counts.values());
        char expected = counts.entrySet().stream().filter(e -> e.getValue() == most).map(Map.Entry::getKey)
                .max((a, b) -> Integer.compare(votes.indexOf(a), votes.indexOf(b))).orElseThrow();
        assertEquals(expected, tally.winner().value(), votes);
        assertEquals(most, tally.winner().votes(), votes);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void exactlyTheChildrenOutsideTheWinnerAreOutvotedNewestVersionAndHighestChildFirst(long seed) {
        String votes = randomVotes(new Random(seed));
        Tally<Character> tally = count(votes);
        List<Integer> outvoted = tally.reported();
        Set<Integer> expected = IntStream.range(0, votes.length())
                .filter(i -> votes.charAt(i) != tally.winner().value())
                .boxed().collect(Collectors.toSet());
        assertEquals(expected, new HashSet<>(outvoted), votes);
        assertEquals(expected.size(), outvoted.size(), votes);
        for (int i = 1; i < outvoted.size(); i++) {
            char before = votes.charAt(outvoted.get(i - 1));
            char now = votes.charAt(outvoted.get(i));
            assertTrue(before == now
                    ? outvoted.get(i - 1) > outvoted.get(i)
                    : votes.indexOf(before) > votes.indexOf(now), votes + " reported " + outvoted);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPermutationOfTheChildrenPermutesTheVersions(long seed) {
        Random random = new Random(seed);
        String votes = randomVotes(random);
        List<Integer> permutation = new ArrayList<>(IntStream.range(0, votes.length()).boxed().toList());
        Collections.shuffle(permutation, random);
        Ballot<Character> permuted = new Ballot<>();
        for (int place = 0; place < votes.length(); place++) {
            permuted.cast(place, votes.charAt(permutation.get(place)));
        }
        Map<Character, Set<Integer>> expected = members(count(votes));
        Map<Character, Set<Integer>> back = new HashMap<>();
        members(permuted.count()).forEach((value, places) -> back.put(value,
                places.stream().map(permutation::get).collect(Collectors.toSet())));
        assertEquals(expected, back);
        if (!count(votes).isTie()) {
            assertEquals(count(votes).winner().value(), permuted.count().winner().value(),
                    "only a tie depends on the order");
        }
    }

    private static Map<Character, Set<Integer>> members(Tally<Character> tally) {
        Map<Character, Set<Integer>> members = new HashMap<>();
        tally.versions().forEach(v -> members.put(v.value(), Set.copyOf(v.children())));
        return members;
    }

    static Tally<Character> count(String votes) {
        Ballot<Character> ballot = new Ballot<>();
        for (int child = 0; child < votes.length(); child++) {
            ballot.cast(child, votes.charAt(child));
        }
        return ballot.count();
    }

    static String randomVotes(Random random) {
        int children = 1 + random.nextInt(12);
        int versions = 1 + random.nextInt(5);
        return IntStream.range(0, children).mapToObj(i -> String.valueOf((char) ('A' + random.nextInt(versions))))
                .collect(Collectors.joining());
    }
}
