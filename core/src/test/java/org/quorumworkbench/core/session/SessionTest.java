// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.Occurrence;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Request;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.run.ScenarioRun;
import org.quorumworkbench.core.run.ScenarioStage;
import org.quorumworkbench.core.scenario.Difference;
import org.quorumworkbench.core.scenario.Expectation;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioReader;
import org.quorumworkbench.core.scenario.ScenarioWriter;
import org.quorumworkbench.core.scenario.SelfContained;
import org.quorumworkbench.core.scenario.Transcript;

/**
 * What is done on threads with files comes out the same on one thread from the written scenario.
 */
class SessionTest {

    private static final int SECTORS = 64;
    private static final int IMAGES = 6;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void makeImages() throws IOException {
        byte[] bytes = new byte[SECTORS * SectorRange.SECTOR];
        new Random(7).nextBytes(bytes);
        for (int child = 0; child < IMAGES; child++) {
            Files.write(folder.resolve(child + ".img"), bytes);
        }
    }

    private Configuration configuration(String more) throws ConfigurationProblem {
        return new ConfigurationReader(folder, Adjustments.NONE).text("""
                {"vote-threshold": 2, "semantics": "7.2", "node-name": "disk",
                 "children": ["0.img", {"file": "1.img", "node-name": "middle"%s}, "2.img"]}""".formatted(more),
                "q.json", folder);
    }

    private static OpenedQuorum open(Configuration configuration) throws ConfigurationProblem {
        return OpenedQuorum.open(configuration, OpenedQuorum.Access.EXAMINE, event -> {});
    }

    private static Fault fault(String id, Effect effect, Occurrence occurrence, DeviceOperation... operations) {
        return new Fault(id, id, new When(EnumSet.copyOf(List.of(operations)), Optional.empty(), occurrence,
                Optional.empty()), effect);
    }

    private static Fault random(Random random) {
        Effect effect = switch (random.nextInt(7)) {
            case 0 -> new Effect.FlipsBits(3, random.nextLong());
            case 1 -> new Effect.Junk(random.nextLong());
            case 2 -> new Effect.Stale();
            case 3 -> new Effect.Torn(512, OptionalLong.empty(), random.nextLong());
            case 4 -> new Effect.Misdirected(random.nextInt(SECTORS));
            case 5 -> new Effect.Shifted(5);
            default -> new Effect.Fails(Errno.EIO);
        };
        Occurrence occurrence = switch (random.nextInt(4)) {
            case 0 -> new Occurrence.Always();
            case 1 -> new Occurrence.Nth(1 + random.nextInt(3));
            case 2 -> new Occurrence.NthOfRange(1 + random.nextInt(2));
            default -> new Occurrence.Chance(0.5, random.nextLong());
        };
        return random.nextBoolean()
                ? fault("f" + random.nextInt(3), effect, occurrence, DeviceOperation.READ)
                : fault("f" + random.nextInt(3), effect, occurrence, DeviceOperation.WRITE);
    }

    private static void something(Session session, Random random) {
        something(session, random, List.of("c0", "middle", "c2"));
    }

    private static void something(Session session, Random random, List<String> children) {
        String child = children.get(random.nextInt(children.size()));
        int first = random.nextInt(SECTORS - 8);
        SectorRange range = new SectorRange(first, 1 + random.nextInt(8));
        switch (random.nextInt(10)) {
            case 0, 1 -> session.put(child, random(random)).join();
            case 2 -> session.take(child, "f" + random.nextInt(3)).join();
            case 3 -> session.fill(range.offset(), (int) range.length(), random.nextInt(256)).result().join();
            case 4 -> session.perform(new Operation.WriteData(range.offset() + 3, 700, "0102aaff", false)).orElseThrow()
                    .result().join();
            case 5 -> session.perform(new Operation.Flush()).orElseThrow().result().join();
            case 6 -> session.heal(child).join();
            case 7 -> session.overwrite(child, range.offset() + 3, new byte[]{1, 2, 3, 4}).join();
            default -> session.examine(range).result().join();
        }
    }

    private Scenario saved(Session session) throws IOException, ConfigurationProblem {
        Scenario recorded = new SelfContained(folder).of(session.recorder().scenario());
        return new ScenarioReader(folder).text(ScenarioWriter.text(recorded), "saved").scenarios().getFirst();
    }

