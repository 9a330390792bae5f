// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.vote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Letters, patterns and verdicts as the scan's JSON defines them. */
class VoteTest {

    @ParameterizedTest(name = "{0} with threshold {1}: {2}, {3}")
    @CsvSource({"xxx, 2, AAA, UNANIMOUS", "xxy, 2, AAB, MAJORITY", "yxx, 2, BAA, MAJORITY", "xy, 1, BA, TIE",
            "xxyy, 2, BBAA, TIE", "xyyx, 2, BAAB, TIE", "xyxyzz, 2, BCBCAA, TIE", "zxxyyz, 2, BCCAAB, TIE",
            "xyz, 2, BCA, BELOW_THRESHOLD", "xy, 2, BA, BELOW_THRESHOLD", "xx!, 2, AA!, MAJORITY",
            "xy!, 2, BA!, BELOW_THRESHOLD", "x!!, 2, A!!, UNREADABLE", "!!!, 1, !!!, UNREADABLE",
            "x!!, 1, A!!, MAJORITY",
            "xyyzz, 2, CBBAA, TIE", "xyzzz, 3, BCAAA, MAJORITY", "zxxyyy, 1, CBBAAA, MAJORITY"})
    void theVerdictFollowsFromThePatternAndTheThreshold(String votes, int threshold, String pattern, Verdict verdict) {
        Vote vote = vote(votes, threshold);
        assertEquals(pattern, vote.pattern());
        assertEquals(verdict, vote.verdict());
        assertEquals(votes.length(), vote.childCount());
    }

    @Test
    void theListOrderNamesVersionsByTheirLetterPosition() {
        assertEquals(List.of(0, 1), vote("xxyy", 2).listOrder(),
                "y is the newest version, stands at the head, and is the winner");
        assertEquals(List.of(1, 0), vote("xxy", 2).listOrder(), "y stands at the head, x wins");
    }

    @ParameterizedTest(name = "{0} with threshold {1}: winner {2}, outvoted {3}, not chosen {4}")
    @CsvSource({"xxy, 2, 0 1, 2, -", "xxyy, 2, 2 3, -, 0 1", "xyyx, 2, 1 2, -, 0 3", "xyyxz, 2, 1 2, -, 0 3 4",
            "xyz, 2, -, -, -", "xxyz, 3, -, -, -", "x!!, 2, -, -, -", "xx!, 2, 0 1, -, -", "xx!y, 2, 0 1, 3, -",
            "xy, 2, -, -, -"})
    void nobodyIsOutvotedWhereNobodyWinsAloneAtTheTop(String votes, int threshold, String winner, String outvoted,
            String notChosen) {
        Vote vote = vote(votes, threshold);
        assertEquals(winner, members(vote.winner()));
        assertEquals(outvoted, members(vote.outvoted()));
        assertEquals(notChosen, members(vote.notChosen()));
    }

