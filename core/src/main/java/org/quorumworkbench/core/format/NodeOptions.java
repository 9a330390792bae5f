// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.Storage;
import org.quorumworkbench.core.file.FileName;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says a chain to QEMU in block nodes, every file and every format on its own, so that nothing is
 * probed and nothing followed. Each node shares what it has opened (force-share), so that a virtual
 * machine can start while we read, and the other way round; set on the format's node alone it does
 * not work (measured with 7.2).
 */
final class NodeOptions {

    /** The secret's id, if there is one. */
    static final String SECRET = "secret";
    /** The node that is exported. */
    static final String TOP = "top";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<String> arguments = new ArrayList<>();
    private int nodes;

    private NodeOptions() {}

    /** The options for all nodes of the chain, those below first. */
    static List<String> of(ImageChain chain) throws FormatProblem {
        NodeOptions options = new NodeOptions();
        options.format(chain.top(), TOP);
        return options.arguments;
    }

    private String format(Layer layer, String name) throws FormatProblem {
        ObjectNode node = node(layer.format().word(), name);
        node.put("file", file(layer.file()));
        switch (layer.format()) {
            case QCOW2, QED, VMDK -> {
                Optional<Layer> backing = layer.backing();
                if (backing.isPresent()) {
                    node.put("backing", format(backing.get(), next()));
                } else {
                    node.putNull("backing");
                }
            }
            case RAW, VDI, VHDX, VPC, PARALLELS -> {
                // They lie on nothing.
            }
        }
        if (layer.dataFile().isPresent()) {
            node.put("data-file", file(layer.dataFile().get()));
        }
        layer.header().encryption()
                .ifPresent(method -> node.putObject("encrypt").put("format", method).put("key-secret", SECRET));
        add(node);
        return name;
    }

    private String file(Path path) throws FormatProblem {
        String name = next();
        try {
            add(node(Storage.isBlockDevice(path) ? "host_device" : "file", name).put("filename",
                    FileName.text(path)));
        } catch (IOException e) {
            throw HeaderFile.problem(path, e);
        }
        return name;
    }

    private static ObjectNode node(String driver, String name) {
        return JSON.createObjectNode().put("driver", driver).put("node-name", name).put("read-only", true)
                .put("force-share", true);
    }

    private String next() {
        return "n" + nodes++;
    }

    private void add(ObjectNode node) {
        arguments.add("--blockdev");
        arguments.add(JSON.writeValueAsString(node));
    }
}
