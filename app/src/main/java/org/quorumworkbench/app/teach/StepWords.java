// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.quorumworkbench.app.model.OperationWords;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.story.TraceStep;
import org.quorumworkbench.core.vote.Version;
import org.quorumworkbench.core.vote.Vote;

/** Steps, operations and answers in the window's language, a sentence for what is seen at once. */
final class StepWords {

    private StepWords() {}

    /** What happened in a group of steps. */
    static String of(List<TraceStep> steps) {
        List<String> sentences = new ArrayList<>();
        asking(steps).ifPresent(sentences::add);
        comparing(steps).ifPresent(sentences::add);
        for (TraceStep step : steps) {
            switch (step) {
                case TraceStep.Succeeded succeeded -> sentences.add(text(succeeded.errorsDecide()
                        ? "teach.says.tooFew"
                        : "teach.says.enough", Integer.toString(succeeded.children()),
                        Integer.toString(succeeded.threshold())));
                case TraceStep.Voted voted -> sentences.add(text(voted.begins()
                        ? "teach.says.begins"
                        : "teach.says.joins", voted.name(), named(voted.list(), voted.value())));
                case TraceStep.Counted counted -> sentences.add(counted(counted));
                default -> {
                    // Told with the others of its kind.
                }
            }
        }
        if (asking(steps).isEmpty()) {
            ending(steps, sentences);
        }
        return String.join(" ", sentences);
    }

    private static Optional<String> asking(List<TraceStep> steps) {
        List<String> asked = names(steps, TraceStep.Asked.class, TraceStep.Asked::name);
        List<String> left = names(steps, TraceStep.NotAsked.class, TraceStep.NotAsked::name);
        if (asked.isEmpty() && left.isEmpty()) {
            return Optional.empty();
        }
        List<String> answered = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        steps.forEach(step -> {
            if (step instanceof TraceStep.Replied replied) {
                replied.error().ifPresentOrElse(
                        errno -> failed.add(text("teach.says.fails", replied.name(), errno.name())),
                        () -> answered.add(replied.name()));
            }
        });
        List<String> silent = names(steps, TraceStep.Silent.class, TraceStep.Silent::name);
        if (answered.size() == asked.size() && left.isEmpty()) {
            return Optional.of(text("teach.says.allAnswer", String.join(", ", asked)));
        }
        List<String> parts = new ArrayList<>();
        if (!answered.isEmpty()) {
            parts.add(text("teach.says.answer", String.join(", ", answered)));
        }
        parts.addAll(failed);
        List<String> reported = reported(steps);
        if (!reported.isEmpty()) {
            parts.add(text("teach.says.reported", String.join(", ", reported)));
        }
        if (!silent.isEmpty()) {
            parts.add(text("teach.says.silent", String.join(", ", silent)));
        }
        if (!left.isEmpty()) {
            parts.add(text("teach.says.left", String.join(", ", left)));
        }
        return Optional.of(text("teach.says.asked", asked.isEmpty() ? "-" : String.join(", ", asked),
                String.join("; ", parts)));
    }

    private static Optional<String> comparing(List<TraceStep> steps) {
        if (steps.stream().anyMatch(TraceStep.FastPath.class::isInstance)) {
            return Optional.of(text("teach.says.fast"));
        }
        return steps.stream().flatMap(step -> step instanceof TraceStep.Compared compared && !compared.equal()
                ? Stream.of(text("teach.says.differ", compared.first(), compared.with()))
                : Stream.empty()).findFirst();
    }

    /** A version by its letter, and what it stands for. */
    private static String named(List<Version<String>> list, String value) {
        for (int at = 0; at < list.size(); at++) {
            if (list.get(at).value().equals(value)) {
                return Vote.letter(list.size() - 1 - at) + " (" + value + ")";
            }
        }
        return value;
    }

    private static String counted(TraceStep.Counted counted) {
        boolean missed = counted.threshold().filter(votes -> counted.members().size() < votes).isPresent();
        // Where the threshold is missed nothing is won, by list order neither.
        String most = text(counted.tied() && !missed ? "teach.count.tie" : "teach.count",
                String.join(", ", counted.members()), Integer.toString(counted.members().size()));
        return counted.threshold()
                .map(votes -> most + " " + text(missed ? "teach.count.missed" : "teach.count.met",
                        Integer.toString(votes)))
                .orElse(most);
    }

