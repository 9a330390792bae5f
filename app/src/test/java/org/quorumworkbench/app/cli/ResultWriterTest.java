// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standard output that is full, closed, left by its reader, or that nobody empties. */
class ResultWriterTest {

    @TempDir
    private Path folder = Path.of("");

    private Path a = Path.of("");
    private Path b = Path.of("");

    @BeforeEach
    void makeReplicas() throws IOException {
        a = Files.write(folder.resolve("a.img"), new byte[512 * 64]);
        b = Files.write(folder.resolve("b.img"), new byte[512 * 64]);
    }

    private record Ended(int status, String err) {}

    private Ended scan(ResultWriter out, Object... more) {
        StringWriter err = new StringWriter();
        List<String> words = new ArrayList<>(List.of("scan", a.toString(), b.toString()));
        for (Object word : more) {
            words.add(word.toString());
        }
        int status = QuorumWorkbench.run(words, out, new PrintWriter(err), _ -> {
            throw new AssertionError("a window was asked for");
        });
        return new Ended(status, err.toString());
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    @Test
    void aResultThatCannotBeWrittenGivesStatusThreeAndOneLine() {
        Ended ended = scan(ResultWriter.to(failing("No space left on device"), () -> false));
        assertEquals(new Ended(3, "quorum-workbench: the result cannot be written to standard output:"
                + " No space left on device\n"), ended);
    }

    @Test
    void aReaderThatHasGoneHasWhatItWants() {
        assertEquals(new Ended(3, ""), scan(ResultWriter.to(failing("in whatever language"), () -> true)));
    }

    @Test
    void filesAreWrittenAlthoughStandardOutputIsNot() {
        Path report = folder.resolve("r.csv");
        Path state = folder.resolve("s.scan");
        assertEquals(3, scan(ResultWriter.to(failing("full"), () -> false), "--report", report, "--resume", state)
                .status());
        assertTrue(Files.exists(report) && Files.exists(state));
    }

    @Test
    void whatIsWrittenComesThrough() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(new Ended(0, ""), scan(ResultWriter.to(out, () -> false)));
        assertEquals("64 sectors scanned, threshold 2: all children agree\nWhole disk: all children agree.\n",
                out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void filesAreWrittenBeforeAnybodyTakesTheResultAndAStallIsSeen() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        ResultWriter out = ResultWriter.to(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[]{(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                writing.countDown();
                try {
                    taken.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
            }
        }, () -> true);
        Path report = folder.resolve("r.html");
        assertFalse(out.isStalled(Duration.ZERO), "nothing is being written");
        try (ExecutorService program = Executors.newVirtualThreadPerTaskExecutor()) {
            var ended = program.submit(() -> scan(out, "--report", report));
            writing.await();
            assertTrue(Files.exists(report), "it was there before the first byte went to standard output");
            assertTrue(out.isStalled(Duration.ZERO));
            assertFalse(out.isStalled(Duration.ofHours(1)));
            taken.countDown();
            assertEquals(new Ended(0, ""), ended.get());
        }
        assertFalse(out.isStalled(Duration.ZERO));
    }
}
