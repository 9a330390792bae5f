// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.io.IOException;
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
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.ImageRequest;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.scenario.Content;
import org.quorumworkbench.core.scenario.Content.Base;
import org.quorumworkbench.core.scenario.InnerQuorum;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioChild;

/**
 * Puts a scenario's children on a stage where a quorum can be opened over them and worked with:
 * what a scenario says of their bytes becomes images in a folder. Blocks.
 */
public final class ScenarioStage {

    /** The most bytes that are laid out as an image; holes do not count. */
    private static final long MOST_BYTES = 256L << 20;

    private static final Wording REMEDY = Wording.of("Run it with quorum-workbench run.");

    private final String source;
    private final Path folder;
    private int laidOut;

    /**
     * @param source
     *            what messages and titles call the scenario
     * @param folder
     *            where images are made; it has to exist, and whoever made it deletes it
     */
    public ScenarioStage(String source, Path folder) {
        this.source = source;
        this.folder = folder;
    }

    /**
     * The quorum as a configuration, its faults off.
     *
     * @throws ConfigurationProblem
     *             if the scenario has what cannot be opened: missing children, nodes that are made
     *             later, options that the driver refuses
     * @throws IOException
     *             if an image cannot be made
     */
    public Configuration configuration(Scenario scenario) throws ConfigurationProblem, IOException {
        if (!scenario.lateNodes().isEmpty()) {
            throw problem(Wording.of("a quorum that is made after the first one cannot be worked with in the window"));
        }
        for (ScenarioChild child : scenario.children()) {
            if (child.missing() || child.readOnly()) {
                throw problem(child.missing()
                        ? Wording.of("child {0} is missing", child.name())
                        : Wording.of("child {0} is read-only", child.name()));
            }
        }
        Configuration configuration = quorum(scenario, scenario.quorum(), scenario.quorumName(),
                scenario.semantics().orElse(Semantics.V2014));
        Configuration seen = scenario.members()
                ? MembersConfiguration.areas(configuration, Optional.empty()).configuration()
                : configuration;
        return scenario.writable() ? seen : seen.readOnlyToo();
    }

    private Configuration quorum(Scenario scenario, OptionValue.Group options, String name, Semantics semantics)
            throws ConfigurationProblem, IOException {
        QuorumNode node = new QuorumNode(options, semantics);
        try {
            node.checkSchema();
            List<ChildSpec> children = new ArrayList<>();
            for (String child : node.children(scenario.children().stream().filter(ScenarioChild::attached)
                    .map(ScenarioChild::name).toList())) {
                children.add(child(scenario, name, child));
            }
            return new Configuration(source, Optional.of(name), node.policy(children.size()), children,
                    node.isReadOnly(), List.of());
        } catch (QuorumNode.Refusal refusal) {
            throw problem(Wording.foreign(refusal.words()));
        }
    }

    /** A quorum has only those within that stand before it, so that none is within itself. */
    private ChildSpec child(Scenario scenario, String parent, String name) throws ConfigurationProblem, IOException {
        for (ScenarioChild child : scenario.children()) {
            if (child.name().equals(name)) {
                return spec(child);
            }
        }
        for (InnerQuorum inner : scenario.innerNodes()) {
            if (inner.name().equals(Optional.of(parent))) {
                break;
            }
            if (inner.name().equals(Optional.of(name))) {
                Configuration quorum = quorum(scenario, inner.options(), name,
                        inner.semantics().or(scenario::semantics).orElse(Semantics.V2014));
                return spec(name, new ChildSource.Inner(quorum), Optional.empty(), inner.faults());
            }
        }
        throw problem(Wording.of("there is no child '{0}'", name));
    }

    private ChildSpec spec(ScenarioChild child) throws ConfigurationProblem, IOException {
        ChildSource image = source(child);
        Optional<BlkdebugSpec> rules = child.rules().equals(ScenarioChild.NO_RULES)
                ? Optional.empty()
                : Optional.of(new BlkdebugSpec(child.rules(), !child.direct()));
        return spec(child.name(), image, rules, child.faults());
    }

    private static ChildSpec spec(String name, ChildSource source, Optional<BlkdebugSpec> rules,
            List<FaultSpec> faults) {
        return new ChildSpec(Optional.of(name), source, false, rules, faults,
                new ChildSpec.Origin(name, Optional.empty()));
    }

    private ChildSource source(ScenarioChild child) throws ConfigurationProblem, IOException {
        long offset = child.fileOffset().orElse(0);
        OptionalLong size = child.fileOffset().isPresent()
                ? OptionalLong.of(child.content().size())
                : OptionalLong.empty();
        if (child.origin().orElse(null) instanceof ScenarioChild.Origin.Export(var uri)) {
            return new ChildSource.Nbd(uri, offset, size);
        }
        if (child.file().isEmpty()) {
            return new ChildSource.Image(laidOut(child), false, 0, OptionalLong.empty());
        }
        return child.origin().orElse(null) instanceof ScenarioChild.Origin.Formatted(var format)
                ? new ChildSource.Formatted(ImageRequest.of(child.file().get(), format), offset, size)
                : new ChildSource.Image(child.file().get(), false, offset, size);
    }

    private Path laidOut(ScenarioChild child) throws ConfigurationProblem, IOException {
        Content content = child.content();
        if (content.base() == Base.RAMP && content.size() > MOST_BYTES) {
            throw problem(
                    Wording.of("child {0} of {1} bytes is too large to be laid out", child.name(), content.size()));
        }
        if (content.size() == 0) {
            throw problem(Wording.of("child {0} has no bytes", child.name()));
        }
        Path image = folder.resolve("child-" + ++laidOut + ".img");
        try {
            new ImageExport(new ContentDevice(content), image).run(bytes -> {}, () -> false);
        } catch (CannotOpen e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
        return image;
    }

    private ConfigurationProblem problem(Wording reason) {
        return new ConfigurationProblem(source, Optional.empty(), Optional.empty(), reason, REMEDY, Optional.empty());
    }
}
