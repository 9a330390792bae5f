// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.file.TextBytes;
import org.quorumworkbench.core.scan.Cut;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a plan as JSON: always in the same order, a child, a step and an excluded divergence a
 * line. What is hashed is the same without the line ends, the hash and the reviews.
 */
public final class PlanWriter {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Plan plan;
    private final OutputStream out;
    private final String lineEnd;

    private PlanWriter(Plan plan, OutputStream out, String lineEnd) {
        this.plan = plan;
        this.out = out;
        this.lineEnd = lineEnd;
    }

    /** Writes the plan with its hash and reviews. */
    public static void write(Plan plan, OutputStream out) throws IOException {
        PlanWriter writer = new PlanWriter(plan, out, "\n");
        writer.rest();
        writer.put(",\n\"sha256\":" + text(plan.sha256()));
        writer.list("reviews", plan.reviews(), PlanWriter::review);
        writer.put("}\n");
    }

    /** The bytes that {@link #write} writes. */
    static byte[] bytes(Plan plan) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try {
            write(plan, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String sha256(Plan plan) {
        MessageDigest digest = Hashes.sha256();
        pass(plan, digest::update);
        return Hashes.hex(digest.digest());
    }

    /** About how many bytes {@link #write} writes. */
    static long length(Plan plan) {
        long[] length = {0};
        pass(plan, bytes -> length[0] += bytes.length + 1);
        return length[0];
    }

    private interface Bytes {
        void take(byte[] bytes);
    }

    private static void pass(Plan plan, Bytes taker) {
        try {
            PlanWriter writer = new PlanWriter(plan, new OutputStream() {
                @Override
                public void write(int one) {
                    taker.take(new byte[]{(byte) one});
                }

                @Override
                public void write(byte[] bytes) {
                    taker.take(bytes);
                }
            }, "");
            writer.rest();
            writer.put("}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String text) throws IOException {
        out.write(TextBytes.escaped(text).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(@Nullable Object value) {
        return JSON.writeValueAsString(value);
    }

    private void rest() throws IOException {
        Map<String, @Nullable Object> made = new LinkedHashMap<>();
        made.put("at", plan.made().at().toString());
        made.put("by", plan.made().by());
        made.put("tool", plan.made().tool());
        Map<String, @Nullable Object> scan = new LinkedHashMap<>();
        scan.put("file", plan.scan().file().orElse(null));
        scan.put("digest", plan.scan().digest());
        scan.put("at", plan.scan().at().toString());
        put("{\"format\":1,\"version\":1,\"id\":" + text(plan.id()) + "," + lineEnd + "\"made\":" + text(made) + ","
                + lineEnd + "\"scan\":" + text(scan) + "," + lineEnd + "\"policy\":" + text(policy(plan.policy())));
        list("children", plan.children(), PlanWriter::child);
        if (!plan.notCompared().isEmpty()) {
            list(Cut.NOT_COMPARED, plan.notCompared(), PlanWriter::notCompared);
        }
        list("steps", plan.steps(), PlanWriter::step);
        list("excluded", plan.excluded(), PlanWriter::excluded);
    }

    private <T> void list(String name, List<T> items, Function<T, Map<String, @Nullable Object>> form)
            throws IOException {
        put("," + lineEnd + text(name) + ":[");
        for (Iterator<T> each = items.iterator(); each.hasNext();) {
            put(lineEnd + text(form.apply(each.next())) + (each.hasNext() ? "," : ""));
        }
        put("]");
    }

    static Map<String, @Nullable Object> policy(PlanPolicy policy) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("threshold", policy.threshold());
        json.put("minMargin", policy.minMargin());
        PolicyWords.NAMES.forEach((refusal, name) -> json.put(name,
                policy.refuses(refusal) ? PolicyWords.REFUSE : PolicyWords.ALLOW));
        json.put("source", policy.source().word());
        json.put("only", policy.only());
        return json;
    }

    private static Map<String, @Nullable Object> child(PlannedChild child) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", child.name());
        json.put("offset", child.offset());
        json.put("size", child.size());
        json.put("path", child.path());
        json.put("realPath", child.realPath());
        json.put("length", child.length());
        json.put("kind", child.kind().word());
        json.put("identity", child.identity());
        json.put("firstMiB", child.firstMiB());
        json.put("lastMiB", child.lastMiB());
        return json;
    }

    private static Map<String, @Nullable Object> notCompared(NotCompared end) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("child", end.child());
        json.put("offset", end.offset());
        json.put("bytes", end.bytes());
        return json;
    }

    private static Map<String, @Nullable Object> step(Step step) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("n", step.number());
        json.put("child", step.child());
        json.put("sector", step.range().first());
        json.put("count", step.range().count());
        json.put("before", step.before());
        json.put("after", step.after());
        json.put("source", step.source());
        json.put("sameAs", step.sameAs());
        json.put("votes", step.votes().english());
        json.put("class", step.damage());
        json.put("confidence", step.confidence());
        json.put("place", step.place().map(PlanWriter::place).orElse(null));
        json.put("why", step.why());
        return json;
    }

    private static Map<String, @Nullable Object> excluded(Excluded excluded) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("child", excluded.child().orElse(null));
        json.put("sector", excluded.range().first());
        json.put("count", excluded.range().count());
        json.put("place", excluded.place().map(PlanWriter::place).orElse(null));
        json.put("reason", excluded.reason().word());
        json.put("why", excluded.why().english());
        return json;
    }

    private static Map<String, @Nullable Object> place(StepPlace place) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", place.kind());
        json.put("partition", number(place.partition()));
        json.put("fs", place.fs().orElse(null));
        json.put("path", place.path().orElse(null));
        json.put("inode", number(place.inode()));
        json.put("fileOffset", number(place.fileOffset()));
        json.put("what", place.what().orElse(null));
        return json;
    }

    private static @Nullable Integer number(OptionalInt number) {
        return number.isPresent() ? (Integer) number.getAsInt() : null;
    }

    private static @Nullable Long number(OptionalLong number) {
        return number.isPresent() ? (Long) number.getAsLong() : null;
    }

    private static Map<String, @Nullable Object> review(Review review) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("by", review.by());
        json.put("at", review.at().toString());
        json.put("sha256", review.sha256());
        return json;
    }
}
