// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

/** Where a client comes from. */
public sealed interface ClientOrigin {

    /** Another machine, or this one by TCP. */
    record Address(NbdAddress.Tcp address) implements ClientOrigin {}

    /** The user at the other end of a Unix socket. */
    record User(String name) implements ClientOrigin {}

    /** A Unix socket, on a system that does not tell whose. */
    record ThisMachine() implements ClientOrigin {}

    /** For a line about the client: an address and port, {@code user root}, {@code this machine}. */
    default String words() {
        return switch (this) {
            case Address(var address) -> address.toString();
            case User(String name) -> "user " + name;
            case ThisMachine _ -> "this machine";
        };
    }
}
