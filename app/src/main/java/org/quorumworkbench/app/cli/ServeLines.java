// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.serve.ServeEvent;
import org.quorumworkbench.core.story.EventJson;
import org.quorumworkbench.core.story.EventWords;
import tools.jackson.databind.json.JsonMapper;

/**
 * What clients do, a line each: every connection, and each request that failed or of which the
 * quorum had something to tell. Whoever serves does not wait for whoever reads the lines.
 */
final class ServeLines {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_WAITING = 100_000;

    private final boolean json;
    private final PrintWriter out;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final AtomicLong leftOut = new AtomicLong();

    /**
     * @param out
     *            where the lines go
     */
    ServeLines(boolean json, PrintWriter out) {
        this.json = json;
        this.out = out;
    }

    /** Takes an event; from any thread, does not block. */
    void hear(ServeEvent event) {
        if (event instanceof ServeEvent.Answered answered && answered.error().isEmpty()
                && answered.events().isEmpty()) {
            return;
        }
        add(json ? json(event) : text(event));
    }

    /** Takes a sentence that concerns no client. */
    void say(String sentence) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("event", "notice");
        line.put("message", sentence);
        add(json ? JSON.writeValueAsString(line) : "quorum-workbench: " + sentence);
    }

    private void add(String line) {
        if (lines.size() < MOST_WAITING) {
            lines.add(Optional.of(line));
        } else {
            leftOut.incrementAndGet();
        }
    }

    /** Ends {@link #printAll} once it has printed what was heard so far. */
    void end() {
        lines.add(Optional.empty());
    }

    /** Prints until the end; blocks. */
    void printAll() throws InterruptedException {
        for (Optional<String> line = lines.take(); line.isPresent(); line = lines.take()) {
            out.println(line.get());
            if (lines.isEmpty()) {
                out.flush();
            }
        }
        if (leftOut.get() > 0) {
            out.println(json
                    ? "{\"event\":\"left-out\",\"lines\":" + leftOut + "}"
                    : "quorum-workbench: " + leftOut + " lines were left out, because nobody read them in time");
        }
        out.flush();
    }

    private static String json(ServeEvent event) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("time", event.time().toString());
        switch (event) {
            case ServeEvent.Connected connected -> {
                line.put("event", "connected");
                line.put("client", connected.client().number());
                line.put("from", connected.client().from().words());
            }
            case ServeEvent.Answered answered -> {
                line.put("event", answered.error().isPresent() ? "failed" : "answered");
                line.put("client", answered.client().number());
                line.put("request", answered.command());
                line.put("offset", answered.offset());
                line.put("length", answered.length());
                line.put("error", answered.error().orElse(null));
                line.put("events", answered.events().stream().map(EventJson::line).toList());
            }
            case ServeEvent.Gone gone -> {
                line.put("event", "gone");
                line.put("client", gone.client().number());
                line.put("reason", gone.parting().words());
            }
        }
        return JSON.writeValueAsString(line);
    }

    private static String text(ServeEvent event) {
        return switch (event) {
            case ServeEvent.Connected(var _, var client) ->
                "client " + client.number() + " (" + client.from().words() + ") connected";
            case ServeEvent.Gone(var _, var client, var parting) -> "client " + client.number() + " " + parting.words();
            case ServeEvent.Answered answered -> {
                List<String> told = answered.events().stream().map(EventWords::line).toList();
                yield "client " + answered.client().number() + "  " + answered.command() + " at " + answered.offset()
                        + ", " + answered.length() + " bytes"
                        + answered.error().map(error -> "  failed: " + error).orElse("")
                        + (told.isEmpty() ? "" : "  [" + String.join("; ", told) + "]");
            }
        };
    }
}
