// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

/** An error whose message every language can say. Its own message is the same in English. */
public interface Worded {

    Wording wording();
}
