// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ChildSource.Inner;
import org.quorumworkbench.core.format.DiskFormat;
import org.quorumworkbench.core.format.ImageRequest;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.quorum.Semantics;

class ConfigurationReaderTest {

    private static final Path HERE = Path.of("here").toAbsolutePath();
    private static final Path THERE = Path.of("there").toAbsolutePath();

    private static Configuration word(String... words) throws ConfigurationProblem {
        return new ConfigurationReader(HERE, Adjustments.NONE).read(List.of(words));
    }

    private static Configuration text(String text) throws ConfigurationProblem {
        return new ConfigurationReader(HERE, Adjustments.NONE).text(text, "q.json", THERE);
    }

    private static String problem(String text) {
        return assertThrows(ConfigurationProblem.class, () -> text(text)).getMessage();
    }

    private static List<Path> files(Configuration configuration) {
        return configuration.children().stream().map(child -> ((Image) child.source()).file()).toList();
    }

    @Test
    void imagesAloneAreReplicasThatNeedAMajority() throws ConfigurationProblem {
        Configuration read = word("a.img", "b.img", "c.img");
        assertEquals(Policy.threshold(2), read.policy());
        assertEquals(List.of(HERE.resolve("a.img"), HERE.resolve("b.img"), HERE.resolve("c.img")), files(read));
        assertEquals("c2", read.childName(2));
        assertEquals(3, word("a", "b", "c", "d").policy().threshold());
    }

    @Test
    void whoNamesAnUnknownDriverIsToldAllThatAreTaken() {
        String message = problem("{\"driver\": \"quorum\", \"vote-threshold\": 1, \"children\": ["
                + "{\"driver\": \"null-co\"}, {\"driver\": \"null-co\"}]}");
        assertTrue(message.contains("Known are: quorum, raw,") && message.contains("qcow2"), message);
    }

    @Test
    void theCommandLineMayAskForAnotherThreshold() throws ConfigurationProblem {
        ConfigurationReader reader = new ConfigurationReader(HERE, ConfigurationReader.threshold(3));
        assertEquals(3, reader.read(List.of("a.img", "b.img", "c.img")).policy().threshold());
        String message = assertThrows(ConfigurationProblem.class, () -> reader.read(List.of("a.img", "b.img")))
                .getMessage();
        assertEquals("command line: --threshold: threshold may not exceed children count."
                + " Give a number from 1 to 2, the number of children.", message);
    }

