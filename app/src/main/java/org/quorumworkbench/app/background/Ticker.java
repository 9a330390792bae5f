// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.background;

/** A clock that ticks on the JavaFX thread while it runs. Used there. */
public interface Ticker {

    /** Goes on, if it does not already. */
    void start();

    void stop();
}
