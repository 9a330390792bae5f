// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.TextBytes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The command line as a whole: the window if no command is given, else a command. */
@Command(name = QuorumWorkbench.NAME, mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, subcommands = {
        InspectCommand.class,
        ScanCommand.class,
        WhereCommand.class,
        DiagnoseCommand.class,
        RunCommand.class,
        ServeCommand.class,
        RenderCommand.class,
        ConfigCommand.class,
        IdentifyCommand.class,
        RepairCommand.class}, description = "Votes on the replicas of one disk as QEMU's quorum does, and shows who agreed with whom.%n"
                + "Without a command it opens the window, on the bundled sample if no CONFIG is given.", footerHeading = "%nExit status%n", footer = {
                        "  0  all agree", "  1  something diverges, or an operation failed as it should",
                        "  2  the command line or a configuration is wrong",
                        "  3  a child or the program failed, or a result could not be written"})
public final class QuorumWorkbench implements java.util.concurrent.Callable<Integer> {

    /** What opens when no command is given. */
    public interface Window {
        /**
         * Shows the window and waits until it is closed.
         *
         * @param choice
         *            the quorum to open, without words for the sample
         * @return the program's exit status
         */
        int show(OptionalQuorumChoice choice) throws ConfigurationProblem;
    }

    static final String NAME = "quorum-workbench";

    private static final String NO_MEMORY = "not enough memory. Ask for a smaller range, or give more with -Xmx.";

    private final Window window;

    @Mixin
    private OptionalQuorumChoice choice = new OptionalQuorumChoice();

    private QuorumWorkbench(Window window) {
        this.window = window;
    }

    /**
     * Does what the words say. Never throws, and never prints a stack trace.
     *
     * @param out
     *            takes results
     * @param err
     *            takes progress and diagnostics
     * @return the program's exit status
     */
    public static int run(List<String> words, PrintWriter out, PrintWriter err, Window window) {
        int status = perform(words, out, err, window);
        boolean lost = out.checkError();
        if (lost && !(out instanceof ResultWriter gone && gone.isReaderGone())) {
            String reason = out instanceof ResultWriter result
                    ? result.failure().map(failure -> ": " + failure.getMessage()).orElse("")
                    : "";
            err.println("quorum-workbench: the result cannot be written to standard output" + reason);
        }
        err.flush();
        return lost ? ExitStatus.FAILED : status;
    }

    private static int perform(List<String> words, PrintWriter out, PrintWriter err, Window window) {
        try {
            // Who starts it from a menu has not to wait until all commands are known.
            return words.isEmpty()
                    ? window.show(new OptionalQuorumChoice())
                    : commandLine(words.getFirst(), window).setOut(out).setErr(err)
                            .execute(words.toArray(String[]::new));
        } catch (ConfigurationProblem problem) {
            err.println("quorum-workbench: " + problem.getMessage());
            return ExitStatus.USAGE;
        } catch (OutOfMemoryError e) {
            err.println("quorum-workbench: " + NO_MEMORY);
            return ExitStatus.FAILED;
        } catch (LinkageError e) {
            err.println("quorum-workbench: a part of the program is missing: " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }

    /**
     * The commands and options as picocli describes them, from which the manual page and completions
     * are made.
     */
    public static CommandLine commandLine(Window window) {
        return answering(new CommandLine(new QuorumWorkbench(window)));
    }

    /**
     * What answers a command line that begins with that word. To know all commands takes longer than
     * most of them do: where the word is one of them, the others are left out.
     */
    static CommandLine commandLine(String first, Window window) {
        return command(first)
                .map(command -> answering(new CommandLine(CommandSpec.create().name(NAME))
                        .addSubcommand(new CommandLine(command))))
                .orElseGet(() -> commandLine(window));
    }

    private static Optional<Class<?>> command(String name) {
        return Stream.<Class<?>>of(QuorumWorkbench.class.getAnnotation(Command.class).subcommands())
                .filter(command -> command.getAnnotation(Command.class).name().equals(name)).findFirst();
    }

    private static CommandLine answering(CommandLine line) {
        return line.registerConverter(Path.class, QuorumWorkbench::path)
                // An image's name may begin with @.
                .setExpandAtFiles(false).setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(QuorumWorkbench::misused)
                .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command.getErr()));
    }

    /** As picocli has it, and by the bytes that it has where it is not UTF-8. */
    private static Path path(String word) {
        return TextBytes.hasKept(word) ? FileName.path(word) : Path.of(word);
    }

    @Override
    public Integer call() throws ConfigurationProblem {
        return window.show(choice);
    }

    private static int misused(ParameterException problem, String[] words) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("quorum-workbench: " + Printable.line(String.valueOf(problem.getMessage())));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitStatus.USAGE;
    }

    private static int failed(Exception failure, PrintWriter err) {
        if (failure instanceof ConfigurationProblem problem) {
            err.println("quorum-workbench: " + problem.getMessage());
            // That a child hangs is no mistake of whoever gave the command.
            return problem.errno().equals(Optional.of(Errno.ETIMEDOUT)) ? ExitStatus.FAILED : ExitStatus.USAGE;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                err.println("quorum-workbench: " + NO_MEMORY);
                return ExitStatus.FAILED;
            }
        }
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        err.println("quorum-workbench: " + Printable.line(reason));
        return ExitStatus.FAILED;
    }
}
