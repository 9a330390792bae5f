// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Digest;
import org.quorumworkbench.core.vote.Vote;

/**
 * The first bytes in which the children differ at a place. Read from the children themselves: no
 * request of the quorum, no vote, no event. Immutable.
 *
 * @param versions
 *            who has the same bytes, in the letters' order
 * @param rows
 *            those in which the versions differ, at most {@link #ROWS}
 * @param range
 *            that was read
 */
public record DifferingBytes(List<Version> versions, List<Row> rows, SectorRange range) {

    /** Reads the bytes of a run; blocks. */
    @FunctionalInterface
    public interface Source {
        /** Empty if they are not to be had. */
        Optional<DifferingBytes> of(DivergentRun run);
    }

    /** So many rows are enough to see what kind of place it is. */
    public static final int ROWS = 8;
    /** Bytes in a row. */
    public static final int WIDTH = 16;

    private static final long SECTORS = 8;
    private static final long PATIENCE_SECONDS = 5;

    /**
     * Children with the same bytes.
     *
     * @param letter
     *            as the scan's vote has it
     * @param digest
     *            of what was read; absent if it could not be
     */
    public record Version(char letter, List<String> children, Optional<Digest> digest) {
        public Version {
            children = List.copyOf(children);
        }

        Optional<String> sha256() {
            return digest.map(Digest::hex);
        }
    }

    /**
     * Bytes of one place.
     *
     * @param offset
     *            on the disk, in bytes
     * @param bytes
     *            as hexadecimal digits, two a byte, for each version; empty where it could not be read
     */
    public record Row(long offset, List<String> bytes) {
        public Row {
            bytes = List.copyOf(bytes);
        }

        /** Whether the version's byte is another than that of the first version that has one. */
        public boolean differs(int version, int at) {
            String own = bytes.get(version);
            return bytes.stream().filter(other -> !other.isEmpty()).findFirst()
                    .filter(first -> !own.isEmpty() && !first.regionMatches(2 * at, own, 2 * at, 2)).isPresent();
        }
    }

    public DifferingBytes {
        versions = List.copyOf(versions);
        rows = List.copyOf(rows);
    }

    /**
     * Reads the beginning of the place from a child of each version. Blocks; a child that does not
     * answer within five seconds counts as one that cannot be read.
     *
     * @param pattern
     *            a letter for each child, who agrees with whom
     * @param place
     *            of which at most the first 4 KiB are read
     * @param children
     *            in the scan's order
     */
    public static DifferingBytes read(String pattern, SectorRange place, List<Child> children) {
        Map<Character, List<Child>> byLetter = new LinkedHashMap<>();
        for (int position = 0; position < pattern.length(); position++) {
            char letter = Vote.letter(position);
            for (int child = 0; child < Math.min(pattern.length(), children.size()); child++) {
                if (pattern.charAt(child) == letter) {
                    byLetter.computeIfAbsent(letter, _ -> new ArrayList<>()).add(children.get(child));
                }
            }
        }
        SectorRange range = new SectorRange(place.first(), Math.min(SECTORS, place.count()));
        List<Version> versions = new ArrayList<>();
        List<Optional<byte[]>> contents = new ArrayList<>();
        byLetter.forEach((letter, same) -> {
            Optional<byte[]> content = content(same.getFirst().device(), range);
            versions.add(new Version(letter, same.stream().map(Child::name).toList(),
                    content.map(bytes -> Digest.of(ByteBuffer.wrap(bytes)))));
            contents.add(content);
        });
        return new DifferingBytes(versions, rows(range, contents), range);
    }

    private static List<Row> rows(SectorRange range, List<Optional<byte[]>> contents) {
        List<Row> rows = new ArrayList<>();
        for (int at = 0; at < range.length() && rows.size() < ROWS; at += WIDTH) {
            int from = at;
            List<String> bytes = contents.stream()
                    .map(content -> content.map(all -> HexFormat.of().withUpperCase().formatHex(all, from,
                            from + WIDTH)).orElse(""))
                    .toList();
            if (bytes.stream().filter(one -> !one.isEmpty()).distinct().count() > 1) {
                rows.add(new Row(range.offset() + at, bytes));
            }
        }
        return rows;
    }

    private static Optional<byte[]> content(BlockDevice device, SectorRange range) {
        ByteBuffer into = ByteBuffer.allocate((int) range.length());
        CompletableFuture<Reply<Done>> answer = device.readBySector(range.offset(), into);
        // A copy: a device that hangs keeps the buffer, and nobody looks at it any more.
        return answer.copy().completeOnTimeout(Reply.failed(Errno.ETIMEDOUT),
                PATIENCE_SECONDS, TimeUnit.SECONDS).join().isOk() ? Optional.of(into.array()) : Optional.empty();
    }

    /** As a text, a line for each row of each version; differing bytes in brackets. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            for (int version = 0; version < versions.size(); version++) {
                text.append("%010X  %c ".formatted(row.offset(), versions.get(version).letter()));
                for (int at = 0; at < row.bytes().get(version).length() / 2; at++) {
                    String digits = row.bytes().get(version).substring(2 * at, 2 * at + 2);
                    text.append(row.differs(version, at) ? "[" + digits + "]" : " " + digits + " ");
                }
                text.append('\n');
            }
        }
        return text.toString();
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
            for (int version = 0; version < row.bytes().size(); version++) {
                one.put(String.valueOf(versions.get(version).letter()), row.bytes().get(version));
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
            for (int version = 0; version < row.bytes().size(); version++) {
                words.append(' ').append(versions.get(version).letter()).append('=').append(row.bytes().get(version));
            }
            return words.toString();
        }).collect(Collectors.joining("; "));
    }
}
