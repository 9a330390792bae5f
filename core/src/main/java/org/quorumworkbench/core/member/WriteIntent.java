// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

/**
 * An md write-intent bitmap.
 *
 * @param events
 *            the member's events when it was last written
 * @param cleared
 *            the events of the mirror when a bit was last cleared: members that left before miss
 *            writes that it no longer knows
 * @param dirty
 *            where members that left since miss writes
 */
public record WriteIntent(long events, long cleared, DirtyRegions dirty) {

    /** Whether it knows every write that a member which left with these events may miss. */
    public boolean isValidFor(long staleEvents) {
        return Long.compareUnsigned(staleEvents, cleared) >= 0;
    }
}
