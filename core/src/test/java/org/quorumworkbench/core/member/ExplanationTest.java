// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.member.Explanation.Piece;
import org.quorumworkbench.core.member.Explanation.Reason;
import org.roaringbitmap.RoaringBitmap;

/** Which divergences are explained, and where a run is cut. */
final class ExplanationTest {

    private static final ExplainedChild CURRENT = child(true, false, List.of(), -1);
    private static final ExplainedChild STALE = child(false, true, List.of(), -1);

    private static ExplainedChild child(boolean current, boolean stale, List<DirtyRegions> dirty, long recovered,
            SectorRange... bad) {
        return new ExplainedChild(current, stale, dirty,
                recovered < 0 ? OptionalLong.empty() : OptionalLong.of(recovered), List.of(bad), List.of());
    }

    private static DirtyRegions dirty(int sectors, int... regions) {
        return new DirtyRegions(sectors, RoaringBitmap.bitmapOf(regions), 1 << 20);
    }

    private static String explained(String pattern, long first, long count, ExplainedChild... children) {
        List<Piece> pieces = new ArrayList<>();
        new Explanation(List.of(children)).explain(new SectorRange(first, count), pattern, pieces::add);
        return pieces.stream().map(piece -> piece.range() + " " + piece.reason().map(Reason::word).orElse("none")
                + (piece.suspectWinner() ? " suspect" : "")).collect(Collectors.joining(", "));
    }

    @Test
    void aStaleMajorityIsExplainedAndItsWinnerSuspect() {
        assertEquals("100+10 stale suspect", explained("BAA", 100, 10, CURRENT, STALE, STALE));
    }

    @Test
    void aRunIsCutAtTheEdgesOfTheBitmap() {
        ExplainedChild stale = child(false, true, List.of(dirty(128, 2, 3, 9)), -1);
        assertEquals("200+56 none, 256+256 stale, 512+640 none, 1152+128 stale, 1280+20 none",
                explained("AAB", 200, 1100, CURRENT, CURRENT, stale));
    }

    @Test
    void oneBitmapOfSeveralIsEnough() {
        ExplainedChild stale = child(false, true, List.of(dirty(128, 2), dirty(64, 6)), -1);
        assertEquals("256+192 stale, 448+52 none", explained("AB", 256, 244, CURRENT, stale));
    }

    @Test
    void whereCurrentMembersDisagreeNothingIsExplained() {
        assertEquals("0+8 none", explained("ABB", 0, 8, CURRENT, CURRENT, STALE));
        assertEquals("0+8 none suspect", explained("AB!", 0, 8, STALE, STALE, CURRENT));
    }

    @Test
    void whoDiffersWithoutAReasonIsCorruption() {
        assertEquals("0+8 none", explained("ABC", 0, 8, CURRENT, STALE, ExplainedChild.UNKNOWN));
        assertEquals("0+8 none", explained("AB", 0, 8, ExplainedChild.UNKNOWN, ExplainedChild.UNKNOWN));
    }

    @Test
    void fromItsRecoveryOffsetOnAMemberHoldsNothing() {
        ExplainedChild recovering = child(false, false, List.of(), 1000);
        assertEquals("900+100 none, 1000+100 not-recovered", explained("AB", 900, 200, CURRENT, recovering));
        assertEquals("900+100 none, 1000+100 not-recovered suspect",
                explained("BAA", 900, 200, CURRENT, recovering, recovering));
    }

    @Test
    void aSuspectWinnerCutsARunToo() {
        ExplainedChild recovering = child(false, false, List.of(), 1000);
        assertEquals("900+100 none, 1000+100 none suspect",
                explained("ABC", 900, 200, recovering, CURRENT, CURRENT));
    }

    @Test
    void listedSectorsExplainBytesAndErrors() {
        ExplainedChild listing = child(true, false, List.of(), -1, new SectorRange(10, 5), new SectorRange(20, 1));
        assertEquals("8+2 none, 10+5 listed-bad, 15+5 none, 20+1 listed-bad, 21+3 none",
                explained("AB", 8, 16, CURRENT, listing));
        assertEquals("8+2 none, 10+5 listed-bad, 15+1 none", explained("A!", 8, 8, CURRENT, listing));
    }

