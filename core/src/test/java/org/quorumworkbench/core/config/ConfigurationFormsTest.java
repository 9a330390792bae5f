// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;

/** Configurations as people have them: in scripts, logs, sessions and other programs' files. */
class ConfigurationFormsTest {

    private static final Path THERE = Path.of("there").toAbsolutePath();

    private static final String PAIR = "{\"driver\":\"quorum\",\"node-name\":\"q\",\"vote-threshold\":1,"
            + "\"children\":[\"x\",\"y\"]}";
    private static final String X = "{\"driver\":\"file\",\"node-name\":\"x\",\"filename\":\"x.img\"}";
    private static final String Y = "{\"driver\":\"file\",\"node-name\":\"y\",\"filename\":\"y.img\"}";

    @TempDir
    private Path folder;

    private static Configuration text(String text) throws ConfigurationProblem {
        return new ConfigurationReader(THERE, Adjustments.NONE).text(text, "conf", THERE);
    }

    private Configuration file(String name, byte[] bytes) throws ConfigurationProblem, IOException {
        return new ConfigurationReader(THERE, Adjustments.NONE).file(Files.write(folder.resolve(name), bytes));
    }

    private static String problem(String text) {
        return assertThrows(ConfigurationProblem.class, () -> text(text)).getMessage();
    }

    private static List<String> files(Configuration configuration) {
        return configuration.children().stream()
                .map(child -> ((Image) child.source()).file().getFileName().toString()).toList();
    }

    private static void assertPair(Configuration read) {
        assertEquals(List.of("x.img", "y.img"), files(read));
        assertEquals(List.of("x", "y"), List.of(read.childName(0), read.childName(1)));
        assertEquals("q", read.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"driver\":\"raw\",\"node-name\":\"top\",\"file\":\"q\"}",
            "{\"driver\":\"copy-on-read\",\"node-name\":\"top\",\"file\":\"q\"}",
            "{\"driver\":\"throttle\",\"node-name\":\"top\",\"throttle-group\":\"g\",\"file\":\"q\"}",
            "{\"driver\":\"raw\",\"node-name\":\"top\",\"file\":{\"driver\":\"raw\",\"file\":\"q\"}}",
            "{\"driver\":\"file\",\"node-name\":\"other\",\"filename\":\"other.img\"}"})
    void aNamedQuorumIsFoundUnderItsFiltersAndBesideOtherNodes(String above) throws ConfigurationProblem {
        Configuration read = text("[" + X + "," + above + "," + Y + "," + PAIR + "]");
        assertPair(read);
        assertEquals(List.of(), read.warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"driver\":\"qcow2\",\"node-name\":\"top\",\"file\":\"q\"}",
            "{\"driver\":\"raw\",\"node-name\":\"top\",\"offset\":512,\"file\":\"q\"}"})
    void aLayerThatMakesOtherSectorsOfTheQuorumsIsLeftOutAndNamed(String above) throws ConfigurationProblem {
        Configuration read = text("[" + X + "," + Y + "," + PAIR + "," + above + "]");
        assertPair(read);
        assertTrue(read.warnings().getFirst().contains("'top'") && read.warnings().size() == 1,
                read.warnings().toString());
    }

    @Test
    void twoWaysToOneQuorumAreOneAndTwoQuorumsAreTwo() throws ConfigurationProblem {
        assertPair(text("[" + X + "," + Y + "," + PAIR + ",{\"driver\":\"raw\",\"node-name\":\"r\",\"file\":\"q\"},"
                + "{\"driver\":\"raw\",\"node-name\":\"s\",\"file\":\"q\"}]"));
        assertTrue(problem("[" + X + "," + Y + "," + PAIR + "," + PAIR.replace("\"q\"", "\"p\"") + "]")
                .contains("there are 2 quorums here"));
    }

