// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.config.ChildSource.Nbd;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.nbd.NbdAddress;
import org.quorumworkbench.core.nbd.NbdProblem;
import org.quorumworkbench.core.nbd.NbdUri;

/**
 * Reads exports of NBD servers: addresses ({@code nbd://...}), QEMU's older names
 * ({@code nbd:HOST:PORT:exportname=X}, {@code nbd:unix:PATH:exportname=X}) and the options of its
 * driver {@code nbd}, today's and the flat ones of before 2.8 (QEMU's block/nbd.c).
 */
final class NbdForm {

    private static final Pattern OLD_NAME = Pattern
            .compile(
                    "(?s)nbd:(?:unix:(?<path>[^:]*)|(?<host>\\[[^\\]]*\\]|[^:/]*):(?<port>[0-9]+))(?::exportname=(?<export>.*))?");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    private NbdForm() {}

    /** Whether a word is the name of an export, and not a file's. */
    static boolean isName(String name) {
        return NbdUri.isMeant(name) || OLD_NAME.matcher(name).matches();
    }

    /** The export of that name. */
    static Nbd named(String name) throws NbdProblem {
        Matcher old = OLD_NAME.matcher(name);
        if (!old.matches()) {
            return Nbd.whole(NbdUri.parse(name));
        }
        String path = old.group("path");
        String export = old.group("export") == null ? "" : old.group("export");
        NbdAddress address = path != null
                ? NbdUri.unix(path)
                : tcp(old.group("host").replaceAll("[\\[\\]]", ""), old.group("port"));
        return Nbd.whole(new NbdUri(address, export, Optional.empty()));
    }

    /** As {@link #named}, of what stands there in a configuration. */
    static Nbd named(OptionGroup group, String key, String name) throws ConfigurationProblem {
        try {
            return named(name);
        } catch (NbdProblem e) {
            throw problem(group, key, name, e);
        }
    }

    /** A node of driver {@code nbd}. */
    static Nbd node(OptionGroup node) throws ConfigurationProblem {
        // When and how often to connect is no part of where.
        node.ignore("reconnect-delay", "open-timeout");
        for (String tls : new String[]{"tls-creds", "tls-hostname"}) {
            if (node.has(tls)) {
                throw node.problem(tls, Wording.of("credentials that are an object of QEMU's are not read here"),
                        Wording.of("Give the child as nbds://HOST/EXPORT?tls-certificates=FOLDER."), Errno.EINVAL);
            }
        }
        Optional<String> name = node.text("filename");
        if (name.isPresent()) {
            return named(node, "filename", name.get());
        }
        String export = node.text("export").orElse("");
        Optional<OptionGroup> server = node.group("server");
        if (server.isEmpty()) {
            return new Address(node, "", export).flat();
        }
        Nbd read = new Address(server.get(), "", export).typed();
        server.get().refuseOthers(key -> Wording.of("an address does not have the option '{0}'", key));
        return read;
    }

    private record Address(OptionGroup group, String type, String export) {

        Nbd typed() throws ConfigurationProblem {
            String kind = group.text("type").orElse("");
            return switch (kind) {
                case "unix" -> unix();
                case "inet" -> inet();
                default -> throw group.problem("type", Wording.of("server.type is inet or unix here, not '{0}'", kind),
                        Wording.of("Write inet with host and port, or unix with path."), Errno.EINVAL);
            };
        }

        Nbd flat() throws ConfigurationProblem {
            if (group.has("path") && group.has("host")) {
                throw group.problem("path", Wording.driver("path and host may not be used at the same time"),
                        Wording.of("Give one of the two."), Errno.EINVAL);
            }
            if (!group.has("path") && !group.has("host")) {
                throw group.problem("server", Wording.driver("NBD server address missing"),
                        Wording.of("Give server.type and what belongs to it."), Errno.EINVAL);
            }
            return group.has("path") ? unix() : inet();
        }

        private Nbd unix() throws ConfigurationProblem {
            String path = group.text("path").orElse("");
            if (path.isEmpty()) {
                throw group.problem("path", Wording.driver("Parameter 'path' is missing"),
                        Wording.of("Give the socket's path."), Errno.EINVAL);
            }
            try {
                return whole(NbdUri.unix(path));
            } catch (NbdProblem e) {
                throw problem(group, "path", path, e);
            }
        }

        private Nbd inet() throws ConfigurationProblem {
            group.ignore("numeric", "to", "ipv4", "ipv6", "keep-alive", "mptcp");
            String host = group.text("host").orElse("");
            if (host.isEmpty()) {
                throw group.problem("host", Wording.driver("Parameter 'host' is missing"),
                        Wording.of("Give the server's name or address."), Errno.EINVAL);
            }
            String port = group.text("port").orElse(Integer.toString(NbdAddress.PORT));
            try {
                return whole(tcp(host, port));
            } catch (NbdProblem e) {
                throw problem(group, "port", port, e);
            }
        }

        private Nbd whole(NbdAddress address) {
            return Nbd.whole(new NbdUri(address, export, Optional.empty()));
        }
    }

    private static NbdAddress tcp(String host, String port) throws NbdProblem {
        int number = PORT.matcher(port).matches() ? Integer.parseInt(port) : 0;
        if (number < 1 || number > 65535) {
            throw new NbdProblem(Wording.of("this is no port"), Wording.of("Give a number from 1 to 65535."),
                    Errno.EINVAL);
        }
        return new NbdAddress.Tcp(host, number);
    }

    private static ConfigurationProblem problem(OptionGroup group, String key, String name, NbdProblem problem) {
        return group.problem(key, Wording.of("'{0}': {1}", name, problem.wording()), problem.remedy(), problem.errno());
    }
}
