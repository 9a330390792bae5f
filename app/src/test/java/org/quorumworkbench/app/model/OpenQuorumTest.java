// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.session.Session;

/** Which quorum is open when several are being opened, and what is done with it. */
class OpenQuorumTest {

    @TempDir
    private Path folder;

    private final Deque<Runnable> work = new ArrayDeque<>();
    /** Whether what is to be done in the background waits for the test. */
    private boolean held;
    private final ModelDesk desk = new ModelDesk(task -> {
        if (held) {
            work.add(task);
        } else {
            task.run();
        }
    });
    private final OpenQuorum quorum = desk.model.quorum();

    @AfterEach
    void close() {
        held = false;
        desk.close();
    }

    private Configuration configuration(String name) throws IOException {
        return ModelDesk.configuration(Files.createDirectory(folder.resolve(name)), ModelDesk.threeWith(3));
    }

    /** Opens it in a way that the test can see. */
    private CompletableFuture<Boolean> open(Configuration configuration, List<OpenedQuorum> opened) {
        return quorum.openBy(attempt -> {
            OpenedQuorum one = attempt.openFiles(configuration);
            opened.add(one);
            return new OpenQuorum.Opened(one, Session.on(one, quorum::noted), Optional.empty(), Optional.empty());
        });
    }

    private String source() {
        return quorum.openedProperty().get().map(open -> open.configuration().source()).orElse("none");
    }

    @Test
    void ofTwoOpensTheLastAskedForWinsAndTheOtherIsClosed() throws IOException {
        Configuration first = configuration("first");
        Configuration second = configuration("second");
        List<OpenedQuorum> opened = new ArrayList<>();
        held = true;
        CompletableFuture<Boolean> one = open(first, opened);
        CompletableFuture<Boolean> other = open(second, opened);
        assertTrue(one.isDone() && !one.join(), "whoever asked for the first is told at once");
        work.removeLast().run();
        desk.await("the second", () -> other.isDone());
        assertTrue(other.join());
        assertEquals(second.source(), source());
        // The slow one comes at last.
        work.removeFirst().run();
        held = false;
        desk.settle();
        assertEquals(second.source(), source());
        assertTrue(opened.getLast().executor().isShutdown(), "the first is closed");
        assertFalse(opened.getFirst().executor().isShutdown(), "the second stays open");
        assertFalse(quorum.openingProperty().get());
    }

    @Test
    void goingBackInARecordingIsOutdoneByAnOpenThatWasAskedForLater() throws IOException {
        desk.open(Files.createDirectory(folder.resolve("recorded")), ModelDesk.threeWith(3));
        Configuration second = configuration("second");
        held = true;
        desk.model.recording().fork();
        CompletableFuture<Boolean> other = open(second, new ArrayList<>());
        work.removeLast().run();
        desk.await("the second", other::isDone);
        work.removeFirst().run();
        held = false;
        desk.settle();
        assertEquals(second.source(), source());
    }

    @Test
    void whatCannotBeOpenedLeavesWhatIsOpenAndSaysWhy() throws IOException {
        Configuration first = desk.open(folder, ModelDesk.threeWith(3));
        Configuration gone = configuration("gone");
        Files.delete(folder.resolve("gone").resolve("1.img"));
        CompletableFuture<Boolean> open = quorum.open(() -> gone);
        desk.await("refused", open::isDone);
        assertFalse(open.join());
        assertEquals(first.source(), source());
        assertTrue(desk.told().contains("1.img"), desk.told());
        assertFalse(quorum.openingProperty().get());
    }

    @Test
    void aMistakeOfTheProgramWhileOpeningIsTold() {
        CompletableFuture<Boolean> open = quorum.open(() -> {
            throw new IllegalStateException("a bug");
        });
        desk.await("refused", open::isDone);
        assertTrue(desk.told().contains("a bug"), desk.told());
        assertEquals(Optional.of(Notice.Kind.ERROR), desk.kind());
    }

    @Test
    void whatIsOpenedAfterTheWindowWasClosedIsClosedToo() throws IOException {
        List<OpenedQuorum> opened = new ArrayList<>();
        Configuration first = configuration("first");
        held = true;
        var _ = open(first, opened);
        desk.model.close();
        held = false;
        work.removeFirst().run();
        desk.settle();
        assertTrue(opened.getFirst().executor().isShutdown());
        assertEquals("none", source());
    }

    @Test
    void anotherThresholdCountsFromTheNextRead() {
        desk.open(folder, ModelDesk.threeWith(0));
        assertEquals(2, quorum.thresholdProperty().get());
        quorum.setThreshold(3);
        desk.await("3 votes", () -> quorum.thresholdProperty().get() == 3);
        desk.awaitRead();
        assertFalse(desk.shown().requestVote().orElseThrow().verdict().succeeds());
        quorum.setThreshold(4);
        assertEquals(Optional.of(Notice.Kind.ERROR), desk.kind());
        assertEquals(3, quorum.thresholdProperty().get());
    }

    @Test
    void aChildIsRemovedUnlessTheThresholdNeedsIt() {
        desk.open(folder, ModelDesk.threeWith(0));
        quorum.removeChild("c2");
        desk.await("removed", () -> quorum.names().equals(List.of("c0", "c1")));
        desk.await("read again", () -> desk.shown().children().size() == 2);
        quorum.removeChild("c1");
        desk.await("refused", () -> desk.kind().isPresent());
        assertEquals(2, quorum.childrenProperty().get().size());
        assertEquals(2, quorum.configuration().orElseThrow().children().size(), "what would be opened now");
    }

    @Test
    void theSameIsOpenedAnewWhereOneWas() {
        desk.open(folder, ModelDesk.threeWith(0));
        desk.model.reading().goTo(new SectorRange(16, 4));
        desk.awaitRange(16, 4);
        List<Child> before = quorum.childrenProperty().get();
        desk.model.reopening().reload();
        desk.await("others", () -> !before.equals(quorum.childrenProperty().get()));
        desk.awaitRange(16, 4);
        desk.await("the range was read once", () -> desk.model.recording().sizeProperty().get() == 1);
    }

    @Test
    void aChildIsAddedAtTheEnd() throws IOException {
        desk.open(folder, ModelDesk.threeWith(0));
        Path more = Files.write(folder.resolve("more.img"), ModelDesk.content());
        desk.model.reopening().addChildren(List.of());
        desk.model.reopening().addChildren(List.of(more));
        desk.await("four", () -> quorum.names().size() == 4);
        desk.awaitRead();
        desk.model.reopening().addChildren(java.util.Collections.nCopies(40, more));
        assertTrue(desk.told().contains(Integer.toString(Configuration.MOST_CHILDREN)), desk.told());
    }

    @Test
    void nothingIsOpenAtFirst() throws ConfigurationProblem {
        assertEquals(Optional.empty(), quorum.configuration());
        assertEquals(0, quorum.sectors());
        assertTrue(quorum.images().files().isEmpty());
        quorum.setThreshold(2);
        quorum.removeChild("c0");
        desk.model.reopening().reload();
        desk.model.recording().fork();
        desk.settle();
        assertEquals("none", source());
    }
}
