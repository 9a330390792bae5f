// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.DifferingRun;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Vote;

/** What the rows draw from: the picture, its panes, and which bytes are tinted. Immutable. */
final class HexPicture {

    private static final int UNTINTED = -1;

    private final Inspection inspection;
    private final List<HexPane> panes;
    private final List<BitSet> tinted = new ArrayList<>();
    private final boolean trusted;
    private final boolean blink;
    private final HexMarks marks;

    HexPicture(Inspection inspection, HexPane.Mode mode) {
        this(inspection, mode, false, HexMarks.NONE);
    }

    /**
     * @param blink
     *            whether every pane shows the reference's bytes in place of its own, to compare by
     *            switching; the tint stays, to say where to look
     * @param marks
     *            where faults changed what is shown
     */
    HexPicture(Inspection inspection, HexPane.Mode mode, boolean blink, HexMarks marks) {
        this.inspection = inspection;
        this.marks = marks;
        this.blink = blink;
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

    /** The first byte that differs in any pane, relative to the range's start; -1 if there is none. */
    int firstDiffering() {
        return tinted.stream().mapToInt(bits -> bits.nextSetBit(0)).filter(at -> at >= 0).min().orElse(UNTINTED);
    }

    /**
     * The first byte that differs or could not be read in any pane, relative to the range's start; -1
     * if there is none.
     */
    int firstWorthSeeing() {
        IntStream differing = IntStream.of(firstDiffering());
        IntStream unreadable = inspection.children().stream().map(child -> child.unreadable().nextSetBit(0))
                .mapToInt(sector -> sector < 0 ? sector : sector * SectorRange.SECTOR);
        return IntStream.concat(differing, unreadable).filter(at -> at >= 0).min().orElse(UNTINTED);
    }

    /**
     * The first pane in which {@link #firstWorthSeeing} differs or could not be read; -1 if there is
     * none.
     */
    int paneWorthSeeing() {
        int at = firstWorthSeeing();
        return at < 0
                ? -1
                : IntStream.range(0, panes.size()).filter(pane -> tinted.get(pane).get(at)
                        || inspection.children().get(panes.get(pane).shown()).unreadable().get(at / SectorRange.SECTOR))
                        .findFirst().orElse(-1);
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

    /** Whose bytes stand in the pane at that place. */
    ChildBytes bytes(int pane, int at) {
        OptionalInt reference = blink ? inspection.reference(at / SectorRange.SECTOR) : OptionalInt.empty();
        return reference.isPresent() && bytes(pane).isReadable(at)
                ? inspection.children().get(reference.getAsInt())
                : bytes(pane);
    }

    /** The pane in which that child is. */
    int paneOf(int child) {
        return IntStream.range(0, panes.size()).filter(pane -> panes.get(pane).children().contains(child)).findFirst()
                .orElse(0);
    }

    /** The pane's own bytes, 0 to 255, or {@link HexSelection#UNREAD}. */
    int[] values(int pane, int from, int to) {
        ChildBytes child = bytes(pane);
        return IntStream.range(from, to)
                .map(at -> child.isReadable(at)
                        ? child.bytes().get(ValueLayout.JAVA_BYTE, at) & 0xFF
                        : HexSelection.UNREAD)
                .toArray();
    }

    /** The pane's own bytes from there on as far as they could be read. */
    byte[] readableFrom(int pane, int from, int atMost) {
        return readable(panes.get(pane).shown(), from, atMost);
    }

    /** A child's bytes from there on as far as they could be read. */
    byte[] readable(int child, int from, int atMost) {
        ChildBytes given = inspection.children().get(child);
        int to = (int) Math.min((long) from + atMost, inspection.range().length());
        int end = IntStream.range(from, to).filter(at -> !given.isReadable(at)).findFirst().orElse(to);
        byte[] bytes = new byte[Math.max(0, end - from)];
        for (int at = from; at < end; at++) {
            bytes[at - from] = given.bytes().get(ValueLayout.JAVA_BYTE, at);
        }
        return bytes;
    }

    HexMarks marks() {
        return marks;
    }

    /** Whether a fault has changed what the pane shows at that place. */
    boolean isMarked(int pane, int at) {
        return marks.isMarked(bytes(pane).name(), inspection.range().first() + at / SectorRange.SECTOR);
    }

    /** The first sector of the disk that the pane's child does not have, because it is shorter. */
    long end(int pane) {
        return marks.end(bytes(pane).name());
    }

    /** Whether there is no byte at that place because the child has ended before it. */
    boolean isBeyondEnd(int pane, int at) {
        return !bytes(pane).isReadable(at) && inspection.range().first() + at / SectorRange.SECTOR >= end(pane);
    }

    /** Whether there is a byte to be shown at that place: one that was read, or the true one. */
    boolean isShown(int pane, int at) {
        return bytes(pane, at).isReadable(at) || marks.truth(bytes(pane).name(), at) != null;
    }

    int value(int pane, int at) {
        Integer truth = marks.truth(bytes(pane).name(), at);
        return truth != null ? truth : bytes(pane, at).bytes().get(ValueLayout.JAVA_BYTE, at) & 0xFF;
    }

    /** The character in the byte's cell. */
    char letter(int pane, int at, TextEncoding encoding) {
        return encoding.letter(place -> isShown(pane, place) ? value(pane, place) : -1, at,
                (int) inspection.range().length());
    }

    /** Whether the byte differs or could not be read in any pane. */
    BitSet worthSeeing() {
        BitSet worth = new BitSet();
        tinted.forEach(worth::or);
        for (ChildBytes child : inspection.children()) {
            child.unreadable().stream().forEach(
                    sector -> worth.set(sector * SectorRange.SECTOR, (sector + 1) * SectorRange.SECTOR));
        }
        return worth;
    }

    /**
     * The position of the version whose tint the byte has, or -1. A child that has no version in the
     * request vote, because another of its sectors could not be read, has the tint of a child with the
     * same bytes in this sector, so that equal bytes look equal; if there is none, a tint of its own.
     */
    int tint(int pane, int at) {
        if (!tinted.get(pane).get(at)) {
            return UNTINTED;
        }
        OptionalInt version = panes.get(pane).version();
        return version.isPresent() ? version.getAsInt() : tintOfEqual(panes.get(pane).shown(), at / SectorRange.SECTOR);
    }

    private int tintOfEqual(int child, int sector) {
        Vote alone = inspection.sectors().get(sector).vote();
        OptionalInt mine = alone.versionOf(child);
        if (mine.isEmpty() || inspection.requestVote().isEmpty()) {
            return mine.orElse(UNTINTED);
        }
        Vote request = inspection.requestVote().get();
        return alone.lettered().get(mine.getAsInt()).children().stream().map(request::versionOf)
                .filter(OptionalInt::isPresent).mapToInt(OptionalInt::getAsInt).findFirst()
                .orElse(request.lettered().size() + mine.getAsInt());
    }
}
