// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;
import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.config.TextPosition;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.Occurrence;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.run.Examination;
import org.quorumworkbench.core.scenario.Content;
import org.quorumworkbench.core.scenario.Lesson;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.scenario.Question.Kind;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioChild;

/**
 * A small quorum that a person builds.
 *
 * @param cells
 *            what each child holds in each sector, as a letter's position; -1 cannot be read
 * @param losing
 *            children that say that they have written, and have not
 * @param writes
 *            whether sector 0 is written before all is read
 */
record Sandbox(List<List<Integer>> cells, int threshold, Set<Integer> losing, boolean writes) {

    static final int SECTORS = 4;
    static final int MOST_CHILDREN = 5;

    private static final Occurrence EVERY = When.readOf(new SectorRange(0, 1)).occurrence();
    private static final int LETTERS = 3;
    private static final int FIRST_BYTE = 0xA1;
    private static final int WRITTEN = 0xEE;

    Sandbox {
        cells = cells.stream().map(List::copyOf).toList();
        losing = Set.copyOf(losing);
    }

    /** Equal children. */
    static Sandbox empty(int children) {
        return new Sandbox(Collections.nCopies(children, Collections.nCopies(SECTORS, 0)), 2, Set.of(), false);
    }

    Sandbox withChildren(int count) {
        List<List<Integer>> changed = new ArrayList<>(cells.subList(0, Math.min(count, cells.size())));
        while (changed.size() < count) {
            changed.add(Collections.nCopies(SECTORS, 0));
        }
        return new Sandbox(changed, threshold, losing, writes);
    }

    Sandbox withThreshold(int votes) {
        return new Sandbox(cells, votes, losing, writes);
    }

    Sandbox withWrite(boolean on) {
        return new Sandbox(cells, threshold, losing, on);
    }

    Sandbox withLosing(int child, boolean on) {
        Set<Integer> changed = new TreeSet<>(losing);
        if (on) {
            changed.add(child);
        } else {
            changed.remove(child);
        }
        return new Sandbox(cells, threshold, changed, writes);
    }

    /** A, B, C, unreadable, and A again. */
    Sandbox painted(int child, int sector) {
        List<List<Integer>> changed = new ArrayList<>(cells);
        List<Integer> row = new ArrayList<>(cells.get(child));
        int value = row.get(sector);
        row.set(sector, value < 0 ? 0 : value + 1 == LETTERS ? -1 : value + 1);
        changed.set(child, row);
        return new Sandbox(changed, threshold, losing, writes);
    }

    /** It as a scenario: a read of all sectors, after a write of the first where that is asked for. */
    Scenario scenario() {
        List<ScenarioChild> children = new ArrayList<>();
        for (int child = 0; child < cells.size(); child++) {
            children.add(child(child));
        }
        OptionValue.Group quorum = new OptionValue.Group(new LinkedHashMap<>(), new TextPosition(1, 1));
        List<Operation> operations = new ArrayList<>();
        if (writes) {
            operations.add(new Operation.Write(0, SECTOR, WRITTEN, false));
            operations.add(new Operation.Read(0, SECTOR));
        }
        operations.add(new Operation.Read(0, SECTORS * SECTOR));
        return new Scenario("sandbox", text("teach.sandbox"), List.of("lesson"), false, Optional.of(Semantics.V2014),
                children, quorum, List.of(), List.of(), true, false, false, operations, Optional.empty(),
                Optional.empty(), List.of()).withThreshold(Math.min(threshold, cells.size()));
    }

    private ScenarioChild child(int at) {
        List<Content.Fill> fills = new ArrayList<>();
        List<FaultSpec> faults = new ArrayList<>();
        for (int sector = 0; sector < SECTORS; sector++) {
            int value = cells.get(at).get(sector);
            SectorRange range = new SectorRange(sector, 1);
            if (value < 0) {
                faults.add(new FaultSpec(new Fault("bad-" + sector, text("operation.sector", Integer.toString(sector)),
                        When.readOf(range), new Effect.Fails(Errno.EIO)), true));
            } else {
                fills.add(new Content.Fill(range, FIRST_BYTE + 0x11 * value));
            }
        }
        if (losing.contains(at)) {
            faults.add(new FaultSpec(new Fault("loses", text("teach.sandbox.loses"),
                    new When(Set.of(DeviceOperation.WRITE), Optional.of(new SectorRange(0, 1)), EVERY,
                            Optional.empty()),
                    new Effect.Stale()), true));
        }
        ScenarioChild plain = ScenarioChild.of("c" + at,
                new Content((long) SECTORS * 2 * SECTOR, Content.Base.RAMP, fills, List.of()));
        return new ScenarioChild(plain.name(), plain.content(), plain.file(), plain.fileOffset(), false, true, false,
                false, ScenarioChild.NO_RULES, faults, Optional.empty());
    }

    /** As a lesson: a question for each read, with the engine's answers. Takes its time. */
    static Scenario asLesson(Scenario built) {
        List<Lesson.Step> steps = new ArrayList<>();
        for (int at = 0; at < built.operations().size(); at++) {
            List<Question> asks = new ArrayList<>();
            for (Kind kind : List.of(Kind.SUCCEEDS, Kind.WINNER, Kind.REPORT_ORDER)) {
                if (kind.canBeAskedOf(built.operations().get(at))) {
                    Question.Answer unknown = kind == Kind.SUCCEEDS
                            ? new Question.Answer.YesOrNo(false)
                            : new Question.Answer.Children(List.of());
                    asks.add(new Question(kind, text("teach.sandbox.asks." + kind.word()), unknown,
                            text("teach.sandbox.why")));
                }
            }
            steps.add(new Lesson.Step(Optional.of(at), List.of(), asks, List.of()));
        }
        Scenario asking = built.withLesson(Optional.of(new Lesson(built.title(), List.of(text("teach.sandbox.about")),
                steps, List.of(), Map.of())));
        List<Examination.Asked> truths = Examination.of(asking).asked();
        List<Lesson.Step> answered = steps.stream().map(step -> new Lesson.Step(step.operation(), step.before(),
                truths.stream().filter(asked -> Optional.of(asked.operation()).equals(step.operation()))
                        .map(asked -> new Question(asked.question().kind(), asked.question().text(),
                                asked.truth().orElse(asked.question().answer()), asked.question().why()))
                        .toList(),
                step.after())).toList();
        return built.withLesson(Optional.of(new Lesson(built.title(), List.of(text("teach.sandbox.about")), answered,
                List.of(), Map.of())));
    }
}
