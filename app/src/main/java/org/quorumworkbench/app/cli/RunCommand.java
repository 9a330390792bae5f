// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.run.Explanation;
import org.quorumworkbench.core.run.ScenarioRun;
import org.quorumworkbench.core.scenario.Difference;
import org.quorumworkbench.core.scenario.Expectation;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioFile;
import org.quorumworkbench.core.scenario.ScenarioReader;
import org.quorumworkbench.core.scenario.Transcript;
import org.quorumworkbench.core.scenario.Transcript.Status;
import org.quorumworkbench.core.scenario.TranscriptJson;
import org.quorumworkbench.core.scenario.TranscriptText;
import org.quorumworkbench.core.story.Json;
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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SCENARIO", description = "A scenario or case file; with --explain also the name of a lesson.")
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

    @Override
    public Integer call() throws ConfigurationProblem {
        return explain ? explain() : run();
    }

    private int explain() throws ConfigurationProblem {
        LessonLibrary library = new LessonLibrary(RunCommand.class.getClassLoader());
        Optional<Scenario> shipped = Files.exists(Path.of(file)) ? Optional.empty() : library.lesson(file);
        if (shipped.isEmpty() && !Files.exists(Path.of(file))) {
            throw new ParameterException(spec.commandLine(),
                    "There is no lesson or file '" + file + "'. Lessons: " + String.join(", ", library.names()) + ".");
        }
        List<Scenario> scenarios = shipped.isPresent()
                ? List.of(shipped.get())
                : ScenarioReader.file(Path.of(file)).scenarios();
        for (Scenario scenario : scenarios) {
            print(Explanation.lines(scenario, Optional.ofNullable(semantics)).orElseThrow(
                    () -> new ParameterException(spec.commandLine(),
                            file + " holds no lesson: it has no \"lesson\".")));
        }
        return ExitStatus.AGREED;
    }

    private int run() throws ConfigurationProblem {
        ScenarioFile scenarios = ScenarioReader.file(Path.of(file));
        List<Scenario> chosen = scenarios.scenarios().stream().filter(this::isChosen).toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(spec.commandLine(),
                    only.isEmpty() ? file + " holds no case." : "No case of " + file + " is called " + only + ".");
        }
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        Sum sum = new Sum();
        for (Scenario scenario : chosen) {
            Transcript transcript = ScenarioRun.transcript(scenario, Optional.ofNullable(semantics));
            List<Difference> differences = new ArrayList<>(scenario.expected()
                    .map(expected -> Expectation.differences(expected, transcript)).orElse(List.of()));
            if (check) {
                differences.addAll(Explanation.mistakes(scenario));
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
        if (scenario.expected().isPresent()) {
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
        out.println(Json.pretty(json));
        out.flush();
    }

    /** What came of all scenarios together. */
    private static final class Sum {
        private int asExpected;
        private int different;
        private int withoutExpectation;
        private boolean diverged;

        void add(Scenario scenario, Transcript transcript, List<Difference> differences) {
            if (scenario.expected().isEmpty()) {
                withoutExpectation++;
            } else if (differences.isEmpty()) {
                asExpected++;
            } else {
                different++;
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
