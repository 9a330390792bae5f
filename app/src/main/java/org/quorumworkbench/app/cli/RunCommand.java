// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.Wait;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.run.Drill;
import org.quorumworkbench.core.run.Explanation;
import org.quorumworkbench.core.run.ScenarioRun;
import org.quorumworkbench.core.scenario.AnswerSheet;
import org.quorumworkbench.core.scenario.Difference;
import org.quorumworkbench.core.scenario.Expectation;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioFile;
import org.quorumworkbench.core.scenario.Transcript;
import org.quorumworkbench.core.scenario.Transcript.Status;
import org.quorumworkbench.core.scenario.TranscriptJson;
import org.quorumworkbench.core.scenario.TranscriptText;
import org.quorumworkbench.core.story.Json;
import org.quorumworkbench.ui.Resources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quorum-workbench run}: executes a scenario or a case file and prints what happened. */
@Command(name = "run", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = "Executes a scenario, or every case of a case file, and prints what happened.", exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:Every operation succeeded, no child was reported, and all is as the scenario expects.",
        "1:The quorum did not open, an operation failed, a child was reported, or something is not as expected.",
        "2:The command line or the scenario is wrong; nothing was run.",
        "3:The program failed."}, footer = {"",
                "With --check the status says only whether everything is as expected: 0 if it is, though operations failed as they should; 1 if not."})
final class RunCommand implements Callable<Integer> {

    private static final LessonLibrary LESSONS = new LessonLibrary(RunCommand.class.getClassLoader());

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SCENARIO|LESSON", arity = "0..1", description = "A scenario or case file, or the name of a lesson; drill-N is one made by chance, the same on every machine.")
    private String file = "";

    @Option(names = "--json", description = "Print the results as JSON, in the shape of a scenario's \"expected\".")
    private boolean json;

    @Option(names = "--semantics", paramLabel = "2014|7.2", converter = SemanticsWord.class, description = "Run with this driver's behaviour, whatever the scenario says (default: what it says, else 2014).")
    private @Nullable Semantics semantics;

    @Option(names = "--only", paramLabel = "ID", split = ",", description = "Of a case file, only these cases; a name may end in *.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--check", description = "Exit with 0 if everything is as expected, whether operations failed or not.")
    private boolean check;

    @Option(names = "--explain", description = "Print the lesson as a plain document.")
    private boolean explain;

    @Option(names = "--sheet", description = "Print the lesson's questions without answers, for a class.")
    private boolean sheet;

    @Option(names = "--key", description = "Print the lesson's questions with the engine's answers, for its teacher.")
    private boolean key;

    @Option(names = "--grade", paramLabel = "DIR", description = "Grade the answers that students saved (*.quorum-answers) in that folder.")
    private @Nullable Path answers;

    @Option(names = "--language", paramLabel = "en|de", description = "Of a lesson's words (default: en).")
    private String language = "en";

    @Override
    public Integer call() throws ConfigurationProblem {
        if (!Resources.LANGUAGES.contains(language)) {
            throw wrong("--language " + language + " is not known: " + String.join(" or ", Resources.LANGUAGES));
        }
        Resources.speak(Locale.forLanguageTag(language));
        if (Stream.of(check, explain, sheet, key, answers != null).filter(given -> given).count() > 1) {
            throw wrong("--check, --explain, --sheet, --key and --grade are different things: give one of them");
        }
        if (answers != null) {
            return grade(answers);
        }
        if (file.isEmpty()) {
            throw wrong("Give a scenario's file, or a lesson: " + String.join(", ", LESSONS.names()));
        }
        ScenarioFile scenarios = opened();
        return explain || sheet || key ? tell(scenarios) : run(scenarios);
    }

    /** The file's, a lesson's or a drill's. */
    private ScenarioFile opened() throws ConfigurationProblem {
        try (LongWait _ = LongWait.of(spec.commandLine().getErr(), file)) {
            return read();
        }
    }

    private ScenarioFile read() throws ConfigurationProblem {
        Optional<Scenario> drill = Drill.named(file, LESSONS);
        return drill.isPresent() ? new ScenarioFile(file, false, List.of(drill.get())) : LESSONS.open(file);
    }

    private int tell(ScenarioFile scenarios) {
        for (Scenario scenario : scenarios.scenarios()) {
            if (scenario.lesson().isEmpty()) {
                throw wrong(file + " holds no lesson: it has no \"lesson\".");
            }
            Scenario spoken = scenario.in(language);
            print(explain
                    ? Explanation.lines(spoken, Optional.ofNullable(semantics)).orElse(List.of())
                    : LessonPaper.lines(semantics == null ? spoken : spoken.withSemantics(semantics), key));
        }
        return ExitStatus.AGREED;
    }

    private int grade(Path folder) throws ConfigurationProblem {
        List<Scenario> lessons = file.isEmpty() ? List.of() : opened().scenarios();
        GradedAnswers graded = graded(folder, lessons);
        if (json) {
            printJson(graded.json());
        } else {
            print(graded.lines());
        }
        PrintWriter err = spec.commandLine().getErr();
        graded.problems().forEach(problem -> err
                .println("quorum-workbench: " + Printable.line(String.valueOf(problem.getMessage()))));
        err.flush();
        if (graded.sheets().isEmpty() && graded.problems().isEmpty()) {
            throw wrong("--grade " + folder + ": there is no file of answers (*" + AnswerSheet.ENDING + ") in it");
        }
        if (!graded.problems().isEmpty()) {
            return ExitStatus.USAGE;
        }
        return graded.sheets().stream().allMatch(sheet -> sheet.right() == sheet.graded().size())
                ? ExitStatus.AGREED
                : ExitStatus.DIVERGED;
    }

