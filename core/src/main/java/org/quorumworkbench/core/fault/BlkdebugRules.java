// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quorumworkbench.core.block.Errno;

/**
 * The rules of a blkdebug node.
 *
 * @param injectErrors
 *            in the order in which they are listed, which decides between several
 * @param setStates
 *            likewise
 */
public record BlkdebugRules(List<InjectError> injectErrors, List<SetState> setStates) {

    /** Rules of any state, and what stands for it in configurations. */
    public static final int ANY_STATE = 0;

    /** The event that happens once, when the node is opened. */
    public static final String NONE = "none";

    // All events of QEMU 7.2; under a quorum of raw children only those of the last two lines happen.
    private static final Set<String> EVENTS = Set.of("l1_update", "l1_grow_alloc_table", "l1_grow_write_table",
            "l1_grow_activate_table", "l2_load", "l2_update", "l2_update_compressed", "l2_alloc_cow_read",
            "l2_alloc_write", "read_backing_aio", "read_compressed", "write_compressed", "vmstate_load",
            "vmstate_save", "cow_read", "cow_write", "reftable_load", "reftable_grow", "reftable_update",
            "refblock_load", "refblock_update", "refblock_update_part", "refblock_alloc", "refblock_alloc_hookup",
            "refblock_alloc_write", "refblock_alloc_write_blocks", "refblock_alloc_write_table",
            "refblock_alloc_switch_table", "cluster_alloc", "cluster_alloc_bytes", "cluster_free",
            "pwritev_rmw_head", "pwritev_rmw_after_head", "pwritev_rmw_tail", "pwritev_rmw_after_tail",
            "empty_image_prepare", "l1_shrink_write_table", "l1_shrink_free_l2_clusters", "cor_write",
            "cluster_alloc_space", "read_aio", "write_aio", "flush_to_os", "flush_to_disk", "pwritev", "pwritev_zero",
            "pwritev_done", NONE);

    public BlkdebugRules {
        injectErrors = List.copyOf(injectErrors);
        setStates = List.copyOf(setStates);
    }

    /** Whether QEMU knows an event of that name. */
    public static boolean isEvent(String name) {
        return EVENTS.contains(name);
    }

    /**
     * From its event on, operations fail.
     *
     * @param event
     *            what makes it active
     * @param state
     *            the state in which the event makes it active; 0 for any
     * @param operations
     *            what fails
     * @param errno
     *            the error; absent if the rule only keeps later ones from acting (errno 0)
     * @param sector
     *            the sector whose first byte the operation must touch; absent for any operation
     * @param once
     *            whether the rule is gone when it has acted
     * @param immediately
     *            whether the failure comes on the spot, not after the other children were asked
     */
    public record InjectError(String event, int state, Set<DeviceOperation> operations, Optional<Errno> errno,
            OptionalLong sector, boolean once, boolean immediately) {

        /** What a rule that names no iotype means: all but block-status (measured). */
        public static final Set<DeviceOperation> USUAL = Set
                .copyOf(EnumSet.complementOf(EnumSet.of(DeviceOperation.BLOCK_STATUS)));

        public InjectError {
            check(event, state);
            operations = Set.copyOf(operations);
        }
    }

    /**
     * At its event, another state begins.
     *
     * @param state
     *            the state in which it acts; 0 for any
     */
    public record SetState(String event, int state, int newState) {
        public SetState {
            check(event, state);
        }
    }

    private static void check(String event, int state) {
        if (!isEvent(event)) {
            throw new IllegalArgumentException("there is no event '" + event + "'");
        }
        if (state < ANY_STATE) {
            throw new IllegalArgumentException("a state is a number from 0, not " + state);
        }
    }
}
