// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The NBD protocol, once: its codec, a device that is a client, a server that exports anything that
 * answers as a disk does. Knows nothing of quorums and configurations.
 */
@NullMarked
package org.quorumworkbench.core.nbd;

import org.jspecify.annotations.NullMarked;
