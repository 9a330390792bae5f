// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.SectorRange;

/**
 * What the children had at the beginning of a divergent run when a report was written.
 *
 * @param range
 *            that was read
 * @param versions
 *            who has the same bytes, A first
 * @param rows
 *            the first in which the versions differ
 */
public record RunBytes(SectorRange range, List<Version> versions, List<Row> rows) {

    /**
     * Children with the same bytes.
     *
     * @param sha256
     *            of what was read; absent if it could not be
     */
    public record Version(char letter, List<String> children, Optional<String> sha256) {
        public Version {
            children = List.copyOf(children);
        }
    }

    /**
     * A few bytes of every version.
     *
     * @param offset
     *            on the disk, in bytes
     * @param hex
     *            by version, two digits a byte; empty where it could not be read
     */
    public record Row(long offset, List<String> hex) {
        public Row {
            hex = List.copyOf(hex);
        }
    }

    /** Reads the bytes of a run; blocks. */
    @FunctionalInterface
    public interface Source {
        /** Empty if they are not to be had. */
        Optional<RunBytes> of(DivergentRun run);
    }

    public RunBytes {
        versions = List.copyOf(versions);
        rows = List.copyOf(rows);
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sector", range.first());
        json.put("count", range.count());
        json.put("versions", versions.stream().map(version -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("version", String.valueOf(version.letter()));
            one.put("children", version.children());
            one.put("sha256", version.sha256().orElse(null));
            return one;
        }).toList());
        json.put("rows", rows.stream().map(row -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("offset", row.offset());
            for (int version = 0; version < row.hex().size(); version++) {
                one.put(String.valueOf(versions.get(version).letter()), row.hex().get(version));
            }
            return one;
        }).toList());
        return json;
    }

    /** {@code A=0123... B=4567...}; nothing for a version that could not be read. */
    String hashes() {
        return versions.stream().map(version -> version.letter() + "=" + version.sha256().orElse(""))
                .collect(Collectors.joining(" "));
    }

    /** {@code 0x1400 A=3132 B=3133; 0x1410 ...}. */
    String differing() {
        return rows.stream().map(row -> {
            StringBuilder words = new StringBuilder("0x").append(Long.toHexString(row.offset()));
            for (int version = 0; version < row.hex().size(); version++) {
                words.append(' ').append(versions.get(version).letter()).append('=').append(row.hex().get(version));
            }
            return words.toString();
        }).collect(Collectors.joining("; "));
    }
}
