// SPDX-License-Identifier: GPL-2.0-or-later
package packaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs other programs, and fails when they do. */
final class Command {
    private Command() {}

    /** A tool of the JDK that runs this. */
    static void jdkTool(String tool, List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", tool).toString()));
        words.addAll(arguments);
        run(words, Map.of());
    }

    static void run(List<String> words, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IOException(words.getFirst() + " failed with status " + status + ": " + String.join(" ", words));
        }
    }

    /** Runs our program to its end. Status 1 is good: it says that children disagree. */
    static void watch(List<String> words, Map<String, String> environment, Path output) throws IOException, InterruptedException {
        timeUntil("", words, environment, output);
    }

    /**
     * How long our program took from its start until it printed the line, or until its end if the line is empty, in nanoseconds;
     * its output goes to the file.
     */
    static long timeUntil(String line, List<String> words, Map<String, String> environment, Path output)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        long printed = 0;
        Process process = builder.start();
        process.onExit().orTimeout(2, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        try (BufferedReader lines = process.inputReader(); Writer kept = Files.newBufferedWriter(output)) {
            for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                if (next.equals(line)) {
                    printed = System.nanoTime();
                }
                kept.write(next + System.lineSeparator());
            }
        }
        int status = process.waitFor();
        long end = System.nanoTime();
        if (status != 0 && status != 1 || !line.isEmpty() && printed == 0) {
            throw new IOException(String.join(" ", words) + " ended with status " + status + ", or after two minutes, see " + output);
        }
        return (line.isEmpty() ? end : printed) - start;
    }
}
