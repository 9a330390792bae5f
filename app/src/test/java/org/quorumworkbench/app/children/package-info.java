// SPDX-License-Identifier: GPL-2.0-or-later
/** What the children's cards tell. */
@org.jspecify.annotations.NullUnmarked
package org.quorumworkbench.app.children;
