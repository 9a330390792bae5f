// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.file.Spared;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Outcome;

class OpenedQuorumTest {

    @TempDir
    private Path folder;

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void makeImages() throws IOException {
        byte[] content = new byte[4096];
        Arrays.fill(content, (byte) 7);
        Files.write(folder.resolve("a.img"), content);
        Files.write(folder.resolve("b.img"), content);
        content[700] = 1;
        Files.write(folder.resolve("bad.img"), content);
        Files.write(folder.resolve("short.img"), new byte[3584]);
        Files.write(folder.resolve("empty.img"), new byte[0]);
        Files.write(folder.resolve("q.qcow2"), new byte[]{'Q', 'F', 'I', (byte) 0xFB, 0, 0, 0, 3});
    }

    private OpenedQuorum open(String text) throws ConfigurationProblem {
        Configuration configuration = new ConfigurationReader(folder, Adjustments.NONE).text(text, "q.json", folder);
        return OpenedQuorum.open(configuration, Access.EXAMINE, events::add);
    }

    private String problem(String first, String second) {
        String text = "{\"vote-threshold\": 1, \"children\": [" + first + ", " + second + "]}";
        return assertThrows(ConfigurationProblem.class, () -> open(text)).getMessage().replace(folder + "/", "");
    }

    @Test
    void whichFilesTheChildrenAreIsKnownFromOpeningOn() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        try (OpenedQuorum opened = open("{\"vote-threshold\": 1, \"children\": [\"link/a.img\", \"b.img\"]}")) {
            Files.delete(link);
            assertEquals(Optional.of(Spared.CHILD), opened.spared().reason(folder.resolve("a.img")));
            assertEquals(Optional.empty(), opened.spared().reason(folder.resolve("bad.img")));
        }
    }

    @Test
    void aReadIsVotedOnOverTheFiles() throws Exception {
        try (OpenedQuorum opened = open("{\"vote-threshold\": 2, \"children\": [\"a.img\", \"bad.img\", \"b.img\"]}")) {
            assertEquals(8, opened.sectors());
            Outcome outcome = opened.quorum().examine(new SectorRange(0, 8)).result().get();
            assertEquals("ABA", outcome.vote().orElseThrow().pattern());
            assertTrue(events.getLast() instanceof Event.ReportBad bad && bad.child().equals("c1"));
        }
    }

    @Test
    void whatIsWrittenStaysInMemory() throws Exception {
        byte[] before = Files.readAllBytes(folder.resolve("a.img"));
        try (OpenedQuorum opened = open("{\"vote-threshold\": 2, \"children\": [\"a.img\", \"b.img\"]}")) {
            assertTrue(opened.quorum().write(0, ByteBuffer.allocate(512), true).result().get().isSuccess());
            assertEquals(List.of(new SectorRange(0, 8)),
                    opened.children().getFirst().overlay().orElseThrow().written());
        }
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("a.img")));
    }

    @Test
    void aQuorumOpenedToBeWrittenReachesItsFiles() throws Exception {
        Configuration configuration = new ConfigurationReader(folder, Adjustments.NONE).read(List.of("a.img", "b.img"));
        try (OpenedQuorum opened = OpenedQuorum.open(configuration, Access.WRITE, events::add)) {
            assertTrue(opened.quorum().write(0, ByteBuffer.allocate(512), true).result().get().isSuccess());
        }
        assertEquals(0, Files.readAllBytes(folder.resolve("b.img"))[511]);
    }

    @Test
    void aQuorumWithinVotesAndTellsItsOwnEvents() throws Exception {
        try (OpenedQuorum opened = open("""
                {"vote-threshold": 2, "children": ["a.img",
                   {"node-name": "inner", "quorum": {"vote-threshold": 1, "children": ["b.img", "bad.img"]}}]}
                """)) {
            Outcome outcome = opened.quorum().examine(new SectorRange(0, 8)).result().get();
            assertEquals("AB", outcome.vote().orElseThrow().pattern().replace("BA", "AB"));
            assertTrue(events.getFirst() instanceof Event.ReportBad bad && bad.child().equals("inner.c0"));
            assertEquals(2, opened.children().get(1).within().size());
        }
    }

    @Test
    void whatCannotBeAReplicaIsRefusedByNameAndReason() throws IOException {
        assertEquals("q.json:1:45: children.1: Could not open 'none.img': No such file or directory."
                + " Check the name; relative names begin at the configuration's folder.",
                problem("\"a.img\"", "\"none.img\""));
        Files.createDirectory(folder.resolve("dir"));
        assertEquals("q.json:1:45: children.1: Could not open 'dir': Is a directory. Give a file.",
                problem("\"a.img\"", "\"dir\""));
        assertEquals("q.json:1:45: children.1: 'empty.img' is empty. Give an image with at least one byte.",
                problem("\"a.img\"", "\"empty.img\""));
        assertEquals(
                "q.json:1:45: children.1: 'a.img' is listed twice: it is children.0 already. Give every replica once.",
                problem("\"a.img\"", "\"a.img\""));
        assertTrue(problem("\"a.img\"", "\"q.qcow2\"").startsWith("q.json:1:45: children.1: '")
                && problem("\"a.img\"", "\"q.qcow2\"").contains("q.qcow2': it has 8 bytes, too few for its header. "));
        Files.write(folder.resolve("q.qcow"), new byte[]{'Q', 'F', 'I', (byte) 0xFB, 0, 0, 0, 1});
        assertEquals(
                "q.json:1:45: children.1: 'q.qcow' is an image of format 'qcow', which is not opened here. "
                        + ImageFormat.REMEDY,
                problem("\"a.img\"", "\"q.qcow\""));
        assertEquals("q.json:1:45: children.1: Could not refresh total sector count: Input/output error:"
                + " the children are not of one length: c0 has 4096 bytes, 512 more (a.img); c1 has 3584 bytes (short.img)."
                + " Give replicas of one disk; size cuts a longer one, --common compares the first 3584 bytes, which all have.",
                problem("\"a.img\"", "\"short.img\""));
        assertTrue(
                problem("\"a.img\"", "{\"file\": \"b.img\", \"offset\": 4096}").contains("the part from offset 4096"));
        assertTrue(problem("\"a.img\"", "{\"file\": \"b.img\", \"node-name\": \"c0\"}").contains("Duplicate nodes"));
    }

    @Test
    void aLinkToAReplicaIsTheSameReplica() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.img"), folder.resolve("a.img"));
        assertTrue(problem("\"a.img\"", "\"link.img\"").contains("listed twice"));
    }

    @Test
    void twoPartsOfOneFileAreTwoReplicas() throws Exception {
        try (OpenedQuorum opened = open("""
                {"vote-threshold": 1, "children": [{"file": "bad.img", "size": 1024},
                                                   {"file": "bad.img", "offset": 1024, "size": 1024}]}
                """)) {
            assertEquals(2, opened.sectors());
            assertEquals("BA",
                    opened.quorum().examine(new SectorRange(0, 2)).result().get().vote().orElseThrow().pattern());
        }
    }

    @Test
    void anImageOfAnotherFormatIsOpenedAsBytesIfThatIsSaid() throws Exception {
        Files.copy(folder.resolve("q.qcow2"), folder.resolve("r.qcow2"));
        try (OpenedQuorum opened = open(
                "driver=quorum,vote-threshold=1,children.0.driver=raw,children.0.file.filename=q.qcow2,"
                        + "children.1.driver=raw,children.1.file.filename=r.qcow2")) {
            assertEquals(1, opened.sectors());
        }
    }

    @Test
    void blkdebugsRulesAreInForce() throws Exception {
        try (OpenedQuorum opened = open("""
                {"driver": "quorum", "vote-threshold": 1, "children": [
                   {"driver": "raw", "file": {"driver": "file", "filename": "a.img"}},
                   {"driver": "raw", "file": {"driver": "blkdebug", "image": {"driver": "file", "filename": "b.img"},
                      "inject-error": [{"event": "none", "iotype": "read", "errno": 28, "sector": 3}]}}]}
                """)) {
            assertEquals("A!",
                    opened.quorum().examine(new SectorRange(2, 2)).result().get().vote().orElseThrow().pattern());
            assertEquals("AA",
                    opened.quorum().examine(new SectorRange(0, 3)).result().get().vote().orElseThrow().pattern());
        }
    }

    @Test
    void aBlkdebugRuleWithoutAnEventIsRefusedInQemusWords() {
        String message = assertThrows(ConfigurationProblem.class, () -> open("driver=quorum,vote-threshold=1,"
                + "children.0.driver=blkdebug,children.0.image.filename=a.img,children.0.inject-error.0.errno=5,"
                + "children.1.file.filename=b.img")).getMessage();
        assertTrue(message.contains("children.0.inject-error.0.event: Missing event name for rule"), message);
    }

    @Test
    void aFaultThatFiresIsToldBeforeWhatTheQuorumMakesOfIt() throws Exception {
        try (OpenedQuorum opened = open("""
                {"vote-threshold": 1, "children": ["a.img", {"file": "b.img", "faults": [
                   {"title": "bad sector", "effect": "errno", "sector": 3}]}]}
                """)) {
            opened.quorum().examine(new SectorRange(0, 8)).result().get();
            assertTrue(events.get(0) instanceof Event.FaultFired fired && fired.child().equals("c1")
                    && fired.fault().equals("bad sector") && fired.range().equals(new SectorRange(3, 1)),
                    events.toString());
            assertTrue(events.get(1) instanceof Event.ReportBad);
            assertEquals(List.of(1L, 2L), events.stream().map(Event::sequence).toList());
        }
    }

    private Configuration common(String... names) throws ConfigurationProblem {
        return new ConfigurationReader(folder, Adjustments.NONE).read(List.of(names)).withCommon(true);
    }

    @Test
    void theCommonPartIsComparedIfThatIsWanted() throws Exception {
        Files.write(folder.resolve("long.img"), Arrays.copyOf(Files.readAllBytes(folder.resolve("a.img")), 5000));
        try (OpenedQuorum opened = OpenedQuorum.open(common("a.img", "long.img", "bad.img"), Access.EXAMINE,
                events::add)) {
            assertEquals(8, opened.sectors());
            assertEquals("AAB", opened.quorum().examine(opened.disk()).result().get().vote().orElseThrow().pattern());
            assertTrue(opened.remarks().getFirst().english().contains("c1 has 5000 bytes, 904 more"),
                    opened.remarks().toString());
        }
        try (OpenedQuorum opened = OpenedQuorum.open(common("a.img", "b.img"), Access.EXAMINE, events::add)) {
            assertEquals(List.of(), opened.remarks());
        }
    }

    @Test
    void theFooterOfAFixedVhdIsToldOfWhereItIsTakenForPartOfTheDisk() throws Exception {
        byte[] vhd = Files.readAllBytes(folder.resolve("a.img"));
        byte[] mark = "conectix".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(mark, 0, vhd, vhd.length - 512, mark.length);
        Files.write(folder.resolve("fixed.vhd"), vhd);
        try (OpenedQuorum opened = open("{\"vote-threshold\": 1, \"children\": [\"fixed.vhd\", \"a.img\"]}")) {
            assertEquals(1, opened.remarks().size());
            assertTrue(opened.remarks().getFirst().english().contains("fixed.vhd' ends with the footer of a fixed VHD"),
                    opened.remarks().toString());
            assertEquals(8, opened.sectors(), "as in QEMU, the footer is there");
        }
        try (OpenedQuorum opened = open("{\"vote-threshold\": 1, \"children\": ["
                + "{\"file\": \"fixed.vhd\", \"driver\": \"raw\"}, \"a.img\"]}")) {
            assertEquals(List.of(), opened.remarks(), "who says raw means raw");
        }
    }

    @Test
    void lengthsThatDifferWithinTheLastSectorAreOneLengthAndSaid() throws Exception {
        Files.writeString(folder.resolve("seven"), "1234567");
        Files.writeString(folder.resolve("nine"), "123456789");
        try (OpenedQuorum opened = open("{\"vote-threshold\": 1, \"children\": [\"seven\", \"nine\"]}")) {
            assertEquals(1, opened.sectors());
            assertEquals("BA", opened.quorum().examine(opened.disk()).result().get().vote().orElseThrow().pattern());
            assertTrue(opened.remarks().getFirst().english().contains("c1 has 9 bytes, 2 more"),
                    opened.remarks().toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1f8b0800|gzip", "28b52ffd24|zstd", "fd377a585a0000|xz",
            "425a6839314159265359|bzip2", "455646090d0aff0001|E01 (EWF)", "3aff26ed0100|Android sparse image",
            "706172746372626f6e65|", "706172746 36c6f6e652d696d61676500|partclone"})
    void whatIsPackedIsNamedWithWhatUnpacksIt(String start, @Nullable String format) throws Exception {
        byte[] head = HexFormat.of().parseHex(start.replace(" ", ""));
        Files.write(folder.resolve("packed.img"), Arrays.copyOf(head, 4096));
        if (format == null) {
            open("{\"vote-threshold\": 1, \"children\": [\"a.img\", \"packed.img\"]}").close();
            return;
        }
        String message = problem("\"a.img\"", "\"packed.img\"");
        assertTrue(message.contains("'packed.img' is an image of format '" + format + "'"), message);
        open("{\"vote-threshold\": 1, \"children\": [\"a.img\", {\"file\": \"packed.img\", \"driver\": \"raw\"}]}")
                .close();
    }

    @Test
    void partsOfOneImageAreNoReplicas() throws Exception {
        byte[] content = Files.readAllBytes(folder.resolve("a.img"));
        for (String name : List.of("x.001", "x.002", "x.010", "x.01", "x.02", "x.0002", "x.0003", "y.002")) {
            Files.write(folder.resolve(name), content);
        }
        for (String parts : List.of("\"x.001\", \"x.002\"", "\"x.002\", \"x.001\"", "\"x.010\", \"x.001\", \"x.002\"",
                "\"x.0002\", \"x.0003\"")) {
            ConfigurationProblem refused = assertThrows(ConfigurationProblem.class,
                    () -> open("{\"vote-threshold\": 1, \"children\": [" + parts + "]}"));
            assertTrue(refused.getMessage().contains("parts of one image"), refused.getMessage());
        }
        open("{\"vote-threshold\": 1, \"children\": [\"x.01\", \"x.02\", \"x.001\", \"y.002\"]}").close();
        open("{\"vote-threshold\": 1, \"children\": [{\"file\": \"x.001\", \"driver\": \"raw\"}, \"x.002\"]}").close();
    }

    @Test
    void ofPartsBetweenWhichSomeAreMissingItIsSaid() throws Exception {
        byte[] content = Files.readAllBytes(folder.resolve("a.img"));
        for (String name : List.of("x.001", "x.010", "x.0010")) {
            Files.write(folder.resolve(name), content);
        }
        try (OpenedQuorum opened = open("{\"vote-threshold\": 1, \"children\": [\"x.001\", \"x.010\"]}")) {
            assertEquals(1, opened.remarks().size());
            assertTrue(opened.remarks().getFirst().english().contains("x.010' may be parts of one image"),
                    opened.remarks().toString());
        }
        for (String children : List.of("{\"file\": \"x.001\", \"driver\": \"raw\"}, \"x.010\"",
                "\"x.001\", \"x.0010\"")) {
            try (OpenedQuorum opened = open("{\"vote-threshold\": 1, \"children\": [" + children + "]}")) {
                assertEquals(List.of(), opened.remarks());
            }
        }
    }

    @Test
    void whoIsWaitedForWhileItIsOpenedIsKnownAndGivingUpWaitsForNobody() throws Exception {
        PendingQuorum pending = PendingQuorum.begin(common("a.img", "b.img"), Access.EXAMINE, events::add);
        pending.await().close();
        assertEquals(Optional.empty(), pending.waitingFor());
        pending.giveUp();
        ConfigurationProblem problem = pending.gaveUp("2 seconds");
        assertEquals(Optional.of(Errno.ETIMEDOUT), problem.errno());
        assertTrue(problem.getMessage().contains("a child has not answered after 2 seconds"));
        assertThrows(ConfigurationProblem.class,
                () -> PendingQuorum.begin(common("a.img", "none.img"), Access.EXAMINE, events::add).await());
    }
}
