// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.repair.PlanPolicy.Source;
import org.quorumworkbench.core.scan.MemberEvidence;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.Verdicts;

/** A plan is made only of what the children's files hold, and of the children that were scanned. */
class PlannerTest {

    private static final int SECTOR = 512;

    @TempDir
    private Path folder;

    private final List<OpenedQuorum> opened = new ArrayList<>();

    /** Five replicas, of which the fourth has one bad sector. */
    @BeforeEach
    void open() throws Exception {
        byte[] right = new byte[64 * SECTOR];
        new Random(2).nextBytes(right);
        List<String> names = new ArrayList<>();
        for (int child = 0; child < 5; child++) {
            byte[] bytes = right.clone();
            if (child == 3) {
                bytes[10 * SECTOR] ^= 1;
            }
            names.add(Files.write(folder.resolve("r" + child), bytes).toString());
        }
        opened.add(OpenedQuorum.open(new ConfigurationReader(folder, Adjustments.NONE).read(names), Access.EXAMINE,
                _ -> {}));
    }

    @AfterEach
    void close() {
        opened.forEach(OpenedQuorum::close);
    }

    private Verdicts scanned() {
        return Verdicts.of(Scan.start(opened.getFirst().quorum().children()).result().join().map(),
                opened.getFirst().quorum().policy(), Set.of(), MemberEvidence.of(Optional.empty()));
    }

    private Plan plan(Verdicts verdicts) throws RepairProblem {
        return Planner.plan(new PlanRequest(opened.getFirst(), verdicts, Instant.EPOCH, Optional.empty(), List.of(),
                Optional.empty(), new PlanPolicy(verdicts.threshold(), 2, Set.of(Refusal.UNKNOWN), Source.VOTE,
                        List.of()),
                Selection.ALL, "ann", "test"), () -> false);
    }

    @Test
    void theChildrenAsTheyWereOpenedAndScannedArePlannedFor() throws RepairProblem {
        assertEquals(List.of("c3"), plan(scanned()).steps().stream().map(Step::child).toList());
    }

    /** Behind a child that is gone, positions are those of other children. */
    @Test
    void aQuorumThatHasLostAChildIsNotPlannedFor() {
        Verdicts before = scanned();
        opened.getFirst().quorum().removeChild(opened.getFirst().quorum().children().getFirst().edge()).join();
        assertEquals(4, opened.getFirst().quorum().children().size());
        for (Verdicts verdicts : List.of(before, scanned())) {
            RepairProblem problem = assertThrows(RepairProblem.class, () -> plan(verdicts));
            assertTrue(String.valueOf(problem.getMessage()).contains("open it anew"), problem.getMessage());
        }
    }

    /** Said to be raw, so that the quorum shows the container's own bytes. */
    @Test
    void anImageInAnotherFormatIsNotPlannedFor() throws Exception {
        List<String> children = new ArrayList<>();
        for (int child = 0; child < 3; child++) {
            byte[] bytes = new byte[64 * SECTOR];
            System.arraycopy(new byte[]{'Q', 'F', 'I', (byte) 0xFB, 0, 0, 0, 3}, 0, bytes, 0, 8);
            bytes[10 * SECTOR] = (byte) (child == 2 ? 1 : 0);
            Files.write(folder.resolve("q" + child), bytes);
            children.add("{\"file\": \"q" + child + "\", \"driver\": \"raw\"}");
        }
        Path config = Files.writeString(folder.resolve("q.json"),
                "{\"format\": 1, \"vote-threshold\": 2, \"children\": [" + String.join(", ", children) + "]}");
        close();
        opened.clear();
        opened.add(OpenedQuorum.open(new ConfigurationReader(folder, Adjustments.NONE).read(List.of(config.toString())),
                Access.EXAMINE, _ -> {}));
        RepairProblem problem = assertThrows(RepairProblem.class, () -> plan(scanned()));
        assertTrue(String.valueOf(problem.getMessage()).contains("only raw children can be repaired"),
                problem.getMessage());
    }

    @Test
    void whatTheQuorumHasWrittenIntoAnOverlayIsNotPlannedFor() throws IOException {
        opened.getFirst().children().get(1).overlay().orElseThrow().write(SECTOR, ByteBuffer.allocate(SECTOR)).join();
        RepairProblem problem = assertThrows(RepairProblem.class, () -> plan(scanned()));
        assertTrue(String.valueOf(problem.getMessage()).contains("written to its overlay"), problem.getMessage());
    }
}
