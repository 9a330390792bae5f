// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.Inspection;

/**
 * What a child holds in a range, as blocks: one for each sector.
 *
 * @param name
 *            of the child
 * @param sectors
 *            in order; the first few of them
 * @param more
 *            how many sectors there are besides
 */
public record ChildBlocks(String name, List<Block> sectors, long more) {

    /** As many blocks as have room on a card. */
    private static final int MOST = 8;

    public ChildBlocks {
        sectors = List.copyOf(sectors);
    }

    /**
     * One sector of a child.
     *
     * @param letter
     *            which content it is among those that the children have there, from 0: of one sector by
     *            the lowest child that has it, of several by how many have it; -1 if it cannot be read
     * @param firstByte
     *            0 to 255; in a sector whose first bytes are equal everywhere, the first that differs
     */
    public record Block(int letter, int firstByte) {}

    /** What all children hold there after so many operations of a scenario; none if nobody can look. */
    public static List<ChildBlocks> at(Playback playback, int position, SectorRange range) {
        try (ScenarioRun run = playback.fork(position)) {
            if (run.isOver()) {
                return List.of();
            }
            SectorRange looked = new SectorRange(range.first(), Math.min(range.count(), MOST));
            return of(run.look(looked), range.count() - looked.count());
        }
    }

    private static List<ChildBlocks> of(Inspection seen, long more) {
        List<List<Block>> blocks = new ArrayList<>();
        seen.children().forEach(child -> blocks.add(new ArrayList<>()));
        for (int sector = 0; sector < seen.range().count(); sector++) {
            List<MemorySegment> contents = new ArrayList<>();
            List<Integer> letters = new ArrayList<>();
            for (ChildBytes child : seen.children()) {
                letters.add(letter(child, sector, contents));
            }
            if (seen.range().count() > 1) {
                byVotes(contents, letters);
            }
            long shown = contents.size() < 2 ? 0 : differing(contents);
            for (int child = 0; child < letters.size(); child++) {
                int letter = letters.get(child);
                blocks.get(child).add(new Block(letter,
                        letter < 0 ? 0 : contents.get(letter).get(ValueLayout.JAVA_BYTE, shown) & 0xFF));
            }
        }
        List<ChildBlocks> all = new ArrayList<>();
        for (int child = 0; child < blocks.size(); child++) {
            all.add(new ChildBlocks(seen.children().get(child).name(), blocks.get(child), more));
        }
        return List.copyOf(all);
    }

    /**
     * Beside other sectors a letter means no version of the request, so that the content that most
     * children have is A.
     */
    private static void byVotes(List<MemorySegment> contents, List<Integer> letters) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, contents.size()).boxed().toList());
        order.sort(Comparator.comparingInt((Integer letter) -> Collections.frequency(letters, letter)).reversed());
        List<MemorySegment> sorted = order.stream().map(contents::get).toList();
        letters.replaceAll(letter -> letter < 0 ? letter : order.indexOf(letter));
        contents.clear();
        contents.addAll(sorted);
    }

    private static int letter(ChildBytes child, int sector, List<MemorySegment> contents) {
        if (!child.isReadable(sector * SECTOR)) {
            return -1;
        }
        MemorySegment bytes = child.bytes().asSlice((long) sector * SECTOR, SECTOR);
        for (int letter = 0; letter < contents.size(); letter++) {
            if (contents.get(letter).mismatch(bytes) < 0) {
                return letter;
            }
        }
        contents.add(bytes);
        return contents.size() - 1;
    }

    private static long differing(List<MemorySegment> contents) {
        return contents.stream().skip(1).mapToLong(contents.getFirst()::mismatch).filter(at -> at >= 0).min()
                .orElse(0);
    }
}
