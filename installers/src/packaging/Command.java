// SPDX-License-Identifier: GPL-2.0-or-later
package packaging;

import java.io.IOException;
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

    /** How long the program took from its start to its end, in nanoseconds; its output goes to the file. */
    static long time(List<String> words, Map<String, String> environment, Path output, List<Integer> goodStatus)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", words) + " did not end, see " + output);
        }
        long nanoseconds = System.nanoTime() - start;
        if (!goodStatus.contains(process.exitValue())) {
            throw new IOException(String.join(" ", words) + " failed with status " + process.exitValue() + ", see " + output);
        }
        return nanoseconds;
    }
}
