// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * What happened, told: an event in words and in JSON, and a request step by step. Runs nothing.
 */
@NullMarked
package org.quorumworkbench.core.story;

import org.jspecify.annotations.NullMarked;
