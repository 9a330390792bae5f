// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.scenario.Question.Answer;

class ScenarioReaderTest {

    private static final Path HERE = Path.of("");

    private static Scenario read(String text) throws ConfigurationProblem {
        return new ScenarioReader(HERE).text(text, "x.json").scenarios().getFirst();
    }

    @Test
    void aConfigurationWhoseFaultsHaveOperationsIsNoScenario(@TempDir Path folder) throws IOException {
        Path configuration = Files.writeString(folder.resolve("q.json"), """
                {"children": ["a", {"file": "b", "faults": [{"effect": "hang", "operations": ["read"]}]}]}""");
        Path scenario = Files.writeString(folder.resolve("s.json"), """
                {"children": [], "operations": []}""");
        assertFalse(ScenarioFile.isOne(configuration.toString()));
        assertTrue(ScenarioFile.isOne(scenario.toString()));
        assertFalse(ScenarioFile.isOne(Files.writeString(folder.resolve("x.json"), "{\"a\": [").toString()));
    }

    @Test
    void aScenarioIsReadWithItsContentsAndOperations() throws ConfigurationProblem {
        Scenario scenario = read("""
                {"id": "one", "title": "a title", "tags": ["read"], "semantics": "7.2",
                 "children": [{"size": 65536, "overrides": [[3, 160], [5, 1, 2]], "bytes": [[7, 255]]},
                              {"size": 65536, "base": "hole", "attached": false, "read_only": true}],
                 "quorum": {"vote-threshold": 1},
                 "operations": [{"op": "read", "offset": 512, "length": 1024},
                                {"op": "write", "offset": 0, "length": 1, "fill": 9, "fua": true},
                                {"op": "flush"}, {"op": "wait", "seconds": 1.5}]}""");
        assertEquals("one", scenario.id());
        assertEquals(Optional.of(Semantics.V7_2), scenario.semantics());
        assertEquals(2, scenario.children().getFirst().content().fills().size());
        assertEquals(List.of(new Content.Patch(7, 255)), scenario.children().getFirst().content().patches());
        assertFalse(scenario.children().get(1).attached());
        assertTrue(scenario.children().get(1).readOnly());
        assertEquals(new Operation.Read(512, 1024), scenario.operations().getFirst());
        assertEquals(new Operation.Write(0, 1, 9, true), scenario.operations().get(1));
    }

    @Test
    void aLessonIsReadWithItsQuestions() throws ConfigurationProblem {
        Scenario scenario = read("""
                {"children": [{"size": 512}], "quorum": {"vote-threshold": 1},
                 "operations": [{"op": "read", "offset": 0, "length": 512}],
                 "lesson": {"title": "T", "paragraphs": ["p"], "change": "try",
                   "steps": [{"operation": 0, "before": ["look"], "after": ["seen"], "ask": [
                     {"kind": "winner", "question": "Who wins?", "answer": ["c0"], "why": "alone"},
                     {"kind": "succeeds", "question": "Does it?", "answer": true, "why": "yes"},
                     {"kind": "versions", "question": "How many?", "answer": 1, "why": "one"}]}]}}""");
        Lesson lesson = scenario.lesson().orElseThrow();
        assertEquals(List.of("try"), lesson.change().stream().map(Exercise::text).toList());
        assertEquals(List.of(new Answer.Children(List.of("c0")), new Answer.YesOrNo(true), new Answer.Count(1)),
                lesson.steps().getFirst().asks().stream().map(Question::answer).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "[] | x.json:1:1: a scenario is an object, not a list.",
            "{\"quorum\": {}} | x.json:1:1: children: 'children' is missing.",
            "{\"children\": []} | x.json:1:1: quorum: 'quorum' is missing.",
            "{\"children\": [{\"sise\": 1}], \"quorum\": {}} | x.json:1:15: children.0.size: 'size' is missing.",
            "{\"children\": [{\"size\": 1, \"colour\": 2}], \"quorum\": {}} | x.json:1:27: children.0.colour: unknown field 'colour'.",
            "{\"children\": [{\"size\": -1}], \"quorum\": {}} | x.json:1:24: children.0.size: -1 is out of bounds.",
            "{\"children\": [{\"size\": 1024, \"overrides\": [[2, 1]]}], \"quorum\": {}} | reach past the end of a child of 1024 bytes",
            "{\"children\": [{\"size\": 1024, \"overrides\": [[0, 256]]}], \"quorum\": {}} | 256 is not a byte",
            "{\"children\": [{\"size\": 1024, \"overrides\": [[0]]}], \"quorum\": {}} | is not [sector, byte] or [sector, byte, count]",
            "{\"children\": [{\"size\": 1024, \"bytes\": [[1024, 1]]}], \"quorum\": {}} | offset 1024 is past the end",
            "{\"children\": [{\"size\": 1024, \"base\": \"slope\"}], \"quorum\": {}} | 'slope' is not a base",
            "{\"children\": [], \"quorum\": {}, \"operations\": [{\"op\": \"dance\"}]} | operations.0.op: 'dance' is not an operation",
            "{\"children\": [], \"quorum\": {}, \"operations\": [{\"op\": \"read\", \"offset\": 0, \"length\": 9999999999}]} | 9999999999 is out of bounds",
            "{\"children\": [], \"quorum\": {}, \"operations\": [{\"op\": \"flush\", \"offset\": 0}]} | unknown field 'offset'",
            "{\"children\": [], \"quorum\": {}, \"semantics\": \"8\"} | semantics '8' is not known",
            "{\"format\": 2, \"children\": [], \"quorum\": {}} | this format is not known",
            "{\"cases\": [{\"children\": [], \"quorum\": {}}]} | this case has no id",
            "{\"cases\": [{\"id\": \"a\", \"children\": [], \"quorum\": {}}, {\"id\": \"a\", \"children\": [], \"quorum\": {}}]} | two cases 'a'",
            "{\"children\": [], \"quorum\": {}, \"lesson\": {\"title\": \"t\", \"steps\": [{\"operation\": 0}]}} | there is no operation 0 to come",
            "{\"children\": [}} | x.json:1:",})
    void whatIsWrongIsNamedWithItsPlace(String text, String message) {
        ConfigurationProblem problem = assertThrows(ConfigurationProblem.class, () -> read(text));
        assertTrue(problem.getMessage().contains(message.strip()), problem::getMessage);
    }
}