    private static List<Difference> differences(Scenario saved) {
        return Expectation.differences(saved.expected().orElseThrow(),
                ScenarioRun.transcript(saved, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aSessionOnThreadsComesOutTheSameFromItsScenario(long seed) throws Exception {
        Random random = new Random(seed);
        try (OpenedQuorum open = open(configuration(""))) {
            Session session = Session.on(open, () -> {});
            IntStream.range(0, 120).forEach(i -> something(session, random));
            session.examine(open.disk()).result().join();
            assertEquals(List.of(), differences(saved(session)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void aForkIsWhereTheRecordingWasAndGoesOn(long seed) throws Exception {
        Random random = new Random(seed);
        Scenario recorded;
        try (OpenedQuorum open = open(configuration(", \"faults\": [{\"effect\": \"junk\", \"nth\": 2}]"))) {
            Session session = Session.on(open, () -> {});
            IntStream.range(0, 60).forEach(i -> something(session, random));
            recorded = session.recorder().scenario();
        }
        try (OpenedQuorum again = open(configuration(", \"faults\": [{\"effect\": \"junk\", \"nth\": 2}]"))) {
            Session fork = Session.through(recorded.upTo(0), again, () -> {});
            assertEquals(40, fork.repeat(recorded, 40).join());
            Scenario half = fork.recorder().scenario();
            assertEquals(recorded.operations().subList(0, 40), half.operations());
            fork.perform(new Operation.Write(0, 512, 1, false)).orElseThrow().result().join();
            assertEquals(List.of(), differences(saved(fork)));
        }
    }

    @Test
    void childrensFilesNeverChange() throws Exception {
        byte[] before = Files.readAllBytes(folder.resolve("0.img"));
        try (OpenedQuorum open = open(configuration(""))) {
            Session session = Session.on(open, () -> {});
            session.put("c0", fault("torn", new Effect.Torn(512, OptionalLong.of(1), 1), new Occurrence.Always(),
                    DeviceOperation.WRITE)).join();
            assertTrue(session.fill(0, 4096, 9).result().join().isSuccess());
        }
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("0.img")));
    }

    @Test
    void whatHangsIsGivenUpWhenAFaultIsSwitchedAndHangsAgainInTheScenario() throws Exception {
        try (OpenedQuorum open = open(configuration(""))) {
            Session session = Session.on(open, () -> {});
            session.put("c0", fault("hang", new Effect.Hangs(), new Occurrence.Always(), DeviceOperation.WRITE))
                    .join();
            Request<Outcome> write = session.fill(0, 512, 1);
            session.take("c0", "hang").join();
            assertEquals(new Result.Cancelled(), write.result().join().result());
            session.examine(new SectorRange(0, 1)).result().join();
            assertEquals(List.of(), differences(saved(session)));
        }
    }

    @Test
    void whatHangsIsGivenUpOnlyWhenAllOthersHaveAnswered() throws Exception {
        try (OpenedQuorum open = open(configuration(""))) {
            Session session = Session.on(open, () -> {});
            session.put("c0", fault("hang", new Effect.Hangs(), new Occurrence.Always(), DeviceOperation.WRITE))
                    .join();
            session.put("c2", fault("slow", new Effect.Delays(Duration.ofMillis(200)), new Occurrence.Always(),
                    DeviceOperation.WRITE)).join();
            Request<Outcome> write = session.fill(0, 512, 1);
            session.take("c0", "hang").join();
            Outcome outcome = write.result().join();
            assertEquals(new Result.Cancelled(), outcome.result());
            assertTrue(outcome.replies().get(2).isOk(), "c2 was slow, and nobody had given up by then");
            assertEquals(new Operation.Write(0, 512, 1, false), session.recorder().scenario().operations().get(2));
            session.examine(new SectorRange(0, 1)).result().join();
            assertEquals(List.of(), differences(saved(session)));
        }
    }

    private static void awaitWaitingFor(Request<Outcome> turn, String child) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!turn.waitingFor().equals(List.of(child))) {
            assertTrue(System.nanoTime() < end, "it waits for " + turn.waitingFor());
            Thread.onSpinWait();
        }
    }

    private static Fault slow(String id, DeviceOperation operation) {
        return fault(id, new Effect.Delays(Duration.ofHours(1)), new Occurrence.Always(), operation);
    }

    @Test
    void aWriteThatWasGivenUpBeforeASlowChildDidItIsNotDoneThereInTheScenarioEither() throws Exception {
        Scenario recorded;
        try (OpenedQuorum open = open(configuration(""))) {
            Session session = Session.on(open, () -> {});
            session.put("c0", slow("slow", DeviceOperation.WRITE)).join();
            Request<Outcome> write = session.fill(0, 512, 0xEE);
            awaitWaitingFor(write, "c0");
            write.cancel();
            assertEquals(new Result.Cancelled(), write.result().join().result());
            Outcome read = session.examine(new SectorRange(0, 1)).result().join().request();
            assertEquals(List.of(1, 2), read.vote().orElseThrow().winner());
            recorded = saved(session);
            assertEquals(new Operation.GivenUp(new Operation.Write(0, 512, 0xEE, false), List.of("c0")),
                    recorded.operations().get(1));
            assertEquals(List.of(), differences(recorded));
        }
        try (OpenedQuorum again = open(configuration(""))) {
            Session fork = Session.through(recorded.upTo(0), again, () -> {});
            assertEquals(3, fork.repeat(recorded, 3).join());
            assertEquals(recorded.operations(), fork.recorder().scenario().operations());
            assertEquals(List.of(), differences(saved(fork)));
        }
    }

    @Test
    void aSlowWriteThatSucceededIsDoneAtOnceWhenItIsDoneAgain() throws Exception {
        Scenario recorded;
        try (OpenedQuorum open = open(configuration(""))) {
            Session session = Session.on(open, () -> {});
            session.put("c0", fault("slow", new Effect.Delays(Duration.ofMillis(1)), new Occurrence.Always(),
                    DeviceOperation.WRITE)).join();
            assertTrue(session.fill(0, 512, 0xEE).result().join().isSuccess());
            recorded = session.recorder().scenario();
        }
        try (OpenedQuorum again = open(configuration(""))) {
            Scenario slower = recorded.withFaults((child, before) -> before.stream().map(
                    spec -> new FaultSpec(slow("slow", DeviceOperation.WRITE), spec.on())).toList());
            Session fork = Session.through(slower.upTo(0), again, () -> {});
            assertEquals(2, fork.repeat(slower, 2).join());
            Recorder.Noted write = fork.recorder().noted(1);
            assertEquals(Transcript.Status.OK, write.result().orElseThrow().status());
        }
    }

    @Test
    void aLostWriteIsOutvotedAndTheScenarioSaysSo() throws Exception {
        try (OpenedQuorum open = open(configuration(""))) {
            Session session = Session.on(open, () -> {});
            session.put("c2", fault("lost", new Effect.Stale(), new Occurrence.Always(), DeviceOperation.WRITE))
                    .join();
            assertTrue(session.fill(0, 512, 0xEE).result().join().isSuccess());
            Outcome read = session.examine(new SectorRange(0, 1)).result().join().request();
            assertEquals(List.of(0, 1), read.vote().orElseThrow().winner());
            assertEquals(List.of(), differences(saved(session)));
        }
    }

    @Test
    void aSavedScenarioCanBePutOnAStageAndWorkedWith() throws Exception {
        Scenario recorded;
        try (OpenedQuorum open = open(configuration(""))) {
            Session session = Session.on(open, () -> {});
            session.fill(512, 1024, 3).result().join();
            recorded = saved(session);
        }
        for (int child = 0; child < 3; child++) {
            Files.delete(folder.resolve(child + ".img"));
        }
        Configuration staged = new ScenarioStage("saved", folder).configuration(recorded);
        try (OpenedQuorum open = open(staged)) {
            Session session = Session.through(recorded.upTo(0), open, () -> {});
            assertEquals(1, session.repeat(recorded, 1).join());
            assertTrue(session.examine(open.disk()).result().join().request().isSuccess());
            assertEquals(List.of(), differences(saved(session)));
            assertEquals("disk", open.quorum().name());
        }
    }

    /** Three children: a quorum of two, a file, and a quorum of a file and a quorum of two. */
    private Configuration nested() throws ConfigurationProblem {
        return new ConfigurationReader(folder, Adjustments.NONE).text("""
                {"vote-threshold": 2, "semantics": "7.2", "node-name": "disk", "children": [
                  {"quorum": {"vote-threshold": 1, "semantics": "7.2", "children": ["0.img", "1.img"]}},
                  "2.img",
                  {"node-name": "third", "faults": [{"id": "own", "effect": "junk", "nth": 2}],
                   "quorum": {"vote-threshold": 2, "semantics": "2014", "rewrite-corrupted": true, "children": [
                     {"file": "3.img", "node-name": "deep"},
                     {"quorum": {"vote-threshold": 1, "read-pattern": "fifo", "children": ["4.img", "5.img"]}}]}}]}""",
                "q.json", folder);
    }

    private static final List<String> NESTED = List.of("c0", "c0.c0", "c0.c1", "c1", "third", "deep", "third.c1",
            "third.c1.c0", "third.c1.c1");

    @Test
    void everyChildOfAQuorumWithinHasANameOfItsOwn() throws Exception {
        try (OpenedQuorum open = open(nested())) {
            assertEquals(NESTED, open.allChildren().stream().map(OpenedChild::name).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aQuorumWithinIsWrittenDownToo(long seed) throws Exception {
        Random random = new Random(seed);
        Scenario recorded;
        try (OpenedQuorum open = open(nested())) {
            Session session = Session.on(open, () -> {});
            IntStream.range(0, 100).forEach(i -> something(session, random, NESTED));
            session.examine(open.disk()).result().join();
            recorded = saved(session);
            assertEquals(List.of(), differences(recorded));
        }
        for (int child = 0; child < IMAGES; child++) {
            Files.delete(folder.resolve(child + ".img"));
        }
        try (OpenedQuorum staged = open(new ScenarioStage("saved", folder).configuration(recorded))) {
            assertEquals(NESTED, staged.allChildren().stream().map(OpenedChild::name).toList());
            Session again = Session.through(recorded.upTo(0), staged, () -> {});
            int count = recorded.operations().size();
            assertEquals(count, again.repeat(recorded, count).join());
            assertEquals(List.of(), differences(saved(again)));
        }
    }
}
