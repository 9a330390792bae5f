// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.config.ConfigurationWriter.Form;
import org.quorumworkbench.core.config.OpenedQuorum.Access;

/**
 * What is written is what QEMU's own tools open, and what they refuse is refused in their words.
 */
@Tag("qemu")
class QemuImgTest {

    @TempDir
    private Path folder;

    private record Answer(int status, String text) {}

    @BeforeEach
    void makeImages() throws IOException {
        for (String name : List.of("a.img", "comma, and space.img", "b.img")) {
            Files.write(folder.resolve(name), new byte[65536]);
        }
        Files.write(folder.resolve("short.img"), new byte[512]);
    }

    private Answer qemuImg(String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("qemu-img"));
        line.addAll(List.of(words));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        return new Answer(process.waitFor(), Files.readString(log, StandardCharsets.UTF_8));
    }

    private Configuration replicas() throws ConfigurationProblem {
        return new ConfigurationReader(folder, Adjustments.NONE).text("""
                {"vote-threshold": 2, "read-pattern": "fifo", "children": [
                   {"file": "a.img", "node-name": "one", "read-only": true}, "comma, and space.img",
                   {"file": "b.img", "offset": 0, "size": 65536}]}
                """, "q.json", folder);
    }

    @Test
    void theJsonFormOpensInQemu() throws Exception {
        String json = ConfigurationWriter.write(replicas(), Form.QEMU_JSON).text();
        Answer info = qemuImg("info", "-U", "json:" + json);
        assertEquals(0, info.status(), info.text());
        assertTrue(info.text().contains("virtual size: 64 KiB"), info.text());
    }

    @Test
    void theOptionStringOpensInQemu() throws Exception {
        String options = ConfigurationWriter.write(replicas(), Form.IMAGE_OPTS).text();
        Answer info = qemuImg("info", "--image-opts", options);
        assertEquals(0, info.status(), info.text());
        assertTrue(info.text().contains("virtual size: 64 KiB"), info.text());
    }

    @Test
    void qemusOwnNameForAQuorumIsRead() throws Exception {
        String json = ConfigurationWriter.write(replicas(), Form.QEMU_JSON).text();
        String info = qemuImg("info", "json:" + json).text();
        String named = info.lines().filter(line -> line.startsWith("image: ")).findFirst().orElseThrow().substring(7);
        Configuration read = new ConfigurationReader(folder, Adjustments.NONE).read(List.of(named));
        assertEquals(3, read.children().size());
        assertEquals(replicas().policy(), read.policy());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "driver=quorum,vote-threshold=0,children.0.file.filename=a.img,children.1.file.filename=b.img",
            "driver=quorum,vote-threshold=3,children.0.file.filename=a.img,children.1.file.filename=b.img",
            "driver=quorum,vote-threshold=x,children.0.file.filename=a.img,children.1.file.filename=b.img",
            "driver=quorum,vote-threshold=2.0,children.0.file.filename=a.img,children.1.file.filename=b.img",
            "driver=quorum,vote-threshold=1,blkverify=1,children.0.file.filename=a.img,children.1.file.filename=b.img",
            "driver=quorum,vote-threshold=1,blkverify=on,children.0.file.filename=a.img,children.1.file.filename=b.img",
            "driver=quorum,vote-threshold=1,read-pattern=lifo,children.0.file.filename=a.img,children.1.file.filename=b.img",
            "driver=quorum,vote-threshold=1,children.0.filename=a.img,children.1.filename=b.img",
            "driver=quorum,vote-threshold=1,children.0=a.img,children.1=b.img",
            "driver=quorum,vote-threshold=1,children.0.file.filename=a.img,children.2.file.filename=b.img",
            "driver=quorum,vote-threshold=1,children.0.file.filename=a.img,children.1.file.filename=none.img",
            "driver=quorum,vote-threshold=1,children.0.file.filename=a.img,children.1.file.filename=short.img",
            "driver=quorum,vote-threshold=1,foo=bar,children.0.file.filename=a.img,children.1.file.filename=b.img",
            "driver=quorum,vote-threshold=2,blkverify=on,rewrite-corrupted=on,children.0.file.filename=a.img,children.1.file.filename=b.img"})
    void whatQemuRefusesIsRefusedInItsWords(String options) throws Exception {
        Answer info = qemuImg("info", "--image-opts", options);
        assertEquals(1, info.status(), info.text());
        String words = info.text().strip().lines().reduce((first, last) -> last).orElseThrow()
                .replaceFirst("^qemu-img: ", "").replaceFirst("^Could not open '[^']*': (?=.)", "");
        ConfigurationReader reader = new ConfigurationReader(folder,
                new Adjustments(java.util.OptionalLong.empty(),
                        java.util.Optional.of(org.quorumworkbench.core.quorum.Semantics.V7_2)));
        try {
            OpenedQuorum.open(reader.read(List.of(options)), Access.EXAMINE, _ -> {}).close();
        } catch (ConfigurationProblem problem) {
            String ours = problem.reason().replace(folder + "/", "");
            assertTrue(ours.startsWith(words), ours + " is not " + words);
            return;
        }
        throw new AssertionError("opened, though QEMU says " + words);
    }
}
