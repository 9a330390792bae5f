// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A result of which a part was not compared says so, wherever it is told. */
class CommonPartTest {

    private static final String CUT = "Common part: all children agree; only the first 8,192 bytes, which all children"
            + " have, are compared: c1 is longer by 1,536 bytes.";

    @TempDir
    private Path folder = Path.of("");
    private Path a = Path.of("");
    private Path longer = Path.of("");
    private Path c = Path.of("");

    @BeforeEach
    void makeOneChildLonger() throws IOException {
        byte[] content = new byte[19 * 512];
        new Random(5).nextBytes(content);
        longer = Files.write(folder.resolve("longer.img"), content);
        a = Files.write(folder.resolve("a.img"), Arrays.copyOf(content, 16 * 512));
        c = Files.write(folder.resolve("c.img"), Arrays.copyOf(content, 16 * 512));
    }

    @Test
    void theHeadlineSaysWhoIsLongerAndByHowMuch() {
        Spoken spoken = Spoken.of("scan", a, longer, c, "--common");
        assertEquals(0, spoken.status(), spoken.err());
        assertTrue(spoken.out().endsWith(CUT + "\n"), spoken.out());
    }

    @Test
    void jsonTellsWhatWasNotCompared() {
        JsonNode json = Spoken.of("scan", a, longer, c, "--common", "--json").json();
        assertEquals("[{\"child\":\"c1\",\"offset\":8192,\"bytes\":1536}]", json.get("notCompared").toString());
        assertEquals(null, Spoken.of("scan", a, c, "--json").json().get("notCompared"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect --sector 0", "diagnose", "where --sector 0", "scan"})
    void everyJsonTellsItInTheSameForm(String words) throws IOException {
        Path quorum = Files.writeString(folder.resolve("q.json"), """
                {"vote-threshold": 1, "children": ["a.img", {"quorum": {"vote-threshold": 1,
                  "children": ["c.img", "longer.img"]}}]}""");
        String one = "{\"child\":\"c1\",\"offset\":8192,\"bytes\":1536}";
        JsonNode json = json(words, a, longer, c, "--common");
        assertEquals("[" + one + "]", json.path("notCompared").toString());
        JsonNode within = json(words, quorum, "--common");
        assertEquals("[" + one.replace("c1", "c1.c1") + "]", within.path("notCompared").toString());
        assertFalse(json(words, a, c).has("notCompared"));
    }

    private static JsonNode json(String words, Object... more) {
        return Spoken.of(Stream.of(Arrays.stream(words.split(" ")), Arrays.stream(more), Stream.of("--json"))
                .flatMap(each -> each).toArray()).json();
    }

    @Test
    void rangesThatAreInspectedInTurnTellItEach() throws IOException {
        Path map = Files.writeString(folder.resolve("a.map"), "0x0 + 1\n0x0 0x200 -\n0x200 0x200 +\n0x400 0x200 -\n");
        JsonNode json = Spoken.of("inspect", a, longer, "--common", "--at", map, "--json").json();
        assertEquals(2, json.get("ranges").size(), json.toString());
        json.get("ranges")
                .forEach(range -> assertEquals(1536, range.path("notCompared").path(0).path("bytes").asInt()));
    }

    @Test
    void textsOfPeopleTellItWithTheResult() {
        String cut = "only the first 8,192 bytes, which all children have, are compared: c1 is longer by 1,536 bytes";
        assertTrue(Spoken.of("inspect", a, longer, "--common", "--sector", 0).out().contains("\n" + cut + "\n"));
        assertTrue(Spoken.of("diagnose", a, longer, "--common").out().contains("agrees; " + cut + "."));
    }

    @Test
    void reportsOfADiagnosisTellIt() throws IOException {
        Path csv = folder.resolve("d.csv");
        Path html = folder.resolve("d.html");
        Spoken spoken = Spoken.of("diagnose", a, longer, c, "--common", "--report", csv, "--report", html);
        assertEquals(0, spoken.status(), spoken.err());
        assertTrue(Files.readString(csv).endsWith("\r\n16,3,not-compared,,,,c1,,,,,\r\n"), Files.readString(csv));
        assertTrue(Files.readString(html).contains("c1 is longer by 1,536 bytes."), Files.readString(html));
    }

    @Test
    void aPlanTellsItAndIsReadAgain() throws IOException {
        byte[] damaged = Files.readAllBytes(a);
        damaged[700] ^= 1;
        Files.write(a, damaged);
        Path plan = folder.resolve("p.plan");
        Spoken planned = Spoken.of("repair", "plan", a, longer, c, "--common", "--allow", "margin", "--allow",
                "unknown",
                "-o", plan);
        assertEquals(0, planned.status(), planned.err());
        String text = Files.readString(plan);
        assertTrue(text.contains("\"notCompared\":[\n{\"child\":\"c1\",\"offset\":8192,\"bytes\":1536}]"), text);
        Spoken shown = Spoken.of("repair", "show", plan);
        assertEquals(0, shown.status(), shown.err());
        assertTrue(shown.out().contains("Not compared: the last 1,536 bytes of c1 ("), shown.out());
        assertTrue(Spoken.of("repair", "rehearse", plan).status() <= 1);
        Files.writeString(plan, text.replace("\"bytes\":1536", "\"bytes\":1535"));
        assertTrue(Spoken.of("repair", "show", plan).err().contains("the plan was changed"));
    }

    @Test
    void aScanThatGoesOnTellsItToo() {
        Path half = folder.resolve("half.scan");
        assertEquals(0, Spoken.of("scan", a, longer, c, "--common", "--range", "0+8", "--resume", half).status());
        JsonNode json = Spoken.of("scan", a, longer, c, "--common", "--resume", half, "--json").json();
        assertEquals("[{\"child\":\"c1\",\"offset\":8192,\"bytes\":1536}]", json.get("notCompared").toString());
    }

    @Test
    void reportsTellItToo() throws IOException {
        Path csv = folder.resolve("r.csv");
        Path html = folder.resolve("r.html");
        Spoken spoken = Spoken.of("scan", a, longer, c, "--common", "--report", csv, "--report", html);
        assertEquals(0, spoken.status(), spoken.err());
        assertTrue(Files.readString(csv).endsWith("\r\n16,3,-A-,,not-compared,,,,,,\r\n"), Files.readString(csv));
        assertTrue(Files.readString(html).contains(CUT), Files.readString(html));
        assertTrue(Files.readString(html).contains("c1 has 1,536 bytes more, which were not compared."));
    }

    @Test
    void aChildOfAQuorumWithinIsNamed() throws IOException {
        Path quorum = Files.writeString(folder.resolve("q.json"), """
                {"vote-threshold": 1, "children": ["a.img", {"quorum": {"vote-threshold": 1,
                  "children": ["c.img", "longer.img"]}}]}""");
        Spoken spoken = Spoken.of("scan", quorum, "--common");
        assertTrue(spoken.out().contains("are compared: c1.c1 is longer by 1,536 bytes."), spoken.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "qemu-json", "image-opts", "qemu-command"})
    void theConfigurationThatIsPrintedOpensAgainWithoutTheOption(String form) throws IOException {
        Spoken spoken = Spoken.of("config", a, longer, c, "--common", "--to", form);
        assertEquals(0, spoken.status(), spoken.err());
        Path written = Files.writeString(folder.resolve("written"),
                spoken.out().replaceFirst("^-blockdev '(.*)'\n$", "$1"));
        Spoken again = form.equals("image-opts")
                ? Spoken.of("scan", spoken.out().strip(), "--json")
                : Spoken.of("scan", written, "--json");
        assertEquals(0, again.status(), again.err() + spoken.out());
        assertEquals(16, again.json().get("diskSectors").asInt());
        assertEquals(1, spoken.out().split("size", -1).length - 1, "only who is longer is cut: " + spoken.out());
    }

    @Test
    void itIsSaidWhereQemuRefusesACutWithinASector() throws IOException {
        Path shorter = Files.write(folder.resolve("shorter.img"), new byte[700]);
        Spoken spoken = Spoken.of("config", shorter, longer, "--common", "--to", "qemu-json");
        assertTrue(spoken.err().contains("its size of 700 bytes ends within a sector, which QEMU refuses"),
                spoken.err());
    }

    @Test
    void theConfigurationOfAQuorumWithinIsCutToo() throws IOException {
        Files.copy(longer, folder.resolve("twin.img"));
        Path quorum = Files.writeString(folder.resolve("q.json"), """
                {"vote-threshold": 1, "children": ["a.img", {"quorum": {"vote-threshold": 1,
                  "children": ["longer.img", "twin.img"]}}]}""");
        Spoken spoken = Spoken.of("config", quorum, "--common");
        assertEquals(0, spoken.status(), spoken.err());
        Path written = Files.writeString(folder.resolve("written.json"), spoken.out());
        Spoken again = Spoken.of("scan", written);
        assertEquals(0, again.status(), again.err() + spoken.out());
    }
}
