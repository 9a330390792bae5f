// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import org.quorumworkbench.core.nbd.ClientOrigin;
import org.quorumworkbench.core.nbd.Parting;

/** Who a client is, and how it went, in the window's language; any thread. */
public final class ClientWords {

    private ClientWords() {}

    /** Where it comes from: an address as it is, or the user at the other end of a Unix socket. */
    public static String from(ClientOrigin origin) {
        return switch (origin) {
            case ClientOrigin.Address address -> address.words();
            case ClientOrigin.User(String name) -> text("clients.from.user", name);
            case ClientOrigin.ThisMachine _ -> text("clients.from.here");
        };
    }

    /** Why it has gone; what the system says of it stays as it was said. */
    static String gone(Parting parting) {
        return switch (parting.way()) {
            case BY_ITSELF -> text("clients.gone.itself");
            case ENDED -> text("clients.gone.ended");
            case EARLY -> text("clients.gone.early");
            case AWAY -> text("clients.gone.away");
            case CHOSE_NONE -> text("clients.gone.none");
            case NO_TLS -> text("clients.gone.tls", Wordings.of(parting.detail()));
            case BROKE_PROTOCOL -> text("clients.gone.fault", Wordings.of(parting.detail()));
            case LOST -> text("clients.gone.lost", Wordings.of(parting.detail()));
        };
    }
}