    @Test
    void belowTheThresholdThereIsOnlyALargestVersion() {
        Vote vote = vote("xxyzz", 3);
        assertEquals(List.of(), vote.winner());
        assertEquals(List.of(3, 4), vote.largest());
        assertEquals(OptionalInt.of(2), vote.votes());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"xxyzz, -", "xxy, 0 1", "xyz, -", "xy, -", "x!!, 0", "!!, -", "xyyzzz, 3 4 5", "xxyy, -"})
    void aVersionIsTheLargestOnlyIfItIsLargerThanEveryOther(String votes, String largest) {
        assertEquals(largest, members(vote(votes, 4).largestAlone()));
    }

    @ParameterizedTest(name = "{0} without a vote: {1}, {2}, the guest gets {3}")
    @CsvSource({"xyy, ABB, DIFFERS, 0", "!yxy, !ABA, DIFFERS, 1", "xxx, AAA, UNANIMOUS, 0", "!xx, !AA, DIFFERS, 1",
            "!!, !!, UNREADABLE, -", "yzxx, ABCC, DIFFERS, 0"})
    void whereNoVoteIsHeldTheFirstThatCanBeReadIsWhatTheGuestGets(String bytes, String pattern, Verdict verdict,
            String served) {
        Ballot<Character> seen = new Ballot<>();
        List<Integer> unreadable = new ArrayList<>();
        for (int child = 0; child < bytes.length(); child++) {
            if (bytes.charAt(child) == '!') {
                unreadable.add(child);
            } else {
                seen.cast(child, bytes.charAt(child));
            }
        }
        Vote vote = Vote.notHeld(seen.isEmpty() ? Optional.empty() : Optional.of(seen.count()), unreadable, 2);
        assertEquals(pattern, vote.pattern());
        assertEquals(verdict, vote.verdict());
        assertEquals(served, members(vote.winner()));
        assertEquals(OptionalInt.empty(), vote.votes());
        assertEquals(List.of(), vote.outvoted());
    }

    private static String members(List<Integer> children) {
        return children.isEmpty() ? "-" : children.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    @Test
    void onlyAUnanimousVoteOfAllChildrenIsNotDivergent() {
        assertFalse(vote("xxx", 2).isDivergent());
        assertTrue(vote("xx!", 2).isDivergent());
        assertTrue(vote("xxy", 2).isDivergent());
    }

    @Test
    void anUnreadableChildHasNoVersion() {
        Vote vote = vote("x!y", 1);
        assertEquals(OptionalInt.empty(), vote.versionOf(1));
        assertEquals(OptionalInt.of(0), vote.versionOf(2));
        assertEquals(List.of(2), vote.winner());
        assertEquals(List.of(), vote("!!", 1).winner());
    }

    @Test
    void lettersGoOnAfterZForQuorumsOfUpTo32Children() {
        assertEquals("AZaf", "" + Vote.letter(0) + Vote.letter(25) + Vote.letter(26) + Vote.letter(31));
    }

    @Test
    void theWorstVerdictIsTheOneWithTheLeastToTrust() {
        assertEquals(Verdict.BELOW_THRESHOLD, Verdict.TIE.worst(Verdict.BELOW_THRESHOLD));
        assertEquals(Verdict.TIE, Verdict.TIE.worst(Verdict.UNREADABLE));
        assertEquals(Verdict.UNREADABLE, Verdict.MAJORITY.worst(Verdict.UNREADABLE));
        assertEquals(Verdict.MAJORITY, Verdict.MAJORITY.worst(Verdict.UNANIMOUS));
    }

    @Test
    void aReadSucceedsUnlessNoVersionReachesTheThreshold() {
        assertTrue(Verdict.TIE.succeeds());
        assertTrue(Verdict.MAJORITY.succeeds());
        assertTrue(Verdict.UNANIMOUS.succeeds());
        assertFalse(Verdict.BELOW_THRESHOLD.succeeds());
        assertFalse(Verdict.UNREADABLE.succeeds());
        assertEquals("below-threshold", Verdict.BELOW_THRESHOLD.word());
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lettersGoByVotesAfterTheWinnerAndTiesByLowestChild(long seed) {
        String votes = BallotTest.randomVotes(new Random(seed));
        Vote vote = Vote.of(Optional.of(BallotTest.count(votes)), List.of(), 1);
        assertEquals(BallotTest.count(votes).winner().children(), vote.winner());
        List<Version<Integer>> others = vote.lettered().subList(1, vote.lettered().size());
        for (int i = 1; i < others.size(); i++) {
            Version<Integer> before = others.get(i - 1);
            Version<Integer> now = others.get(i);
            assertTrue(before.votes() > now.votes()
                    || (before.votes() == now.votes() && before.index() < now.index()));
        }
    }

    static Vote vote(String votes, int threshold) {
        Ballot<Character> ballot = new Ballot<>();
        List<Integer> unreadable = new ArrayList<>();
        for (int child = 0; child < votes.length(); child++) {
            if (votes.charAt(child) == '!') {
                unreadable.add(child);
            } else {
                ballot.cast(child, votes.charAt(child));
            }
        }
        return Vote.of(ballot.isEmpty() ? Optional.empty() : Optional.of(ballot.count()), unreadable, threshold);
    }
}
