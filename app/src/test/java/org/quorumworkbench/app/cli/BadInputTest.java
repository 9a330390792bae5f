// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is wrong is said in one line that names the place, the reason and what to do; status 2.
 */
class BadInputTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.write(folder.resolve("a.img"), new byte[4096]);
        Files.write(folder.resolve("b.img"), new byte[4096]);
        Files.write(folder.resolve("long.img"), new byte[8192]);
        Files.write(folder.resolve("empty.img"), new byte[0]);
        Files.createDirectory(folder.resolve("dir"));
    }

    private String refused(Object... words) {
        Spoken spoken = Spoken.of(words);
        assertEquals(2, spoken.status(), spoken.toString());
        assertEquals("", spoken.out());
        return spoken.err();
    }

    private void assertSays(String message, String... parts) {
        assertEquals(1, message.lines().count(), message);
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    private String inspected(String name) {
        return refused("inspect", folder.resolve("a.img"), folder.resolve(name), "--sector", "0");
    }

    @Test
    void aMissingFile() {
        assertSays(inspected("none.img"), "none.img", "No such file or directory", "Check the name.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<domain><a></domain>", "<domain><a>&none;</a></domain>",
            "<domain><a b='1' b='2'/></domain>",
            "<domain>", "<domain/><domain/>", "<domain a=1/>", "{\"a\": tru}", "[1, 2"})
    void whatAParserSaysInAWholeSentenceEndsInTheMiddleOfNone(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("wrong"), text);
        String message = refused("config", file);
        assertSays(message, "wrong:1:");
        assertFalse(message.contains(".. "), message);
    }

    @Test
    void aDirectory() {
        assertSays(inspected("dir"), "dir", "Is a directory", "Give a file.");
    }

    @Test
    void anEmptyFile() {
        assertSays(inspected("empty.img"), "empty.img", "is empty", "Give an image");
    }

    @Test
    void imagesOfDifferentLengths() {
        assertSays(inspected("long.img"), "c0 has 4096 bytes", "c1 has 8192 bytes", "long.img",
                "Give replicas of one disk");
    }

    @Test
    void aNameThatWouldForgeALine() throws IOException {
        Path file = Files.writeString(folder.resolve("forged.json"), """
                {"vote-threshold": 1, "children": [{"file": "a.img", "node-name": "x\\nsector 7+1  AB"}, "long.img"]}
                """);
        assertSays(refused("scan", file), "children.0", "Invalid node-name", "letters and digits");
    }

    @Test
    void aChildListedTwice() {
        assertSays(inspected("a.img"), "a.img", "is listed twice", "Give every replica once.");
    }

    @ParameterizedTest
    @CsvSource({"0, Parameter 'vote-threshold' expects value >= 1", "3, threshold may not exceed children count"})
    void aThresholdThatCannotBe(String threshold, String reason) {
        assertSays(
                refused("inspect", folder.resolve("a.img"), folder.resolve("b.img"), "--threshold", threshold,
                        "--sector", "0"),
                "--threshold", reason, "Give a number from 1 to 2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"vote-threshold\": 0, \"children\": [\"a.img\", \"b.img\"]}|q.json:1:20: vote-threshold: Parameter 'vote-threshold' expects value >= 1",
            "{\"vote-threshold\": 5, \"children\": [\"a.img\", \"b.img\"]}|q.json:1:20: vote-threshold: threshold may not exceed children count",
            "{\"vote-threshold\": 1, \"children\": [\"a.img\", 7]}|q.json:1:45: children.1: expects a file's name or an object, not the number 7",
            "{\"vote-threshold\": 1, \"children\": [\"a.img\", {\"file\": 7}]}|q.json:1:54: children.1.file: Parameter 'file' expects a string, not the number 7",
            "{\"vote-threshold\": 1, \"childen\": [\"a.img\", \"b.img\"]}|q.json:1:23: childen: unknown option 'childen'. Did you mean 'children'?",
            "{\"vote-threshold\": 1, \"children\": [\"a.img\", \"a.img\"]}|children.1: ",
            "{\"vote-threshold\": 1 \"children\": []}|q.json:1:22: broken JSON",
            "[]|there is no quorum here", "\"x\"|a configuration is an object", "{|broken JSON"})
    void aConfigurationThatIsWrong(String text, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("q.json"), text);
        assertSays(refused("inspect", file, "--sector", "0"), "q.json", expected);
        assertSays(refused("config", file), "q.json", expected);
    }

    @Test
    void brokenJsonIsPlacedByLineAndColumn() throws IOException {
        Path file = Files.writeString(folder.resolve("q.json"),
                "{\n  \"vote-threshold\": 2,\n  \"children\": [\"a.img\", ]\n}\n");
        assertSays(refused("inspect", file, "--sector", "0"), "q.json:3:25: broken JSON");
    }

    @Test
    void anImageAloneIsNoQuorum() {
        assertSays(refused("inspect", folder.resolve("a.img"), "--sector", "0"), "a.img", "not a configuration",
                "two or more image files");
    }

    @Test
    void anOptionThatIsUnknownIsMisuse() {
        Spoken spoken = Spoken.of("inspect", folder.resolve("a.img"), folder.resolve("b.img"), "--sektor", "0");
        assertEquals(2, spoken.status());
        assertTrue(spoken.err().contains("--sektor") || spoken.err().contains("--sector"), spoken.err());
    }

    @Test
    void aNumberThatIsNoneIsMisuse() {
        Spoken spoken = Spoken.of("inspect", folder.resolve("a.img"), folder.resolve("b.img"), "--sector", "8q");
        assertEquals(2, spoken.status());
        assertTrue(spoken.err().contains("'8q' is no sector: write 8000, 0x1f40, 1f40h, 8K, or b: and a byte offset"),
                spoken.err());
    }

    @Test
    void aSectorMayBeNamedByItsBytes() {
        Spoken spoken = Spoken.of("inspect", folder.resolve("a.img"), folder.resolve("b.img"), "--sector", "b:1K",
                "--count", "1h");
        assertTrue(spoken.out().contains("range: sectors 2, bytes 0x400 to 0x5ff"), spoken.out() + spoken.err());
    }

    @Test
    void childrenOfDifferentLengthsAreComparedInTheirCommonPartIfThatIsWanted() throws IOException {
        Path longer = Files.write(folder.resolve("long.img"),
                Arrays.copyOf(Files.readAllBytes(folder.resolve("a.img")), 5000));
        assertSays(refused("inspect", folder.resolve("a.img"), longer, "--sector", "0"), "c1 has 5000 bytes, 904 more",
                "--common");
        Spoken spoken = Spoken.of("inspect", folder.resolve("a.img"), longer, "--sector", "0", "--common");
        assertEquals(0, spoken.status(), spoken.err());
        assertTrue(spoken.err().contains("The first 4096 bytes, which all have, are compared."), spoken.err());
    }

    @Test
    void aNamedPipeIsNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertSays(refused("inspect", pipe, "--sector", "0"), "it is a named pipe, not a regular file");
        assertSays(refused("run", pipe), "it is a named pipe, not a regular file");
    }

    @Test
    void nothingInANameReachesTheTerminal() throws IOException {
        Path file = Files.writeString(folder.resolve("red\u001B[31m\nok.json"), "{");
        String told = refused("inspect", file, "--sector", "0");
        assertTrue(!told.contains("\u001B") && told.contains("red#001B[31m#000Aok.json".replace("#", "\\u")), told);
    }
}
