// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Small controls that several views use: how a version is told apart, and tooltips that are made
 * when first needed.
 */
@NullMarked
package org.quorumworkbench.app.control;

import org.jspecify.annotations.NullMarked;
