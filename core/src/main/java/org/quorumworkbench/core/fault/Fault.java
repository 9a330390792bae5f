// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

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
public record Fault(String id, String title, When when, Effect effect) {}
