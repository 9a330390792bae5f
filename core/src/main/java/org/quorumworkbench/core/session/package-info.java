// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * What a person does with an opened quorum, recorded as a scenario, and gone through again.
 */
@NullMarked
package org.quorumworkbench.core.session;

import org.jspecify.annotations.NullMarked;
