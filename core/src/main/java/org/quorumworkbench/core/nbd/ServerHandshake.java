// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.nbd.Option.Answer;

/**
 * A server's negotiation with one client. Blocks; whoever gives it a limit closes the link.
 */
final class ServerHandshake {

    /** A vote's grain. */
    static final int SMALLEST = 512;
    /** The number under which holes are told. */
    static final int ALLOCATION = 1;

    private static final int PREFERRED = 4096;
    private static final int MOST_DATA = 64 << 10;
    private static final int ZEROES_AFTER_EXPORT_NAME = 124;
    private static final byte[] NOTHING = {};

    /**
     * What was agreed on.
     *
     * @param link
     *            over TLS, where there is TLS
     * @param structured
     *            whether answers are told in parts
     * @param tellsHoles
     *            whether the client may ask where holes are
     */
    record Agreed(Link link, NbdExport export, boolean structured, boolean tellsHoles) {}

    private final List<NbdExport> exports;
    private final Optional<SSLContext> tls;
    private Link link;
    private boolean noZeroes;
    private boolean secured;
    private boolean structured;
    private Optional<String> contextFor = Optional.empty();

    /**
     * @param exports
     *            the first is the default
     * @param tls
     *            which is insisted on if it is there
     */
    ServerHandshake(Link link, List<NbdExport> exports, Optional<SSLContext> tls) {
        this.link = link;
        this.exports = exports;
        this.tls = tls;
    }

    /** Empty if the client has gone in peace. */
    Optional<Agreed> run() throws IOException {
        link.send(ByteBuffer.allocate(18).putLong(Wire.GREETING).putLong(Wire.OPTION)
                .putShort((short) (Wire.FIXED_NEWSTYLE | Wire.NO_ZEROES)).flip());
        int flags = link.u32();
        if ((flags & ~(Wire.FIXED_NEWSTYLE | Wire.NO_ZEROES)) != 0 || (flags & Wire.FIXED_NEWSTYLE) == 0) {
            throw new ProtocolError(Wording.of("its flags are {0}", Integer.toHexString(flags)));
        }
        noZeroes = (flags & Wire.NO_ZEROES) != 0;
        while (true) {
            Option.Head option = Option.Head.receive(link);
            if (option.length() > MOST_DATA) {
                link.skip(option.length());
                answer(option.number(), Wire.TOO_BIG, "an option has at most " + MOST_DATA + " bytes");
                continue;
            }
            byte[] data = link.bytes((int) option.length());
            if (option.number() == Wire.ABORT) {
                answer(option.number(), Wire.ACK, "");
                return Optional.empty();
            }
            Optional<NbdExport> chosen = tls.isPresent() && !secured && option.number() != Wire.STARTTLS
                    ? inTheClear(option.number())
                    : answer(option.number(), data);
            if (chosen.isPresent()) {
                return Optional.of(new Agreed(link, chosen.get(), structured,
                        structured && contextFor.isPresent() && find(contextFor.get()).equals(chosen)));
            }
        }
    }

    /** Nothing is told before TLS. */
    private Optional<NbdExport> inTheClear(int option) throws IOException {
        if (option == Wire.EXPORT_NAME) {
            throw new ProtocolError(Wording.of("it chose an export before TLS"));
        }
        answer(option, Wire.TLS_REQUIRED, "TLS is required");
        return Optional.empty();
    }

    private Optional<NbdExport> answer(int option, byte[] data) throws IOException {
        return switch (option) {
            case Wire.EXPORT_NAME -> Optional.of(exportName(data));
            case Wire.INFO, Wire.GO -> info(option, data);
            case Wire.LIST -> nothing(() -> list(data));
            case Wire.STARTTLS -> nothing(() -> startTls(data));
            case Wire.STRUCTURED_REPLY -> nothing(() -> structuredReply(data));
            case Wire.LIST_META_CONTEXT, Wire.SET_META_CONTEXT -> nothing(() -> context(option, data));
            default -> nothing(() -> answer(option, Wire.UNSUPPORTED, "option " + option + " is not supported"));
        };
    }

    private interface Step {
        void run() throws IOException;
    }

    private static Optional<NbdExport> nothing(Step step) throws IOException {
        step.run();
        return Optional.empty();
    }

    private void answer(int option, int type, String text) throws IOException {
        new Answer(option, type, text.getBytes(StandardCharsets.UTF_8)).send(link);
    }

    private Optional<NbdExport> find(String name) {
        return exports.stream().filter(export -> export.name().equals(name)).findFirst()
                .or(() -> name.isEmpty() ? Optional.of(exports.getFirst()) : Optional.empty());
    }

    static int flags(NbdExport export) {
        int flags = Wire.HAS_FLAGS | Wire.SEND_DF | Wire.SEND_FLUSH | Wire.SEND_FUA;
        return export.isReadOnly() ? flags | Wire.READ_ONLY : flags | Wire.SEND_WRITE_ZEROES;
    }

    private NbdExport exportName(byte[] name) throws IOException {
        NbdExport export = find(text(name))
                .orElseThrow(() -> new ProtocolError(Wording.of("it chose an export that is none")));
        ByteBuffer told = ByteBuffer.allocate(10 + (noZeroes ? 0 : ZEROES_AFTER_EXPORT_NAME)).putLong(export.length())
                .putShort((short) flags(export));
        link.send(told.clear());
        return export;
    }

