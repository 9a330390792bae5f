// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.story;

/**
 * A line of the algorithm, in this program's own words: what it does in the driver's source of June
 * 2014, and where that is done there.
 */
public enum DriverLine {
    READ_START(DriverFunction.READ, 566, 569), WRITE_START(DriverFunction.WRITE, 586, 590), ANSWER_KEEP(
            DriverFunction.ANSWER, 241,
            242), ANSWER_SUCCESS(DriverFunction.ANSWER, 243, 244), ANSWER_REPORT(DriverFunction.ANSWER, 245,
                    246), ANSWER_WAIT(DriverFunction.ANSWER, 250, 252), ANSWER_VOTE(DriverFunction.ANSWER, 255,
                            256), ANSWER_CHECK(DriverFunction.ANSWER, 257, 258), ANSWER_END(DriverFunction.ANSWER, 261,
                                    261), TOO_FEW_CHECK(DriverFunction.TOO_FEW, 226, 226), TOO_FEW_ERRORS(
                                            DriverFunction.TOO_FEW, 227,
                                            227), TOO_FEW_REPORT(DriverFunction.TOO_FEW, 228, 229), TOO_FEW_ENOUGH(
                                                    DriverFunction.TOO_FEW, 232,
                                                    232), VOTE_READABLE(DriverFunction.VOTE, 479, 481), VOTE_FIRST(
                                                            DriverFunction.VOTE, 484,
                                                            488), VOTE_COMPARE(DriverFunction.VOTE, 495,
                                                                    499), VOTE_DIFFERS(DriverFunction.VOTE, 500,
                                                                            502), VOTE_AGREE(DriverFunction.VOTE, 506,
                                                                                    509), VOTE_HASH(DriverFunction.VOTE,
                                                                                            512, 516), VOTE_COUNT(
                                                                                                    DriverFunction.VOTE,
                                                                                                    522,
                                                                                                    522), VOTE_WINNER(
                                                                                                            DriverFunction.VOTE,
                                                                                                            526,
                                                                                                            526), VOTE_THRESHOLD(
                                                                                                                    DriverFunction.VOTE,
                                                                                                                    529,
                                                                                                                    529), VOTE_FAIL(
                                                                                                                            DriverFunction.VOTE,
                                                                                                                            530,
                                                                                                                            532), VOTE_COPY(
                                                                                                                                    DriverFunction.VOTE,
                                                                                                                                    536,
                                                                                                                                    536), VOTE_REPORT(
                                                                                                                                            DriverFunction.VOTE,
                                                                                                                                            539,
                                                                                                                                            539), COUNT_SEARCH(
                                                                                                                                                    DriverFunction.COUNT,
                                                                                                                                                    303,
                                                                                                                                                    307), COUNT_INSERT(
                                                                                                                                                            DriverFunction.COUNT,
                                                                                                                                                            310,
                                                                                                                                                            316), COUNT_VOTE(
                                                                                                                                                                    DriverFunction.COUNT,
                                                                                                                                                                    319,
                                                                                                                                                                    319), COUNT_MEMBER(
                                                                                                                                                                            DriverFunction.COUNT,
                                                                                                                                                                            321,
                                                                                                                                                                            323), WINNER_SEARCH(
                                                                                                                                                                                    DriverFunction.WINNER,
                                                                                                                                                                                    369,
                                                                                                                                                                                    374), WINNER_FOUND(
                                                                                                                                                                                            DriverFunction.WINNER,
                                                                                                                                                                                            376,
                                                                                                                                                                                            376), ERRORS_COUNT(
                                                                                                                                                                                                    DriverFunction.ERRORS,
                                                                                                                                                                                                    452,
                                                                                                                                                                                                    457), ERRORS_WINNER(
                                                                                                                                                                                                            DriverFunction.ERRORS,
                                                                                                                                                                                                            461,
                                                                                                                                                                                                            463), BAD_VERSIONS(
                                                                                                                                                                                                                    DriverFunction.BAD_VERSIONS,
                                                                                                                                                                                                                    271,
                                                                                                                                                                                                                    273), BAD_MEMBERS(
                                                                                                                                                                                                                            DriverFunction.BAD_VERSIONS,
                                                                                                                                                                                                                            275,
                                                                                                                                                                                                                            276), COMPARE_BLKVERIFY(
                                                                                                                                                                                                                                    DriverFunction.COMPARE,
                                                                                                                                                                                                                                    426,
                                                                                                                                                                                                                                    431), EXIT(
                                                                                                                                                                                                                                            DriverFunction.EXIT,
                                                                                                                                                                                                                                            411,
                                                                                                                                                                                                                                            415), FLUSH_CHILD(
                                                                                                                                                                                                                                                    DriverFunction.FLUSH,
                                                                                                                                                                                                                                                    646,
                                                                                                                                                                                                                                                    647), FLUSH_COUNT(
                                                                                                                                                                                                                                                            DriverFunction.FLUSH,
                                                                                                                                                                                                                                                            648,
                                                                                                                                                                                                                                                            649), FLUSH_WINNER(
                                                                                                                                                                                                                                                                    DriverFunction.FLUSH,
                                                                                                                                                                                                                                                                    652,
                                                                                                                                                                                                                                                                    653), FINALIZE_CALL(
                                                                                                                                                                                                                                                                            DriverFunction.FINALIZE,
                                                                                                                                                                                                                                                                            141,
                                                                                                                                                                                                                                                                            145), CANCEL_CHILDREN(
                                                                                                                                                                                                                                                                                    DriverFunction.CANCEL,
                                                                                                                                                                                                                                                                                    123,
                                                                                                                                                                                                                                                                                    125);

    private final DriverFunction function;
    private final int first;
    private final int last;

    DriverLine(DriverFunction function, int first, int last) {
        this.function = function;
        this.first = first;
        this.last = last;
    }

    public DriverFunction function() {
        return function;
    }

    /** The first line of the source that it stands for, from 1. */
    public int first() {
        return first;
    }

    /** The last line of the source that it stands for. */
    public int last() {
        return last;
    }
}
