// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.nio.file.Path;
import org.quorumworkbench.core.repair.RepairOutcome;
import org.quorumworkbench.core.repair.RepairProblem;
import org.quorumworkbench.core.repair.RepairStopped;
import org.quorumworkbench.core.repair.RepairWatcher;
import org.quorumworkbench.core.repair.Repairs;
import org.quorumworkbench.core.repair.StepOutcome;
import org.quorumworkbench.core.repair.StepOutcome.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The repair commands that take a journal. */
final class RepairJournalCommands {

    private RepairJournalCommands() {}

    /** What all of them have. */
    abstract static class OfJournal extends RepairWork {

        @Parameters(paramLabel = "JOURNAL", description = "what 'repair apply --journal' wrote")
        private Path journal = Path.of("");

        final Path journal() {
            return journal;
        }
    }

    /** Goes on with an interrupted repair. */
    @Command(name = "resume", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = "Does every step that is left of an interrupted repair; on a finished one nothing.")
    static final class Resume extends OfJournal {
        @Override
        int work() throws RepairProblem, RepairStopped {
            RepairOutcome outcome = Repairs.resume(journal(), RepairPlanFileCommands.tool(), RepairWatcher.NONE);
            if (outcome.steps().isEmpty()) {
                text().out("the repair is finished: nothing to do");
                return ExitStatus.AGREED;
            }
            return text().outcome(outcome, State.DONE, journal());
        }
    }

    /** Takes a repair back. */
    @Command(name = "undo", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = "Puts back what was there before, step by step; what somebody else has written since stays, and is named.")
    static final class Undo extends OfJournal {
        @Override
        int work() throws RepairProblem, RepairStopped {
            RepairOutcome outcome = Repairs.undo(journal(), RepairPlanFileCommands.tool(), RepairWatcher.NONE);
            if (outcome.steps().isEmpty()) {
                text().out("nothing is left to be taken back");
                return ExitStatus.AGREED;
            }
            return text().outcome(outcome, State.UNDONE, journal());
        }
    }

    /** Compares the children with a journal. */
    @Command(name = "verify", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = "Reads back from the devices and tells of every step whether what is there is what the journal says. Writes nothing.")
    static final class Verify extends OfJournal {
        @Override
        int work() throws RepairProblem, RepairStopped {
            RepairOutcome outcome = Repairs.verify(journal(), RepairWatcher.NONE);
            for (StepOutcome step : outcome.steps()) {
                if (step.state() == State.REFUSED || step.state() == State.OPEN) {
                    text().out("not as it should be: " + RepairText.line(step));
                }
            }
            text().out(RepairText.count(outcome.count(State.DONE), "step") + " done, "
                    + outcome.count(State.UNDONE) + " taken back, " + outcome.count(State.OPEN) + " open, "
                    + outcome.count(State.REFUSED) + " refused or changed");
            boolean right = outcome.finished() && outcome.count(State.OPEN) == 0 && outcome.refused().isEmpty();
            return right ? ExitStatus.AGREED : ExitStatus.DIVERGED;
        }
    }
}
