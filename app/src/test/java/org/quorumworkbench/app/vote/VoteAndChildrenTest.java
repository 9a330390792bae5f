// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.vote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.app.model.ChildHash;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.quorum.Digest;
import org.quorumworkbench.core.vote.Vote;

/** What the vote panel and the children's cards say, beside who wins. */
class VoteAndChildrenTest extends WindowTest {

    private static final SectorRange OUTVOTED = new SectorRange(8, 8);
    private static final SectorRange TIE = new SectorRange(16, 8);

    private void lookAt(SectorRange range) {
        robot.interact(() -> model.reading().goTo(range));
        awaitRange(range.first(), range.count());
    }

    private Set<String> labels(String style) {
        return robot.lookup(style).queryAllAs(Label.class).stream().map(Label::getText).collect(Collectors.toSet());
    }

    @Test
    void beforeAScanTheHeadlineSaysWhatHasNotBeenCompared() {
        lookAt(new SectorRange(0, 8));
        await("the headline", () -> label("headline")
                .equals("Sectors 0 to 7 agree; the other 120 have not been compared."));
        assertFalse(robot.lookup("#headline-next").query().getParent().isVisible(), "there is nothing to go to yet");
        lookAt(OUTVOTED);
        await("who is wrong", () -> label("headline").startsWith("Sectors 8 to 15: c"));
        assertTrue(label("headline").endsWith("; the other 120 have not been compared."), label("headline"));
        assertTrue(robot.lookup("#headline-next").query().getParent().isVisible());
    }

    @Test
    void theHeadlineLeadsToTheList() {
        lookAt(OUTVOTED);
        Button list = robot.lookup("#headline-list").queryButton();
        await("the button", () -> list.getParent().isVisible());
        robot.interact(list::fire);
        await("the list", () -> robot.lookup("#divergences").tryQuery().isPresent());
    }

    private String label(String id) {
        return robot.lookup("#" + id).queryAs(Label.class).getText();
    }

    @Test
    void everyVersionHasTheHashOfItsBytes() {
        lookAt(OUTVOTED);
        var shown = model.reading().inspectionProperty().get().orElseThrow();
        assertEquals(Set.of("SHA-256 " + shown.digest(0).map(Digest::hex).orElseThrow(),
                "SHA-256 " + shown.digest(2).map(Digest::hex).orElseThrow()), labels("#vote-panel .hash"));
    }

    @Test
    void onATieTheOrderInWhichTheListWasSearchedIsTold() {
        lookAt(TIE);
        Vote vote = model.reading().inspectionProperty().get().orElseThrow().requestVote().orElseThrow();
        String order = vote.listOrder().stream().map(at -> String.valueOf(Vote.letter(at)))
                .collect(Collectors.joining(", "));
        assertTrue(labels("#vote-panel .muted").stream().anyMatch(words -> words.contains("in the order " + order)),
                labels("#vote-panel .muted").toString());
    }

    @Test
    void aClickOnASectorVoteGoesToThatSector() {
        lookAt(OUTVOTED);
        Button cell = robot.lookup(".sector-vote").queryAllAs(Button.class).stream()
                .filter(one -> one.getText().startsWith("12\n")).findFirst().orElseThrow();
        robot.interact(cell::fire);
        awaitRange(12, 1);
    }

    @Test
    void theBarOfAWinnerReachesTheThresholdsLineAndThatOfTheOutvotedDoesNot() {
        lookAt(OUTVOTED);
        List<Region> bars = List.copyOf(robot.lookup(".vote-bar").queryAllAs(Region.class));
        assertEquals(2, bars.size());
        assertTrue(end(bars.get(0)) >= line(bars.get(0)), "A has 3 of the 2 votes that are needed");
        assertTrue(end(bars.get(1)) < line(bars.get(1)), "B has 1");
    }

    private static double end(Region bar) {
        return bar.getChildrenUnmodifiable().getFirst().getBoundsInParent().getMaxX();
    }

    private static double line(Region bar) {
        Node line = bar.lookup(".threshold-line");
        return line.getBoundsInParent().getMinX();
    }

    @Test
    void aChildsCardSaysWhichFileItIs() throws Exception {
        await("the files' sizes", () -> model.identities().identitiesProperty().get().size() == 4);
        Identity file = model.identities().identitiesProperty().get().get("c1");
        assertEquals(Files.size(Path.of(file.file())), file.length());
        assertTrue(text("identity-c1").matches("64 KiB, [0-9-]{10} [0-9:]{8}"), text("identity-c1"));
    }

    @Test
    void theHashOfAWholeChildIsComputedWhenItIsAskedForAndLeavesFaultsAside() throws Exception {
        await("the files", () -> model.identities().identitiesProperty().get().containsKey("c1"));
        robot.interact(() -> model.lab().setOn("c1", new Fault("hang", "hangs", When.readOf(new SectorRange(100, 1)),
                new Effect.Hangs()), true));
        Hyperlink hash = robot.lookup("#hash-c1").queryAs(Hyperlink.class);
        robot.interact(hash::fire);
        await("the hash", () -> model.identities().hashesProperty().get().get("c1") instanceof ChildHash.Known);
        String file = model.identities().identitiesProperty().get().get("c1").file();
        String expected = Digest.of(java.nio.ByteBuffer.wrap(Files.readAllBytes(Path.of(file)))).hex();
        assertEquals(new ChildHash.Known(expected), model.identities().hashesProperty().get().get("c1"));
        assertTrue(hash.getText().contains(expected.substring(0, 12)), hash.getText());
        assertTrue(model.tasks().list().isEmpty());
        String[] copied = new String[1];
        robot.interact(() -> {
            hash.fire();
            copied[0] = Clipboard.getSystemClipboard().getString();
        });
        assertEquals(expected, copied[0]);
    }

    @Test
    void aChildThatHasEndedIsCalledShortAndNotBroken() {
        robot.interact(() -> model.lab().setOn("c3",
                new Fault("short", "shorter", When.readOf(new SectorRange(0, 128)), new Effect.Shortened(4)),
                true));
        await("c3 is short", () -> accessible("child-c3").contains("ends before sector 4"));
        assertFalse(accessible("child-c3").contains("EIO"), accessible("child-c3"));
    }

    @Test
    void theCardOfAChildThatDoesNotAnswerSaysSo() {
        robot.interact(() -> model.lab().setOn("c1", new Fault("hang", "hangs", When.readOf(new SectorRange(0, 8)),
                new Effect.Hangs()), true));
        await("c1 is waited for", () -> accessible("child-c1").contains("waiting"));
        assertTrue(accessible("child-c0").contains("with the winner"), accessible("child-c0"));
        robot.interact(() -> model.lab().setOn("c1", new Fault("hang", "hangs", When.readOf(new SectorRange(0, 8)),
                new Effect.Hangs()), false));
        await("c1 has answered", () -> accessible("child-c1").contains("with the winner"));
    }
}
