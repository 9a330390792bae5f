// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.CannotOpen;
import org.quorumworkbench.core.block.ImageExport;
import org.quorumworkbench.core.config.BlkdebugSpec;
import org.quorumworkbench.core.config.ChildSource;
import org.quorumworkbench.core.config.ChildSpec;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.scenario.Content.Base;

/**
 * Puts a scenario's children on a stage where a quorum can be opened over them and worked with:
 * what a scenario says of their bytes becomes images in a folder. Blocks.
 */
public final class Staging {

    /** The most bytes that are laid out as an image; holes do not count. */
    private static final long MOST_BYTES = 256L << 20;

    private static final String REMEDY = "Run it with quorum-workbench run.";

    private final String source;
    private final Path folder;

    /**
     * @param source
     *            what messages and titles call the scenario
     * @param folder
     *            where images are made; it has to exist, and whoever made it deletes it
     */
    public Staging(String source, Path folder) {
        this.source = source;
        this.folder = folder;
    }

    /**
     * The quorum as a configuration, its faults off.
     *
     * @throws ConfigurationProblem
     *             if the scenario has what cannot be opened: quorums within, missing children, options
     *             that the driver refuses
     * @throws IOException
     *             if an image cannot be made
     */
    public Configuration configuration(Scenario scenario) throws ConfigurationProblem, IOException {
        if (!scenario.innerNodes().isEmpty() || !scenario.lateNodes().isEmpty()) {
            throw problem("a quorum within a quorum cannot be worked with in the window");
        }
        Semantics semantics = scenario.semantics().orElse(Semantics.V2014);
        List<ChildSpec> children = new ArrayList<>();
        for (ScenarioChild child : scenario.children()) {
            if (child.missing() || child.readOnly()) {
                throw problem("child " + child.name() + " is " + (child.missing() ? "missing" : "read-only"));
            }
            if (child.attached()) {
                children.add(spec(child));
            }
        }
        QuorumNode node = new QuorumNode(scenario.quorum(), semantics);
        try {
            node.checkSchema();
            Policy policy = node.policy(children.size());
            return new Configuration(source, Optional.of(scenario.quorumName()), policy, children,
                    !scenario.writable() || node.isReadOnly(), List.of());
        } catch (QuorumNode.Refusal refusal) {
            throw problem(refusal.words());
        }
    }

    private ChildSpec spec(ScenarioChild child) throws ConfigurationProblem, IOException {
        ChildSource.Image image = child.file().isPresent()
                ? new ChildSource.Image(child.file().get(), false, child.fileOffset().orElse(0),
                        child.fileOffset().isPresent()
                                ? OptionalLong.of(child.content().size())
                                : OptionalLong.empty())
                : new ChildSource.Image(laidOut(child), false, 0, OptionalLong.empty());
        Optional<BlkdebugSpec> rules = child.rules().equals(ScenarioChild.NO_RULES)
                ? Optional.empty()
                : Optional.of(new BlkdebugSpec(child.rules(), !child.direct()));
        return new ChildSpec(Optional.of(child.name()), image, false, rules, child.faults().stream()
                .map(spec -> new FaultSpec(spec.fault(), spec.on())).toList(),
                new ChildSpec.Origin(child.name(), Optional.empty()));
    }

    private Path laidOut(ScenarioChild child) throws ConfigurationProblem, IOException {
        Content content = child.content();
        if (content.base() == Base.RAMP && content.size() > MOST_BYTES) {
            throw problem("child " + child.name() + " of " + content.size() + " bytes is too large to be laid out");
        }
        if (content.size() == 0) {
            throw problem("child " + child.name() + " has no bytes");
        }
        Path image = Files.createTempFile(folder, "child", ".img");
        Files.delete(image);
        try {
            new ImageExport(new ContentDevice(content), image).run(bytes -> {}, () -> false);
        } catch (CannotOpen e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
        return image;
    }

    private ConfigurationProblem problem(String reason) {
        return new ConfigurationProblem(source, Optional.empty(), Optional.empty(), reason, REMEDY, Optional.empty());
    }
}
