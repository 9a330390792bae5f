// SPDX-License-Identifier: GPL-2.0-or-later
@org.jspecify.annotations.NullUnmarked
package org.quorumworkbench.app.findings;
