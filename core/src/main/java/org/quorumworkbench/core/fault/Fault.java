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

    /** The same misbehaviour under another title: that of another language. */
    public Fault withTitle(String other) {
        return new Fault(id, other, when, effect);
    }

    /** The name of the capture whose bytes it shows. */
    String capture() {
        return effect instanceof Effect.Stale(Optional<String> capture) && capture.isPresent()
                ? capture.get()
                : ownCapture();
    }

    /** Whether that is what the child showed when it was put on. */
    boolean hasOwnCapture() {
        return needsCapture() && capture().equals(ownCapture());
    }

    private String ownCapture() {
        return "fault " + id;
    }

    /** Whether it shows bytes of a capture, which then must be kept. */
    boolean needsCapture() {
        return (effect instanceof Effect.Stale || effect instanceof Effect.Torn)
                && when.operations().contains(DeviceOperation.READ);
    }
}
