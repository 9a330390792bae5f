// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.diagnosis.Finding;
import org.quorumworkbench.core.member.Evidence;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Semantics;

/**
 * What came of a scenario, in the shape in which a scenario says what it expects.
 *
 * @param semantics
 *            the behaviour that it ran with
 * @param open
 *            whether the quorum opened
 * @param results
 *            one for each operation that was done; none is done after one that aborted the quorum
 * @param childrenAfter
 *            what the children held at the end, the attached and the others
 */
public record Transcript(Semantics semantics, Opening open, List<Result> results, List<ChildAfter> childrenAfter) {

    public Transcript {
        results = List.copyOf(results);
        childrenAfter = List.copyOf(childrenAfter);
    }

    /**
     * Whether the quorum opened.
     *
     * @param size
     *            in bytes; told if there is an operation
     * @param refusal
     *            why it did not open, in the driver's words
     * @param export
     *            why it opened but cannot be used as the scenario asks, in the driver's words
     * @param commandLine
     *            asked for only: what QEMU's command line says; empty if it says nothing
     * @param late
     *            why nodes that were to be made later were refused
     */
    public record Opening(boolean ok, OptionalLong size, Optional<String> refusal, Optional<String> export,
            Optional<Optional<String>> commandLine, List<String> late) {
        public Opening {
            late = List.copyOf(late);
        }
    }

    /** How an operation ended. */
    public enum Status {
        OK("ok"), ERROR("error"),
        /** blkverify ended the quorum. */
        ABORTED("aborted"),
        /** A child never answered, so that the request was given up. */
        CANCELLED("cancelled");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** The word in JSON. */
        public String word() {
            return word;
        }
    }

    /**
     * An edge of the block graph: a child's place in the quorum.
     *
     * @param edge
     *            {@code children.0}
     */
    public record GraphEdge(String edge, String node) {}

    /** What an operation gave besides its status. */
    public sealed interface Detail {

        /** Nothing. */
        record None() implements Detail {}

        /**
         * What a read gave.
         *
         * @param sha256
         *            of the bytes, in hexadecimal digits
         * @param equalsInitial
         *            the children whose bytes at the start of the scenario were those
         */
        record Bytes(String sha256, List<String> equalsInitial) implements Detail {
            public Bytes {
                equalsInitial = List.copyOf(equalsInitial);
            }
        }

        /**
         * What a read gave, where nobody compared it with the start.
         *
         * @param sha256
         *            of the bytes, in hexadecimal digits
         */
        record Digested(String sha256) implements Detail {}

        /** Data and holes, in order; neighbours differ. */
        record Extents(List<Extent> extents) implements Detail {
            public Extents {
                extents = List.copyOf(extents);
            }
        }

        /**
         * What the children are by their own metadata.
         *
         * @param children
         *            the names of those that were looked at; a set's files are positions among them
         * @param sets
         *            that they are members of
         */
        record Identified(List<String> children, List<MemberSet> sets) implements Detail {
            public Identified {
                children = List.copyOf(children);
                sets = List.copyOf(sets);
            }

            /** All evidence, of one set after the other. */
            public List<Evidence> evidence() {
                return sets.stream().flatMap(set -> set.evidence().stream()).toList();
            }
        }

        /**
         * What kind of damage the children's divergence is.
         *
         * @param children
         *            the names of the quorum's children; findings have positions among them
         */
        record Diagnosed(List<String> children, List<Finding> findings) implements Detail {
            public Diagnosed {
                children = List.copyOf(children);
                findings = List.copyOf(findings);
            }
        }

        /** The quorum's edges, by name. */
        record Edges(List<GraphEdge> edges) implements Detail {
            public Edges {
                edges = List.copyOf(edges);
            }
        }
    }

    /**
     * What came of one operation.
     *
     * @param errno
     *            what a request failed with
     * @param words
     *            the driver's: what a command was refused with, or its line on standard error when it
     *            aborts
     * @param events
     *            told by the quorum and those within it, in order
     */
    public record Result(Status status, Optional<Errno> errno, Optional<String> words, Detail detail,
            List<Event> events) {

        public Result {
            events = List.copyOf(events);
        }

        /**
         * What a request came to.
         *
         * @param detail
         *            counts if it succeeded
         */
        public static Result of(Outcome outcome, Detail detail, List<Event> events) {
            return switch (outcome.result()) {
                case org.quorumworkbench.core.quorum.Result.Success() -> ok(detail, events);
                case org.quorumworkbench.core.quorum.Result.Failure(Errno errno) -> failed(errno, events);
                case org.quorumworkbench.core.quorum.Result.Cancelled() ->
                    new Result(Status.CANCELLED, Optional.empty(), Optional.empty(), new Detail.None(), events);
                case org.quorumworkbench.core.quorum.Result.Aborted(String message) ->
                    new Result(Status.ABORTED, Optional.empty(), Optional.of(message), new Detail.None(), events);
            };
        }

        public static Result ok(Detail detail, List<Event> events) {
            return new Result(Status.OK, Optional.empty(), Optional.empty(), detail, events);
        }

        public static Result failed(Errno errno, List<Event> events) {
            return new Result(Status.ERROR, Optional.of(errno), Optional.empty(), new Detail.None(), events);
        }

        public static Result refused(String words, List<Event> events) {
            return new Result(Status.ERROR, Optional.empty(), Optional.of(words), new Detail.None(), events);
        }
    }

    /**
     * What a child held at the end.
     *
     * @param size
     *            in bytes
     * @param sha256
     *            of all its bytes; absent if there are too many to be gone through
     * @param changed
     *            whether a byte differs from the start
     */
    public record ChildAfter(String node, long size, Optional<String> sha256, boolean changed) {}
}
