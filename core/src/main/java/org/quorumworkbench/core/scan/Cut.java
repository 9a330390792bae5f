// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.LeftOut;
import org.quorumworkbench.core.quorum.Child;

/**
 * That only the beginning of the children was compared, since they are not of one length: nothing
 * that is found says anything of the rest, not even that there is none.
 *
 * @param bytes
 *            so many were compared: those that all children have
 * @param longer
 *            who has more
 */
public record Cut(long bytes, List<Longer> longer) {

    /** What JSON calls {@link #json}. */
    public static final String NOT_COMPARED = "notCompared";

    /**
     * A child that has more bytes than were compared.
     *
     * @param child
     *            its position in the quorum; that of the quorum within, if it is in one
     * @param name
     *            its own
     * @param offset
     *            where the bytes begin that were not compared
     * @param bytes
     *            how many more
     */
    public record Longer(int child, String name, long offset, long bytes) {}

    public Cut {
        longer = List.copyOf(longer);
    }

    /** Of children as they are scanned; empty if they are of one length. */
    public static Optional<Cut> of(Collection<ScannedChild> children) {
        List<Longer> longer = new ArrayList<>();
        int at = 0;
        for (ScannedChild child : children) {
            add(at++, child.name(), child.leftOut(), longer);
        }
        return of(longer);
    }

    /** Of a quorum's children as they were opened; asks nobody. */
    public static Optional<Cut> ofQuorum(Collection<Child> children) {
        List<Longer> longer = new ArrayList<>();
        int at = 0;
        for (Child child : children) {
            add(at++, child.name(), child.device().leftOut(), longer);
        }
        return of(longer);
    }

    private static void add(int at, String name, List<LeftOut> ends, List<Longer> longer) {
        ends.forEach(end -> longer.add(new Longer(at, end.of().orElse(name), end.offset(), end.bytes())));
    }

    private static Optional<Cut> of(List<Longer> longer) {
        return longer.isEmpty()
                ? Optional.empty()
                : Optional.of(new Cut(longer.stream().mapToLong(Longer::offset).min().orElse(0), longer));
    }

    /** A line for each that is longer, as every JSON result has it. */
    public List<Map<String, @Nullable Object>> json() {
        return longer.stream().map(Cut::json).toList();
    }

    private static Map<String, @Nullable Object> json(Longer longer) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("child", longer.name());
        json.put("offset", longer.offset());
        json.put("bytes", longer.bytes());
        return json;
    }
}
