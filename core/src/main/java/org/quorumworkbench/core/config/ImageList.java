// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ChildSpec.Origin;
import org.quorumworkbench.core.config.OptionValue.Group;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Semantics;

/** Makes a quorum of images of which nothing but their files is known: a majority decides. */
final class ImageList {

    private ImageList() {}

    /**
     * The quorum of these images, in order.
     *
     * @param source
     *            what messages call the place where they were named
     */
    static Configuration quorum(String source, List<? extends ChildSource> images, Adjustments adjustments)
            throws ConfigurationProblem {
        if (images.size() > Configuration.MOST_CHILDREN) {
            throw new ConfigurationProblem(source, Optional.empty(), Optional.empty(),
                    Wording.of("there are {0} images", images.size()),
                    Wording.of("The workbench shows at most {0}; leave some out.", Configuration.MOST_CHILDREN),
                    Optional.empty());
        }
        // An object as if it had been written, so that the one place that checks options checks these.
        OptionSource text = OptionSource.of(source, "");
        Group group = new Group(TextPosition.START);
        long majority = images.size() / 2 + 1L;
        group.members().put("vote-threshold",
                new OptionValue.Member(TextPosition.START,
                        new OptionValue.Numeral(Long.toString(majority), TextPosition.START)));
        QuorumOptions options = new QuorumOptions(new OptionGroup(text, "", group, false), Semantics.V2014,
                adjustments);
        options.checkCount(images.size());
        Policy policy = options.policy(images.size(), new ArrayList<>());
        List<ChildSpec> children = images.stream()
                .map(image -> new ChildSpec(Optional.empty(), image, false, Optional.empty(), List.of(),
                        new Origin(name(image), Optional.empty())))
                .toList();
        return new Configuration(source, Optional.empty(), policy, children, false, adjustments.common(), List.of(),
                adjustments.consent());
    }

    private static String name(ChildSource source) {
        return source instanceof Image image ? FileName.text(image.file()) : source.location().orElse("");
    }
}
