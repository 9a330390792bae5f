// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A scenario that a seed makes up: children that differ, blkdebug rules over them, some quorum, and
 * operations anywhere on the disk. No lasting writes among them: they can tell two events of one
 * child, of which QEMU's rate limit delays the second.
 *
 * @param json
 *            in the form of a scenario file
 */
record RandomScenario(long seed, Map<String, Object> json) {

    static final int SIZE = 65536;
    private static final int SECTOR = 512;
    private static final int OPERATIONS = 6;
    private static final List<Integer> ERRNOS = List.of(1, 5, 5, 5, 12, 28);
    private static final List<String> EVENTS = List.of("none", "none", "none", "none", "read_aio", "write_aio",
            "pwritev",
            "pwritev_zero", "flush_to_disk", "flush_to_os");
    private static final List<String> IO_TYPES = List.of("read", "read", "write", "write-zeroes", "flush");

    static RandomScenario of(long seed) {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(5);
        List<Map<String, Object>> children = IntStream.range(0, count).mapToObj(i -> child(random)).toList();
        Map<String, Object> quorum = new LinkedHashMap<>();
        quorum.put("vote-threshold", 1 + random.nextInt(count));
        if (random.nextInt(3) == 0) {
            quorum.put("rewrite-corrupted", true);
        } else if (random.nextInt(5) == 0) {
            quorum.put("read-pattern", "fifo");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", "seed-" + seed);
        json.put("children", children);
        json.put("quorum", quorum);
        json.put("operations", IntStream.range(0, OPERATIONS).mapToObj(i -> operation(random)).toList());
        return new RandomScenario(seed, json);
    }

    private static Map<String, Object> child(Random random) {
        Map<String, Object> child = new LinkedHashMap<>();
        child.put("size", SIZE);
        List<List<Integer>> overrides = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            overrides.add(List.of(random.nextInt(12), random.nextInt(3), 1 + random.nextInt(3)));
        }
        child.put("overrides", overrides);
        List<Map<String, Object>> rules = new ArrayList<>();
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            rules.add(rule(random));
        }
        if (!rules.isEmpty()) {
            child.put("rules", rules);
            if (random.nextInt(4) == 0) {
                child.put("set_state", List.of(Map.of("event", "pwritev", "state", 1, "new_state", 2)));
                rules.getFirst().put("state", 1 + random.nextInt(2));
            }
            if (random.nextInt(4) == 0) {
                child.put("direct", true);
            }
        }
        return child;
    }

    private static Map<String, Object> rule(Random random) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("event", EVENTS.get(random.nextInt(EVENTS.size())));
        rule.put("errno", ERRNOS.get(random.nextInt(ERRNOS.size())));
        if (random.nextInt(3) > 0) {
            rule.put("iotype", IO_TYPES.get(random.nextInt(IO_TYPES.size())));
        }
        if (random.nextInt(3) == 0) {
            rule.put("sector", random.nextInt(12));
        }
        if (random.nextInt(4) == 0) {
            rule.put("once", true);
        }
        if (random.nextInt(4) == 0) {
            rule.put("immediately", true);
        }
        return rule;
    }

    private static Map<String, Object> operation(Random random) {
        boolean sectors = random.nextInt(3) > 0;
        int offset = sectors ? SECTOR * random.nextInt(10) : random.nextInt(5000);
        int length = sectors ? SECTOR * (1 + random.nextInt(6)) : 1 + random.nextInt(3000);
        Map<String, Object> operation = new LinkedHashMap<>();
        String what = List.of("read", "read", "read", "write", "write", "write_zeroes", "flush", "trim")
                .get(random.nextInt(8));
        operation.put("op", what);
        if (!what.equals("flush")) {
            operation.put("offset", offset);
            operation.put("length", length);
        }
        if (what.equals("write")) {
            operation.put("fill", random.nextInt(256));
        }
        return operation;
    }

    @SuppressWarnings("unchecked") // what of() put in
    List<Map<String, Object>> list(String key) {
        return (List<Map<String, Object>>) json.getOrDefault(key, List.of());
    }

    @SuppressWarnings("unchecked") // what of() put in
    Map<String, Object> quorum() {
        return (Map<String, Object>) json.getOrDefault("quorum", Map.of());
    }

    /** What the child holds at the start. */
    @SuppressWarnings("unchecked") // what child() put in
    byte[] content(int child) {
        byte[] content = new byte[SIZE];
        for (int at = 0; at < SIZE; at++) {
            content[at] = (byte) (at / SECTOR * 31 + 7);
        }
        for (List<Integer> override : (List<List<Integer>>) list("children").get(child).getOrDefault("overrides",
                List.of())) {
            Arrays.fill(content, SECTOR * override.get(0), SECTOR * (override.get(0) + override.get(2)),
                    override.get(1).byteValue());
        }
        return content;
    }
}
