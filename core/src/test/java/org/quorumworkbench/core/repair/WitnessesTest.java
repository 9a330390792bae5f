// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.config.IdentifiedFiles;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.member.SetName;

/** Who brings a stale member up to date. */
class WitnessesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"md, mdadm /dev/mdN --re-add /r1", "drbd, drbdadm connect RESOURCE",
            "lvm-raid1, lvconvert --repair vg/data", "lvm-mirror, lvconvert --repair vg/data",
            "longhorn, delete the stale replica", "other, its own system brings it up to date"})
    void everySystemHasItsOwnCommand(String kind, String command) throws Exception {
        String image = Files.write(folder.resolve("a"), new byte[512]).toString();
        MembersConfiguration members = new MembersConfiguration(
                new ConfigurationReader(folder, Adjustments.NONE).read(List.of(image, image)),
                new IdentifiedFiles(List.of(), List.of(), List.of()),
                new MemberSet(kind, new SetName("key", "vg/data", List.of()), List.of(), false, List.of()), false);
        String sentence = new Witnesses(Optional.of(members)).command("/r1").english();
        assertTrue(sentence.endsWith(command + "; or plan with --source current"), sentence);
    }

    @Test
    void withoutMembersNobodyIsBehind() {
        assertEquals("a stale member: its own system brings it up to date; or plan with --source current",
                new Witnesses(Optional.empty()).command("/r1").english());
    }
}
