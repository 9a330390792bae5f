// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioReader;
import org.quorumworkbench.core.scenario.ScenarioWriter;

/**
 * A name that is not UTF-8 is spelt alike by every command, and QEMU is told its bytes or nothing.
 */
class FileNamesTest {

    @TempDir
    private Path folder = Path.of("");
    private Path configuration = Path.of("");

    @BeforeEach
    void nameAFileInLatin1() throws IOException {
        Path file = FileName.path(folder, "latin1-\uDCE9.img");
        assumeTrue(!file.toString().contains("\uDCE9"), "needs a system whose names are bytes");
        Files.write(file, new byte[512]);
        byte[] other = new byte[512];
        other[7] = 1;
        Files.write(folder.resolve("b.img"), other);
        configuration = Files.writeString(folder.resolve("q.json"),
                "{\"vote-threshold\": 1, \"children\": [\"latin1-\\uDCE9.img\", \"b.img\"]}");
    }

    private static void assertShown(String text) {
        assertTrue(text.endsWith("latin1-\\xE9.img"), text);
    }

    @Test
    void jsonForPeopleHasTheFormThatTextHas() {
        assertShown(Spoken.of("inspect", configuration, "--sector", "0", "--json").json().get("children").get(0)
                .get("file").asString());
        assertShown(Spoken.of("scan", configuration, "--json").json().get("files").get(0).get("file").asString());
    }

    @Test
    void aPlanNamesItsFileAndIsStillJsonForEverybody() throws IOException {
        byte[] bytes = new byte[512];
        Files.write(folder.resolve("c.img"), bytes);
        Path three = Files.writeString(folder.resolve("three.json"), """
                {"vote-threshold": 2, "children": ["latin1-\\uDCE9.img", "b.img", "c.img"]}""");
        Path plan = folder.resolve("p.plan");
        Path journal = folder.resolve("j");
        Spoken planned = Spoken.of("repair", "plan", three, "--allow", "margin", "--allow", "unknown", "-o", plan);
        assertEquals(0, planned.status(), planned.err());
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(plan))).toString();
        assertTrue(text.contains("latin1-\\uDCE9.img"), text);
        assertTrue(Spoken.of("repair", "show", plan).out().contains("latin1-\\xE9.img"));
        Spoken applied = Spoken.of("repair", "apply", plan, "--journal", journal);
        assertEquals(0, applied.status(), applied.err() + applied.out());
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("b.img")));
        assertEquals(0, Spoken.of("repair", "verify", journal).status());
    }

    @Test
    void aScenarioNamesItsFileWhenItIsWrittenAgain() throws Exception {
        String text = """
                {"format": 1, "quorum": {"vote-threshold": 1}, "children": [
                   {"name": "a", "file": "latin1-\\uDCE9.img", "size": 512}, {"name": "b", "file": "b.img", "size": 512}],
                 "operations": [{"op": "read", "offset": 0, "length": 512}]}""";
        Scenario scenario = new ScenarioReader(folder).text(text, "s").scenarios().getFirst();
        Path file = folder.resolve("s.json");
        SavedFile.replacing(file).text(ScenarioWriter.text(scenario));
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)));
        assertEquals(scenario.children(), ScenarioReader.file(file).scenarios().getFirst().children());
        Spoken spoken = Spoken.of("run", file);
        assertTrue(spoken.status() <= 1 && spoken.err().isEmpty(), spoken.err());
    }

    @Test
    void aPageHasItToo() throws IOException {
        Path page = folder.resolve("r.html");
        Spoken spoken = Spoken.of("scan", configuration, "--report", page);
        assertEquals("", spoken.err());
        assertTrue(Files.readString(page).contains("/latin1-\\xE9.img</td>"), Files.readString(page));
    }

    @Test
    void aWordWithTheNamesBytesNamesItsFileInEveryCommand() throws IOException {
        String image = folder + "/latin1-\uDCE9.img";
        Files.write(FileName.path(folder, "latin1-\uDCEF\uDCBF\uDCBD.img"), new byte[1024]);
        Path b = folder.resolve("b.img");
        assertShown(Spoken.of("scan", image, b, "--json").json().get("files").get(0).get("file").asString());
        assertShown(Spoken.of("identify", image, b, "--json").json().get("files").get(0).get("file").asString());
        assertTrue(Spoken.of("identify", image, b).out().contains("latin1-\\xE9.img: 512 bytes\n"));
        Files.writeString(FileName.path(folder, "m-\uDCE9.map"), "0 + 1\n0 512 +\n");
        Spoken rescued = Spoken.of("scan", image, b, "--rescued", "c0=" + folder + "/m-\uDCE9.map");
        assertEquals(1, rescued.status(), rescued.err());
        Files.writeString(FileName.path(folder, "at-\uDCE9.log"), "Out of sync: start=0, size=1 (sectors)\n");
        Spoken at = Spoken.of("scan", image, b, "--at", folder + "/at-\uDCE9.log");
        assertEquals(1, at.status(), at.err());
        Spoken unsure = Spoken.of("scan", folder + "/latin1-\uFFFD.img", b);
        assertEquals(2, unsure.status());
        assertTrue(unsure.err().contains("two files' names look alike here: "), unsure.err());
    }

    @Test
    void twoResultsWhoseNamesLookAlikeAreTwoFiles() {
        String image = folder + "/latin1-\uDCE9.img";
        for (String name : List.of("r-\uDCE9.csv", "r-\uDCE8.csv")) {
            Spoken spoken = Spoken.of("scan", image, folder.resolve("b.img"), "--report", folder + "/" + name);
            assertEquals(1, spoken.status(), spoken.err());
            assertTrue(Files.exists(FileName.path(folder, name)));
        }
        Spoken lost = Spoken.of("scan", image, folder.resolve("b.img"), "--report", folder + "/r-\uFFFD.csv");
        assertEquals(2, lost.status(), lost.toString());
        assertTrue(lost.err().contains("U+FFFD in the name stands for what could not be read of it"), lost.err());
    }

    @Test
    void qemusJsonIsRefusedWithTheReason() {
        for (String form : List.of("qemu-json", "qemu-command")) {
            Spoken spoken = Spoken.of("config", configuration, "--to", form);
            assertEquals(2, spoken.status());
            assertEquals("", spoken.out());
            assertTrue(
                    spoken.err().contains("--to: a file's name is not UTF-8, and JSON cannot say it. Write image-opts"),
                    spoken.err());
        }
    }

    @Test
    void anOptionStringHasTheBytesThatTheNameHas() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = QuorumWorkbench.run(List.of("config", configuration.toString(), "--to", "image-opts"),
                ResultWriter.to(out, () -> false), new PrintWriter(new StringWriter()), _ -> 0);
        assertEquals(0, status);
        String bytes = out.toString(StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains("/latin1-\u00E9.img,"), bytes);
        assertTrue(bytes.endsWith("\n"), bytes);
    }
}
