// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.config.BlkdebugSpec;
import org.quorumworkbench.core.config.ChildSource;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.fault.BlkdebugRules;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.scenario.Content;
import org.quorumworkbench.core.scenario.Content.Base;
import org.quorumworkbench.core.scenario.InnerQuorum;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioChild;
import org.quorumworkbench.core.story.Json;

/** The scenario with which a session on an opened quorum begins: its children's files, by name. */
final class InitialScenario {

    private final List<ScenarioChild> files = new ArrayList<>();
    private final List<InnerQuorum> quorums = new ArrayList<>();

    private InitialScenario() {}

    static Scenario of(OpenedQuorum open) {
        return new InitialScenario().scenario(open);
    }

    private Scenario scenario(OpenedQuorum open) {
        Configuration configuration = open.configuration();
        open.children().forEach(this::add);
        Map<String, @Nullable Object> options = quorum(configuration, configuration.name());
        if (!quorums.isEmpty()) {
            options.put("children", names(open.children()));
        }
        return new Scenario("", configuration.source(), List.of(), false,
                Optional.of(configuration.policy().semantics()), files, Json.group(options), quorums, List.of(),
                !configuration.readOnly(), false, false, List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    /** Adds a child, and before it those that it needs; quorums are made in that order. */
    private void add(OpenedChild child) {
        switch (child.spec().source()) {
            case ChildSource.Image image ->
                files.add(file(child, Optional.of(image.file()), image.offset(), image.size(), Optional.empty()));
            case ChildSource.Formatted formatted ->
                files.add(file(child, Optional.of(formatted.image().file()), formatted.offset(), formatted.size(),
                        formatted.image().format().map(ScenarioChild.Origin.Formatted::new)));
            case ChildSource.Nbd nbd -> files.add(file(child, Optional.empty(), nbd.offset(), nbd.size(),
                    Optional.of(new ScenarioChild.Origin.Export(nbd.uri()))));
            case ChildSource.Inner(Configuration inner) -> {
                child.within().forEach(this::add);
                Map<String, @Nullable Object> options = quorum(inner, child.name());
                options.put("children", names(child.within()));
                quorums.add(new InnerQuorum(Json.group(options), Optional.of(inner.policy().semantics()),
                        faults(child)));
            }
        }
    }

    private static List<String> names(List<OpenedChild> children) {
        return children.stream().map(OpenedChild::name).toList();
    }

    private static ScenarioChild file(OpenedChild child, Optional<Path> where, long offset, OptionalLong size,
            Optional<ScenarioChild.Origin> origin) {
        // The length of a file was asked when it was opened, and is known since.
        long bytes = child.own().length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
        Optional<BlkdebugSpec> blkdebug = child.spec().blkdebug();
        BlkdebugRules rules = blkdebug.map(BlkdebugSpec::rules).orElse(ScenarioChild.NO_RULES);
        Optional<Path> file = where.map(Path::toAbsolutePath);
        boolean part = offset > 0 || size.isPresent();
        return new ScenarioChild(child.name(), new Content(bytes, Base.HOLE, List.of(), List.of()),
                file, part ? OptionalLong.of(offset) : OptionalLong.empty(), false, true, false,
                blkdebug.isPresent() && !blkdebug.get().rawAbove(), rules, faults(child), origin);
    }

    /** Faults are off at first: those that are on from the start are switched on as the first thing. */
    private static List<FaultSpec> faults(OpenedChild child) {
        return child.spec().faults().stream().map(spec -> new FaultSpec(spec.fault(), false)).toList();
    }

    private static Map<String, @Nullable Object> quorum(Configuration configuration, String name) {
        Policy policy = configuration.policy();
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put("node-name", name);
        options.put("vote-threshold", policy.threshold());
        if (policy.blkverify()) {
            options.put("blkverify", true);
        }
        if (policy.rewriteCorrupted()) {
            options.put("rewrite-corrupted", true);
        }
        if (policy.readPattern() == ReadPattern.FIFO) {
            options.put("read-pattern", "fifo");
        }
        if (configuration.readOnly()) {
            options.put("read-only", true);
        }
        return options;
    }
}
