// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.Inspector;

/** Replicas in files, damaged here and there, with a configuration. */
final class Disks {

    private final Path folder;
    private final int threshold;
    private final List<byte[]> contents = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    Disks(Path folder, int children, int sectors, int threshold) {
        this.folder = folder;
        this.threshold = threshold;
        byte[] content = new byte[sectors * SectorRange.SECTOR];
        new Random(1).nextBytes(content);
        for (int child = 0; child < children; child++) {
            contents.add(content.clone());
            faults.add("");
        }
    }

    /** Sets bytes of a child; children with the same value agree. */
    Disks set(int child, int from, int count, int value) {
        for (int at = from; at < from + count; at++) {
            contents.get(child)[at] = (byte) value;
        }
        return this;
    }

    /** Sets bytes of every child. */
    Disks setAll(int from, int count, int value) {
        for (int child = 0; child < contents.size(); child++) {
            set(child, from, count, value);
        }
        return this;
    }

    Disks unreadable(int child, int sector) {
        faults.set(child,
                ", \"faults\": [{\"id\": \"bad\", \"title\": \"bad\", \"effect\": \"errno\", \"errno\": \"EIO\", "
                        + "\"sector\": " + sector + ", \"count\": 1}]");
        return this;
    }

    /** Ends a child before that sector. */
    Disks shortened(int child, int sector) {
        faults.set(child, ", \"faults\": [{\"id\": \"short\", \"title\": \"short\", \"effect\": \"short\", "
                + "\"sectors\": " + sector + "}]");
        return this;
    }

    Configuration configuration() {
        try {
            List<String> children = new ArrayList<>();
            for (int child = 0; child < contents.size(); child++) {
                Files.write(folder.resolve(child + ".img"), contents.get(child));
                children.add("{\"file\": \"" + child + ".img\"" + faults.get(child) + "}");
            }
            Path file = folder.resolve("quorum.json");
            Files.writeString(file, "{\"format\": 1, \"vote-threshold\": " + threshold + ", \"children\": ["
                    + String.join(", ", children) + "]}");
            return new ConfigurationReader(folder, Adjustments.NONE).read(List.of(file.toString()));
        } catch (java.io.IOException | ConfigurationProblem e) {
            throw new AssertionError(e);
        }
    }

    Inspection inspect(int sectors) {
        try (OpenedQuorum opened = OpenedQuorum.open(configuration(), OpenedQuorum.Access.EXAMINE, event -> {})) {
            return new Inspector(opened.quorum()).inspect(new SectorRange(0, sectors)).result().join();
        } catch (ConfigurationProblem e) {
            throw new AssertionError(e);
        }
    }
}
