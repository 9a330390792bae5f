// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import java.util.Optional;

/**
 * A simulated misbehaviour laid over a child.
 *
 * @param id
 *            unique among the faults of a child
 * @param title
 *            what a person calls it
 * @param when
 *            which operations it concerns
 * @param effect
 *            what it does to them
 */
public record Fault(String id, String title, When when, Effect effect) {

    public Fault {
        for (DeviceOperation operation : when.operations()) {
            if (!effect.possible().contains(operation)) {
                throw new IllegalArgumentException("a " + operation.word() + " cannot be " + effect.words());
            }
        }
    }

    /** The name of the moment whose bytes it shows. */
    String moment() {
        return effect instanceof Effect.Stale(Optional<String> moment) && moment.isPresent()
                ? moment.get()
                : ownMoment();
    }

    /** Whether that moment is when it was put on. */
    boolean hasOwnMoment() {
        return needsMoment() && moment().equals(ownMoment());
    }

    private String ownMoment() {
        return "fault " + id;
    }

    /** Whether it shows bytes of a moment, which then must be remembered. */
    boolean needsMoment() {
        return (effect instanceof Effect.Stale || effect instanceof Effect.Torn)
                && when.operations().contains(DeviceOperation.READ);
    }
}
