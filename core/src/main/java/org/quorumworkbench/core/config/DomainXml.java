// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.quorumworkbench.core.config.CommandLine.Word;

/**
 * What a libvirt domain says of its disks: the arguments passed through to QEMU
 * ({@code <qemu:commandline>}, the only way to a quorum there, as libvirt knows none), and the
 * plain disks.
 *
 * @param arguments
 *            for QEMU, in order
 * @param disks
 *            the sources of raw disks that are files or block devices, in order
 */
record DomainXml(List<Word> arguments, List<Path> disks) {

    private static final String QEMU = "http://libvirt.org/schemas/domain/qemu/1.0";

    /**
     * Reads a domain; document types and entities are refused, nothing outside the text is ever
     * fetched.
     */
    static DomainXml read(OptionSource source) throws ConfigurationProblem {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(source.text()));
            try {
                return new Walk(source, xml).domain();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            TextPosition at = e.getLocation() == null ? source.start() : place(source, e.getLocation());
            String reason = Objects.requireNonNullElse(e.getMessage(), "").lines().reduce((first, last) -> last)
                    .orElse("unreadable")
                    .replaceFirst("^Message: ", "");
            throw source.problem(at, "", "broken XML: " + reason, "Correct the XML there.");
        }
    }

    private static TextPosition place(OptionSource source, javax.xml.stream.Location at) {
        return source.place(Math.max(1, at.getLineNumber()), Math.max(1, at.getColumnNumber()));
    }

    /** One pass over the document. */
    private static final class Walk {
        private final OptionSource source;
        private final XMLStreamReader xml;
        private final List<Word> arguments = new ArrayList<>();
        private final List<Path> disks = new ArrayList<>();
        private int depth;
        private boolean inDisk;
        private boolean rawDisk;
        private String disk = "";

        Walk(OptionSource source, XMLStreamReader xml) {
            this.source = source;
            this.xml = xml;
        }

        DomainXml domain() throws XMLStreamException, ConfigurationProblem {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.DTD -> throw source.problem(place(source, xml.getLocation()), "",
                            "this XML has a document type", "Remove the <!DOCTYPE ...>; a domain has none.");
                    case XMLStreamConstants.START_ELEMENT -> start();
                    case XMLStreamConstants.END_ELEMENT -> end();
                    default -> {
                        // Text between the elements says nothing here.
                    }
                }
            }
            return new DomainXml(List.copyOf(arguments), List.copyOf(disks));
        }

        private void start() throws ConfigurationProblem {
            if (++depth > OptionSource.DEEPEST) {
                throw source.problem(place(source, xml.getLocation()), "",
                        "elements are nested deeper than " + OptionSource.DEEPEST, "Give a libvirt domain.");
            }
            String name = xml.getLocalName();
            if (depth == 1 && !name.equals("domain")) {
                throw source.problem(place(source, xml.getLocation()), "", "<" + name + "> is not a libvirt domain",
                        "Give what 'virsh dumpxml' prints.");
            }
            if (name.equals("arg") && QEMU.equals(xml.getNamespaceURI())) {
                arguments.add(new Word(attribute("value"), place(source, xml.getLocation())));
            } else if (name.equals("disk")) {
                inDisk = attribute("device").isEmpty() || attribute("device").equals("disk");
                rawDisk = true;
                disk = "";
            } else if (inDisk && name.equals("driver")) {
                rawDisk = attribute("type").isEmpty() || attribute("type").equals("raw");
            } else if (inDisk && name.equals("source") && disk.isEmpty()) {
                disk = attribute("file") + attribute("dev");
            }
        }

        private void end() throws ConfigurationProblem {
            depth--;
            if (xml.getLocalName().equals("disk") && inDisk) {
                inDisk = false;
                if (rawDisk && !disk.isEmpty()) {
                    disks.add(file(disk));
                }
            }
        }

        private Path file(String name) throws ConfigurationProblem {
            try {
                return Path.of(name);
            } catch (java.nio.file.InvalidPathException e) {
                throw source.problem(place(source, xml.getLocation()), "source", "no file can have this name",
                        "Correct the name.");
            }
        }

        private String attribute(String name) {
            String value = xml.getAttributeValue(null, name);
            return value == null ? "" : value;
        }
    }
}
