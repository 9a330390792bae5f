// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicas of a Longhorn volume, by the files in their folders. */
final class LonghornFolderTest {

    @TempDir
    private Path folder;

    private Identification replica(String name, String meta, String revision) throws IOException, MetadataUnreadable {
        Path replica = Files.createDirectories(folder.resolve(name));
        Files.writeString(replica.resolve("volume.meta"), meta);
        Files.writeString(replica.resolve("revision.counter"), revision);
        return new Identification(List.of(LonghornFolder.read(replica).orElseThrow()), List.of());
    }

    private static String meta(boolean dirty, boolean rebuilding, String error) {
        return "{\"Size\":1048576,\"Head\":\"volume-head-001.img\",\"Dirty\":" + dirty + ",\"Rebuilding\":" + rebuilding
                + ",\"Error\":\"" + error + "\",\"Parent\":\"\",\"SectorSize\":512,\"BackingFilePath\":\"\"}";
    }

    @Test
    void theHighestRevisionIsCurrentAndARebuildIsRecovering() throws IOException, MetadataUnreadable {
        List<Identification> files = new ArrayList<>();
        files.add(replica("pvc-1-aaaaaaaa", meta(true, false, ""), "7\n"));
        files.add(replica("pvc-1-bbbbbbbb", meta(false, false, ""), "5\0\0"));
        files.add(replica("pvc-1-cccccccc", meta(false, true, ""), "9"));
        files.add(replica("pvc-1-dddddddd", meta(false, false, "it broke"), "7"));
        MemberSet set = MemberSetTest.only(files);
        assertEquals("pvc-1", set.name().word());
        assertEquals("current [0] stale [1, 3] recovering [2] split false", MemberSetTest.standings(set));
        assertEquals(Optional.of(State.DIRTY), files.getFirst().found().getFirst().state());
        assertTrue(MemberSetTest.sentences(set, "a", "b", "c", "d").getFirst().contains("events 5 (a: 7)"));
    }

    @Test
    void aFolderWithoutItsFileIsNoReplica() throws MetadataUnreadable {
        assertEquals(Optional.empty(), LonghornFolder.read(folder));
    }

    @Test
    void whatIsNotJsonIsRefusedAndNoNumberIsNotBelieved() throws IOException, MetadataUnreadable {
        assertTrue(replica("v-aaaaaaaa", "{", "1").found().getFirst().refusal().isPresent());
        Found found = replica("v-bbbbbbbb", meta(false, false, ""), "many").found().getFirst();
        assertEquals(OptionalLong.empty(), found.events());
        assertTrue(found.says().toString().contains("not believed"));
    }
}
