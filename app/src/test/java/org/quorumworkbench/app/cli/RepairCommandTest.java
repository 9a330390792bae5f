// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RepairCommandTest {

    private static final int SECTOR = 512;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private final List<Path> images = new ArrayList<>();
    private byte[] right = new byte[0];

    /** Five replicas; the third has damage in two places, the fifth in one. */
    @BeforeEach
    void makeReplicas() throws IOException {
        right = new byte[4000 * SECTOR];
        new Random(3).nextBytes(right);
        for (int child = 0; child < 5; child++) {
            byte[] bytes = right.clone();
            if (child == 2) {
                Arrays.fill(bytes, 9 * SECTOR, 11 * SECTOR, (byte) 0);
                Arrays.fill(bytes, 3000 * SECTOR, 3003 * SECTOR, (byte) 0xFF);
            }
            if (child == 4) {
                bytes[100 * SECTOR + 7] ^= 8;
            }
            images.add(Files.write(folder.resolve("r" + child + ".img"), bytes));
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private byte[] bytes(int child) throws IOException {
        return Files.readAllBytes(images.get(child));
    }

    private Spoken plan(Object... more) {
        List<Object> words = new ArrayList<>(List.of("repair", "plan"));
        words.addAll(images);
        words.addAll(List.of("-o", file("plan.json"), "--no-progress", "--by", "ann"));
        words.addAll(List.of(more));
        return Spoken.of(words.toArray());
    }

    private JsonNode json() throws IOException {
        return JSON.readTree(Files.readString(file("plan.json")));
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.get(field).asString()));
        return texts;
    }

    private Spoken applied() {
        assertEquals(0, plan("--allow", "unknown").status());
        return Spoken.of("repair", "apply", file("plan.json"), "--journal", file("j"));
    }

    @Test
    void aPlanSaysWhoIsGivenWhoseBytesAndWritesNothingElse() throws IOException {
        Spoken spoken = plan("--allow", "unknown");
        assertEquals(0, spoken.status(), spoken.err());
        JsonNode plan = json();
        assertEquals(1, plan.get("format").asInt());
        assertEquals(List.of("c2", "c4", "c2"), texts(plan.get("steps"), "child"));
        assertEquals(List.of("9", "100", "3000"), texts(plan.get("steps"), "sector"));
        assertEquals(List.of("2", "1", "3"), texts(plan.get("steps"), "count"));
        assertEquals(List.of("zeroed", "bit-flip", "ones"), texts(plan.get("steps"), "class"));
        assertEquals("4 of 5", plan.get("steps").get(0).get("votes").asString());
        assertEquals("c0", plan.get("steps").get(0).get("source").asString());
        assertEquals("allow", plan.get("policy").get("unknownClass").asString());
        assertEquals(images.get(2).toString(), plan.get("children").get(2).get("path").asString());
        assertEquals(4000 * SECTOR, plan.get("children").get(2).get("size").asLong());
        assertFalse(Arrays.equals(right, bytes(2)));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(6, files.count(), "the images and the plan");
        }
    }

    @Test
    void aPlanIsAppliedVerifiedAndTakenBackToTheByte() throws IOException {
        byte[] before2 = bytes(2);
        byte[] before4 = bytes(4);
        Spoken applied = applied();
        assertEquals(0, applied.status(), applied.out() + applied.err());
        assertTrue(applied.out().startsWith("3 steps done, 0 refused; journal "), applied.out());
        assertArrayEquals(right, bytes(2));
        assertArrayEquals(right, bytes(4));
        assertEquals(0, Spoken.of("scan", images.get(0), images.get(2), images.get(4)).status());
        assertEquals(0, Spoken.of("repair", "verify", file("j")).status());
        Spoken resumed = Spoken.of("repair", "resume", file("j"));
        assertEquals("the repair is finished: nothing to do\n", resumed.out());
        assertEquals(0, resumed.status());
        Spoken undone = Spoken.of("repair", "undo", file("j"));
        assertEquals(0, undone.status(), undone.out() + undone.err());
        assertArrayEquals(before2, bytes(2));
        assertArrayEquals(before4, bytes(4));
        assertEquals(0, Spoken.of("repair", "verify", file("j")).status());
        assertEquals(0, Spoken.of("repair", "undo", file("j")).status());
        Spoken again = Spoken.of("repair", "resume", file("j"));
        assertEquals(2, again.status());
        assertTrue(again.err().contains("taken back"), again.err());
    }

    @Test
    void whatIsRefusedIsNamedWithItsOverride() throws IOException {
        byte[] other = bytes(4);
        byte[] noise = new byte[SECTOR];
        new Random(8).nextBytes(noise);
        System.arraycopy(noise, 0, other, 100 * SECTOR, SECTOR);
        Files.write(images.get(4), other);
        assertEquals(0, plan().status());
        assertEquals(2, json().get("steps").size());
        assertEquals(List.of("unknown"), texts(json().get("excluded"), "reason"));
        assertTrue(json().get("excluded").get(0).get("why").asString().contains("--allow unknown"));
        images.subList(3, 5).clear();
        assertEquals(0, plan("--allow", "unknown").status());
        assertEquals(List.of("margin", "margin"), texts(json().get("excluded"), "reason"));
        assertEquals(0, plan("--allow", "unknown", "--allow", "margin").status());
        assertEquals(2, json().get("steps").size());
        images.remove(1);
        assertEquals(0, plan("--threshold", "1", "--allow", "unknown").status());
        assertEquals(List.of("ties", "ties"), texts(json().get("excluded"), "reason"));
        assertEquals(0, plan("--allow", "unknown", "--allow", "margin", "--allow", "ties").status());
        assertEquals(List.of("below-threshold", "below-threshold"), texts(json().get("excluded"), "reason"));
        assertTrue(json().get("excluded").get(0).get("child").isNull());
    }

    @Test
    void childrenWithTheSameOutvotedBytesAreCorrelated() throws IOException {
        byte[] alike = bytes(2);
        Files.write(images.get(1), alike);
        assertEquals(0, plan("--allow", "unknown", "--allow", "margin").status());
        assertEquals(List.of("correlated", "correlated", "correlated", "correlated"),
                texts(json().get("excluded"), "reason"));
        assertEquals(List.of("c4"), texts(json().get("steps"), "child"));
    }

    @Test
    void whereNoVoteIsHeldNothingIsPlanned() throws IOException {
        Path config = Files.writeString(file("fifo.json"),
                """
                        {"format": 1, "vote-threshold": 2, "read-pattern": "fifo", "children": ["r0.img", "r1.img", "r2.img"]}""");
        Spoken spoken = Spoken.of("repair", "plan", config, "-o", file("plan.json"), "--no-progress", "--allow",
                "unknown");
        assertEquals(0, spoken.status(), spoken.err());
        assertEquals(0, json().get("steps").size());
        assertEquals(Set.of("no-vote"), Set.copyOf(texts(json().get("excluded"), "reason")));
    }

    @Test
    void onlyNarrowsToAlternativesOfConditions() throws IOException {
        assertEquals(0,
                plan("--allow", "unknown", "--only", "child=c2,sector=3001+100", "--only", "child=c4").status());
        assertEquals(List.of("100", "3001"), texts(json().get("steps"), "sector"));
        assertEquals(List.of("1", "2"), texts(json().get("steps"), "count"));
        assertEquals(List.of("not-selected", "not-selected"), texts(json().get("excluded"), "reason"));
        assertEquals(2, plan("--only", "colour=red").status());
        for (String never : List.of("everything", "per-device", "stale", "below-threshold", "unreadable")) {
            assertEquals(2, plan("--allow", never).status(), never);
        }
        assertEquals(2, plan("--source", "current").status());
    }

    @Test
    void aSecondPersonReadsThePlanAndIsAskedFor() {
        assertEquals(0, plan("--allow", "unknown").status());
        Spoken shown = Spoken.of("repair", "show", file("plan.json"));
        assertEquals(0, shown.status());
        assertTrue(shown.out().contains("1  c2 (" + images.get(2) + ")  sectors 0x9+2  "), shown.out());
        assertTrue(shown.out().contains("4 of 5 agree  <- c0"), shown.out());
        assertTrue(shown.out().contains("ALLOWED: unknown"), shown.out());
        Spoken refused = Spoken.of("repair", "apply", file("plan.json"), "--journal", file("j"), "--require-review",
                "1");
        assertEquals(2, refused.status());
        assertFalse(Files.exists(file("j")));
        assertEquals(2, Spoken.of("repair", "review", file("plan.json"), "--by", "Ann").status());
        assertEquals(0, Spoken.of("repair", "review", file("plan.json"), "--by", "bob").status());
        assertEquals(0, Spoken.of("repair", "apply", file("plan.json"), "--journal", file("j"), "--require-review",
                "1").status());
    }

    @Test
    void aRehearsalSaysWhatWouldBeLeftAndWritesNothing() throws IOException {
        assertEquals(0, plan("--allow", "unknown").status());
        byte[] before = bytes(2);
        assertEquals(0, Spoken.of("repair", "rehearse", file("plan.json")).status());
        byte[] other = bytes(1);
        other[10 * SECTOR] ^= 1;
        Files.write(images.get(1), other);
        Spoken spoken = Spoken.of("repair", "rehearse", file("plan.json"));
        assertEquals(1, spoken.status());
        assertTrue(spoken.out().contains("does not say so: c1 sectors 10+1"), spoken.out());
        Spoken apply = Spoken.of("repair", "apply", file("plan.json"), "--journal", file("j"));
        assertEquals(1, apply.status());
        assertFalse(Files.exists(file("j")));
        assertArrayEquals(before, bytes(2));
    }

    @Test
    void aStepWhereSomebodyHasWrittenIsRefusedAndTheOthersAreDone() throws IOException {
        assertEquals(0, plan("--allow", "unknown").status());
        byte[] other = bytes(2);
        other[9 * SECTOR] = 77;
        Files.write(images.get(2), other);
        Spoken spoken = Spoken.of("repair", "apply", file("plan.json"), "--journal", file("j"));
        assertEquals(1, spoken.status(), spoken.out() + spoken.err());
        assertTrue(spoken.out().contains("refused: step 1, c2 sectors 9+2: somebody has written there"), spoken.out());
        assertTrue(spoken.out().contains("2 steps done, 1 refused"), spoken.out());
        byte[] now = bytes(2);
        assertArrayEquals(Arrays.copyOfRange(other, 0, 20 * SECTOR), Arrays.copyOfRange(now, 0, 20 * SECTOR));
        assertArrayEquals(Arrays.copyOfRange(right, 20 * SECTOR, right.length),
                Arrays.copyOfRange(now, 20 * SECTOR, now.length));
    }

    @Test
    void anUndoLeavesWhatSomebodyHasWrittenSince() throws IOException {
        assertEquals(0, applied().status());
        byte[] other = bytes(2);
        other[3000 * SECTOR] ^= 1;
        Files.write(images.get(2), other);
        assertEquals(1, Spoken.of("repair", "verify", file("j")).status());
        Spoken spoken = Spoken.of("repair", "undo", file("j"));
        assertEquals(1, spoken.status());
        assertTrue(spoken.out().contains("refused: step 3, c2 sectors 3000+3: somebody has written there since"),
                spoken.out());
        byte[] now = bytes(2);
        assertArrayEquals(Arrays.copyOfRange(other, 3000 * SECTOR, 3003 * SECTOR),
                Arrays.copyOfRange(now, 3000 * SECTOR, 3003 * SECTOR));
        assertEquals(0, now[9 * SECTOR], "the other step is taken back");
    }

    @Test
    void aPlanThatWasChangedIsNoPlan() throws IOException {
        assertEquals(0, plan("--allow", "unknown").status());
        String text = Files.readString(file("plan.json"));
        Files.writeString(file("plan.json"), text.replace("\"sector\":3000", "\"sector\":2999"));
        Spoken spoken = Spoken.of("repair", "apply", file("plan.json"), "--journal", file("j"));
        assertEquals(2, spoken.status());
        assertTrue(spoken.err().contains("was changed after it had been made"), spoken.err());
        assertEquals(2, Spoken.of("repair", "undo", images.get(0)).status(), "an image is no journal");
        assertEquals(2, Spoken.of("repair", "resume", file("none")).status());
    }

    @Test
    void aJournalTakesNobodysPlaceAndAChildIsTheFileThatWasPlannedFor() throws IOException {
        assertEquals(0, plan("--allow", "unknown").status());
        Spoken taken = Spoken.of("repair", "apply", file("plan.json"), "--journal", images.get(1));
        assertEquals(2, taken.status());
        assertArrayEquals(right, bytes(1));
        Files.copy(images.get(2), file("copy"));
        Files.delete(images.get(2));
        Files.write(file("other"), new byte[1]);
        Files.move(file("copy"), images.get(2));
        Spoken spoken = Spoken.of("repair", "apply", file("plan.json"), "--journal", file("j"));
        assertEquals(2, spoken.status(), "another inode: " + spoken.out());
        assertTrue(spoken.err().contains("it is another file than the one that was planned for"), spoken.err());
        assertFalse(Files.exists(file("j")));
    }

    @Test
    void simulatedFaultsAndOtherFormatsAreNotPlanned() throws IOException {
        Path config = Files.writeString(file("q.json"), """
                {"format": 1, "vote-threshold": 2, "children": ["r0.img", "r1.img", {"file": "r3.img", "faults": [
                 {"title": "bad", "effect": "errno", "errno": "EIO", "sector": 40, "count": 1}]}]}""");
        Spoken faulted = Spoken.of("repair", "plan", config, "-o", file("p"), "--no-progress");
        assertEquals(2, faulted.status());
        assertTrue(faulted.err().contains("faults are simulated"), faulted.err());
        assertEquals(2, Spoken.of("repair").status());
    }
}
