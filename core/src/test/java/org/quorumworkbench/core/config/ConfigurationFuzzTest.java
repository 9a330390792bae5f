// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.util.List;
import org.quorumworkbench.core.config.ConfigurationWriter.Form;

/**
 * Whatever the text: it is read, or refused in one sentence; what is read can be written and read
 * again.
 */
class ConfigurationFuzzTest {

    private static final Path FOLDER = Path.of("").toAbsolutePath();

    @FuzzTest(maxDuration = "2m")
    void anyTextIsReadOrRefused(FuzzedDataProvider data) {
        String name = data.consumeBoolean() ? "q.json" : "q";
        String text = data.consumeRemainingAsString();
        check(() -> new ConfigurationReader(FOLDER, Adjustments.NONE).text(text, name, FOLDER));
    }

    @FuzzTest(maxDuration = "2m")
    void anyOptionStringIsReadOrRefused(FuzzedDataProvider data) {
        String text = "driver=quorum," + data.consumeRemainingAsString();
        check(() -> new ConfigurationReader(FOLDER, Adjustments.NONE).read(List.of(text)));
    }

    @FuzzTest(maxDuration = "2m")
    void anyDomainIsReadOrRefused(FuzzedDataProvider data) {
        String text = "<domain xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>"
                + data.consumeRemainingAsString();
        check(() -> new ConfigurationReader(FOLDER, Adjustments.NONE).text(text, "d.xml", FOLDER));
    }

    private interface Reading {
        Configuration read() throws ConfigurationProblem;
    }

    private static void check(Reading reading) {
        Configuration read;
        try {
            read = reading.read();
        } catch (ConfigurationProblem problem) {
            assertTrue(!problem.reason().isBlank() && problem.remedy().matches("(?s).*[.?]"), problem.getMessage());
            return;
        }
        for (Form form : Form.values()) {
            ConfigurationWriter.Written written = ConfigurationWriter.write(read, form);
            if (!written.leftOut().isEmpty() || (form == Form.QEMU_COMMAND && read.nodeName().isEmpty())) {
                continue;
            }
            try {
                Configuration again = ConfigurationWriterTest.readAgain(written, form, read.policy().semantics());
                assertEquals(ConfigurationWriterTest.meaning(read), ConfigurationWriterTest.meaning(again),
                        written.text());
            } catch (ConfigurationProblem problem) {
                throw new AssertionError("written but not read: " + written.text(), problem);
            }
        }
    }
}
