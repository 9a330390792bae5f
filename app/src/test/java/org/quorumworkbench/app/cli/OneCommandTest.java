// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A command that is named first is known without the others, and is the same command. */
class OneCommandTest {

    static Stream<String> commands() {
        return all().getSubcommands().keySet().stream();
    }

    private static CommandLine all() {
        return QuorumWorkbench.commandLine(_ -> ExitStatus.AGREED);
    }

    private static CommandLine only(String first) {
        return QuorumWorkbench.commandLine(first, _ -> ExitStatus.AGREED);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandAloneSaysTheSameHelpAsAmongAll(String name) {
        CommandLine alone = only(name);
        assertEquals(Set.of(name), alone.getSubcommands().keySet());
        assertEquals(help(all(), name), help(alone, name));
    }

    private static String help(CommandLine line, String name) {
        return Optional.ofNullable(line.getSubcommands().get(name)).orElseThrow()
                .getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "a.img", "scanner", ""})
    void anyOtherWordMayBeForAnyOfThem(String first) {
        assertEquals(all().getSubcommands().keySet(), only(first).getSubcommands().keySet());
    }

    @Test
    void aWrongOptionIsToldOfWithTheCommandsWholeName() {
        var err = new java.io.StringWriter();
        int status = only("scan").setErr(new java.io.PrintWriter(err)).execute("scan", "--no-such");
        assertEquals(ExitStatus.USAGE, status);
        assertTrue(err.toString().contains("Try 'quorum-workbench scan --help'."), err.toString());
    }

    @Test
    void theWindowTakesTheFileOfNotedPlacesToo() {
        List<Optional<Path>> noted = new ArrayList<>();
        QuorumWorkbench.commandLine(choice -> {
            noted.add(choice.noted());
            return ExitStatus.AGREED;
        }).execute("--at", "kern.log", "a.img", "b.img");
        assertEquals(List.of(Optional.of(Path.of("kern.log"))), noted);
    }
}
