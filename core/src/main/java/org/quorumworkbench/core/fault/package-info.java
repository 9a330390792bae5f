// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Faults over a device: rules (when) and effects (what), deterministic from a seed. The device's
 * own bytes never change by a fault.
 */
@NullMarked
package org.quorumworkbench.core.fault;

import org.jspecify.annotations.NullMarked;
