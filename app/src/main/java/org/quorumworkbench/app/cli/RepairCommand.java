// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts children right by a plan, and takes it back; its commands do the work. */
@Command(name = "repair", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, subcommands = {
        RepairPlanCommand.class, RepairPlanFileCommands.Show.class, RepairPlanFileCommands.ReviewIt.class,
        RepairPlanFileCommands.Rehearse.class, RepairPlanFileCommands.Apply.class, RepairJournalCommands.Resume.class,
        RepairJournalCommands.Undo.class, RepairJournalCommands.Verify.class}, description = {
                "Puts children right by a plan that two people can read, and takes it back.",
                "Nothing is written to a child but by apply, resume and undo."}, footerHeading = "%nExit status%n", footer = {
                        "  0  done", "  1  done, but steps were refused, each of them named",
                        "  2  the command line, the plan or the journal is wrong, or somebody else uses a child",
                        "  3  stopped by an error: then resume and undo both work"})
final class RepairCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(),
                "repair what? One of: plan, show, review, rehearse, apply, resume, undo, verify");
    }
}
