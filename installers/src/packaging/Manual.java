// SPDX-License-Identifier: GPL-2.0-or-later
package packaging;

import java.util.Map;
import org.quorumworkbench.app.cli.QuorumWorkbench;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page and the shells' completions, made from the command line's own description of itself. */
final class Manual {
    private Manual() {}

    static String bashCompletion() {
        return AutoComplete.bash(Packager.NAME, QuorumWorkbench.commandLine(_ -> 0));
    }

    /** zsh runs bash's completion. */
    static String zshCompletion() {
        return """
                #compdef %1$s
                autoload -U +X compinit bashcompinit
                bashcompinit
                source /usr/share/bash-completion/completions/%1$s
                """.formatted(Packager.NAME);
    }

    static String page() {
        CommandLine whole = QuorumWorkbench.commandLine(_ -> 0);
        StringBuilder page = new StringBuilder(".TH QUORUM-WORKBENCH 1\n.SH NAME\n" + Packager.NAME
                + " \\- votes on the replicas of one disk and shows who agreed with whom\n.SH SYNOPSIS\n");
        synopsis(page, whole.getCommandSpec());
        whole.getSubcommands().values().forEach(command -> synopsis(page, command.getCommandSpec()));
        page.append(".SH DESCRIPTION\n").append(text(whole.getCommandSpec().usageMessage().description())).append('\n');
        arguments(page, whole.getCommandSpec());
        page.append(".SH COMMANDS\n");
        for (Map.Entry<String, CommandLine> command : whole.getSubcommands().entrySet()) {
            CommandSpec spec = command.getValue().getCommandSpec();
            page.append(".SS ").append(command.getKey()).append('\n').append(text(spec.usageMessage().description())).append('\n');
            arguments(page, spec);
        }
        page.append(".SH EXIT STATUS\n.nf\n");
        for (String line : whole.getCommandSpec().usageMessage().footer()) {
            page.append(escape(line.formatted())).append('\n');
        }
        return page.append(".fi\n").toString();
    }

    private static void synopsis(StringBuilder page, CommandSpec spec) {
        spec.usageMessage().width(500); // in one line; the formatter breaks it
        String line = new Help(spec, Help.Ansi.OFF).synopsis(0).replaceAll("\\s+", " ").strip();
        page.append(".HP\n").append(escape(line)).append('\n');
    }

    private static void arguments(StringBuilder page, CommandSpec spec) {
        for (PositionalParamSpec positional : spec.positionalParameters()) {
            if (!positional.hidden()) {
                argument(page, positional.paramLabel(), positional);
            }
        }
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                argument(page, String.join(", ", option.names())
                        + (option.typeInfo().isBoolean() ? "" : " " + option.paramLabel()), option);
            }
        }
    }

    private static void argument(StringBuilder page, String names, ArgSpec argument) {
        page.append(".TP\n.B ").append(escape(names)).append('\n').append(text(argument.description())).append('\n');
    }

    private static String text(String[] paragraphs) {
        return escape(String.join(" ", paragraphs).formatted()).replace("\n", "\n.br\n");
    }

    /** A hyphen of a command is a minus sign to the formatter, and a dot or quote at a line's start would be a request. */
    private static String escape(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
    }
}