    @Test
    void nodesThatShareWhatLiesBelowThemAreLookedAtOnce() {
        StringBuilder nodes = new StringBuilder("[{\"driver\":\"file\",\"node-name\":\"n0\",\"filename\":\"x\"}");
        for (int i = 1; i < 60; i++) {
            nodes.append(",{\"driver\":\"blkverify\",\"node-name\":\"n" + i + "\",\"test\":\"n" + (i - 1)
                    + "\",\"raw\":\"n" + (i - 1) + "\"}");
        }
        assertTrue(problem(nodes + "]").contains("there is no quorum here"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "-drive id=x,file=x.img,format=raw,if=none -drive node-name=y,driver=raw,file.filename=y.img "
                    + "-drive if=virtio,id=q,driver=quorum,vote-threshold=1,children.0=x,children.1=y,cache=none",
            "qemu -blockdev file,node-name=x,filename=x.img --blockdev=driver=raw,node-name=y,file.driver=file,"
                    + "file.filename=y.img\n  -blockdev '" + PAIR + "'",
            "qemu -drive \"if=none,file=json:{'driver':'quorum',,'node-name':'q',,'vote-threshold':1,,"
                    + "'children':[{'driver':'file',,'node-name':'x',,'filename':'x.img'},,"
                    + "{'driver':'file',,'node-name':'y',,'filename':'y.img'}]}\"",
            "qemu -drive id=x,file=file:x.img,format=raw,readonly -drive id=y,file=./y.img,format=raw "
                    + "-drive id=q,driver=quorum,vote-threshold=9,vote-threshold=1,children.0=x,children.1=y"})
    void drivesAreParsedAsDrives(String commandLine) throws ConfigurationProblem {
        assertPair(text(commandLine));
    }

    @Test
    void whatIsSaidBesideAJsonNameCountsMoreThanTheName() throws ConfigurationProblem {
        Configuration read = text(
                "-drive file.vote-threshold=3,vote-threshold=2,\"file=json:{\\\"driver\\\":\\\"quorum\\\",,"
                        .replace("file.vote-threshold=3,", "")
                        + "\\\"vote-threshold\\\":1,,\\\"children\\\":[{\\\"driver\\\":\\\"file\\\",,\\\"filename\\\":\\\"x\\\"},,"
                        + "{\\\"driver\\\":\\\"file\\\",,\\\"filename\\\":\\\"y\\\"}]}\"");
        assertEquals(2, read.policy().threshold());
    }

    @Test
    void onlyADriveTakesAProtocolFromAName() {
        assertTrue(problem("-drive id=x,file=rbd:pool/x,format=raw -drive driver=quorum,vote-threshold=1,children.0=x")
                .contains("protocol 'rbd' is not opened here"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rep:0.img", "rbd:pool/x", "file:x", "json:x.img"})
    void aNameWithAColonIsAFilesNameInTheOptionsOfANode(String name) throws ConfigurationProblem {
        Configuration read = text("{\"driver\":\"quorum\",\"vote-threshold\":1,\"children\":["
                + "{\"driver\":\"file\",\"filename\":\"" + name + "\"},{\"file\":{\"filename\":\"" + name + "2\"}}]}");
        assertEquals(List.of(THERE.resolve(name), THERE.resolve(name + "2")),
                read.children().stream().map(child -> ((Image) child.source()).file()).toList());
    }

    @Test
    void aWordThatNamesAFileIsThatFileWhateverItLooksLike() throws Exception {
        List<String> names = List.of("driver=a.img", "json:{b}.img", "c=1,driver=quorum.img");
        for (String name : names) {
            Files.write(folder.resolve(name), new byte[512]);
        }
        Configuration read = new ConfigurationReader(folder, Adjustments.NONE).read(names);
        assertEquals(names, files(read));
    }

    @Test
    void jsonInSingleQuotesIsTakenAsQemuTakesIt() throws ConfigurationProblem {
        assertPair(text("[" + X.replace('"', '\'') + "," + Y + "," + PAIR.replace('"', '\'') + "]"));
        assertEquals(List.of("it's.img", "y"), files(text("json:{'driver':'quorum','vote-threshold':1,'children':["
                + "{'driver':'file','filename':'it\\'s.img'},{'driver':'file','filename':'y'}]}")));
    }

    private static String add(String node) {
        return "{\"execute\": \"blockdev-add\", \"arguments\": " + node + "}\n";
    }

    @Test
    void aSessionIsReadToItsEnd() throws ConfigurationProblem {
        String z = Y.replace("\"y\"", "\"z\"").replace("y.img", "z.img");
        assertPair(text("{\"execute\": \"qmp_capabilities\"}\n" + add(X) + add(Y) + add(PAIR)));
        assertPair(
                text("{\"QMP\": {\"capabilities\": []}}\n-> {\"execute\": \"qmp_capabilities\"}\n<- {\"return\": {}}\n"
                        + "-> " + add(X) + "<- {\"return\": {}}\n-> " + add(Y.replace("y.img", "typo"))
                        + "<- {\"error\": {\"class\": \"GenericError\", \"desc\": \"no such file\"}}\n-> " + add(Y)
                        + "<- {\"return\": {}}\n-> " + add(PAIR) + "<- {\"return\": {}}\n"));
        assertPair(text(add(X) + add(Y) + add(z) + add(PAIR.replace("\"x\",\"y\"", "\"x\",\"z\""))
                + "{\"execute\":\"x-blockdev-change\",\"arguments\":{\"parent\":\"q\",\"child\":\"children.1\"}}\n"
                + "{\"execute\":\"x-blockdev-change\",\"arguments\":{\"parent\":\"q\",\"node\":\"y\"}}\n"));
        assertPair(text(add("{\"options\":" + X + "}") + add(Y) + add(PAIR)));
    }

    @Test
    void eventsAloneAreNoConfiguration() {
        String message = problem("""
                {"event": "QUORUM_REPORT_BAD", "data": {"sector-num": 5}}
                {"event": "QUORUM_FAILURE", "data": {}}
                """);
        assertTrue(message.contains("--at"), message);
        assertTrue(problem("Jan 1 host kernel: drbd r0/0 drbd0 peer: Out of sync: start=8, size=8 (sectors)\n")
                .contains("--at"));
    }

    @Test
    void theWordsOfAProcessAreReadWhereItWorks() throws Exception {
        String words = "qemu-system-x86_64\0-name\0it's\0-blockdev\0" + X + "\0-blockdev\0" + Y + "\0-blockdev\0" + PAIR
                + "\0";
        Configuration read = file("cmdline", words.getBytes(StandardCharsets.UTF_8));
        assertPair(read);
        assertEquals(folder.resolve("x.img"), ((Image) read.children().getFirst().source()).file());
        assertPair(text("root 1 0.0 qemu-system-x86_64 -blockdev " + X + " -blockdev " + Y + " -blockdev " + PAIR
                + " -msg timestamp=on\n"));
    }

    @Test
    void anApostropheInProseIsNoQuotation() throws ConfigurationProblem {
        String args = "args: -blockdev '" + X + "' -blockdev '" + Y + "' -blockdev '" + PAIR + "'\n";
        assertPair(text("#Eve's machine, don't touch\nagent: 1\n" + args + "boot: order=scsi0\n"));
        assertPair(text("description: Eve's machine\n" + args + "name: eve\n\n[before]\n"
                + args.replace("x.img", "old.img")));
    }

    @Test
    void ofALogTheLastBootCounts() throws ConfigurationProblem {
        String boot = "2026-03-0%d 09:00:00.000+0000: starting up libvirt version: 10.0.0, qemu version: 8.2.2\n"
                + "LC_ALL=C \\\n/usr/bin/qemu-system-x86_64 \\\n-blockdev '%s' \\\n-blockdev '" + Y
                + "' \\\n-blockdev '"
                + PAIR + "' \\\n-msg timestamp=on\nchar device redirected to /dev/pts/3 (label charserial0)\n";
        String old = X.replace("x.img", "old.img");
        assertPair(text(String.format(boot, 1, X)));
        assertPair(text(String.format(boot, 1, old) + "2026-03-02 08:00:00.000+0000: shutting down, reason=crashed\n"
                + String.format(boot, 2, X)));
        assertPair(text(String.format(boot, 1, old) + "qemu: terminating on signal 15 (can't reconnect)\n"
                + String.format(boot, 2, X) + "qemu: warning: guest doesn't answer\n"));
    }

    @Test
    void ofALogThatIsLongerThanAConfigurationTheEndIsRead() throws Exception {
        String boot = "2026-03-01 09:00:00.000+0000: starting up libvirt version: 10.0.0, qemu version: 8.2.2\n"
                + "/usr/bin/qemu-system-x86_64 -blockdev '%s' -blockdev '" + Y + "' -blockdev '" + PAIR
                + "'\n2026-03-01 10:00:00.000+0000: shutting down, reason=shutdown\n";
        String old = String.format(boot, X.replace("x.img", "old.img"));
        // Once as long as is read at most, and in pieces.
        for (int times : List.of(4 << 20, 9 << 20)) {
            String log = old.repeat(times / old.length() + 1);
            assertEquals(List.of("x.img", "y.img"),
                    files(file("vm.log", (log + String.format(boot, X)).getBytes(StandardCharsets.UTF_8))));
            String wrong = assertThrows(ConfigurationProblem.class, () -> file("vm.log",
                    (log + boot.replace("'%s'", "'%s")).getBytes(StandardCharsets.UTF_8))).getMessage();
            long line = log.lines().count() + 2;
            assertTrue(wrong.contains("vm.log:" + line + ":"), wrong);
        }
    }

    @Test
    void aTextThatIsTooLongIsToldTheBound() {
        String wrong = assertThrows(ConfigurationProblem.class,
                () -> file("notes", "a line\n".repeat(1 << 20).getBytes(StandardCharsets.UTF_8))).getMessage();
        assertTrue(wrong.contains("this text is longer than 4194304 bytes"), wrong);
        String image = assertThrows(ConfigurationProblem.class, () -> file("image", new byte[5 << 20])).getMessage();
        assertTrue(image.contains("as an image it would be one child alone"), image);
    }

    @Test
    void aQuotationThatNothingEndsIsSaid() {
        assertEquals("conf:1:17: the quotation that begins here does not end. Close the quotation.",
                problem("qemu -blockdev '" + X));
    }

    @Test
    void aSliceOfAFileIsTheDiskAndABackingImageIsNot() throws ConfigurationProblem {
        Configuration read = text(
                """
                        <domain><devices>
                          <disk type='file' device='disk'><driver type='raw'/>
                            <backingStore type='file'><format type='raw'/><source file='/base.img'/><backingStore/></backingStore>
                            <source file='/x.img'><slices><slice type='storage' offset='1048576' size='4096'/></slices></source>
                            <target dev='vda'/></disk>
                          <disk type='block' device='lun'><source dev='/dev/y'/></disk>
                          <disk type='network'><source protocol='iscsi' name='iqn/1'/><target dev='vdc'/></disk>
                          <disk type='nvme'><source type='pci'/><target dev='vdd'/></disk>
                        </devices></domain>
                        """);
        assertEquals(List.of(new Image(Path.of("/x.img"), false, 1 << 20, OptionalLong.of(4096)),
                new Image(Path.of("/dev/y"), true, 0, OptionalLong.empty())),
                read.children().stream().map(ChildSpec::source).toList());
        assertEquals(List.of(
                "conf: vdc is not taken: it is on the network (iscsi iqn/1), and only files, block devices and exports of NBD servers are opened.",
                "conf: vdd is not taken: it is a disk of type 'nvme'."),
                read.warnings().subList(1, 3));
    }

    @Test
    void theCopyOfARunningJobIsComparedWithItsDisk() throws ConfigurationProblem {
        Configuration read = text("""
                <domain><devices>
                  <disk type='file'><driver type='raw'/><source file='/x.img'/><target dev='vda'/>
                    <mirror type='file' job='copy'><format type='raw'/><source file='/y.img'/></mirror></disk>
                  <disk type='file'><driver type='raw'/><source file='/other.img'/><target dev='vdb'/></disk>
                </devices></domain>
                """);
        assertEquals(List.of("x.img", "y.img"), files(read));
    }

    @Test
    void aTextOfAnotherEncodingIsReadByItsDeclarationOrByteForByte() throws Exception {
        assumeTrue(FileName.path(folder, "\uDCE9").getFileSystem().supportedFileAttributeViews().contains("unix"));
        String domain = "<domain><devices><disk type='file'><source file='/\u00E9.img'/></disk>"
                + "<disk type='file'><source file='/y.img'/></disk></devices></domain>";
        assertEquals(Path.of("/\u00E9.img"), image(file("declared.xml",
                ("<?xml version='1.0' encoding='ISO-8859-1'?>" + domain).getBytes(StandardCharsets.ISO_8859_1))));
        Path bytes = FileName.path(Path.of("/"), "\uDCE9.img");
        assertEquals(bytes, image(file("undeclared.xml", domain.getBytes(StandardCharsets.ISO_8859_1))));
        String script = "-drive driver=quorum,vote-threshold=1,children.0.file.filename=/\u00E9.img,"
                + "children.1.file.filename=/y.img\n";
        assertEquals(bytes, image(file("start.sh", script.getBytes(StandardCharsets.ISO_8859_1))));
        assertEquals(bytes, image(file("q.json", "{\"vote-threshold\": 1, \"children\": [\"/\u00E9.img\", \"/y.img\"]}"
                .getBytes(StandardCharsets.ISO_8859_1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void aTextInUtf16IsReadWithAMarkAndWithout(String charset) throws Exception {
        String json = "{\"vote-threshold\": 1, \"children\": [\"/\u00E9.img\", \"/y.img\"]}\r\n";
        String domain = "<?xml version='1.0' encoding='UTF-16'?><domain><devices>"
                + "<disk type='file'><source file='/\u00E9.img'/></disk>"
                + "<disk type='file'><source file='/y.img'/></disk></devices></domain>\r\n";
        for (String text : List.of(json, domain)) {
            for (String mark : List.of("", "\uFEFF")) {
                assertEquals(Path.of("/\u00E9.img"),
                        image(file("wide", (mark + text).getBytes(Charset.forName(charset)))));
            }
        }
    }

    private static Path image(Configuration read) {
        return ((Image) read.children().getFirst().source()).file();
    }

    @Test
    void aNameThatIsNoUtf8IsWrittenSoThatItIsReadAgain() throws Exception {
        Path file = FileName.path(folder, "caf\uDCE9.img");
        assumeTrue(!file.toString().contains("\uDCE9"));
        Files.write(file, new byte[512]);
        Files.write(folder.resolve("y.img"), new byte[512]);
        ConfigurationReader reader = new ConfigurationReader(folder, Adjustments.NONE);
        Configuration read = reader.read(List.of("caf\uFFFD.img", "y.img"));
        assertEquals(file, image(read));
        String written = ConfigurationWriter.write(read, ConfigurationWriter.Form.NATIVE).text();
        assertEquals(file, image(reader.text(written, "q.json", THERE)));
        assertTrue(written.contains("\\uDCE9"), written);
        String options = ConfigurationWriter.write(read, ConfigurationWriter.Form.IMAGE_OPTS).text();
        assertTrue(options.contains("/caf\uDCE9.img,"), "its byte is kept");
        assertEquals(file, image(reader.read(List.of(options))));
        for (var form : List.of(ConfigurationWriter.Form.QEMU_JSON, ConfigurationWriter.Form.QEMU_COMMAND)) {
            assertEquals("a file's name is not UTF-8, and JSON cannot say it",
                    ConfigurationWriter.write(read, form).refused().orElseThrow().english());
            assertEquals("", ConfigurationWriter.write(read, form).text());
        }
    }

    @Test
    void filtersBelowAQuorumHandOnWhatLiesUnderThem() throws ConfigurationProblem {
        Configuration read = text("""
                {"driver": "quorum", "vote-threshold": 1, "children": [
                  {"driver": "throttle", "node-name": "t", "throttle-group": "g", "file":
                    {"driver": "raw", "offset": 512, "file": {"driver": "file", "filename": "x.img"}}},
                  {"driver": "raw", "file": {"driver": "copy-on-read", "file": {"driver": "blkdebug",
                    "inject-error": [{"event": "read_aio"}], "image": {"driver": "file", "filename": "y.img"}}}}]}
                """);
        assertEquals(new Image(THERE.resolve("x.img"), false, 512, OptionalLong.empty()),
                read.children().getFirst().source());
        assertEquals(Optional.of("t"), read.children().getFirst().nodeName());
        assertEquals(false, read.children().get(1).blkdebug().orElseThrow().rawAbove(),
                "a filter tells no events to what lies below it");
        List<String> said = List.of(
                "children.0: its throttle node is left out: it changes when bytes come, never which.",
                "children.1: its copy-on-read node is left out: it changes when bytes come, never which.");
        for (ConfigurationWriter.Form form : ConfigurationWriter.Form.values()) {
            List<String> leftOut = ConfigurationWriter.write(read, form).leftOut().stream().map(Wording::english)
                    .toList();
            assertEquals(said, leftOut.stream().filter(sentence -> sentence.contains("node is left out")).toList());
        }
        assertTrue(problem("driver=quorum,vote-threshold=1,children.0.driver=throttle,children.0.file.filename=x,"
                + "children.1.file.filename=y").contains("Parameter 'throttle-group' is missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": @}", "{\"a\": 1e}", "[1 2]", "{'a: 1}", "{\"a\": \"\u0001\"}", "{\"a\": tru}",
            "{\"a\":1,\"a\":2}", "[[[[", "\"\\ud8", "{\"vote-threshold\": 00012}"})
    void theParsersOwnWordsAreNotShown(String text) {
        String message = problem(text.startsWith("\"") ? "[" + text : text);
        assertTrue(message.contains("broken JSON: ") && !message.matches(
                "(?s).*(Feature|Token|token|Stream|JsonParser|code \\d+|escape sequence|Unrecognized|Source|START_).*"),
                message);
    }

    @Test
    void nestingAndNumbersHaveBoundsThatAreSaidPlainly() {
        assertTrue(problem("[".repeat(100)).contains("nested deeper than 64"));
        assertTrue(problem("[" + "1".repeat(5000) + "]").contains("a number or name is too long"));
    }
}
