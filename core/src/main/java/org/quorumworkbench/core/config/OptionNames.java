// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quorumworkbench.core.format.DiskFormat;
import org.quorumworkbench.core.quorum.Semantics;

/** The options of the workbench's own form by name, for whoever helps a person to write one. */
public final class OptionNames {

    /** Options of a quorum, children not among them, as messages list them. */
    static final List<String> OF_QUORUM = List.of("node-name", "read-only", "vote-threshold", "blkverify",
            "rewrite-corrupted", "read-pattern");

    private static final List<String> OF_CHILD = List.of("file", "node-name", "read-only", "driver", "offset", "size",
            "quorum", "faults", "backing", "data-file", "secret-file");

    private OptionNames() {}

    /**
     * The names that an object may have.
     *
     * @param depth
     *            how many objects it stands in, itself included: 1 is the quorum, 2 a child of it, 3 a
     *            quorum that is a child
     */
    public static List<String> at(int depth) {
        if (depth % 2 == 0) {
            return OF_CHILD;
        }
        List<String> names = new ArrayList<>(depth == 1 ? List.of("format", "allow") : List.of());
        names.addAll(OF_QUORUM);
        names.add("semantics");
        names.add("children");
        return names;
    }

    /** The values that an option may have, as JSON, if they can be listed. */
    public static List<String> values(String option) {
        return switch (option) {
            case "semantics" -> Arrays.stream(Semantics.values()).map(one -> '"' + one.word() + '"').toList();
            case "read-pattern" -> List.of("\"quorum\"", "\"fifo\"");
            case "blkverify", "rewrite-corrupted", "read-only" -> List.of("true", "false");
            case "driver" -> Arrays.stream(DiskFormat.values()).map(one -> '"' + one.word() + '"').toList();
            case "format" -> List.of(Long.toString(NativeForm.FORMAT));
            default -> List.of();
        };
    }
}
