// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ChildSource.Formatted;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ChildSource.Inner;
import org.quorumworkbench.core.config.ChildSource.Nbd;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.TextBytes;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.nbd.NbdAddress;
import org.quorumworkbench.core.nbd.NbdUri;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.quorum.Semantics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a configuration in one of the forms that can be read again. File names are written
 * absolute, so that the text means the same wherever it is kept.
 */
public final class ConfigurationWriter {

    private static final JsonMapper LINE = JsonMapper.builder().build();
    private static final JsonMapper PRETTY = LINE.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<Wording> leftOut = new ArrayList<>();

    private ConfigurationWriter() {}

    /** How a configuration can be written. */
    public enum Form {
        /** The workbench's own JSON. */
        NATIVE("native"),
        /** A block-device object, as QMP's blockdev-add and {@code json:} take it. */
        QEMU_JSON("qemu-json"),
        /** One option string, as {@code --image-opts} takes it. */
        IMAGE_OPTS("image-opts"),
        /** The {@code -blockdev} option of a QEMU command line, quoted for a shell. */
        QEMU_COMMAND("qemu-command");

        private final String word;

        Form(String word) {
            this.word = word;
        }

        /** The word on the command line. */
        public String word() {
            return word;
        }

        public static Optional<Form> named(String word) {
            return Arrays.stream(values()).filter(form -> form.word.equals(word)).findFirst();
        }
    }

    /**
     * A written configuration.
     *
     * @param text
     *            without a line end
     * @param leftOut
     *            sentences about what this form cannot say
     * @param refused
     *            why nothing can be said in this form, and the text is empty; absent if it can
     */
    public record Written(String text, List<Wording> leftOut, Optional<Wording> refused) {
        public Written {
            leftOut = List.copyOf(leftOut);
        }

        /** What could be said. */
        public Written(String text, List<Wording> leftOut) {
            this(text, leftOut, Optional.empty());
        }
    }

    /**
     * Writes it. Bytes of names that are no UTF-8 are kept in the text of image-opts, see
     * {@link TextBytes}: who writes it out needs {@link TextBytes#bytes}.
     */
    public static Written write(Configuration configuration, Form form) {
        ConfigurationWriter writer = new ConfigurationWriter();
        String text = switch (form) {
            case NATIVE -> TextBytes.escaped(PRETTY.writeValueAsString(writer.nativeForm(configuration)));
            case QEMU_JSON -> PRETTY.writeValueAsString(writer.block(configuration));
            case IMAGE_OPTS -> options(writer.block(configuration));
            case QEMU_COMMAND -> "-blockdev " + quoted(LINE.writeValueAsString(writer.named(configuration)));
        };
        if (TextBytes.hasKept(text) && (form == Form.QEMU_JSON || form == Form.QEMU_COMMAND)) {
            return new Written("",
                    List.of(Wording.of(
                            "a file's name is not UTF-8, and JSON cannot say it. Write image-opts, which has the name's bytes as they are.")),
                    Optional.of(Wording.of("a file's name is not UTF-8, and JSON cannot say it")));
        }
        return new Written(text, writer.leftOut);
    }

    private ObjectNode nativeForm(Configuration configuration) {
        ObjectNode node = LINE.createObjectNode();
        node.put("format", NativeForm.FORMAT);
        if (!configuration.consent().files().isEmpty()) {
            ArrayNode allowed = node.putArray("allow");
            configuration.consent().files().forEach(file -> allowed.add(FileName.text(file.toAbsolutePath())));
        }
        nativeQuorum(configuration, node);
        return node;
    }

    private void nativeQuorum(Configuration configuration, ObjectNode node) {
        configuration.nodeName().ifPresent(name -> node.put("node-name", name));
        node.put("semantics", configuration.policy().semantics().word());
        policy(configuration, node);
        ArrayNode children = node.putArray("children");
        for (ChildSpec child : configuration.children()) {
            ObjectNode object = children.addObject();
            if (child.blkdebug().isPresent()) {
                leftOut.add(Wording.of("{0}: blkdebug's rules are left out: write the configuration as qemu-json.",
                        child.origin().option()));
            }
            tellFilters(child);
            common(child, object);
            switch (child.source()) {
                case Image image -> {
                    object.put("file", FileName.text(image.file().toAbsolutePath()));
                    if (!image.probed()) {
                        object.put("driver", "raw");
                    }
                    part(image.offset(), image.size(), object);
                }
                case Formatted formatted -> {
                    FormattedNodes.ofNative(formatted.image(), object);
                    part(formatted.offset(), formatted.size(), object);
                }
                case Nbd nbd -> {
                    object.put("file", nbd.uri().toString());
                    part(nbd.offset(), nbd.size(), object);
                }
                case Inner inner -> nativeQuorum(inner.quorum(), object.putObject("quorum"));
            }
            if (!child.faults().isEmpty()) {
                object.set("faults", LINE.valueToTree(child.faults().stream().map(FaultWriter::write).toList()));
            }
        }
    }

    /** A node that other options of a command line can refer to. */
    private ObjectNode named(Configuration configuration) {
        ObjectNode node = block(configuration);
        if (!node.has("node-name")) {
            node.put("node-name", configuration.name());
        }
        return node;
    }

    private ObjectNode block(Configuration configuration) {
        ObjectNode node = LINE.createObjectNode();
        quorum(configuration, node);
        return node;
    }

