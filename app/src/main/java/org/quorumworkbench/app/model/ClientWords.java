// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quorumworkbench.core.nbd.NbdClient;

/** Who a client is, and how it went, in the window's language; any thread. */
public final class ClientWords {

    private static final Pattern USER = Pattern.compile("user (.+)", Pattern.DOTALL);
    private static final Pattern BY_FAULT = Pattern.compile("was disconnected: it (.+)", Pattern.DOTALL);
    private static final Pattern NO_TLS = Pattern.compile("was disconnected: no TLS came about \\((.*)\\)",
            Pattern.DOTALL);
    private static final Pattern LOST = Pattern.compile("was lost \\((.*)\\)", Pattern.DOTALL);

    private ClientWords() {}

    /** Where it comes from: an address as it is, or the user at the other end of a Unix socket. */
    public static String from(NbdClient client) {
        return from(client.from());
    }

    static String from(String english) {
        Matcher user = USER.matcher(english);
        if (user.matches()) {
            return text("clients.from.user", user.group(1));
        }
        return english.equals("this machine") ? text("clients.from.here") : english;
    }

    /** Why it has gone; what the protocol or the system says of it stays as it was said. */
    static String gone(String english) {
        return switch (english) {
            case "disconnected" -> text("clients.gone.itself");
            case "was disconnected" -> text("clients.gone.ended");
            case "was disconnected before it chose an export" -> text("clients.gone.early");
            case "has gone" -> text("clients.gone.away");
            case "chose no export" -> text("clients.gone.none");
            default -> goneBecause(english);
        };
    }

    private static String goneBecause(String english) {
        Matcher tls = NO_TLS.matcher(english);
        if (tls.matches()) {
            return text("clients.gone.tls", tls.group(1));
        }
        Matcher fault = BY_FAULT.matcher(english);
        if (fault.matches()) {
            return text("clients.gone.fault", fault.group(1));
        }
        Matcher lost = LOST.matcher(english);
        return lost.matches() ? text("clients.gone.lost", lost.group(1)) : english;
    }
}
