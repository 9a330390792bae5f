// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

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
import org.quorumworkbench.core.scenario.Content.Base;

/** The scenario with which a session on an opened quorum begins: its children's files, by name. */
final class Beginning {

    private Beginning() {}

    /** Empty for a quorum with a quorum within, whose children have no names of their own. */
    static Optional<Scenario> of(OpenedQuorum open) {
        Configuration configuration = open.configuration();
        List<ScenarioChild> children = new ArrayList<>();
        for (OpenedChild child : open.children()) {
            if (!(child.spec().source() instanceof ChildSource.Image image)
                    || !(child.own().length() instanceof Reply.Ok<Long>(Long size))) {
                return Optional.empty();
            }
            children.add(child(child, image, size));
        }
        return Optional.of(new Scenario("", configuration.source(), List.of(), false,
                Optional.of(configuration.policy().semantics()), children, Json.group(quorum(configuration)),
                List.of(), List.of(), !configuration.readOnly(), false, List.of(), Optional.empty(),
                Optional.empty(), List.of()));
    }

    /** Faults are off at first: those that are on from the start are switched on as the first thing. */
    private static ScenarioChild child(OpenedChild child, ChildSource.Image image, long size) {
        Optional<BlkdebugSpec> blkdebug = child.spec().blkdebug();
        BlkdebugRules rules = blkdebug.map(BlkdebugSpec::rules).orElse(ScenarioChild.NO_RULES);
        Path file = image.file().toAbsolutePath();
        boolean part = image.offset() > 0 || image.size().isPresent();
        return new ScenarioChild(child.name(), new Content(size, Base.HOLE, List.of(), List.of()),
                Optional.of(file), part ? OptionalLong.of(image.offset()) : OptionalLong.empty(), false, true, false,
                blkdebug.isPresent() && !blkdebug.get().rawAbove(), rules,
                child.spec().faults().stream().map(spec -> new FaultSpec(spec.fault(), false)).toList());
    }

    private static Map<String, @Nullable Object> quorum(Configuration configuration) {
        Policy policy = configuration.policy();
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put("node-name", configuration.name());
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