    private static void ending(List<TraceStep> steps, List<String> sentences) {
        List<String> reported = reported(steps);
        if (!reported.isEmpty()) {
            sentences.add(text("teach.reported", String.join(", ", reported)) + ".");
        }
        List<String> rewritten = new ArrayList<>();
        List<String> notRewritten = new ArrayList<>();
        for (TraceStep step : steps) {
            if (step instanceof TraceStep.Told(Event.Rewritten made)) {
                (made.error().isEmpty() ? rewritten : notRewritten).add(made.child());
            } else if (step instanceof TraceStep.Told(Event.QuorumFailure _)) {
                sentences.add(text("teach.says.failure"));
            }
        }
        if (!rewritten.isEmpty()) {
            sentences.add(text("teach.says.rewritten", String.join(", ", rewritten)));
        }
        if (!notRewritten.isEmpty()) {
            sentences.add(text("teach.says.notRewritten", String.join(", ", notRewritten)));
        }
        steps.forEach(step -> {
            if (step instanceof TraceStep.Ended ended) {
                sentences.add(ended(ended));
            }
        });
    }

    private static String ended(TraceStep.Ended ended) {
        String how = text("teach.reason." + ended.reason().name().toLowerCase(Locale.ROOT), ended.detail());
        return result(ended.result()) + (how.isBlank() ? "." : ": " + how + ".");
    }

    /** How a request ended, in a few words. */
    static String result(Result ended) {
        return switch (ended) {
            case Result.Success() -> text("teach.result.ok");
            case Result.Failure(Errno errno) -> text("teach.result.failed", errno.name(), errno.text());
            case Result.Cancelled() -> text("teach.result.cancelled");
            case Result.Aborted(String message) -> text("teach.result.aborted", message);
        };
    }

    private static List<String> reported(List<TraceStep> steps) {
        return steps.stream().flatMap(step -> step instanceof TraceStep.Told(Event.ReportBad bad)
                ? Stream.of(bad.child())
                : Stream.empty()).toList();
    }

    private static <S extends TraceStep> List<String> names(List<TraceStep> steps, Class<S> kind,
            Function<S, String> name) {
        return steps.stream().filter(kind::isInstance).map(kind::cast).map(name).toList();
    }

    /** An operation in words. */
    static String of(Operation operation) {
        return switch (operation) {
            case Operation.Read(long offset, int length) -> text("teach.op.read", OperationWords.range(offset, length));
            case Operation.Examine(long offset, int length) ->
                text("teach.op.read", OperationWords.range(offset, length));
            case Operation.Write(long offset, int length, int fill, boolean _) ->
                text("teach.op.write", OperationWords.range(offset, length), "0x%02X".formatted(fill));
            case Operation.WriteData(long offset, int length, String _, boolean _) ->
                text("teach.op.writeData", OperationWords.range(offset, length));
            case Operation.WriteZeroes(long offset, long length, boolean _, boolean _) ->
                text("teach.op.write", OperationWords.range(offset, length), "0x00");
            case Operation.Flush() -> text("teach.op.flush");
            case Operation.GivenUp(Operation request, List<String> _) -> of(request);
            default -> OperationWords.of(operation);
        };
    }

    /** An answer as people say it. */
    static String of(Question.Answer answer) {
        return switch (answer) {
            case Question.Answer.YesOrNo(boolean yes) -> text(yes ? "answer.yes" : "answer.no");
            case Question.Answer.Children(List<String> names) when names.isEmpty() -> text("answer.none");
            case Question.Answer.Word(String word) -> word(word);
            default -> answer.toString();
        };
    }

    /** A verdict's word as the window has it; any other word as it is. */
    static String word(String word) {
        return switch (word) {
            case "unanimous", "majority", "tie", "differs", "below-threshold", "unreadable" -> text("word." + word);
            default -> word;
        };
    }
}