    private void list(byte[] data) throws IOException {
        if (data.length > 0) {
            answer(Wire.LIST, Wire.INVALID, "LIST has no data");
            return;
        }
        for (NbdExport export : exports) {
            byte[] name = export.name().getBytes(StandardCharsets.UTF_8);
            new Answer(Wire.LIST, Wire.SERVER,
                    ByteBuffer.allocate(Integer.BYTES + name.length).putInt(name.length).put(name).array()).send(link);
        }
        answer(Wire.LIST, Wire.ACK, "");
    }

    private void startTls(byte[] data) throws IOException {
        if (tls.isEmpty()) {
            answer(Wire.STARTTLS, Wire.POLICY, "this server has no certificates");
            return;
        }
        if (data.length > 0 || secured) {
            answer(Wire.STARTTLS, Wire.INVALID, "TLS begins once");
            return;
        }
        if (link.hasMore()) {
            throw new ProtocolError(Wording.of("it sent bytes in the clear after the beginning of TLS"));
        }
        answer(Wire.STARTTLS, Wire.ACK, "");
        SSLEngine engine = tls.get().createSSLEngine();
        engine.setUseClientMode(false);
        link = new Link(TlsChannel.over(link.channel(), engine));
        secured = true;
        // What was agreed on before could have been said by anybody.
        structured = false;
        contextFor = Optional.empty();
    }

    private void structuredReply(byte[] data) throws IOException {
        boolean valid = data.length == 0 && !structured;
        structured |= valid;
        answer(Wire.STRUCTURED_REPLY, valid ? Wire.ACK : Wire.INVALID, "");
    }

    /** The name at the buffer's position; empty if there is none or it is too long. */
    private static Optional<String> name(ByteBuffer data) {
        if (data.remaining() < Integer.BYTES) {
            return Optional.empty();
        }
        int length = data.getInt();
        if (length < 0 || length > data.remaining() || length > Wire.MOST_TEXT) {
            return Optional.empty();
        }
        byte[] name = new byte[length];
        data.get(name);
        return Optional.of(text(name));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void context(int option, byte[] bytes) throws IOException {
        contextFor = option == Wire.SET_META_CONTEXT ? Optional.empty() : contextFor;
        ByteBuffer data = ByteBuffer.wrap(bytes);
        Optional<String> name = name(data);
        if (name.isEmpty() || data.remaining() < Integer.BYTES || !structured) {
            answer(option, Wire.INVALID, structured ? "a context without a name" : "STRUCTURED_REPLY comes first");
            return;
        }
        if (find(name.get()).isEmpty()) {
            answer(option, Wire.UNKNOWN_EXPORT, "there is no such export");
            return;
        }
        int queries = data.getInt();
        boolean wanted = queries == 0 && option == Wire.LIST_META_CONTEXT;
        for (int i = 0; i < queries; i++) {
            Optional<String> query = name(data);
            if (query.isEmpty()) {
                answer(option, Wire.INVALID, "a query without a name");
                return;
            }
            wanted |= query.get().equals(Wire.ALLOCATION)
                    || (option == Wire.LIST_META_CONTEXT && query.get().equals("base:"));
        }
        if (data.hasRemaining()) {
            answer(option, Wire.INVALID, "more bytes than queries");
            return;
        }
        if (wanted) {
            byte[] told = Wire.ALLOCATION.getBytes(StandardCharsets.UTF_8);
            new Answer(option, Wire.META_CONTEXT, ByteBuffer.allocate(Integer.BYTES + told.length)
                    .putInt(option == Wire.SET_META_CONTEXT ? ALLOCATION : 0).put(told).array()).send(link);
        }
        if (wanted && option == Wire.SET_META_CONTEXT) {
            contextFor = name;
        }
        answer(option, Wire.ACK, "");
    }

    /** Tells of an export, and for GO chooses it. */
    private Optional<NbdExport> info(int option, byte[] bytes) throws IOException {
        ByteBuffer data = ByteBuffer.wrap(bytes);
        Optional<String> name = name(data);
        int wishes = data.remaining() >= Short.BYTES ? data.getShort() & 0xffff : -1;
        if (name.isEmpty() || wishes != data.remaining() / Short.BYTES || data.remaining() % Short.BYTES != 0) {
            answer(option, Wire.INVALID, "this does not name an export");
            return Optional.empty();
        }
        Optional<NbdExport> export = find(name.get());
        if (export.isEmpty()) {
            answer(option, Wire.UNKNOWN_EXPORT, "there is no such export");
            return Optional.empty();
        }
        new Answer(option, Wire.INFORMATION, ByteBuffer.allocate(12).putShort((short) Wire.INFO_EXPORT)
                .putLong(export.get().length()).putShort((short) flags(export.get())).array()).send(link);
        new Answer(option, Wire.INFORMATION, ByteBuffer.allocate(14).putShort((short) Wire.INFO_BLOCK_SIZE)
                .putInt(SMALLEST).putInt(PREFERRED).putInt(Wire.MOST_PAYLOAD).array()).send(link);
        new Answer(option, Wire.ACK, NOTHING).send(link);
        return option == Wire.GO ? export : Optional.empty();
    }
}
