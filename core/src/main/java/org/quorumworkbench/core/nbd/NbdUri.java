// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Wording;

/**
 * An export's address as NBD's doc/uri.md writes it: {@code nbd://host:port/export},
 * {@code nbd+unix:///export?socket=PATH}, with {@code nbds} for TLS.
 *
 * @param address
 *            where the server listens
 * @param export
 *            the export's name, up to 4096 bytes of UTF-8; empty for the server's default
 * @param tls
 *            the TLS that is insisted on; absent for a connection in the clear
 */
public record NbdUri(NbdAddress address, String export, Optional<NbdTls> tls) {

    private static final Pattern FORM = Pattern
            .compile("(?s)(nbds?(?:\\+[a-z]+)?)://([^/?#]*)(/[^?#]*)?(?:\\?([^#]*))?(#.*)?");
    private static final Pattern AUTHORITY = Pattern
            .compile("(?:(.*)@)?(\\[[^\\]]*\\]|[^:@\\[\\]]*)(?::([0-9]{1,5}))?");
    private static final List<String> KEYS = List.of("socket", "tls-type", "tls-hostname", "tls-verify-peer",
            "tls-certificates");
    private static final Wording REMEDY = Wording
            .of("Write nbd://HOST[:PORT]/EXPORT or nbd+unix:///EXPORT?socket=PATH; nbds for TLS.");

    /** Whether the text is meant to be such an address. */
    public static boolean isMeant(String text) {
        return text.matches("(?s)nbds?(\\+[a-z]*)?:/.*");
    }

