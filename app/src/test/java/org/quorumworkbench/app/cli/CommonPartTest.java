// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
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
