// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/** Makes random trees of block nodes with a quorum in them, and prints each in every form. */
final class OptionTrees {

    /** How a tree is printed. */
    enum Form {
        /** One JSON object behind {@code json:}. */
        JSON,
        /** The same in single quotes. */
        SINGLE_QUOTES,
        /** Keys with dots within {@code json:}. */
        FLAT_JSON,
        /** An option string. */
        OPTIONS
    }

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Random random;
    private final List<String> files;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private int nextFile;

    /**
     * Trees over these files.
     *
     * @param files
     *            names of images of one length; a tree has each at most once
     */
    OptionTrees(long seed, List<String> files) {
        this.random = new Random(seed);
        this.files = files;
    }

    /** A quorum, perhaps under filters. */
    Map<String, Object> tree() {
        Map<String, Object> quorum = quorum(0);
        int above = random.nextInt(6);
        if (above == 0) {
            return over("raw", "file", quorum);
        }
        return above == 1 ? over("copy-on-read", "file", quorum) : quorum;
    }

    private Map<String, Object> over(String driver, String key, Map<String, Object> below) {
        Map<String, Object> node = named(driver);
        node.put(key, below);
        return node;
    }

    private Map<String, Object> named(String driver) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("driver", driver);
        if (random.nextInt(3) == 0) {
            // Now and then a name comes twice.
            int number = random.nextInt(40);
            names.merge("n" + number, 1, Integer::sum);
            node.put("node-name", "n" + number);
        }
        return node;
    }

    private Map<String, Object> quorum(int depth) {
        Map<String, Object> quorum = named("quorum");
        int count = 1 + random.nextInt(3);
        List<Object> children = new ArrayList<>();
        for (int i = 0; i < count && nextFile < files.size(); i++) {
            children.add(
                    depth < 1 && random.nextInt(6) == 0 && nextFile < files.size() - 2 ? quorum(depth + 1) : layer(0));
        }
        quorum.put("vote-threshold",
                random.nextInt(12) == 0 ? random.nextInt(5) - 1 : 1 + random.nextInt(children.size()));
        if (random.nextInt(6) == 0) {
            quorum.put("rewrite-corrupted", random.nextBoolean());
        }
        if (random.nextInt(8) == 0) {
            quorum.put("blkverify", random.nextInt(3) > 0);
        }
        if (random.nextInt(6) == 0) {
            quorum.put("read-pattern", List.of("quorum", "fifo", "fifo", "lifo").get(random.nextInt(4)));
        }
        if (random.nextInt(25) == 0) {
            quorum.put("no-such-option", "x");
        }
        quorum.put("children", children);
        return quorum;
    }

    private Map<String, Object> layer(int depth) {
        int kind = depth > 2 ? 9 : random.nextInt(12);
        return switch (kind) {
            case 0, 1, 2 -> over("raw", "file", layer(depth + 1));
            case 3 -> over("copy-on-read", "file", layer(depth + 1));
            case 4 -> blkdebug(layer(depth + 1));
            case 5 -> {
                Map<String, Object> throttle = over("throttle", "file", layer(depth + 1));
                if (random.nextInt(3) > 0) {
                    throttle.put("throttle-group", "g");
                }
                yield throttle;
            }
            case 6 -> {
                Map<String, Object> part = over("raw", "file", file());
                part.put("offset", 0);
                part.put("size", random.nextInt(4) == 0 ? 1 << 30 : 65536);
                yield part;
            }
            case 7 -> Map.of("file", Map.of("filename", files.get(nextFile++)));
            default -> file();
        };
    }

    private Map<String, Object> blkdebug(Map<String, Object> below) {
        Map<String, Object> node = over("blkdebug", "image", below);
        if (random.nextBoolean()) {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("event", random.nextInt(8) == 0 ? "no_such_event" : "write_aio");
            rule.put("errno", 5);
            node.put("inject-error", List.of(rule));
        }
        return node;
    }

    private Map<String, Object> file() {
        Map<String, Object> file = named("file");
        file.put(random.nextInt(40) == 0 ? "filname" : "filename",
                random.nextInt(30) == 0 ? "none.img" : files.get(Math.min(nextFile++, files.size() - 1)));
        return file;
    }

    static String print(Map<String, Object> tree, Form form) {
        return switch (form) {
            case JSON -> "json:" + MAPPER.writeValueAsString(tree);
            case SINGLE_QUOTES -> "json:" + MAPPER.writeValueAsString(tree).replace('"', '\'');
            case FLAT_JSON -> "json:" + MAPPER.writeValueAsString(flat(tree));
            case OPTIONS -> {
                List<String> parts = new ArrayList<>();
                flat(tree).forEach((key, value) -> parts.add(key + "=" + (value instanceof Boolean on
                        ? on ? "on" : "off"
                        : value.toString().replace(",", ",,"))));
                yield String.join(",", parts);
            }
        };
    }

    private static Map<String, Object> flat(Map<String, Object> tree) {
        Map<String, Object> flat = new LinkedHashMap<>();
        flatten("", tree, flat);
        return flat;
    }

    private static void flatten(String path, Object value, Map<String, Object> into) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((key, inner) -> flatten(path.isEmpty() ? key.toString() : path + "." + key,
                        inner, into));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    flatten(path + "." + i, list.get(i), into);
                }
            }
            default -> into.put(path, value);
        }
    }
}
