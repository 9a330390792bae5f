// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.run.QemuDaemon.Answer;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioReader;
import org.quorumworkbench.core.scenario.TranscriptJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The engine against the program itself: random scenarios run here and on a live
 * qemu-storage-daemon, and all that can be seen of them must be equal. Other scenarios with
 * {@code -Dqemu.seed=N}, more with {@code -Dqemu.scenarios=N}.
 */
@Tag("qemu")
class QemuDifferentialTest {

    private static final int AT_ONCE = 16;
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final Map<Integer, String> ERRNOS = Map.of(1, "EPERM", 5, "EIO", 12, "ENOMEM", 22, "EINVAL", 28,
            "ENOSPC");

    @TempDir
    Path folder = Path.of("");

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void aLiveQuorumAnswersTheSameToRandomScenarios() throws Exception {
        long first = Long.getLong("qemu.seed", 1);
        List<String> differences = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Optional<String>>> compared = LongStream.range(first, first + Integer.getInteger(
                    "qemu.scenarios", 300))
                    .mapToObj(seed -> workers.submit(() -> difference(RandomScenario.of(seed)))).toList();
            for (Future<Optional<String>> one : compared) {
                one.get().ifPresent(differences::add);
            }
        }
        assertEquals(List.of(), differences);
    }

    private Optional<String> difference(RandomScenario random) throws Exception {
        String text = MAPPER.writeValueAsString(random.json());
        Scenario scenario = new ScenarioReader(folder).text(text, "seed " + random.seed()).scenarios().getFirst();
        JsonNode here = tree(TranscriptJson.of(ScenarioRun.transcript(scenario, Optional.of(Semantics.V7_2))));
        JsonNode there = tree(live(random));
        return here.equals(there)
                ? Optional.empty()
                : Optional.of("seed " + random.seed() + "\n scenario " + text + "\n QEMU " + there + "\n here " + here);
    }

    /** Through text, so that numbers are compared as JSON numbers. */
    private static JsonNode tree(Object json) {
        return MAPPER.readTree(MAPPER.writeValueAsString(json));
    }

    private Map<String, Object> live(RandomScenario random) throws Exception {
        Path own = Files.createDirectory(folder.resolve(Long.toString(random.seed())));
        int count = random.list("children").size();
        List<Map<String, Object>> results = new ArrayList<>();
        try (QemuDaemon daemon = QemuDaemon.start(own)) {
            for (int child = 0; child < count; child++) {
                Files.write(own.resolve("c" + child), random.content(child));
                daemon.done("blockdev-add", node(random.list("children").get(child), child, own));
            }
            Map<String, Object> quorum = new LinkedHashMap<>(random.quorum());
            quorum.put("driver", "quorum");
            quorum.put("node-name", "q0");
            quorum.put("children", IntStream.range(0, count).mapToObj(child -> "c" + child).toList());
            daemon.done("blockdev-add", quorum);
            daemon.done("block-export-add",
                    Map.of("type", "nbd", "id", "e0", "node-name", "q0", "name", "q", "writable", true));
            try (QemuDaemon.Nbd nbd = daemon.connect("q")) {
                for (Map<String, Object> operation : random.list("operations")) {
                    Map<String, Object> result = result(nbd, operation, random);
                    List<Map<String, Object>> events = daemon.takeEvents();
                    result.put("events", events);
                    results.add(result);
                    if (!events.isEmpty()) {
                        letTheRateLimitPass();
                    }
                }
            }
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("open", Map.of("ok", true, "size", RandomScenario.SIZE));
        all.put("results", results);
        List<Map<String, Object>> after = new ArrayList<>();
        for (int child = 0; child < count; child++) {
            byte[] now = Files.readAllBytes(own.resolve("c" + child));
            after.add(Map.of("node", "c" + child, "size", now.length, "sha256", digest(ByteBuffer.wrap(now)), "changed",
                    !Arrays.equals(now, random.content(child))));
        }
        all.put("children_after", after);
        return all;
    }

    /** QEMU's monitor tells an event of one kind and node once a second, and loses those between. */
    private static void letTheRateLimitPass() {
        new CompletableFuture<Void>().completeOnTimeout(null, 1150, TimeUnit.MILLISECONDS).join();
    }

    private static Map<String, Object> node(Map<String, Object> child, int index, Path own) {
        Map<String, Object> file = Map.of("driver", "file", "node-name", "f" + index, "filename",
                own.resolve("c" + index).toString());
        if (!child.containsKey("rules")) {
            return Map.of("driver", "raw", "node-name", "c" + index, "file", file);
        }
        boolean direct = child.containsKey("direct");
        Map<String, Object> debug = new LinkedHashMap<>();
        debug.put("driver", "blkdebug");
        debug.put("node-name", (direct ? "c" : "d") + index);
        debug.put("image", file);
        debug.put("inject-error", child.getOrDefault("rules", List.of()));
        if (child.containsKey("set_state")) {
            debug.put("set-state", child.getOrDefault("set_state", List.of()));
        }
        return direct ? debug : Map.of("driver", "raw", "node-name", "c" + index, "file", debug);
    }

    private static Map<String, Object> result(QemuDaemon.Nbd nbd, Map<String, Object> operation, RandomScenario random)
            throws IOException {
        int offset = (int) operation.getOrDefault("offset", 0);
        int length = (int) operation.getOrDefault("length", 0);
        byte[] none = new byte[0];
        Answer answer = switch (String.valueOf(operation.get("op"))) {
            case "read" -> nbd.ask(QemuDaemon.READ, 0, offset, length, none);
            case "write" -> {
                byte[] data = new byte[length];
                Arrays.fill(data, (byte) (int) operation.getOrDefault("fill", 0));
                yield nbd.ask(QemuDaemon.WRITE, 0, offset, length, data);
            }
            case "write_zeroes" -> nbd.ask(QemuDaemon.WRITE_ZEROES, QemuDaemon.NO_HOLE, offset, length, none);
            case "trim" -> nbd.ask(QemuDaemon.TRIM, 0, offset, length, none);
            case "flush" -> nbd.ask(QemuDaemon.FLUSH, 0, 0, 0, none);
            default -> throw new IllegalArgumentException(operation.toString());
        };
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("status", answer.error() == 0 ? "ok" : "error");
        if (answer.error() != 0) {
            result.put("errno", ERRNOS.getOrDefault(answer.error(), "errno " + answer.error()));
        } else if ("read".equals(operation.get("op"))) {
            result.put("sha256", digest(answer.bytes().duplicate()));
            result.put("equals_initial", IntStream.range(0, random.list("children").size())
                    .filter(child -> answer.bytes().equals(ByteBuffer.wrap(random.content(child), offset, length)))
                    .mapToObj(child -> "c" + child).toList());
        }
        return result;
    }

    private static String digest(ByteBuffer bytes) {
        MessageDigest sha256 = BytesNode.sha256();
        sha256.update(bytes);
        return HexFormat.of().formatHex(sha256.digest());
    }
}
