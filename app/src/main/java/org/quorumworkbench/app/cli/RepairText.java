// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.repair.Plan;
import org.quorumworkbench.core.repair.RepairOutcome;
import org.quorumworkbench.core.repair.RepairProblem;
import org.quorumworkbench.core.repair.RepairStopped;
import org.quorumworkbench.core.repair.StepOutcome;
import org.quorumworkbench.core.repair.StepOutcome.State;
import org.quorumworkbench.core.repair.StepWhy;
import picocli.CommandLine;

/** What the repair commands say, and the exit status that goes with it. */
record RepairText(CommandLine command) {

    /** What may go wrong in all of them. */
    interface Work {
        int run() throws RepairProblem, RepairStopped;
    }

    /** Does it; a problem and an error are told. */
    int status(Work work) {
        try {
            return work.run();
        } catch (RepairProblem problem) {
            err(String.valueOf(problem.getMessage()));
            return ExitStatus.USAGE;
        } catch (RepairStopped stopped) {
            err("stopped: " + stopped.getMessage());
            return ExitStatus.FAILED;
        } finally {
            command.getOut().flush();
        }
    }

    /** Two commands with which an interrupted repair goes on. */
    void howToGoOn(Path journal) {
        err("go on with: quorum-workbench repair resume " + FileName.shown(journal));
        err("or take it back: quorum-workbench repair undo " + FileName.shown(journal));
    }

    void err(String text) {
        command.getErr().println("quorum-workbench: " + Printable.line(text));
    }

    void out(String text) {
        PrintWriter out = command.getOut();
        out.println(Printable.line(text));
    }

    static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? what : what + "s");
    }

    /** Names those that were refused. */
    void refused(List<StepOutcome> refused) {
        refused.forEach(outcome -> out("refused: " + line(outcome)));
    }

    static String line(StepOutcome outcome) {
        return "step " + outcome.step().number() + ", " + outcome.step().child() + " sectors "
                + outcome.step().range().first() + "+" + outcome.step().range().count() + ": "
                + outcome.why().map(StepWhy::english).orElse("");
    }

    /** What became of a plan, and the status. */
    int outcome(RepairOutcome outcome, State wanted, Path journal) {
        refused(outcome.refused());
        long done = outcome.count(wanted);
        out(count(done, "step") + (wanted == State.DONE ? " done, " : " taken back, ")
                + outcome.refused().size() + " refused; journal " + FileName.shown(journal) + ", "
                + count(outcome.journalBytes(), "byte"));
        return outcome.refused().isEmpty() ? ExitStatus.AGREED : ExitStatus.DIVERGED;
    }

    static String plan(Plan plan) {
        return "plan " + plan.id() + ", hash " + plan.shortHash();
    }
}
