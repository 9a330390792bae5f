// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.DifferingRun;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.vote.Verdict;

/** What the rows draw from: the picture, its panes, and which bytes are tinted. Immutable. */
final class HexPicture {

    private static final int UNTINTED = -1;

    private final Inspection inspection;
    private final List<HexPane> panes;
    private final List<BitSet> tinted = new ArrayList<>();
    private final boolean trusted;

    HexPicture(Inspection inspection, HexPane.Mode mode) {
        this.inspection = inspection;
        this.panes = HexPane.of(inspection, mode);
        this.trusted = inspection.requestVote()
                .map(vote -> vote.verdict() == Verdict.UNANIMOUS || vote.verdict() == Verdict.MAJORITY).orElse(false);
        BitSet contested = new BitSet();
        for (ChildBytes child : inspection.children()) {
            contested.or(bits(child.differing()));
        }
        for (HexPane pane : panes) {
            tinted.add(trusted ? bits(inspection.children().get(pane.shown()).differing()) : contested);
        }
    }

    /** The first byte that has a tint in any pane, relative to the range's start; -1 if none has. */
    int firstTinted() {
        return tinted.stream().mapToInt(bits -> bits.nextSetBit(0)).filter(bit -> bit >= 0).min().orElse(UNTINTED);
    }

    private static BitSet bits(List<DifferingRun> runs) {
        BitSet bits = new BitSet();
        runs.forEach(run -> bits.set(run.from(), run.to()));
        return bits;
    }

    Inspection inspection() {
        return inspection;
    }

    List<HexPane> panes() {
        return panes;
    }

    /** Whether there is a winner to be trusted, so that its bytes need no tint. */
    boolean isTrusted() {
        return trusted;
    }

    ChildBytes bytes(int pane) {
        return inspection.children().get(panes.get(pane).shown());
    }

    int value(int pane, int at) {
        return bytes(pane).bytes().get(ValueLayout.JAVA_BYTE, at) & 0xFF;
    }

    /**
     * The position of the version whose tint the byte has, or -1: by the request vote, or where the
     * child has none there by the sector's own.
     */
    int tint(int pane, int at) {
        if (!tinted.get(pane).get(at)) {
            return UNTINTED;
        }
        OptionalInt version = panes.get(pane).version();
        return version.isPresent()
                ? version.getAsInt()
                : inspection.sectors().get(at / SectorRange.SECTOR).vote().versionOf(panes.get(pane).shown())
                        .orElse(UNTINTED);
    }
}
