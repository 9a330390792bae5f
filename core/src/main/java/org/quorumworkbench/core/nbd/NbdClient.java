// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.time.Instant;

/**
 * Who is connected to a server. Equal to itself alone; all methods may be called from any thread,
 * and none blocks.
 */
public interface NbdClient {

    /** Its number in its server, from 1; never given again. */
    int number();

    /** Where it comes from. */
    ClientOrigin from();

    /** When it connected. */
    Instant since();

    /** The export that it uses; empty while it has not said. */
    String export();

    /** Whether answers to it are held back. */
    boolean isHeld();

    /** Holds its answers back, or lets those go that were; requests are still done. */
    void hold(boolean held);

    /** Ends its connection. */
    void disconnect();
}
