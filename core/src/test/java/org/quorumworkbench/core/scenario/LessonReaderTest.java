// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.scenario.Question.Answer;
import org.quorumworkbench.core.scenario.Question.Kind;

/** What a lesson may ask, and how answers are taken. */
class LessonReaderTest {

    private static Scenario lesson(String operation, String kind, String answer) throws ConfigurationProblem {
        return new ScenarioReader(Path.of("")).text("""
                {"children": [{"size": 4096}, {"size": 4096}], "quorum": {"vote-threshold": 1},
                 "operations": [%s],
                 "lesson": {"title": "t", "steps": [{"operation": 0, "ask": [
                   {"kind": "%s", "question": "q", "answer": %s, "why": "w"}]}]}}"""
                .formatted(operation, kind, answer), "l").scenarios().getFirst();
    }

    private static String refusal(String operation, String kind, String answer) {
        return String.valueOf(
                assertThrows(ConfigurationProblem.class, () -> lesson(operation, kind, answer)).getMessage());
    }

    private static final String READ = "{\"op\": \"read\", \"offset\": 0, \"length\": 512}";

    @ParameterizedTest
    @ValueSource(strings = {"{\"op\": \"trim\", \"offset\": 0, \"length\": 512}",
            "{\"op\": \"block_status\", \"offset\": 0, \"length\": 512}", "{\"op\": \"wait\", \"seconds\": 1}"})
    void whatIsNoRequestToTheChildrenAnswersNothing(String operation) {
        String why = refusal(operation, "succeeds", "true");
        assertTrue(why.contains("the engine cannot answer 'succeeds'"), why);
    }

    @Test
    void aWriteHasNoWinner() throws ConfigurationProblem {
        String write = "{\"op\": \"write\", \"offset\": 0, \"length\": 512, \"fill\": 1}";
        assertTrue(refusal(write, "winner", "[\"c0\"]").contains("Of this operation one can ask"));
        assertEquals(1, lesson(write, "returns", "\"ok\"").operations().size());
    }

    @Test
    void aChildThatThereIsNotIsNoAnswer() {
        assertTrue(refusal(READ, "winner", "[\"c9\"]").contains("'c9' can be no answer here. Name each child once, "
                + "out of c0, c1"));
        assertTrue(refusal(READ, "reported", "[\"c0\", \"c0\"]").contains("'c0' can be no answer here"));
        assertTrue(refusal(READ, "verdict", "\"won\"").contains("'won' can be no answer here"));
        assertTrue(refusal(READ, "returns", "\"EWRONG\"").contains("'EWRONG' can be no answer here"));
    }

    @Test
    void aSetHasNoOrderAndAReportsOrderHas() {
        Question set = new Question(Kind.REPORTED, "", new Answer.Children(List.of("c0", "c1")), "");
        Question order = new Question(Kind.REPORT_ORDER, "", new Answer.Children(List.of("c0", "c1")), "");
        Answer turned = new Answer.Children(List.of("c1", "c0"));
        assertTrue(set.isRight(turned, set.answer()));
        assertFalse(order.isRight(turned, order.answer()));
        assertFalse(set.isRight(new Answer.Children(List.of("c1")), set.answer()));
    }

    @ParameterizedTest
    @CsvSource({"YES_OR_NO,Ja,yes", "YES_OR_NO,nein,no", "YES_OR_NO,y,yes", "CHILDREN,'c2,c3','c2, c3'",
            "CHILDREN,keine,none", "SEQUENCE,c1 c0,'c1, c0'", "NUMBER,3,3", "WORD,EIO,EIO"})
    void answersAreTakenAsPeopleTypeThem(Question.Form form, String typed, String answer) {
        assertEquals(Optional.of(answer), AnswerText.parse(form, typed).map(Object::toString));
    }

