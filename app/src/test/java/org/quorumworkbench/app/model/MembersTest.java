// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.members.RealMembers;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.scan.Headline;
import org.quorumworkbench.ui.Resources;

/** Images that are members of one set, and what their metadata adds to the vote. */
class MembersTest {

    private static final String STALE = "c1 and c2 are stale since events 2 (c0: 6): the majority is the old data."
            + " c1 and c2 are one member, copied, and one witness.";

    @TempDir
    private Path folder;

    private final ModelDesk desk = new ModelDesk();
    private final Members members = desk.model.members();
    private final Opening opening = desk.model.opening(Preferences.none(), new NobodyToAsk(),
            () -> ModelDesk.configuration(folder, ModelDesk.threeWith(1)));

    @AfterEach
    void close() {
        Resources.speak(Locale.ENGLISH);
        desk.close();
    }

    private MembersConfiguration drop(String... letters) throws IOException {
        opening.drop(RealMembers.write(folder, List.of(letters)).stream().map(Path::toFile).toList());
        return awaitKnown(false);
    }

    private MembersConfiguration awaitKnown(boolean whole) {
        desk.await("the members", () -> members.knownProperty().get().filter(now -> now.whole() == whole).isPresent());
        desk.awaitRead();
        return members.knownProperty().get().orElseThrow();
    }

    private String trust() {
        return desk.model.headline().headlineProperty().get().map(HeadlineWords::evidence).orElse("");
    }

    private void scan() {
        desk.model.scan().start();
        desk.await("the scan", () -> desk.model.scan().stateProperty().get() == ScanModel.State.IDLE);
    }

    @Test
    void droppedMembersAreReadByAreaAndAtOnceAgainWhole() throws IOException {
        drop("a", "b", "c");
        assertEquals(RealMembers.LENGTH / 512, desk.model.quorum().sectors());
        members.readWhole();
        awaitKnown(true);
        assertEquals(131_072, desk.model.quorum().sectors());
        members.readAreas();
        awaitKnown(false);
        assertEquals(RealMembers.LENGTH / 512, desk.model.quorum().sectors());
    }

    @Test
    void filesThatAreNoMembersStayWhole() throws IOException {
        desk.open(folder, ModelDesk.threeWith(1));
        assertEquals(Optional.empty(), members.knownProperty().get());
        assertEquals(ModelDesk.SECTORS, desk.model.quorum().sectors());
        assertEquals("", trust());
    }

    @Test
    void whatMembersKnowOfOneQuorumIsNotSaidOfTheNext() throws IOException {
        drop("a", "b", "c");
        desk.await("the doubt", () -> !trust().isEmpty());
        desk.open(folder, ModelDesk.threeWith(1));
        assertEquals(Optional.empty(), members.knownProperty().get());
        assertEquals("", trust());
    }

    @Test
    void aMajorityOfStaleMembersIsToldBesideTheVote() throws IOException {
        drop("a", "b", "b");
        desk.await("the doubt", () -> !trust().isEmpty());
        assertEquals(STALE, trust());
        scan();
        desk.await("the evidence", () -> desk.model.headline().scannedProperty().get() && !trust().isEmpty());
        Headline headline = desk.model.headline().headlineProperty().get().orElseThrow();
        assertEquals("Whole disk: c0 outvoted in 2,048 sectors, c1 never, c2 never.", HeadlineWords.votes(headline));
        assertEquals(STALE + " The bitmap accounts for all 2,048 divergent sectors.", trust());
        assertEquals(HeadlineWords.votes(headline) + " " + trust(), HeadlineWords.of(headline));
        Resources.speak(Locale.GERMAN);
        assertEquals("c1 und c2 sind veraltet seit Ereigniszähler 2 (c0: 6): die Mehrheit ist der alte Stand."
                + " c1 und c2 sind Kopien eines Mitglieds und nur ein Zeuge."
                + " Die Bitmap erklärt alle 2.048 abweichenden Sektoren.", trust());
    }

    @Test
    void withoutTheStaleTheCurrentMemberIsNoLongerOutvoted() throws IOException {
        assertEquals(Set.of("c1", "c2"), Members.stale(drop("a", "b", "b")));
        scan();
        desk.model.whatIf().leaveOut(Set.of(1, 2));
        desk.await("the what-if", () -> desk.model.headline().whatIfProperty().get());
        assertEquals("Whole disk: all children agree.",
                HeadlineWords.votes(desk.model.headline().headlineProperty().get().orElseThrow()));
        assertEquals("c1 and c2 are stale since events 2 (c0: 6), and left out of the vote."
                + " c1 and c2 are one member, copied, and one witness.", trust());
    }

