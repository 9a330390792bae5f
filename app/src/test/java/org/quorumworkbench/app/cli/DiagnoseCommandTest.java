// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code diagnose} tells of damaged replicas. */
class DiagnoseCommandTest {

    private static final int SECTORS = 4096;

    @TempDir
    private Path folder;

    private final List<byte[]> replicas = new ArrayList<>();

    @BeforeEach
    void text() {
        StringBuilder text = new StringBuilder();
        Random random = new Random(7);
        while (text.length() < SECTORS * 512) {
            text.append("line ").append(random.nextInt(1000)).append(" of the story, told by ")
                    .append(random.nextInt(50)).append(" people\n");
        }
        for (int i = 0; i < 3; i++) {
            replicas.add(text.substring(0, SECTORS * 512).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Spoken diagnose(Object... more) throws Exception {
        List<Object> words = new ArrayList<>(List.of("diagnose"));
        for (int i = 0; i < replicas.size(); i++) {
            words.add(Files.write(folder.resolve("r" + i + ".img"), replicas.get(i)));
        }
        words.addAll(List.of("--no-progress"));
        words.addAll(List.of(more));
        return Spoken.of(words.toArray());
    }

    private void zero(int child, int sector, int count) {
        for (int i = sector * 512; i < (sector + count) * 512; i++) {
            replicas.get(child)[i] = 0;
        }
    }

    @Test
    void replicasThatAgreeHaveNoFinding() throws Exception {
        Spoken spoken = diagnose();
        assertEquals(0, spoken.status(), spoken.err());
        assertTrue(spoken.out().contains("No finding"), spoken.out());
        Spoken json = diagnose("--json");
        assertEquals(0, json.status(), json.err());
        assertEquals(1, json.json().get("format").asInt());
        assertEquals(0, json.json().get("findings").size());
    }

    @Test
    void aFindingNamesItsClassItsChildAndItsEvidence() throws Exception {
        zero(1, 100, 3);
        replicas.get(2)[700 * 512 + 33] ^= 0x40;
        Spoken spoken = diagnose("--json");
        assertEquals(1, spoken.status(), spoken.err());
        JsonNode findings = spoken.json().get("findings");
        assertEquals(2, findings.size(), spoken.out());
        JsonNode first = findings.get(0);
        assertEquals("100+3 zeroed zeroed [\"c1\"] false", first.get("sector").asLong() + "+"
                + first.get("count").asLong() + " " + first.get("class").asString() + " "
                + first.get("effect").asString() + " " + first.get("children") + " "
                + first.get("benign").asBoolean());
        double confidence = first.get("confidence").asDouble();
        assertTrue(confidence > 0.5 && confidence <= 1, first.toString());
        assertTrue(first.get("evidence").size() > 0 && first.has("runnerUp") && first.has("place"), first.toString());
        assertEquals("bit-flip", findings.get(1).get("class").asString());
        assertEquals("[\"c2\"]", findings.get(1).get("children").toString());
    }

    @Test
    void theTextSaysHowManyFindingsThereAreAndWhose() throws Exception {
        zero(1, 100, 3);
        zero(1, 1000, 2);
        Spoken spoken = diagnose();
        assertEquals(1, spoken.status(), spoken.err());
        assertTrue(spoken.out().startsWith("2 findings: 2 zeroed; c1 is believed damaged in 2."), spoken.out());
        assertTrue(spoken.out().contains("\nsector 100+3  zeroed "), spoken.out());
    }

    @Test
    void onlyTheRangeIsLookedAt() throws Exception {
        zero(1, 100, 3);
        zero(2, 1000, 2);
        Spoken spoken = diagnose("--range", "900+200", "--json");
        assertEquals(1, spoken.status(), spoken.err());
        assertEquals("[1000]", StreamSupport.stream(spoken.json().get("findings").spliterator(), false)
                .map(finding -> finding.get("sector").asLong()).toList().toString());
        assertEquals(2, diagnose("--range", "5000+1").status());
    }

    @Test
    void reportsAreWrittenByTheirEnding() throws Exception {
        zero(1, 100, 3);
        Path page = folder.resolve("out.html");
        Path table = folder.resolve("out.csv");
        Path json = folder.resolve("out.json");
        assertEquals(1, diagnose("--report", page, "--report", table, "--report", json).status());
        assertTrue(Files.readString(page).contains("<td>100+3</td><td>zeroed</td>"), Files.readString(page));
        assertTrue(Files.readString(table).lines().toList().get(1).startsWith("100,3,zeroed,zeroed,0."),
                Files.readString(table));
        assertTrue(Files.readString(json).contains("\"findings\""));
        assertEquals(2, diagnose("--report", folder.resolve("out.txt")).status());
        assertEquals(2, diagnose("--report", folder.resolve("r0.img")).status());
    }

    @Test
    void twoChildrenNameNobody() throws Exception {
        replicas.removeLast();
        zero(1, 100, 3);
        JsonNode finding = diagnose("--json").json().get("findings").get(0);
        assertEquals("[]", finding.get("children").toString());
    }
}
