// SPDX-License-Identifier: GPL-2.0-or-later
/** Tests of the view of clients. */
@org.jspecify.annotations.NullUnmarked
package org.quorumworkbench.app.clients;
