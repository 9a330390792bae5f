// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A client may send anything: it is served or disconnected, with a reason. */
final class HostileClientTest {

    @Test
    void randomClientsAreServedOrDisconnected() {
        Random random = new Random(20261130);
        byte[] good = NegotiationBytes.ofClient();
        ServerFuzzing.serve(good);
        for (int i = 0; i < 10_000; i++) {
            ServerFuzzing.serve(NegotiationBytes.damaged(good, random));
        }
    }
}