    /**
     * Reads an address.
     *
     * @throws NbdProblem
     *             if it is none, or asks for what is not supported; every unknown key of the query is
     *             refused by its name, because it may be one that was to make the connection safe
     */
    public static NbdUri parse(String text) throws NbdProblem {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw malformed(Wording.of("this is no address of an NBD export"));
        }
        if (parts.group(5) != null) {
            throw malformed(Wording.of("an address of an NBD export has no part after '#'"));
        }
        Map<String, String> query = query(parts.group(4) == null ? "" : parts.group(4));
        String scheme = parts.group(1);
        NbdAddress address = switch (scheme) {
            case "nbd", "nbds" -> tcp(parts.group(2), query);
            case "nbd+unix", "nbds+unix" -> unix(parts.group(2), query);
            default -> throw malformed(Wording.of("'{0}' is not supported: sockets are TCP or Unix ones", scheme));
        };
        String export = parts.group(3) == null ? "" : decoded(parts.group(3).substring(1));
        if (export.getBytes(StandardCharsets.UTF_8).length > Wire.MOST_TEXT) {
            throw malformed(Wording.of("the export's name is longer than {0} bytes", Wire.MOST_TEXT));
        }
        return new NbdUri(address, export, scheme.startsWith("nbds") ? Optional.of(tls(query)) : clear(query));
    }

    private static Map<String, String> query(String text) throws NbdProblem {
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("[&;]", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (!KEYS.contains(key)) {
                throw malformed(Wording.of("unknown key '{0}' after the '?'", key));
            }
            if (query.put(key, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
                throw malformed(Wording.of("'{0}' is given twice", key));
            }
        }
        return query;
    }

    private static NbdAddress tcp(String authority, Map<String, String> query) throws NbdProblem {
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches() || parts.group(1) != null) {
            throw malformed(authority.contains("@")
                    ? Wording.of("users are not supported")
                    : Wording.of("'{0}' is no host", authority));
        }
        if (query.containsKey("socket")) {
            throw malformed(Wording.of("'socket' goes with nbd+unix"));
        }
        String host = decoded(parts.group(2).replaceAll("[\\[\\]]", ""));
        int port = parts.group(3) == null ? NbdAddress.PORT : Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65535) {
            throw malformed(Wording.of("{0} is no port", port));
        }
        return new NbdAddress.Tcp(host.isEmpty() ? "localhost" : host, port);
    }

    private static NbdAddress unix(String authority, Map<String, String> query) throws NbdProblem {
        String socket = query.getOrDefault("socket", "");
        if (!authority.isEmpty()) {
            throw malformed(Wording.of("nbd+unix has no host: there are three slashes before the export's name"));
        }
        if (socket.isEmpty()) {
            throw malformed(Wording.of("the socket is not named"));
        }
        return unix(socket);
    }

    /**
     * A socket of that name.
     *
     * @throws NbdProblem
     *             if no socket can have it
     */
    public static NbdAddress.Unix unix(String socket) throws NbdProblem {
        try {
            NbdAddress.Unix address = new NbdAddress.Unix(Path.of(socket));
            if (!address.isPossible()) {
                throw new NbdProblem(Wording.of("the socket's path is longer than {0} bytes", NbdAddress.Unix.LONGEST),
                        Wording.of("Move the socket to a shorter path, or lead a short link to its folder."),
                        Errno.EINVAL);
            }
            return address;
        } catch (InvalidPathException e) {
            throw malformed(Wording.of("no file can have the socket's name: {0}", Wording.foreign(e.getReason())));
        }
    }

    private static Optional<NbdTls> clear(Map<String, String> query) throws NbdProblem {
        Optional<String> unused = query.keySet().stream().filter(key -> key.startsWith("tls-")).sorted().findFirst();
        if (unused.isPresent()) {
            throw malformed(Wording.of("'{0}' goes with nbds", unused.get()));
        }
        return Optional.empty();
    }

    private static NbdTls tls(Map<String, String> query) throws NbdProblem {
        String type = query.getOrDefault("tls-type", "x509");
        if (!type.equals("x509")) {
            throw malformed(Wording.of("tls-type '{0}' is not supported: only x509 is", type));
        }
        String verify = query.getOrDefault("tls-verify-peer", "true");
        if (!verify.matches("true|false|yes|no|on|off|1|0")) {
            throw malformed(Wording.of("tls-verify-peer is true or false, not '{0}'", verify));
        }
        try {
            return new NbdTls(Optional.ofNullable(query.get("tls-certificates")).map(Path::of),
                    Optional.ofNullable(query.get("tls-hostname")), verify.matches("true|yes|on|1"));
        } catch (InvalidPathException e) {
            throw malformed(Wording.of("no folder can be called as tls-certificates says: {0}",
                    Wording.foreign(e.getReason())));
        }
    }

    private static String decoded(String text) throws NbdProblem {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
            } else if (i + 2 < raw.length && HexFormat.isHexDigit(raw[i + 1]) && HexFormat.isHexDigit(raw[i + 2])) {
                bytes.write(HexFormat.fromHexDigit(raw[i + 1]) << 4 | HexFormat.fromHexDigit(raw[i + 2]));
                i += 2;
            } else {
                throw malformed(Wording.of("a '%' stands before two hexadecimal digits"));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw malformed(Wording.of("its percent-encoded bytes are no UTF-8"));
        }
    }

    private static String encoded(String text, String plain) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean literal = b > ' ' && b < 127 && (Character.isLetterOrDigit(b) || plain.indexOf(b) >= 0);
            encoded.append(literal ? Character.toString(b) : "%" + HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return encoded.toString();
    }

    private static NbdProblem malformed(Wording reason) {
        return new NbdProblem(reason, REMEDY, Errno.EINVAL);
    }

    /** The address as text, which {@link #parse} reads as the same. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(tls.isPresent() ? "nbds" : "nbd");
        StringBuilder query = new StringBuilder();
        switch (address) {
            case NbdAddress.Tcp(String host, int port) -> {
                boolean literal = host.contains(":");
                text.append("://").append(literal ? "[" : "").append(encoded(host, literal ? "-._~:" : "-._~"))
                        .append(literal ? "]" : "").append(port == NbdAddress.PORT ? "" : ":" + port);
            }
            case NbdAddress.Unix(Path socket) -> {
                text.append("+unix://");
                query.append("&socket=").append(encoded(socket.toString(), "-._~/"));
            }
        }
        text.append('/').append(encoded(export, "-._~/"));
        tls.ifPresent(how -> {
            how.certificates()
                    .ifPresent(
                            folder -> query.append("&tls-certificates=").append(encoded(folder.toString(), "-._~/")));
            how.hostname().ifPresent(name -> query.append("&tls-hostname=").append(encoded(name, "-._~")));
            query.append(how.verify() ? "" : "&tls-verify-peer=false");
        });
        return query.isEmpty() ? text.toString() : text.append('?').append(query.substring(1)).toString();
    }
}
