// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program's entry: parses the command line and leaves with the status that the command returns.
 */
@Command(name = "quorum-workbench", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, description = "Votes on the replicas of one disk, and shows who agreed with whom.")
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /**
     * The version that the build wrote into the jar's manifest; "development" when run from classes.
     */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[]{"quorum-workbench " + (version == null ? "development" : version)};
        }
    }
}