    @Test
    void aTranslationHasToHaveEveryStep() {
        String why = String.valueOf(assertThrows(ConfigurationProblem.class, () -> new ScenarioReader(Path.of("")).text(
                """
                        {"children": [{"size": 512}, {"size": 512}], "quorum": {"vote-threshold": 1},
                         "operations": [{"op": "read", "offset": 0, "length": 512}],
                         "lesson": {"title": "t", "steps": [{"operation": 0}],
                                    "translations": {"de": {"title": "T", "steps": []}}}}""",
                "l")).getMessage());
        assertTrue(why.contains("there are 0 of them here, and 1 in the lesson"), why);
    }

    @Test
    void answersThatWereSavedAreReadAgain() throws ConfigurationProblem {
        AnswerSheet sheet = new AnswerSheet("tie", "Ada", List.of(
                new AnswerSheet.Given(0, 0, Kind.SUCCEEDS, new Answer.YesOrNo(true)),
                new AnswerSheet.Given(0, 1, Kind.WINNER, new Answer.Children(List.of("c2", "c3"))),
                new AnswerSheet.Given(1, 0, Kind.RETURNS, new Answer.Word("EIO")),
                new AnswerSheet.Given(1, 1, Kind.VERSIONS, new Answer.Count(3))));
        assertEquals(sheet, AnswerSheet.text(sheet.text(), "sheet"));
    }

    private static String problem(String text) {
        return String.valueOf(assertThrows(ConfigurationProblem.class,
                () -> new ScenarioReader(Path.of("")).text(text, "mine")).getMessage());
    }

    @Test
    void hexadecimalAndACommaTooManyAreUnderstood() throws ConfigurationProblem {
        Scenario scenario = new ScenarioReader(Path.of(""))
                .text("""
                        {"title": "0xAA, \\"0xBB\\"", "children": [{"size": 0x1000, "overrides": [[3, 0xAA],]}, {"size": 4096},],
                         "quorum": {"vote-threshold": 1,},
                         "operations": [{"op": "write", "offset": 0x200, "length": 512, "fill": 0xff},],}""",
                        "mine")
                .scenarios().getFirst();
        assertEquals("0xAA, \"0xBB\"", scenario.title());
        assertEquals(4096, scenario.children().getFirst().content().size());
        assertEquals(170, scenario.children().getFirst().content().fills().getFirst().value());
        assertEquals(new Operation.Write(512, 512, 255, false), scenario.operations().getFirst());
    }

    @Test
    void aMistakeIsNamedWithTheLineOnWhichItIs() {
        String missing = problem("{\n \"children\": [\n  {\"size\": 0x1000}\n  {\"size\": 4096}\n ]\n}");
        assertTrue(missing.startsWith("mine:4:3: ")
                && missing.endsWith(": a comma may be missing before it. Correct the JSON there."), missing);
        String open = problem("{\n \"title\": \"mine,\n \"children\": []}");
        assertTrue(open.startsWith("mine:2:") && open.contains("a quote is not closed before the line ends"), open);
        String curly = problem("{\n \u201Ctitle\u201D: \"mine\"}");
        assertTrue(curly.startsWith("mine:2:2: ") && curly.contains("text stands in straight double quotes"), curly);
        String remark = problem("{\n \"title\": \"mine\", // of May\n \"children\": []}");
        assertTrue(remark.startsWith("mine:2:") && remark.contains("there are no comments in JSON"), remark);
        String misspelt = problem("{\n \"children\": [{\"size\": 4096}],\n \"quorum\": {},\n \"operation\": [],\n"
                + " \"lesson\": {\"title\": \"mine\", \"steps\": [{\"operation\": 0, \"before\": [\"x\"]}]}\n}");
        assertTrue(misspelt.startsWith("mine:4:"), misspelt);
        String word = problem("{\n \"children\": [],\n \"quorum\": {},\n \"operations\": [\n"
                + "  {\"op\": \"raed\", \"offset\": 0, \"length\": 512}\n ]\n}");
        assertTrue(word.startsWith("mine:5:"), word);
        assertTrue(word.contains("'raed' is not an operation"), word);
    }
}
