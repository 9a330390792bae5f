// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.time.Instant;

/**
 * That a person has read a plan.
 *
 * @param by
 *            who
 * @param at
 *            when
 * @param sha256
 *            of the plan that was read
 */
public record Review(String by, Instant at, String sha256) {}
