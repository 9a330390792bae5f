// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.vote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgreementTest {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Contents of up to 32 children, few kinds; a negative one could not be read. */
    private static int[] contents(long seed) {
        Random random = new Random(seed);
        return random.ints(1 + random.nextInt(32), -1, 1 + random.nextInt(5)).toArray();
    }

    private static int[] agreement(int[] contents) {
        int[] agrees = new int[contents.length];
        Agreement.find(agrees, child -> contents[child] >= 0, (lower, child) -> {
            assertTrue(lower < child && contents[lower] >= 0 && contents[child] >= 0,
                    "only readable children are compared");
            return contents[lower] == contents[child];
        });
        return agrees;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyChildNamesTheLowestWithItsBytes(long seed) {
        int[] contents = contents(seed);
        assertArrayEquals(IntStream.range(0, contents.length).map(child -> contents[child] < 0
                ? Agreement.UNREADABLE
                : IntStream.rangeClosed(0, child).filter(lower -> contents[lower] == contents[child]).findFirst()
                        .orElseThrow())
                .toArray(), agreement(contents));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theVoteIsThatOfTheContents(long seed) {
        int[] contents = contents(seed);
        Ballot<Integer> ballot = new Ballot<>();
        IntStream.range(0, contents.length).filter(child -> contents[child] >= 0)
                .forEach(child -> ballot.cast(child, contents[child]));
        List<Integer> unreadable = IntStream.range(0, contents.length).filter(child -> contents[child] < 0).boxed()
                .toList();
        Vote wanted = Vote.of(ballot.isEmpty() ? Optional.empty() : Optional.of(ballot.count()), unreadable, 2);
        Vote found = Agreement.vote(IntStream.of(agreement(contents)).boxed().toList(), 2, true);
        assertEquals(wanted.pattern(), found.pattern());
        assertEquals(wanted.verdict(), found.verdict());
        assertEquals(wanted.winner(), found.winner());
    }

    @Test
    void underFifoNoVoteIsHeld() {
        assertEquals(Vote.notHeld(Optional.empty(), List.of(0, 1), 1),
                Agreement.vote(List.of(Agreement.UNREADABLE, Agreement.UNREADABLE), 1, false));
    }
}
