// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.quorumworkbench.core.repair.RepairProblem;
import org.quorumworkbench.core.repair.RepairStopped;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A repair command: it ends with a repair's exit statuses. */
abstract class RepairWork implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    final RepairText text() {
        return new RepairText(spec.commandLine());
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    @Override
    public final Integer call() {
        try (LongWait _ = LongWait.overFiles(err())) {
            return text().status(this::work);
        }
    }

    abstract int work() throws RepairProblem, RepairStopped;
}
