// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonTest {

    private static final int ITEMS = 10_000;

    @Test
    void theFirstItemIsWrittenBeforeTheLastIsAskedFor() throws IOException {
        StringWriter out = new StringWriter();
        int[] written = new int[ITEMS];
        Iterable<Integer> items = () -> IntStream.range(0, ITEMS)
                .peek(item -> written[item] = out.getBuffer().length()).iterator();
        Json.write(Map.of("items", items), out);
        assertTrue(written[ITEMS - 1] > out.getBuffer().length() / 2, () -> "only " + written[ITEMS - 1]);
    }

    @Test
    void whatIsPrintedIsTheSameTextAsThatOfAString() throws IOException {
        Map<String, Object> value = Map.of("names", List.of("c0", "c1"));
        StringWriter printed = new StringWriter();
        Json.print(value, new PrintWriter(printed, true));
        StringWriter out = new StringWriter();
        Json.write(value, out);
        assertEquals(Json.pretty(value) + "\n", out.toString());
        assertEquals(Json.pretty(value) + System.lineSeparator(), printed.toString());
    }

    @Test
    void aWriterThatFailsIsToldByItsOwnReason() {
        IOException full = new IOException("No space left on device");
        Writer out = new Writer() {
            @Override
            public void write(char[] text, int offset, int count) throws IOException {
                throw full;
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        assertSame(full, assertThrows(IOException.class, () -> Json.write(Map.of("a", "b"), out)));
    }
}