    @Test
    void aStaleMinorityIsToldWithoutDoubtOfTheMajority() throws IOException {
        drop("a", "b", "c");
        desk.await("what members say", () -> !trust().isEmpty());
        assertEquals("c1 is stale since events 2 (c0, c2: 6).", trust());
    }

    @Test
    void aCommandLineChoosesTheSetAndInsistsOnMembers() throws IOException {
        List<String> legs = RealMembers.write(folder, List.of("j", "k")).stream().map(Path::toString).toList();
        opening.open(legs, new Opening.Manner(Adjustments.NONE, true, Optional.of("vgq/m1")));
        assertEquals("lvm-mirror", awaitKnown(false).set().kind());
        assertEquals(16_384, desk.model.quorum().sectors());
        opening.open(legs, new Opening.Manner(Adjustments.NONE, true, Optional.empty()));
        desk.await("the complaint", () -> desk.model.messages().noticeProperty().get()
                .filter(notice -> notice.text().contains("--set NAME|UUID")).isPresent());
    }

    @Test
    void aChildThatLeavesTakesNoEvidenceOfTheOthersWithIt() throws IOException {
        drop("a", "b", "b");
        desk.model.quorum().removeChild("c0");
        desk.await("the removal", () -> desk.model.quorum().childrenProperty().get().size() == 2);
        scan();
        desk.await("the evidence", () -> desk.model.headline().scannedProperty().get() && !trust().isEmpty());
        assertEquals(STALE.replace(": the majority is the old data", ""), trust());
    }

    @Test
    void membersThatWentOnWithoutEachOtherAreNeitherTheOlder() throws IOException {
        drop("f", "g");
        desk.await("what members say", () -> !trust().isEmpty());
        assertEquals("c0 and c1 went on without each other, and neither is the older one.", trust());
        Resources.speak(Locale.GERMAN);
        MembersConfiguration found = members.knownProperty().get().orElseThrow();
        assertEquals("c0 und c1 liefen ohne einander weiter: jedes sagt, dass das andere fehlt (Ereignisse 4 und 4)."
                + " Keines ist das ältere.",
                found.set().evidence().stream().map(new MemberWords(found)::evidence)
                        .filter(words -> words.contains("ohne einander")).findFirst().orElseThrow());
    }

    /** The command line prints the same sentences from core. */
    @Test
    void everySentenceOfTheEvidenceIsThatOfTheCommandLine() throws IOException {
        for (List<String> letters : List.of(List.of("a", "b", "c"), List.of("a", "b", "b"), List.of("f", "g"))) {
            MembersConfiguration found = drop(letters.toArray(String[]::new));
            MemberWords words = new MemberWords(found);
            assertFalse(found.set().evidence().isEmpty());
            assertEquals(found.sentences(),
                    found.set().evidence().stream().map(words::evidence).collect(Collectors.toList()));
        }
    }

    @Test
    void whatIsFoundIsSurveyedAlsoWhenAMemberHasLeft() throws IOException {
        drop("a", "b", "b");
        desk.model.quorum().removeChild("c0");
        desk.await("the removal", () -> desk.model.quorum().childrenProperty().get().size() == 2);
        desk.model.surveying().watch(true);
        scan();
        desk.await("the survey", () -> desk.model.surveying().surveyProperty().get().isPresent());
        Survey survey = desk.model.surveying().surveyProperty().get().orElseThrow();
        assertEquals(List.of("c1", "c2"), survey.children().stream().map(Survey.Fared::name).toList());
        assertSame(desk.model.whatIf().judgementProperty().get().orElseThrow().whatIf(), survey.verdicts(),
                "the judgement that headline and table show");
    }

    @Test
    void toLeaveOutTheStaleKeepsWhoIsLeftOutAlready() throws IOException {
        drop("a", "b", "c");
        scan();
        WhatIf whatIf = desk.model.whatIf();
        assertEquals(Set.of(1), whatIf.stale());
        assertTrue(whatIf.offersWithoutStale());
        whatIf.leaveOut(2, true);
        whatIf.leaveOutStale();
        assertEquals(Set.of(1, 2), whatIf.leftOut());
        assertFalse(whatIf.offersWithoutStale());
        whatIf.leaveOut(1, false);
        assertEquals(Set.of(2), whatIf.leftOut());
    }
}
