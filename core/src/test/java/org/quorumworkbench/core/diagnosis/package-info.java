// SPDX-License-Identifier: GPL-2.0-or-later
@NullMarked
package org.quorumworkbench.core.diagnosis;

import org.jspecify.annotations.NullMarked;
