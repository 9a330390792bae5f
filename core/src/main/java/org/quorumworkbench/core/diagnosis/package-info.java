// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * What kind of damage a divergence is: from the bytes, the place, the members' evidence, the other
 * versions, content found elsewhere and the checksums that data carry themselves.
 */
@NullMarked
package org.quorumworkbench.core.diagnosis;

import org.jspecify.annotations.NullMarked;