    @Test
    void theNativeFormNamesFilesFromItsOwnFolder() throws ConfigurationProblem {
        Configuration read = text(
                """
                        {"format": 1, "node-name": "disk", "semantics": "7.2", "vote-threshold": 2, "rewrite-corrupted": true,
                         "children": ["a.img", {"file": "sub/b.img", "node-name": "second", "read-only": true, "offset": 512, "size": 1024}]}
                        """);
        assertEquals("disk", read.name());
        assertEquals(new Policy(2, false, true, ReadPattern.QUORUM, Semantics.V7_2), read.policy());
        assertEquals(new Image(THERE.resolve("a.img"), true, 0, OptionalLong.empty()), read.children().get(0).source());
        assertEquals(new Image(THERE.resolve("sub/b.img"), true, 512, OptionalLong.of(1024)),
                read.children().get(1).source());
        assertEquals(Optional.of("second"), read.children().get(1).nodeName());
        assertTrue(read.children().get(1).readOnly());
        assertEquals("c0", read.childName(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "json:{\"driver\":\"quorum\",\"vote-threshold\":2,\"children\":[{\"driver\":\"raw\",\"file\":{\"driver\":\"file\",\"filename\":\"c0.raw\"}},{\"driver\":\"raw\",\"file\":{\"driver\":\"file\",\"filename\":\"c1.raw\"}}]}",
            "json:{\"driver\":\"quorum\",\"vote-threshold\":\"2\",\"children.0.driver\":\"raw\",\"children.0.file.filename\":\"c0.raw\",\"children.1.driver\":\"raw\",\"children.1.file.filename\":\"c1.raw\"}",
            "driver=quorum,vote-threshold=2,children.0.driver=raw,children.0.file.filename=c0.raw,children.1.driver=raw,children.1.file.filename=c1.raw",
            "driver=raw,file.driver=quorum,file.vote-threshold=0x2,file.children.0.driver=raw,file.children.0.file.filename=c0.raw,file.children.1.driver=raw,file.children.1.file.filename=c1.raw",
            "file.driver=quorum,file.vote-threshold=02,file.children.0.driver=raw,file.children.0.file.filename=c0.raw,file.children.1.driver=raw,file.children.1.file.filename=c1.raw",
            "driver=quorum,vote-threshold= \t+2,children.0.driver=raw,children.0.file.filename=c0.raw,children.1.driver=raw,children.1.file.filename=c1.raw",
            "json:{\"driver\":\"quorum\",\"vote-threshold\":\"\\n2\",\"children.0.driver\":\"raw\",\"children.0.file.filename\":\"c0.raw\",\"children.1.driver\":\"raw\",\"children.1.file.filename\":\"c1.raw\"}",
            "if=virtio,driver=quorum,read-pattern=quorum,id=colo-disk0,vote-threshold=+2,children.0.file.filename=c0.raw,children.0.driver=raw,children.1.file.filename=c1.raw,children.1.driver=raw"})
    void qemuLiteralsOfEveryFormSayTheSame(String literal) throws ConfigurationProblem {
        Configuration read = word(literal);
        assertEquals(Policy.threshold(2), read.policy());
        assertEquals(List.of(new Image(HERE.resolve("c0.raw"), false, 0, OptionalLong.empty()),
                new Image(HERE.resolve("c1.raw"), false, 0, OptionalLong.empty())),
                read.children().stream().map(ChildSpec::source).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2 ", "+ 2", " ", "", "2k", "0x", "1e0"})
    void whatQemuTakesForNoNumberIsNone(String threshold) {
        assertThrows(ConfigurationProblem.class, () -> word("driver=quorum,vote-threshold=" + threshold
                + ",children.0.file.filename=c0.raw,children.1.file.filename=c1.raw"));
    }

    @Test
    void aCommaInAnOptionStringIsDoubled() throws ConfigurationProblem {
        Configuration read = word("driver=quorum,vote-threshold=1,children.0.file.filename=a,,b=c.img,"
                + "children.1.file.filename=d.img");
        assertEquals(List.of(HERE.resolve("a,b=c.img"), HERE.resolve("d.img")), files(read));
    }

    @Test
    void nodesOfABlockdevListReferToEachOther() throws ConfigurationProblem {
        Configuration read = text("""
                [{"driver": "file", "node-name": "f0", "filename": "a.img"},
                 {"driver": "raw", "node-name": "r1", "file": "f1", "offset": "1k"},
                 {"driver": "file", "node-name": "f1", "filename": "b.img"},
                 {"execute": "blockdev-add", "arguments":
                    {"driver": "quorum", "node-name": "q", "vote-threshold": 1, "children": ["f0", "r1"]}}]
                """);
        assertEquals("q", read.name());
        assertEquals(new Image(THERE.resolve("b.img"), false, 1024, OptionalLong.empty()),
                read.children().get(1).source());
        assertEquals("r1", read.childName(1));
    }

    @Test
    void aQuorumMayBeAChild() throws ConfigurationProblem {
        Configuration read = text("""
                [{"driver": "quorum", "node-name": "inner", "vote-threshold": 1, "children": [
                    {"driver": "file", "filename": "a"}, {"driver": "file", "filename": "b"}]},
                 {"driver": "quorum", "vote-threshold": 2, "children": ["inner", {"driver": "file", "filename": "c"}]}]
                """);
        Configuration inner = ((Inner) read.children().getFirst().source()).quorum();
        assertEquals(2, inner.children().size());
        assertEquals(1, inner.policy().threshold());
        assertEquals("inner", read.childName(0));
    }

    @Test
    void aScriptsBlockdevOptionsAreFound() throws ConfigurationProblem {
        Configuration read = new ConfigurationReader(HERE, Adjustments.NONE).text("""
                qemu-system-x86_64 -m 1G \\
                  -blockdev '{"driver":"file","node-name":"f0","filename":"a b.img"}' \\
                  --blockdev driver=file,node-name=f1,filename=c.img \\
                  -blockdev driver=quorum,node-name=q,vote-threshold=1,children.0=f0,children.1=f1
                """, "start.sh", THERE);
        assertEquals(List.of(THERE.resolve("a b.img"), THERE.resolve("c.img")), files(read));
    }

    @Test
    void aDomainPassesItsQuorumThrough() throws ConfigurationProblem {
        Configuration read = text(
                """
                        <domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
                          <devices><disk type='file' device='disk'><source file='/boot.img'/></disk></devices>
                          <qemu:commandline>
                            <qemu:arg value='-drive'/>
                            <qemu:arg value='driver=quorum,vote-threshold=2,children.0.file.filename=/a.img,children.1.file.filename=/b.img'/>
                          </qemu:commandline>
                        </domain>
                        """);
        assertEquals(List.of(Path.of("/a.img"), Path.of("/b.img")), files(read));
    }

    @Test
    void aDomainWithoutAQuorumLendsItsRawDisksAsReplicas() throws ConfigurationProblem {
        Configuration read = text("""
                <domain><devices>
                  <disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='/a.img'/></disk>
                  <disk type='file' device='cdrom'><source file='/x.iso'/></disk>
                  <disk type='file' device='disk'><driver name='qemu' type='luks'/><source file='/y.luks'/></disk>
                  <disk type='block' device='disk'><source dev='/dev/vg/b'/></disk>
                </devices></domain>
                """);
        assertEquals(List.of(Path.of("/a.img"), Path.of("/dev/vg/b")), files(read));
        assertEquals(List.of("q.json: the domain has no quorum; its 2 disks are taken as replicas.",
                "q.json: a disk is not taken: it is a CD-ROM.",
                "q.json: a disk is not taken: it is an image of format 'luks'."), read.warnings());
    }

    @Test
    void aDomainsDisksInOtherFormatsAreReplicasToo() throws ConfigurationProblem {
        Configuration read = text("""
                <domain><devices>
                  <disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/a.qcow2'/>
                    <backingStore type='file'><format type='raw'/><source file='/base.img'/></backingStore></disk>
                  <disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='/b.img'/></disk>
                </devices></domain>
                """);
        assertEquals(List.of(ChildSource.Formatted.whole(Path.of("/a.qcow2"), DiskFormat.QCOW2),
                new ChildSource.Image(Path.of("/b.img"), false, 0, OptionalLong.empty())),
                read.children().stream().map(ChildSpec::source).toList());
    }

    @Test
    void theWorkbenchsOwnFormNamesWhatAnImageLiesOnAndWhatMayBeOpened() throws ConfigurationProblem {
        Configuration read = text("""
                {"vote-threshold": 1, "allow": ["/x/base.raw"], "children": ["b.img", {"file": "/a", "driver": "qcow2",
                 "backing": {"file": "/c", "driver": "raw"}, "data-file": "/d", "secret-file": "/s"}]}
                """);
        assertEquals(List.of(Path.of("/x/base.raw")), read.consent().files());
        assertEquals(new ChildSource.Formatted(new ImageRequest(Path.of("/a"), Optional.of(DiskFormat.QCOW2),
                new ImageRequest.Backing.Named(ImageRequest.of(Path.of("/c"), DiskFormat.RAW)),
                Optional.of(Path.of("/d")), Optional.of(Path.of("/s"))), 0, OptionalLong.empty()),
                read.children().getLast().source());
    }

    @Test
    void aDocumentTypeIsRefusedAndNothingIsFetched() {
        String message = problem("<!DOCTYPE domain [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<domain>&e;</domain>");
        assertTrue(message.contains("document type"), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"vote-threshold\": 0, \"children\": [\"a\", \"b\"]}|q.json:1:20: vote-threshold: Parameter 'vote-threshold' expects value >= 1. Give a number from 1 to 2, the number of children.",
            "{\"children\": [\"a\", \"b\"]}|q.json:1:1: vote-threshold: Parameter 'vote-threshold' expects value >= 1. Give a number from 1 to 2, the number of children.",
            "{\"vote-threshold\": 3, \"children\": [\"a\", \"b\"]}|q.json:1:20: vote-threshold: threshold may not exceed children count. Give a number from 1 to 2, the number of children.",
            "{\"vote-threshold\": \"2\", \"children\": [\"a\", \"b\"]}|q.json:1:20: vote-threshold: Parameter 'vote-threshold' expects a number, not the string \"2\". Write a whole number, 2 for instance.",
            "{\"vote-threshold\": 2.0, \"children\": [\"a\", \"b\"]}|q.json:1:20: vote-threshold: Parameter 'vote-threshold' expects a number, not the number 2.0. Write a whole number, 2 for instance.",
            "{\"blkverify\": 1, \"vote-threshold\": 2, \"children\": [\"a\", \"b\"]}|q.json:1:15: blkverify: Parameter 'blkverify' expects 'on' or 'off', not the number 1. Write true or false.",
            "{\"vote-threshold\": 2, \"children\": [5, \"b\"]}|q.json:1:36: children.0: expects a file's name or an object, not the number 5. Write \"a.img\" or {\"file\": \"a.img\"}.",
            "{\"vote-threshold\": 2, \"children\": [{\"file\": 5}, \"b\"]}|q.json:1:45: children.0.file: Parameter 'file' expects a string, not the number 5. Write it in quotes.",
            "{\"vote-treshold\": 2, \"children\": [\"a\", \"b\"]}|q.json:1:2: vote-treshold: unknown option 'vote-treshold'. Did you mean 'vote-threshold'?",
            "{\"vote-threshold\": 2, \"children\": [{\"flie\": \"a\"}, \"b\"]}|q.json:1:37: children.0.flie: unknown option 'flie'. Did you mean 'file'?",
            "{\"vote-threshold\": 1, \"children\": [\"a\"]}|q.json:1:35: children: Number of provided children must be greater than 1. Give every replica as a child; one child is enough under semantics 7.2.",
            "{\"semantics\": \"7.2\", \"vote-threshold\": 0, \"children\": [\"a\"]}|q.json:1:40: vote-threshold: Parameter 'vote-threshold' expects a value >= 1. Give a number from 1 to 1, the number of children.",
            "{\"semantics\": \"7.2\", \"vote-threshold\": 1, \"children\": []}|q.json:1:55: children: Number of provided children must be 1 or more. Give every replica as a child.",
            "{\"semantics\": \"7.2\", \"blkverify\": true, \"vote-threshold\": 1, \"children\": [\"a\", \"b\"]}|q.json:1:35: blkverify: blkverify=on can only be set if there are exactly two files and vote-threshold is 2. Give two children and vote-threshold 2, or switch blkverify off.",
            "{\"read-pattern\": \"lifo\", \"vote-threshold\": 1, \"children\": [\"a\", \"b\"]}|q.json:1:18: read-pattern: Please set read-pattern as fifo or quorum. Write fifo or quorum.",
            "{\"driver\": \"quorum\", \"vote-threshold\": 1, \"children\": [\"c0.raw\", \"b\"]}|q.json:1:56: children.0: Cannot find device='c0.raw' nor node-name='c0.raw'. Strings here are names of nodes, not of files; give {\"driver\": \"file\", \"filename\": ...} for a file.",
            "{\"driver\": \"quorum\", \"vote-threshold\": 1, \"children\": [0, 1]}|q.json:1:56: children.0: A block device must be specified for \"children.0\", not the number 0. Give a node's name, or an object with its options.",
            "{\"driver\": \"quorum\", \"vote-threshold\": 1, \"children.0.filename\": \"a\", \"children.1.filename\": \"b\"}|q.json:1:43: children.0: Must specify either driver or file. Write children.0.file.filename=... for an image file.",
            "{\"driver\": \"quorum\", \"vote-threshold\": 1, \"children.0\": \"a\", \"children.2\": \"b\"}|q.json:1:43: children: Option children is not a valid array. Number its parts 0, 1, 2 ... without gaps, and give nothing else there.",
            "{\"driver\": \"quorum\", \"foo\": 1, \"vote-threshold\": 1, \"children\": [{\"driver\": \"file\", \"filename\": \"a\"}, {\"driver\": \"file\", \"filename\": \"b\"}]}|q.json:1:22: foo: Block format 'quorum' does not support the option 'foo'.*",
            "{\"driver\": \"quorum\", \"vote-threshold\": 1, \"children\": [{\"driver\": \"dmg\", \"file\": {\"filename\": \"a\"}}, {\"driver\": \"file\", \"filename\": \"b\"}]}|q.json:1:67: children.0.driver: images of format 'dmg' are not opened here. Convert it first.*",
            "{\"driver\": \"quorum\", \"vote-threshold\": 1, \"children\": [{\"driver\": \"file\", \"filename\": \"\"}, {\"driver\": \"file\", \"filename\": \"b\"}]}|.*The 'file' block driver requires a file name.*"})
    void whatIsWrongIsSaidWithItsPlaceAndWhatToDo(String text, String expected) {
        String message = problem(text);
        if (expected.contains(".*")) {
            String[] parts = expected.split("\\.\\*", -1);
            assertTrue(
                    message.startsWith(parts[0])
                            && message.contains(parts.length > 1 && parts[0].isEmpty() ? parts[1] : ""),
                    message);
        } else {
            assertEquals(expected, message);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "`{\n  \"children\": [\"a\" \"b\"]\n}`|q.json:2:20: broken JSON: ",
            "`{\"a\": 1,\n \"a\": 2}`|q.json:2:5: broken JSON: ", "`[1, 2`|q.json:1:6: broken JSON: ",
            "`{} x`|q.json:1:4: broken JSON: ",
            "`{}{}`|q.json:1:3: broken JSON: "})
    void brokenJsonIsSaidWithLineAndColumn(String text, String start) {
        String message = problem(text);
        assertTrue(message.startsWith(start), message);
    }

    @Test
    void aProblemInALiteralIsCountedFromTheLiteralsStart() {
        String message = assertThrows(ConfigurationProblem.class, () -> word("json:{\"driver\" \"quorum\"}"))
                .getMessage();
        assertTrue(message.startsWith("command line:1:16: broken JSON"), message);
    }

    @Test
    void theSeedLeavesAWrongBlkverifyOffWithAWarning() throws ConfigurationProblem {
        Configuration read = text("{\"blkverify\": true, \"vote-threshold\": 1, \"children\": [\"a\", \"b\"]}");
        assertEquals(false, read.policy().blkverify());
        assertTrue(read.warnings().getFirst().contains("using two files with vote_threshold=2"));
    }

    @Test
    void aThresholdLosesItsUpperHalfAsInTheDriver() throws ConfigurationProblem {
        assertEquals(1, text("{\"vote-threshold\": 4294967297, \"children\": [\"a\", \"b\"]}").policy().threshold());
    }

    @Test
    void circlesOfNodesAreRefused() {
        String message = problem("""
                [{"driver": "quorum", "node-name": "q", "vote-threshold": 1, "children": [
                    {"driver": "file", "filename": "x"}, "r"]},
                 {"driver": "raw", "node-name": "r", "file": "s"}, {"driver": "raw", "node-name": "s", "file": "r"}]
                """);
        assertTrue(message.contains("listed twice"), message);
    }

    @Test
    void theSameNodeTwiceIsNoSecondReplica() {
        String message = problem("""
                [{"driver": "file", "node-name": "f", "filename": "x"},
                 {"driver": "quorum", "vote-threshold": 1, "children": ["f", "f"]}]
                """);
        assertTrue(message.startsWith("q.json:2:62: children.1: node 'f' is listed twice"), message);
    }
}
