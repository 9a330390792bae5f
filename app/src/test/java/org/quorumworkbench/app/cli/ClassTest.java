// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.ui.Resources;
import tools.jackson.databind.JsonNode;

/** A lesson with a class: its sheet, its key, and the answers that were handed in. */
class ClassTest {

    @TempDir
    private Path folder;

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private void handIn(String file, String student, String winner, String order) throws IOException {
        Files.writeString(folder.resolve(file + ".quorum-answers"), """
                {"format": 1, "lesson": "tie", "student": "%s", "answers": [
                  {"operation": 0, "question": 0, "kind": "succeeds", "answer": true},
                  {"operation": 0, "question": 1, "kind": "winner", "answer": %s},
                  {"operation": 0, "question": 2, "kind": "report-order", "answer": %s}]}"""
                .formatted(student, winner, order));
    }

    @Test
    @Timeout(30)
    void aNamedPipeIsNoFolderOfAnswersAndIsNotWaitedFor() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        Path pipe = folder.resolve("answers");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Spoken graded = Spoken.of("run", "--grade", pipe);
        assertEquals(2, graded.status(), graded.err());
        assertTrue(graded.err().contains("it is no folder"), graded.err());
    }

    @Test
    void aLessonsNameStandsWhereverAScenarioIsTaken() {
        assertEquals(1, Spoken.of("run", "tie").status());
        assertEquals(0, Spoken.of("run", "tie", "--check").status());
        assertTrue(Spoken.of("run", "tie", "--json").json().has("results"));
    }

    @Test
    void aSheetAsksAndDoesNotAnswerAndTheKeyAnswersAsTheEngineDoes() {
        String sheet = flat(Spoken.of("run", "tie", "--sheet").out());
        assertTrue(sheet.contains("2. Which children win?"), sheet);
        assertFalse(sheet.contains("c2, c3"), sheet);
        String key = flat(Spoken.of("run", "tie", "--key").out());
        assertTrue(key.contains("2. Which children win?"), key);
        assertTrue(key.contains("= c2, c3. The first vote for 0xBB came last"), key);
    }

    @Test
    void aSheetIsInGermanToo() {
        String key = flat(Spoken.of("run", "tie", "--key", "--language", "de").out());
        assertTrue(key.contains("Gelingt das Lesen? (ja oder nein) = ja."), key);
        assertEquals(2, Spoken.of("run", "tie", "--key", "--language", "xx").status());
    }

    @Test
    void answersAreGradedAsSetsWhereTheirOrderMeansNothing() throws IOException {
        handIn("ada", "Ada", "[\"c3\", \"c2\"]", "[\"c1\", \"c0\"]");
        handIn("ben", "Ben", "[\"c0\", \"c1\"]", "[\"c0\", \"c1\"]");
        Spoken graded = Spoken.of("run", "--grade", folder);
        assertEquals(1, graded.status(), graded.err());
        assertTrue(graded.out().contains("ada.quorum-answers: Ada, tie: 3 of 7 right"), graded.out());
        assertTrue(graded.out().contains("ben.quorum-answers: Ben, tie: 1 of 7 right"), graded.out());
        assertTrue(graded.out().contains("\"Which children win?\": said c0, c1; right is c2, c3"), graded.out());
        JsonNode json = Spoken.of("run", "--grade", folder, "--json").json();
        assertEquals(3, json.get("sheets").get(0).get("right").asInt());
        assertEquals("Ben", json.get("sheets").get(1).get("student").asString());
    }

    @Test
    void aClassIsGradedInGermanToo() throws IOException {
        handIn("ada", "Ada", "[\"c3\", \"c2\"]", "[\"c0\", \"c1\"]");
        String graded = Spoken.of("run", "--grade", folder, "--language", "de").out();
        assertTrue(graded.contains("ada.quorum-answers: Ada, tie: "), graded);
        assertTrue(graded.contains(" von 7 richtig"), graded);
        assertTrue(graded.contains("nicht beantwortet; richtig ist "), graded);
        assertTrue(graded.contains("\"Welche Kinder gewinnen?\""), graded);
        String key = Spoken.of("run", "tie", "--key", "--language", "de").out();
        assertFalse(key.contains("read sector"), key);
    }

    @Test
    void aLessonThatWasHandedInNeverTakesAKnownOnesPlace() throws IOException {
        handIn("ada", "Ada", "[\"c3\", \"c2\"]", "[\"c1\", \"c0\"]");
        Files.writeString(folder.resolve("mine.quorum-scenario"), """
                {"id": "tie", "children": [{"size": 4096}], "quorum": {"vote-threshold": 1},
                 "operations": [{"op": "read", "offset": 0, "length": 512}],
                 "lesson": {"title": "mine", "steps": [{"operation": 0, "ask": [
                   {"kind": "succeeds", "question": "Easy?", "answer": true, "why": "so"}]}]}}""");
        Spoken graded = Spoken.of("run", "--grade", folder);
        assertTrue(graded.out().contains("Ada, tie: 3 of 7 right"), graded.out() + graded.err());
    }

    @Test
    void aDrillIsGradedByItsNameToo() throws IOException {
        handIn("ada", "Ada", "[\"c3\", \"c2\"]", "[\"c1\", \"c0\"]");
        Spoken graded = Spoken.of("run", "drill-7", "--grade", folder);
        assertEquals(1, graded.status(), graded.err());
    }

    @Test
    void aBrokenFileIsNamedAndTheOthersAreGraded() throws IOException {
        handIn("ada", "Ada", "[\"c2\", \"c3\"]", "[\"c1\", \"c0\"]");
        Files.writeString(folder.resolve("broken.quorum-answers"), "{\"format\": 1, \"lesson\": \"no-such\", "
                + "\"answers\": []}");
        Spoken graded = Spoken.of("run", "--grade", folder);
        assertEquals(2, graded.status());
        assertTrue(graded.out().contains("Ada, tie: 3 of 7"), graded.out());
        assertTrue(graded.err().contains("broken.quorum-answers") && graded.err().contains("no lesson 'no-such'"),
                graded.err());
    }

    @Test
    void aQuorumThatUnexpectedlyDoesNotOpenFailsTheCheckWithItsQuestions() throws IOException {
        Path file = Files.writeString(folder.resolve("closed.json"), """
                {"children": [{"size": 4096}, {"size": 8192}], "quorum": {"vote-threshold": 2},
                 "operations": [{"op": "read", "offset": 0, "length": 512}],
                 "lesson": {"title": "closed", "steps": [{"operation": 0, "ask": [
                   {"kind": "succeeds", "question": "Does it?", "answer": true, "why": "so"}]}]}}""");
        Spoken checked = Spoken.of("run", file, "--check");
        assertEquals(1, checked.status(), checked.out());
        assertTrue(checked.out().contains("the lesson's \"Does it?\": expected yes, found no answer"), checked.out());
        assertTrue(checked.out().contains("open: expected ok"), checked.out());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aDrillIsTheSameForTheWholeClassAndAnsweredByTheEngine(int number) {
        String name = "drill-" + number;
        assertEquals(0, Spoken.of("run", name, "--check").status(), Spoken.of("run", name, "--check").out());
        assertEquals(Spoken.of("run", name, "--key").out(), Spoken.of("run", name, "--key").out());
        assertTrue(Spoken.of("run", name, "--sheet", "--language", "de").out().startsWith("Aufgabe " + number));
    }
}