    @Test
    void theFirstOfSeveralReasonsIsTold() {
        ExplainedChild both = child(false, true, List.of(), 12, new SectorRange(10, 4));
        assertEquals("8+2 stale, 10+2 listed-bad, 12+4 not-recovered", explained("AB", 8, 8, CURRENT, both));
    }

    @Test
    void membersOpenedWholeDifferInTheirMetadataLawfully() {
        ExplainedChild a = ExplainedChild.ofWhole(
                MemberSetTest.only(MemberSetTest.fixtures("a", "b")).members().getFirst().found());
        assertEquals("8+2040 metadata, 2048+10 none", explained("AB", 8, 2050, a, a));
        assertEquals("8+1 none", explained("AB", 8, 1, a, ExplainedChild.UNKNOWN));
    }

    @Test
    void theBitmapOfRealMembersAccountsForAllOfTheirDivergence() {
        MemberSet set = MemberSetTest.only(MemberSetTest.fixtures("b", "a", "b"));
        ExplainedChild[] children = set.members().stream().map(ExplainedChild::ofMember).toArray(ExplainedChild[]::new);
        assertEquals("2048+2048 stale suspect", explained("ABA", 2048, 2048, children));
        assertEquals("2047+1 none suspect, 2048+2048 stale suspect, 4096+1 none suspect",
                explained("ABA", 2047, 2050, children));
    }

    @Test
    void aSplitMirrorExplainsNothing() {
        MemberSet set = MemberSetTest.only(MemberSetTest.fixtures("f", "g"));
        assertEquals("4096+4096 none", explained("AB", 4096, 4096,
                set.members().stream().map(ExplainedChild::ofMember).toArray(ExplainedChild[]::new)));
    }

    /** Cut or not, every sector has the explanation that it has alone, and neighbours differ. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void piecesSayOfEverySectorWhatIsSaidOfItAlone(long seed) {
        Random random = new Random(seed);
        List<ExplainedChild> children = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            children.add(child(random.nextInt(3) == 0, random.nextBoolean(),
                    random.nextBoolean() ? List.of() : List.of(dirty(1 + random.nextInt(40), 1, 2, 5, 7)),
                    random.nextBoolean() ? -1 : random.nextInt(300), new SectorRange(random.nextInt(200), 7)));
            pattern.append("AABC!-".charAt(random.nextInt(6)));
        }
        Explanation explanation = new Explanation(children);
        List<Piece> pieces = new ArrayList<>();
        explanation.explain(new SectorRange(3, 300), pattern.toString(), pieces::add);
        long next = 3;
        for (Piece piece : pieces) {
            assertEquals(next, piece.range().first());
            next = piece.range().end();
            for (long sector = piece.range().first(); sector < next; sector++) {
                assertEquals(piece.reason(), explanation.reason(sector, pattern.toString()));
                assertEquals(piece.suspectWinner(), explanation.suspectWinner(sector, pattern.toString()));
            }
        }
        assertEquals(303, next);
        for (int i = 1; i < pieces.size(); i++) {
            Piece before = pieces.get(i - 1);
            Piece piece = pieces.get(i);
            assertTrue(!before.reason().equals(piece.reason()) || before.suspectWinner() != piece.suspectWinner());
        }
    }

    @Test
    void twoMillionRunsAreExplainedOneAfterTheOther() {
        RoaringBitmap bits = new RoaringBitmap();
        for (int i = 0; i < 1_000_000; i++) {
            bits.add(2 * i);
        }
        Explanation explanation = new Explanation(
                List.of(CURRENT, child(false, true, List.of(new DirtyRegions(8, bits, 16_000_000)), -1)));
        long[] stale = {0, 0};
        for (long run = 0; run < 2_000_000; run++) {
            explanation.explain(new SectorRange(run * 8, 8), "AB",
                    piece -> stale[piece.reason().isPresent() ? 1 : 0]++);
        }
        assertEquals(List.of(1_000_000L, 1_000_000L), List.of(stale[0], stale[1]));
    }
}
