// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.quorumworkbench.core.config.CommandLine.Word;
import org.quorumworkbench.core.file.TextBytes;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.DiskFormat;

/**
 * What a libvirt domain says of its disks: the arguments passed through to QEMU
 * ({@code <qemu:commandline>}, the only way to a quorum there, as libvirt knows none), and the
 * plain disks.
 *
 * @param arguments
 *            for QEMU, in order
 * @param disks
 *            the disks that are files, block devices or exports, in order
 * @param mirror
 *            a disk and the copy that a running job makes of it; absent if there is none, or more
 *            than one
 * @param passedOver
 *            a sentence for each disk that is not among them, with its name and the reason
 */
record DomainXml(List<Word> arguments, List<Disk> disks, Optional<List<Disk>> mirror, List<String> passedOver) {

    private static final String QEMU = "http://libvirt.org/schemas/domain/qemu/1.0";

    /**
     * A disk whose bytes can be had.
     *
     * @param probed
     *            whether the format was not said
     * @param format
     *            raw unless another was said
     * @param offset
     *            of the slice of the file that it is, in bytes
     * @param size
     *            of that slice, in bytes; absent for the rest
     * @param export
     *            the export of an NBD server that it is, instead of a file
     */
    record Disk(String file, boolean probed, DiskFormat format, long offset, OptionalLong size, TextPosition at,
            Optional<ChildSource.Nbd> export) {}

    /** What is to be compared: a disk with its mirror, else all disks. */
    List<Disk> replicas() {
        return mirror.orElse(disks);
    }

    /**
     * Reads a domain; document types and entities are refused, nothing outside the text is ever
     * fetched.
     */
    static DomainXml read(OptionSource source) throws ConfigurationProblem {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        boolean veiled = TextBytes.hasKept(source.text());
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(
                    new StringReader(veiled ? KeptBytes.veil(source.text()) : source.text()));
            try {
                return new Walk(source, xml, veiled).domain();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            TextPosition at = e.getLocation() == null ? source.start() : place(source, e.getLocation());
            String reason = Objects.requireNonNullElse(e.getMessage(), "").lines().reduce((first, last) -> last)
                    .orElse("unreadable")
                    .replaceFirst("^Message: ", "");
            throw source.problem(at, "", Wording.of("broken XML: {0}", reason), Wording.of("Correct the XML there."));
        }
    }

    private static TextPosition place(OptionSource source, javax.xml.stream.Location at) {
        return source.place(Math.max(1, at.getLineNumber()), Math.max(1, at.getColumnNumber()));
    }

    /**
     * Bytes that were kept as lone surrogates, which no XML may have, as characters for private use.
     */
    private static final class KeptBytes {

        private static final int KEPT = 0xDC80;
        private static final int VEILED = 0xF780;
        private static final int COUNT = 0x80;

        static String veil(String text) {
            return moved(text, KEPT, VEILED);
        }

        static String unveil(String text) {
            return moved(text, VEILED, KEPT);
        }

