// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.quorumworkbench.app.report.ProgramRelease;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.NotSaved;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.repair.Plan;
import org.quorumworkbench.core.repair.PlanReader;
import org.quorumworkbench.core.repair.PlanText;
import org.quorumworkbench.core.repair.PlanWriter;
import org.quorumworkbench.core.repair.Rehearsal;
import org.quorumworkbench.core.repair.RepairOutcome;
import org.quorumworkbench.core.repair.RepairProblem;
import org.quorumworkbench.core.repair.RepairStopped;
import org.quorumworkbench.core.repair.RepairWatcher;
import org.quorumworkbench.core.repair.Repairs;
import org.quorumworkbench.core.repair.StepOutcome.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The repair commands that take a plan. */
final class RepairPlanFileCommands {

    private RepairPlanFileCommands() {}

    /** What all of them have. */
    abstract static class OfPlan extends RepairWork {

        @Parameters(paramLabel = "PLAN", description = "what 'repair plan' wrote")
        private Path file = Path.of("");

        final Path file() {
            return file;
        }

        @Override
        final int work() throws RepairProblem, RepairStopped {
            return with(read());
        }

        private Plan read() throws RepairProblem {
            try (LongWait _ = LongWait.of(err(), FileName.shown(file))) {
                return PlanReader.read(file);
            }
        }

        abstract int with(Plan plan) throws RepairProblem, RepairStopped;

        /** Rehearses, and tells of what is not as planned. */
        final Rehearsal.Result rehearsed(Plan plan) throws RepairProblem {
            Rehearsal.Result result = Rehearsal.of(plan);
            text().refused(result.refused());
            result.unexpected().forEach(left -> text().out("would be left, and the plan does not say so: "
                    + left.child() + " sectors " + left.range().first() + "+" + left.range().count()));
            return result;
        }
    }

    /** Prints a plan for a second person. */
    @Command(name = "show", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = "Prints a plan for a second person: every step, what is left out and why, totals, and a hash to read out.")
    static final class Show extends OfPlan {
        @Override
        int with(Plan plan) {
            PlanText.print(plan, text()::out);
            return ExitStatus.AGREED;
        }
    }

    /** Notes that somebody has read a plan. */
    @Command(name = "review", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = {
            "Notes in the plan that you have read it; its hash stays. Whoever made the plan cannot review it."})
    static final class ReviewIt extends OfPlan {

        @Option(names = "--by", paramLabel = "NAME", description = "who has read it; else who is logged in")
        private String by = System.getProperty("user.name", "unknown");

        @Override
        int with(Plan plan) throws RepairProblem, RepairStopped {
            if (by.isBlank() || by.equalsIgnoreCase(plan.made().by())) {
                throw new RepairProblem(Wording.foreign("--by " + by + ": " + plan.made().by()
                        + " made the plan, and a second person reads it. Give that person's name with --by"));
            }
            Plan reviewed = plan.reviewed(by, Instant.now().truncatedTo(ChronoUnit.SECONDS));
            try {
                SavedFile.replacing(file()).bytes(out -> PlanWriter.write(reviewed, out));
            } catch (NotSaved e) {
                throw new RepairStopped(Wording.ofError(e), e);
            }
            text().out("reviewed by " + by + ": " + RepairText.plan(plan));
            return ExitStatus.AGREED;
        }
    }

    /** Does a plan on overlays. */
    @Command(name = "rehearse", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = "Does a plan on overlays in memory and compares what would be there. Writes nothing.")
    static final class Rehearse extends OfPlan {
        @Override
        int with(Plan plan) throws RepairProblem {
            Rehearsal.Result result = rehearsed(plan);
            text().out(RepairText.count(plan.steps().size() - (long) result.refused().size(), "step")
                    + " would be done (" + RepairText.count(result.bytes(), "byte") + "), " + result.refused().size()
                    + " refused; the journal takes about " + RepairText.count(result.journalBytes(), "byte"));
            text().out(result.isAsPlanned()
                    ? "nothing is left there but what the plan leaves out"
                    : "something else would be left: make a new plan");
            return result.isAsPlanned() && result.refused().isEmpty() ? ExitStatus.AGREED : ExitStatus.DIVERGED;
        }
    }

    /** Applies a plan. */
    @Command(name = "apply", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = {
            "Applies a plan to its children, after a rehearsal; asks nothing. Every pre-image is in the journal before"
                    + " its sectors are written.",
            "Children that are mounted, a part of another device, open in QEMU, or not raw are refused."})
    static final class Apply extends OfPlan {

        @Option(names = "--journal", paramLabel = "FILE", required = true, description = "the journal, a file that is not there yet; by it everything can be taken back")
        private Path journal = Path.of("");

        @Option(names = "--require-review", paramLabel = "N", description = "refuse unless so many people other than the plan's maker have reviewed it")
        private int reviews;

        @Override
        int with(Plan plan) throws RepairProblem, RepairStopped {
            if (plan.reviewers().size() < reviews) {
                throw new RepairProblem(Wording.foreign("the plan has "
                        + RepairText.count(plan.reviewers().size(), "review")
                        + " by others than its maker, and --require-review asks for " + reviews
                        + ": 'quorum-workbench repair review " + FileName.shown(file()) + " --by NAME' adds one"));
            }
            if (plan.steps().isEmpty()) {
                text().out("the plan has no steps: nothing to do");
                return ExitStatus.AGREED;
            }
            Repairs.check(plan, journal);
            Rehearsal.Result rehearsal = rehearsed(plan);
            if (!rehearsal.isAsPlanned()) {
                text().out("nothing was written: more would be left than the plan says. Make a new plan");
                return ExitStatus.DIVERGED;
            }
            if (rehearsal.refused().size() == plan.steps().size()) {
                text().out("nothing was written: every step is refused");
                return ExitStatus.DIVERGED;
            }
            try {
                RepairOutcome outcome = Repairs.apply(plan, journal, tool(), RepairWatcher.NONE);
                int status = text().outcome(outcome, State.DONE, journal);
                text().out("to take it back: quorum-workbench repair undo " + FileName.shown(journal));
                return status;
            } catch (RepairStopped stopped) {
                if (Files.exists(journal)) {
                    text().howToGoOn(journal);
                }
                throw stopped;
            }
        }
    }

    static String tool() {
        return "quorum-workbench " + ProgramRelease.number();
    }

}
