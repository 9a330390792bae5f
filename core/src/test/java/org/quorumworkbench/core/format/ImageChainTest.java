// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.format.FormatProblem.LeadsOutside;

/** Which files an image leads to, by its header alone, and which of them nobody is asked for. */
class ImageChainTest {

    @TempDir
    private Path elsewhere;
    @TempDir
    private Path temporary;
    private Path folder = Path.of("");

    @BeforeEach
    void realFolder() throws IOException {
        folder = temporary.toRealPath();
    }

    /** A header of version 3, and nothing behind it. */
    static byte[] qcow2(String backing, String backingFormat, String dataFile) {
        ByteBuffer head = ByteBuffer.allocate(65536);
        head.put(new byte[]{'Q', 'F', 'I', (byte) 0xFB}).putInt(4, 3).putInt(20, 16).putLong(24, 1 << 20);
        head.putLong(72, dataFile.isEmpty() ? 0 : 4).putInt(96, 4).putInt(100, 104).position(104);
        extension(head, 0xE2792ACA, backingFormat);
        extension(head, 0x44415441, dataFile);
        head.putInt(0).putInt(0);
        if (!backing.isEmpty()) {
            byte[] name = backing.getBytes(StandardCharsets.UTF_8);
            head.putLong(8, head.position()).putInt(16, name.length).put(name);
        }
        return head.array();
    }

    private static void extension(ByteBuffer head, int type, String text) {
        if (!text.isEmpty()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            head.putInt(type).putInt(bytes.length).put(bytes).position(head.position() + (8 - bytes.length % 8) % 8);
        }
    }

    private Path image(String name, String backing, String backingFormat, String dataFile) throws IOException {
        return Files.write(folder.resolve(name), qcow2(backing, backingFormat, dataFile));
    }

    private ImageChain chain(String name, Path... allowed) throws FormatProblem {
        return ImageChain.read(ImageRequest.of(folder.resolve(name), DiskFormat.QCOW2),
                Consent.NONE.withFiles(List.of(allowed)));
    }

    private List<Path> outside(String name, Path... allowed) {
        return assertThrows(LeadsOutside.class, () -> chain(name, allowed)).files().stream().filter(ChainFile::outside)
                .map(ChainFile::path).toList();
    }

    @Test
    void aBackingFileBesideTheImageIsFollowedToTheEnd() throws Exception {
        image("base", "bottom.raw", "raw", "");
        image("a.qcow2", "base", "qcow2", "");
        Files.write(folder.resolve("bottom.raw"), new byte[512]);
        ImageChain chain = chain("a.qcow2");
        assertEquals("qcow2 over qcow2 over raw", chain.words());
        assertEquals(List.of(folder.resolve("a.qcow2"), folder.resolve("base"), folder.resolve("bottom.raw")),
                chain.files().stream().map(ChainFile::path).toList());
    }

    @Test
    void aBackingFileElsewhereIsNotOpenedUntilItIsAllowed() throws Exception {
        Path base = Files.write(elsewhere.resolve("base.raw"), new byte[512]);
        image("a.qcow2", base.toString(), "raw", "");
        assertEquals(List.of(base), outside("a.qcow2"));
        assertEquals("qcow2 over raw", chain("a.qcow2", base).words());
    }

    @Test
    void aChainElsewhereIsAskedForAsAWholeAndOnce() throws Exception {
        Path bottom = Files.write(elsewhere.resolve("bottom.raw"), new byte[512]);
        Path data = Files.write(elsewhere.resolve("data"), new byte[512]);
        Path middle = Files.write(elsewhere.resolve("middle.qcow2"), qcow2(bottom.toString(), "raw", ""));
        Path upper = Files.write(elsewhere.resolve("upper.qcow2"), qcow2("middle.qcow2", "qcow2", data.toString()));
        image("a.qcow2", upper.toString(), "qcow2", "");
        assertEquals(List.of(upper, data, middle, bottom), outside("a.qcow2"));
        assertEquals("qcow2 over qcow2 with a data file over qcow2 over raw",
                chain("a.qcow2", upper, data, middle, bottom).words());
        assertEquals(List.of(data, middle, bottom), outside("a.qcow2", upper));
    }

    @Test
    void whatLiesElsewhereAndIsBrokenOrACircleOrNotThereIsAskedForAsFarAsItLeads() throws Exception {
        Path broken = Files.write(elsewhere.resolve("broken.qcow2"), new byte[]{'Q', 'F', 'I', (byte) 0xFB});
        image("a.qcow2", broken.toString(), "qcow2", "");
        assertEquals(List.of(broken), outside("a.qcow2"));
        Path circle = Files.write(elsewhere.resolve("circle.qcow2"), qcow2("circle.qcow2", "qcow2", ""));
        image("b.qcow2", circle.toString(), "qcow2", "");
        assertEquals(List.of(circle), outside("b.qcow2").stream().distinct().toList());
        Path far = Files.write(elsewhere.resolve("far.qcow2"), qcow2("nbd://host/x", "raw", ""));
        image("c.qcow2", far.toString(), "qcow2", "");
        assertEquals(List.of(far), outside("c.qcow2"));
    }

