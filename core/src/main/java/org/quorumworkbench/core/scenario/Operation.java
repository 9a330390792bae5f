// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.story.Json;

/** One thing that a scenario does, in order. Offsets and lengths are in bytes. */
public sealed interface Operation {

    /** A read of the quorum. */
    record Read(long offset, int length) implements Operation {}

    /**
     * A write to the quorum.
     *
     * @param fill
     *            the byte that is written, 0 to 255
     * @param forceUnitAccess
     *            whether a flush belongs to it
     */
    record Write(long offset, int length, int fill, boolean forceUnitAccess) implements Operation {
        /** What is written; made anew by every call. */
        public byte[] bytes() {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) fill);
            return bytes;
        }
    }

    /**
     * A write of zeroes.
     *
     * @param unmap
     *            whether the children may make holes
     */
    record WriteZeroes(long offset, long length, boolean forceUnitAccess, boolean unmap) implements Operation {}

    /** A discard, which the driver swallows. */
    record Trim(long offset, long length) implements Operation {}

    record Flush() implements Operation {}

    /** Which parts of a range are data and which read as zeroes. */
    record BlockStatus(long offset, long length) implements Operation {}

    /**
     * A pause. Nobody waits here: this engine tells every event at once, and simulated delays are not
     * slept through.
     */
    record Wait(BigDecimal seconds) implements Operation {}

    /**
     * A command of QEMU's monitor.
     *
     * @param execute
     *            its name
     * @param show
     *            {@code edges}: what is told of a query of the block graph
     */
    record Command(String execute, Optional<OptionValue.Group> arguments, Optional<String> show) implements Operation {

        private static final String CHANGE = "x-blockdev-change";

        /** The command that removes the child at an edge, {@code children.1}, from a quorum. */
        public static Command removal(String quorum, String edge) {
            Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
            arguments.put("parent", quorum);
            arguments.put("child", edge);
            return new Command(CHANGE, Optional.of(Json.group(arguments)), Optional.empty());
        }

        /** The edge that it removes a child from, if that is what it does. */
        public Optional<String> removed() {
            OptionValue.Member child = arguments
                    .filter(given -> execute.equals(CHANGE) && !given.members().containsKey("node"))
                    .map(given -> given.members().get("child")).orElse(null);
            return child != null && child.value() instanceof OptionValue.Text text
                    ? Optional.of(text.text())
                    : Optional.empty();
        }
    }

    /**
     * A fault is switched on or off.
     *
     * @param child
     *            the child that it may be laid over
     * @param id
     *            which of the child's faults
     */
    record SwitchFault(String child, String id, boolean on) implements Operation {}

    /**
     * A read as the workbench looks at a range: the request, and after it every sector of the children
     * that could not be read as a whole.
     */
    record Examine(long offset, int length) implements Operation {}

    /**
     * A write of given bytes to the quorum.
     *
     * @param hex
     *            the bytes in hexadecimal digits, at least one; written again and again up to the
     *            length
     * @param forceUnitAccess
     *            whether a flush belongs to it
     */
    record WriteData(long offset, int length, String hex, boolean forceUnitAccess) implements Operation {
        /** What is written; made anew by every call. */
        public byte[] bytes() {
            byte[] given = HexFormat.of().parseHex(hex);
            byte[] bytes = new byte[length];
            for (int at = 0; at < bytes.length; at += given.length) {
                System.arraycopy(given, 0, bytes, at, Math.min(given.length, bytes.length - at));
            }
            return bytes;
        }
    }

    /** The threshold is changed for all that comes. */
    record SetThreshold(int votes) implements Operation {}

    /** A child's bytes, as it shows them now, are remembered under a name, for stale reads. */
    record Capture(String child, String name) implements Operation {}

    /** What faults did to writes on a child is undone. */
    record Heal(String child) implements Operation {}

    /** What was written over a child's own bytes is thrown away. */
    record DiscardWrites(String child) implements Operation {}

    /**
     * Bytes are laid over a child's own, as somebody types them: no request of the quorum, no vote, no
     * event.
     *
     * @param offset
     *            of the first, in bytes
     * @param hex
     *            the bytes in hexadecimal digits, at least one
     */
    record Overwrite(String child, long offset, String hex) implements Operation {
        /** What is laid over; made anew by every call. */
        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    /** The faults that are on, of all children, count their occurrences from the beginning. */
    record Recount() implements Operation {}

    /** What the children are by their own metadata, and what it says of the other children, is told. */
    record Identify() implements Operation {}

    /** The children are scanned, and what kind of damage their divergence is, is told. */
    record Diagnose() implements Operation {}

    /**
     * A request that was given up.
     *
     * @param request
     *            what was asked
     * @param unanswered
     *            the children that had not answered by then, and do not here either
     */
    record GivenUp(Operation request, List<String> unanswered) implements Operation {
        public GivenUp {
            unanswered = List.copyOf(unanswered);
        }
    }

    /** What was asked, given up or not. */
    default Operation asked() {
        return this instanceof GivenUp(Operation request, List<String> _) ? request : this;
    }

    /** The word in a scenario's {@code op}. */
    default String word() {
        return switch (this) {
            case Read _ -> "read";
            case Write _ -> "write";
            case WriteZeroes _ -> "write_zeroes";
            case Trim _ -> "trim";
            case Flush _ -> "flush";
            case BlockStatus _ -> "block_status";
            case Wait _ -> "wait";
            case Command _ -> "qmp";
            case SwitchFault _ -> "fault";
            case Examine _ -> "examine";
            case WriteData _ -> "write";
            case SetThreshold _ -> "threshold";
            case Capture _ -> "capture";
            case Heal _ -> "heal";
            case DiscardWrites _ -> "discard_writes";
            case Overwrite _ -> "overwrite";
            case Recount _ -> "recount";
            case Identify _ -> "identify";
            case Diagnose _ -> "diagnose";
            case GivenUp(Operation request, List<String> _) -> request.word();
        };
    }
}
