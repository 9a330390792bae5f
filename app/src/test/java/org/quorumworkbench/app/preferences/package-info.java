// SPDX-License-Identifier: GPL-2.0-or-later
@NullMarked
package org.quorumworkbench.app.preferences;

import org.jspecify.annotations.NullMarked;
