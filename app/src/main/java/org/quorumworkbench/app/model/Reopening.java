// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.beans.value.ObservableValue;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ChildSource;
import org.quorumworkbench.core.config.ChildSpec;
import org.quorumworkbench.core.config.Configuration;

/** Opens the quorum in another form and goes on where one was. Used on the JavaFX thread. */
public final class Reopening {

    private final OpenQuorum quorum;
    private final ObservableValue<SectorRange> range;
    private final Messages messages;

    Reopening(OpenQuorum quorum, ObservableValue<SectorRange> range, Messages messages) {
        this.quorum = quorum;
        this.range = range;
        this.messages = messages;
    }

    /** As {@link OpenQuorum#open}, and looks at the range that is looked at now. */
    public CompletableFuture<Boolean> openHere(OpenQuorum.Source source) {
        return quorum.open(source, Optional.of(range.getValue()).filter(here -> !here.isEmpty()));
    }

    /** Opens the children's files anew and reads the range again; overlays and faults begin anew. */
    public void reload() {
        quorum.configuration().ifPresent(now -> {
            var _ = openHere(() -> now);
        });
    }

    /** Opens the quorum with these children more, at the end, in that order; nothing without any. */
    public void addChildren(List<Path> images) {
        quorum.configuration().filter(now -> !images.isEmpty()).ifPresent(now -> {
            if (now.policy().blkverify()) {
                messages.tell(Notice.Kind.ERROR, text("children.add.blkverify"));
                return;
            }
            List<ChildSpec> specs = new ArrayList<>(now.children());
            for (Path image : images) {
                specs.add(new ChildSpec(Optional.empty(), ChildSource.Image.whole(image), false, Optional.empty(),
                        List.of(), new ChildSpec.Origin("children." + specs.size(), Optional.empty())));
            }
            if (specs.size() > Configuration.MOST_CHILDREN) {
                messages.tell(Notice.Kind.ERROR,
                        text("children.add.many", Integer.toString(Configuration.MOST_CHILDREN)));
                return;
            }
            var _ = openHere(() -> now.withChildren(specs));
        });
    }
}