    private GradedAnswers graded(Path folder, List<Scenario> lessons) throws ConfigurationProblem {
        Wait waiting = new Wait();
        try (LongWait _ = LongWait.over(spec.commandLine().getErr(), waiting)) {
            return GradedAnswers.in(folder, lessons, LESSONS, waiting);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int run(ScenarioFile scenarios) {
        List<Scenario> chosen = scenarios.scenarios().stream().filter(this::isChosen).toList();
        if (chosen.isEmpty()) {
            throw wrong(only.isEmpty() ? file + " holds no case." : "No case of " + file + " is called " + only + ".");
        }
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        Sum sum = new Sum();
        for (Scenario scenario : chosen) {
            Transcript transcript = transcript(scenario);
            List<Difference> differences = new ArrayList<>(scenario.expected()
                    .map(expected -> Expectation.differences(expected, transcript)).orElse(List.of()));
            if (check) {
                differences.addAll(Explanation.mistakes(scenario));
                unexpectedRefusal(scenario, transcript).ifPresent(differences::add);
            }
            sum.add(scenario, transcript, differences);
            if (json) {
                results.add(inFile(scenario, transcript));
                complain(scenario, differences);
            } else {
                print(TranscriptText.lines(scenario, transcript));
                tell(scenario, differences);
            }
        }
        if (json && scenarios.cases()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("format", Scenario.FORMAT);
            all.put("cases", results);
            printJson(all);
        } else if (json) {
            results.getFirst().remove("id");
            printJson(results.getFirst());
        } else if (chosen.size() > 1) {
            print(List.of(sum.words()));
        }
        return sum.status(check);
    }

    private Transcript transcript(Scenario scenario) {
        Wait waiting = new Wait();
        try (LongWait _ = LongWait.over(spec.commandLine().getErr(), waiting)) {
            return ScenarioRun.transcript(scenario, Optional.ofNullable(semantics), waiting);
        }
    }

    /** A quorum that does not open, of which nobody said that it would not. */
    private static Optional<Difference> unexpectedRefusal(Scenario scenario, Transcript transcript) {
        boolean foreseen = scenario.expected().filter(expected -> expected.json().containsKey("open")).isPresent();
        return transcript.open().ok() || foreseen
                ? Optional.empty()
                : Optional.of(new Difference("open", "ok", transcript.open().refusal()
                        .or(transcript.open()::export).orElse("it did not open")));
    }

    private boolean isChosen(Scenario scenario) {
        return only.isEmpty() || only.stream().anyMatch(name -> name.endsWith("*")
                ? scenario.id().startsWith(name.substring(0, name.length() - 1))
                : scenario.id().equals(name));
    }

    private static Map<String, @Nullable Object> inFile(Scenario scenario, Transcript transcript) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("id", scenario.id());
        result.putAll(TranscriptJson.of(transcript));
        return result;
    }

    private void tell(Scenario scenario, List<Difference> differences) {
        List<String> lines = new ArrayList<>();
        if (scenario.expected().isPresent() || !differences.isEmpty()) {
            lines.add(differences.isEmpty() ? "  as expected" : "  NOT as expected:");
        }
        differences.forEach(difference -> lines.add("    " + difference));
        print(lines);
    }

    /** Standard output holds the results alone. */
    private void complain(Scenario scenario, List<Difference> differences) {
        PrintWriter err = spec.commandLine().getErr();
        differences.forEach(difference -> err
                .println(Printable.line((scenario.id().isEmpty() ? "" : scenario.id() + ": ") + difference)));
        err.flush();
    }

    private void print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(line -> out.println(Printable.line(line)));
        out.flush();
    }

    private void printJson(Map<String, ?> json) {
        PrintWriter out = spec.commandLine().getOut();
        Json.print(json, out);
        out.flush();
    }

    /** What came of all scenarios together. */
    private static final class Sum {
        private int asExpected;
        private int different;
        private int withoutExpectation;
        private boolean diverged;

        void add(Scenario scenario, Transcript transcript, List<Difference> differences) {
            if (!differences.isEmpty()) {
                different++;
            } else if (scenario.expected().isEmpty()) {
                withoutExpectation++;
            } else {
                asExpected++;
            }
            diverged |= diverged(transcript);
        }

        private static boolean diverged(Transcript transcript) {
            return !transcript.open().ok() || transcript.results().stream()
                    .anyMatch(result -> result.status() != Status.OK || result.events().stream().anyMatch(
                            event -> event instanceof Event.ReportBad || event instanceof Event.QuorumFailure));
        }

        String words() {
            return (asExpected + different + withoutExpectation) + " scenarios: " + asExpected + " as expected, "
                    + different + " not" + (withoutExpectation == 0
                            ? ""
                            : ", " + withoutExpectation + " expect nothing");
        }

        int status(boolean check) {
            return different > 0 || (diverged && !check) ? ExitStatus.DIVERGED : ExitStatus.AGREED;
        }
    }
}
