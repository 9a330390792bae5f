// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Quorum;

/** A disk as its sectors' votes have it. */
class VotedViewTest {

    private static final int SECTOR = 512;

    private final byte[] content = new byte[64 * SECTOR];
    private final List<MemoryDevice> devices = new ArrayList<>();
    private final TreeSet<Long> diverging = new TreeSet<>();

    {
        new Random(5).nextBytes(content);
        for (int i = 0; i < 3; i++) {
            devices.add(MemoryDevice.of(content));
        }
    }

    private VotedView view() {
        List<Child> children = new ArrayList<>();
        devices.forEach(device -> children
                .add(new Child("children." + children.size(), "c" + children.size(), device)));
        return new VotedView(Quorum.open("q", children, Policy.threshold(2), false, Runnable::run, _ -> {}),
                diverging::add);
    }

    private byte[] read(long offset, int length) {
        ByteBuffer into = ByteBuffer.allocate(length);
        assertEquals(Reply.done(), view().read(offset, into).join());
        return into.array();
    }

    @Test
    void eachSectorIsItsWinnersWhereTheWholeRequestHasNone() {
        for (int child = 0; child < 3; child++) {
            devices.get(child).fill((long) (10 + child) * SECTOR, new byte[]{1, 2, 3});
        }
        assertArrayEquals(Arrays.copyOfRange(content, 8 * SECTOR, 16 * SECTOR), read(8 * SECTOR, 8 * SECTOR));
        assertEquals(List.of(10L, 11L, 12L), List.copyOf(diverging));
    }

    @Test
    void bytesThatAreNoWholeSectorsAreReadToo() {
        devices.get(0).fill(5 * SECTOR, new byte[SECTOR]);
        assertArrayEquals(Arrays.copyOfRange(content, 5 * SECTOR + 7, 7 * SECTOR - 9),
                read(5 * SECTOR + 7, 2 * SECTOR - 16));
        assertEquals(List.of(5L), List.copyOf(diverging));
    }

    @Test
    void aSectorWithoutWinnerIsThatOfTheLowestChildOfItsLargestVersion() {
        byte[] first = new byte[SECTOR];
        first[0] = 7;
        devices.get(0).fill(3 * SECTOR, first);
        devices.get(1).fill(3 * SECTOR, new byte[SECTOR]);
        assertArrayEquals(first, read(3 * SECTOR, SECTOR));
    }

    @Test
    void itCannotBeWrittenAndEndsWhereTheDiskEnds() {
        assertEquals(Reply.failed(Errno.EROFS), view().write(0, ByteBuffer.allocate(SECTOR)).join());
        assertFalse(view().read(63 * SECTOR, ByteBuffer.allocate(2 * SECTOR)).join().isOk());
    }
}