    private void quorum(Configuration configuration, ObjectNode node) {
        node.put("driver", "quorum");
        configuration.nodeName().ifPresent(name -> node.put("node-name", name));
        policy(configuration, node);
        if (configuration.policy().semantics() != Semantics.V2014) {
            leftOut.add(Wording.of("semantics {0} is left out: QEMU's forms cannot say it; give --semantics.",
                    configuration.policy().semantics().word()));
        }
        ArrayNode children = node.putArray("children");
        for (ChildSpec child : configuration.children()) {
            ObjectNode object = children.addObject();
            if (!child.faults().isEmpty()) {
                leftOut.add(
                        Wording.of("{0}.faults are left out: QEMU's forms cannot say them.", child.origin().option()));
            }
            tellFilters(child);
            switch (child.source()) {
                case Image image -> {
                    ObjectNode raw = leaf(child, object);
                    part(child, image.offset(), image.size(), raw);
                    raw.putObject("file").put("driver", "file")
                            .put("filename", FileName.text(image.file().toAbsolutePath()));
                }
                case Formatted formatted -> {
                    ObjectNode raw = leaf(child, object);
                    boolean whole = formatted.offset() == 0 && formatted.size().isEmpty();
                    part(child, formatted.offset(), formatted.size(), raw);
                    FormattedNodes.ofQemu(formatted.image(), whole ? raw : raw.putObject("file"));
                    if (formatted.image().secretFile().isPresent()) {
                        leftOut.add(Wording.of(
                                "{0}: the passphrase is left out: QEMU has it in an object of its own; add encrypt.key-secret.",
                                child.origin().option()));
                    }
                }
                case Nbd nbd -> {
                    ObjectNode raw = leaf(child, object);
                    part(child, nbd.offset(), nbd.size(), raw);
                    export(child, nbd.uri(), raw.putObject("file"));
                }
                case Inner inner -> {
                    quorum(inner.quorum(), object);
                    common(child, object);
                }
            }
        }
    }

    private void tellFilters(ChildSpec child) {
        for (String driver : child.origin().filters()) {
            leftOut.add(Wording.of("{0}: its {1} node is left out: it changes when bytes come, never which.",
                    child.origin().option(), driver));
        }
    }

    /** The nodes of a child that is no quorum, down to the one whose file holds its bytes. */
    private static ObjectNode leaf(ChildSpec child, ObjectNode top) {
        common(child, top);
        ObjectNode raw = top;
        if (child.blkdebug().isPresent()) {
            BlkdebugSpec blkdebug = child.blkdebug().get();
            ObjectNode node = blkdebug.rawAbove() ? top.put("driver", "raw").putObject("file") : top;
            node.put("driver", "blkdebug");
            BlkdebugWriter.rules(blkdebug.rules(), node);
            raw = node.putObject("image");
        }
        return raw.put("driver", "raw");
    }

    private void export(ChildSpec child, NbdUri uri, ObjectNode node) {
        if (uri.tls().isPresent()) {
            leftOut.add(Wording.of(
                    "{0}: TLS is left out: QEMU has its credentials in an object of their own; add tls-creds.",
                    child.origin().option()));
        }
        node.put("driver", "nbd");
        ObjectNode server = node.putObject("server");
        switch (uri.address()) {
            case NbdAddress.Tcp(String host, int port) ->
                server.put("type", "inet").put("host", host).put("port", Integer.toString(port));
            case NbdAddress.Unix(Path socket) ->
                server.put("type", "unix").put("path", FileName.text(socket.toAbsolutePath()));
        }
        if (!uri.export().isEmpty()) {
            node.put("export", uri.export());
        }
    }

    private static void policy(Configuration configuration, ObjectNode node) {
        Policy policy = configuration.policy();
        node.put("vote-threshold", policy.threshold());
        if (policy.blkverify()) {
            node.put("blkverify", true);
        }
        if (policy.rewriteCorrupted()) {
            node.put("rewrite-corrupted", true);
        }
        if (policy.readPattern() == ReadPattern.FIFO) {
            node.put("read-pattern", "fifo");
        }
        if (configuration.readOnly()) {
            node.put("read-only", true);
        }
    }

    private static void common(ChildSpec child, ObjectNode node) {
        child.nodeName().ifPresent(name -> node.put("node-name", name));
        if (child.readOnly()) {
            node.put("read-only", true);
        }
    }

    /** The raw node's; QEMU has no size that ends within a sector (block/raw-format.c). */
    private void part(ChildSpec child, long offset, OptionalLong size, ObjectNode raw) {
        part(offset, size, raw);
        if (size.isPresent() && size.getAsLong() % SectorRange.SECTOR != 0) {
            leftOut.add(Wording.of(
                    "{0}: its size of {1} bytes ends within a sector, which QEMU refuses: cut all children to whole sectors.",
                    child.origin().option(), size.getAsLong()));
        }
    }

    private static void part(long offset, OptionalLong size, ObjectNode node) {
        if (offset != 0) {
            node.put("offset", offset);
        }
        size.ifPresent(bytes -> node.put("size", bytes));
    }

    private static String options(ObjectNode node) {
        List<String> parts = new ArrayList<>();
        flatten(node, "", parts);
        return String.join(",", parts);
    }

    private static void flatten(JsonNode node, String path, List<String> into) {
        String prefix = path.isEmpty() ? "" : path + ".";
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                flatten(member.getValue(), prefix + member.getKey(), into);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(node.get(i), prefix + i, into);
            }
        } else {
            String value = node.isNull() ? "" : node.isBoolean() ? node.booleanValue() ? "on" : "off" : node.asString();
            into.add(path + "=" + value.replace(",", ",,"));
        }
    }

    /** In single quotes, as any POSIX shell reads it. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
