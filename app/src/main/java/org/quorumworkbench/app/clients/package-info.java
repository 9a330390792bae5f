// SPDX-License-Identifier: GPL-2.0-or-later
/** Who reads the quorum over NBD, and what it would have seen. */
@NullMarked
package org.quorumworkbench.app.clients;

import org.jspecify.annotations.NullMarked;
