// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import org.quorumworkbench.core.fault.Fault;

/**
 * A fault as it is written down.
 *
 * @param on
 *            whether it is laid over the child from the start
 */
public record FaultSpec(Fault fault, boolean on) {}