    @Test
    void theWayUpOutOfTheFolderIsElsewhere() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.write(folder.resolve("base.raw"), new byte[512]);
        Files.write(inner.resolve("a.qcow2"), qcow2("../base.raw", "raw", ""));
        assertEquals(List.of(folder.resolve("base.raw")), outside("inner/a.qcow2"));
    }

    @Test
    void aLinkInTheFolderIsElsewhereEvenIfItLeadsIntoTheFolder() throws Exception {
        Files.write(folder.resolve("real.raw"), new byte[512]);
        Path link = Files.createSymbolicLink(folder.resolve("link.raw"), folder.resolve("real.raw"));
        image("a.qcow2", "link.raw", "raw", "");
        assertEquals(List.of(link), outside("a.qcow2"));
        assertEquals("qcow2 over raw", chain("a.qcow2", folder.resolve("real.raw")).words());
    }

    @Test
    void anExternalDataFileElsewhereIsAskedForToo() throws Exception {
        Path data = Files.write(elsewhere.resolve("secret"), new byte[512]);
        image("a.qcow2", "", "", data.toString());
        assertEquals(List.of(data), outside("a.qcow2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbd://host/x", "json:{\"driver\":\"file\"}", "nbd:unix:/s", "http://h/x",
            "file:/etc/passwd",
            "fat:rw:/"})
    void aBackingNameWithAProtocolIsRefusedWhateverIsAllowed(String name) throws Exception {
        image("a.qcow2", name, "raw", "");
        FormatProblem problem = assertThrows(FormatProblem.class, () -> chain("a.qcow2", Path.of("/")));
        assertTrue(problem.reason().contains("is no plain file name"), problem.reason());
    }

    @Test
    void anImageUnderItselfIsRefused() throws Exception {
        image("a.qcow2", "b.qcow2", "qcow2", "");
        image("b.qcow2", "a.qcow2", "qcow2", "");
        assertTrue(assertThrows(FormatProblem.class, () -> chain("a.qcow2")).reason().contains("lies under itself"));
    }

    @Test
    void toLeaveOutWhatAnImageLiesOnIsRefused() throws Exception {
        image("a.qcow2", "base.raw", "raw", "");
        ImageRequest without = new ImageRequest(folder.resolve("a.qcow2"), Optional.of(DiskFormat.QCOW2),
                new ImageRequest.Backing.Nothing(), Optional.empty(), Optional.empty());
        assertTrue(assertThrows(FormatProblem.class, () -> ImageChain.read(without, Consent.NONE)).reason()
                .contains("would be read as zeroes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RW 1 FLAT \"%s\" 0", "RW 1 FLAT\n\"%s\" 0", "x RW 1  VMFS  \"%s\"", "RW\n1\nFLAT \"%s\" 0",
            "RW -1 FLAT \"%s\" 0"})
    void everyExtentThatQemuWouldOpenIsSeen(String line) throws Exception {
        Path target = Files.write(elsewhere.resolve("passwd"), new byte[512]);
        Files.writeString(folder.resolve("d.vmdk"),
                "# Disk DescriptorFile\ncreateType=\"monolithicFlat\"\n" + line.formatted(target) + "\n");
        LeadsOutside problem = assertThrows(LeadsOutside.class,
                () -> ImageChain.read(ImageRequest.of(folder.resolve("d.vmdk"), DiskFormat.VMDK), Consent.NONE));
        assertTrue(problem.reason().contains(target.toString()), problem.reason());
    }

    @Test
    void aVmdkWhoseDescriptorWithinWouldBeTakenIsRefused() throws Exception {
        ByteBuffer head = ByteBuffer.allocate(4096);
        head.put("KDMV".getBytes(StandardCharsets.US_ASCII));
        Files.write(folder.resolve("k.vmdk"), head.array());
        assertTrue(assertThrows(FormatProblem.class,
                () -> ImageChain.read(ImageRequest.of(folder.resolve("k.vmdk"), DiskFormat.VMDK), Consent.NONE))
                .reason()
                .contains("its capacity is 0"));
    }

    @Test
    void aPipeAsBackingFileIsRefusedRatherThanWaitedFor() throws Exception {
        assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor());
        image("a.qcow2", "pipe", "raw", "");
        assertTrue(assertThrows(FormatProblem.class, () -> chain("a.qcow2")).reason().contains("neither a file"));
    }

    @Test
    void aWriterIsKnownByItsLockOnByte101() {
        List<String> writer = List.of("7: OFDLCK ADVISORY  READ -1 08:01:1234 100 101");
        List<String> reader = List.of("7: OFDLCK ADVISORY  READ -1 08:01:1234 100 100",
                "8: OFDLCK ADVISORY  READ -1 08:01:1234 201 201", "9: POSIX  ADVISORY  WRITE 12 08:01:1234 0 EOF");
        assertTrue(LiveWriter.isThere(writer, 0x801, 1234));
        assertEquals(false, LiveWriter.isThere(reader, 0x801, 1234));
        assertEquals(false, LiveWriter.isThere(writer, 0x801, 1235));
        assertEquals(false, LiveWriter.isThere(writer, 0x802, 1234));
    }
}
