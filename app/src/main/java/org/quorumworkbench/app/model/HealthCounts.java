// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.quorum.ChildReply;
import org.quorumworkbench.core.vote.Vote;

/** How each child did in the reads of the window, counted. Used on the JavaFX thread. */
final class HealthCounts {

    private final ReadOnlyObjectWrapper<Map<String, ChildHealth>> health = new ReadOnlyObjectWrapper<>(Map.of());

    /** By child name. */
    ReadOnlyObjectProperty<Map<String, ChildHealth>> healthProperty() {
        return health.getReadOnlyProperty();
    }

    void clear() {
        health.set(Map.of());
    }

    void count(Inspection picture) {
        List<Integer> outvoted = picture.requestVote().map(Vote::outvoted).orElse(List.of());
        Map<String, ChildHealth> counted = new HashMap<>(health.get());
        for (ChildReply reply : picture.request().replies()) {
            if (!picture.request().wasAsked(reply.child())) {
                continue;
            }
            counted.merge(reply.name(),
                    ChildHealth.NONE.and(!reply.isOk(), outvoted.contains(reply.child()), reply.latency()),
                    (before, now) -> before.and(now.errors() > 0, now.outvoted() > 0, now.latency()));
        }
        health.set(Map.copyOf(counted));
    }
}
