// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real programs that make file systems and read them; tests are skipped where one is missing.
 */
final class Tool {

    private Tool() {}

    /** Skips the test unless all of these are installed. */
    static void assumeInstalled(String... names) {
        for (String name : names) {
            assumeTrue(path(name).isPresent(), name + " is not installed");
        }
    }

    private static Optional<Path> path(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin:/sbin:/usr/bin:/bin";
        return Stream.of(path.split(":")).map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
    }

    /** Runs the program to its end, which must be good; what it printed. */
    static String run(String... words) {
        return runWith("", words);
    }

    /** The same, with something to read. */
    static String runWith(String input, String... words) {
        List<String> command = new ArrayList<>(List.of(words));
        command.set(0, path(words[0]).orElseThrow().toString());
        Path told = temporary();
        Path asked = temporary();
        try {
            Files.writeString(asked, input);
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(told.toFile())
                    .redirectInput(asked.toFile());
            builder.environment().put("MTOOLS_SKIP_CHECK", "1");
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            process.destroyForcibly();
            String output = new String(Files.readAllBytes(told), StandardCharsets.UTF_8);
            assertEquals(true, ended, () -> command + " did not end: " + output);
            assertEquals(0, process.exitValue(), () -> command + ": " + output);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            told.toFile().delete();
            asked.toFile().delete();
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("tool", ".txt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