        private static String moved(String text, int from, int to) {
            StringBuilder moved = new StringBuilder(text);
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c >= from && c < from + COUNT && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
                    moved.setCharAt(i, (char) (c - from + to));
                }
            }
            return moved.toString();
        }
    }

    /** One pass over the document. */
    private static final class Walk {
        private final OptionSource source;
        private final XMLStreamReader xml;
        private final boolean veiled;
        private final List<Word> arguments = new ArrayList<>();
        private final List<Disk> disks = new ArrayList<>();
        private final List<List<Disk>> mirrors = new ArrayList<>();
        private final List<String> passedOver = new ArrayList<>();
        private final Deque<String> path = new ArrayDeque<>();
        private DomainDisk disk = new DomainDisk("", "");

        Walk(OptionSource source, XMLStreamReader xml, boolean veiled) {
            this.source = source;
            this.xml = xml;
            this.veiled = veiled;
        }

        DomainXml domain() throws XMLStreamException, ConfigurationProblem {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.DTD -> throw source.problem(place(source, xml.getLocation()), "",
                            Wording.of("this XML has a document type"),
                            Wording.of("Remove the <!DOCTYPE ...>; a domain has none."));
                    case XMLStreamConstants.START_ELEMENT -> start();
                    case XMLStreamConstants.END_ELEMENT -> end();
                    default -> {
                        // Text between the elements says nothing here.
                    }
                }
            }
            return new DomainXml(List.copyOf(arguments), List.copyOf(disks),
                    mirrors.size() == 1 ? Optional.of(mirrors.getFirst()) : Optional.empty(),
                    List.copyOf(passedOver));
        }

        private void start() throws ConfigurationProblem {
            String name = xml.getLocalName();
            if (path.size() == OptionSource.DEEPEST) {
                throw source.problem(place(source, xml.getLocation()), "",
                        Wording.of("elements are nested deeper than {0}", OptionSource.DEEPEST),
                        Wording.of("Give a libvirt domain."));
            }
            if (path.isEmpty() && !name.equals("domain")) {
                throw source.problem(place(source, xml.getLocation()), "",
                        Wording.of("<{0}> is not a libvirt domain", name),
                        Wording.of("Give what 'virsh dumpxml' prints."));
            }
            String parent = path.isEmpty() ? "" : path.getLast();
            path.addLast(name);
            if (name.equals("arg") && QEMU.equals(xml.getNamespaceURI())) {
                arguments.add(new Word(attribute("value"), place(source, xml.getLocation())));
                return;
            }
            if (name.equals("disk")) {
                disk = new DomainDisk(attribute("device"), attribute("type"));
            }
            // A <source> also stands in <backingStore>, and that is another image.
            switch (parent + "/" + name) {
                case "disk/driver" -> disk.format = attribute("type");
                case "disk/target" -> disk.target = attribute("dev");
                case "disk/source" -> {
                    disk.file = attribute("file") + attribute("dev");
                    disk.elsewhere = attribute("protocol") + attribute("pool") + " " + attribute("name")
                            + attribute("volume");
                    disk.at = place(source, xml.getLocation());
                    disk.protocol = attribute("protocol");
                    disk.export = attribute("name");
                    disk.tls = attribute("tls").equals("yes");
                }
                case "source/host" -> {
                    disk.host = attribute("name");
                    disk.port = attribute("port");
                    disk.socket = attribute("socket");
                    disk.transport = attribute("transport");
                }
                case "slices/slice" -> {
                    if (path.stream().skip(Math.max(0, path.size() - 4)).findFirst().orElse("").equals("disk")) {
                        disk.offset = number("offset");
                        disk.size = number("size");
                    }
                }
                case "mirror/format" -> disk.mirrorFormat = attribute("type");
                case "mirror/source" -> disk.mirror = attribute("file") + attribute("dev");
                default -> {
                    // It says nothing of where the bytes are.
                }
            }
        }

        private void end() {
            if (!path.removeLast().equals("disk")) {
                return;
            }
            Optional<String> reason = disk.reasonAgainst();
            if (reason.isPresent()) {
                passedOver.add((disk.target.isEmpty() ? "a disk" : disk.target) + " is not taken: " + reason.get()
                        + ".");
                return;
            }
            Disk taken = new Disk(disk.file, disk.format.isEmpty(), format(disk.format), disk.offset.orElse(0),
                    disk.size, disk.at,
                    disk.nbd());
            disks.add(taken);
            if (!disk.mirror.isEmpty()
                    && (disk.mirrorFormat.isEmpty() || DiskFormat.named(disk.mirrorFormat).isPresent())) {
                mirrors.add(
                        List.of(taken, new Disk(disk.mirror, disk.mirrorFormat.isEmpty(), format(disk.mirrorFormat), 0,
                                OptionalLong.empty(), disk.at, Optional.empty())));
            }
        }

        private static DiskFormat format(String word) {
            return DiskFormat.named(word).orElse(DiskFormat.RAW);
        }

        private OptionalLong number(String name) throws ConfigurationProblem {
            String value = attribute(name);
            if (value.isEmpty()) {
                return OptionalLong.empty();
            }
            if (!value.matches("[0-9]{1,18}")) {
                throw source.problem(place(source, xml.getLocation()), "slice." + name,
                        Wording.of("'{0}' is no number of bytes", value), Wording.of("Correct the slice."));
            }
            return OptionalLong.of(Long.parseLong(value));
        }

        private String attribute(String name) {
            String value = xml.getAttributeValue(null, name);
            return value == null ? "" : veiled ? KeptBytes.unveil(value) : value;
        }
    }
}
