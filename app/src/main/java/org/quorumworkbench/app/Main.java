// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.quorumworkbench.app.cli.ExitStatus;
import org.quorumworkbench.app.cli.QuorumWorkbench;

/** The program's entry: does what the command line says, and leaves with the status of that. */
public final class Main {

    private Main() {}

    public static void main(String[] words) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(QuorumWorkbench.run(List.of(words), out, err, _ -> {
            err.println("quorum-workbench: a command is missing. Try 'quorum-workbench --help'.");
            return ExitStatus.USAGE;
        }));
    }
}
