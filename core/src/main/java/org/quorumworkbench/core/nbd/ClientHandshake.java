// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.nbd.Option.Answer;

/**
 * A client's negotiation: greeting, TLS where it is insisted on, structured replies, the context
 * that tells holes, and the export itself. Blocks; whoever gives it a limit closes the link.
 */
final class ClientHandshake {

    private static final int MOST_ANSWERS = 10_000;
    private static final int MOST_NAMES = 32;
    private static final int ZEROES_AFTER_EXPORT_NAME = 124;
    private static final Wording CHECK = Wording.of("Check host and port.");

    private final NbdUri uri;
    private Link link;
    private boolean noZeroes;
    private Optional<String> tlsVersion = Optional.empty();

    ClientHandshake(NbdUri uri, Link link) {
        this.uri = uri;
        this.link = link;
    }

    /** The link as it is to be used from now on: over TLS, where there is TLS. */
    Link link() {
        return link;
    }

    NbdOffer run() throws IOException, NbdProblem {
        greet();
        if (uri.tls().isPresent()) {
            startTls(uri.tls().get());
        }
        boolean structured = wish(Wire.STRUCTURED_REPLY, new byte[0]).isPresent();
        OptionalInt allocation = structured ? allocation() : OptionalInt.empty();
        return go(structured, allocation);
    }

    private void greet() throws IOException, NbdProblem {
        byte[] first = link.bytes(Long.BYTES);
        if (ByteBuffer.wrap(first).getLong() != Wire.GREETING) {
            byte[] rest = link.rest();
            throw new NbdProblem(Wording.of("speaks no NBD (greeting \"{0}{1}\")", printable(first), printable(rest)),
                    CHECK,
                    Errno.EINVAL);
        }
        long second = link.u64();
        if (second == Wire.OLDSTYLE) {
            throw new NbdProblem(Wording.of("is an oldstyle NBD server"),
                    Wording.of("Use a server that speaks fixed newstyle."), Errno.EINVAL);
        }
        if (second != Wire.OPTION) {
            throw new NbdProblem(Wording.of("speaks no NBD that is known"), CHECK, Errno.EINVAL);
        }
        int flags = link.u16();
        if ((flags & Wire.FIXED_NEWSTYLE) == 0) {
            throw new NbdProblem(Wording.of("is an NBD server without fixed newstyle"),
                    Wording.of("Use a server that speaks fixed newstyle."), Errno.EINVAL);
        }
        noZeroes = (flags & Wire.NO_ZEROES) != 0;
        link.send(ByteBuffer.allocate(Integer.BYTES).putInt(flags & (Wire.FIXED_NEWSTYLE | Wire.NO_ZEROES)).flip());
    }

    /** What a person can read of bytes that may be anything. */
    private static String printable(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).chars().takeWhile(c -> c != '\r' && c != '\n')
                .mapToObj(c -> c >= ' ' && c < 127 ? Character.toString(c) : "?").collect(Collectors.joining());
    }

    private void startTls(NbdTls tls) throws IOException, NbdProblem {
        new Option(Wire.STARTTLS, new byte[0]).send(link);
        Answer answer = Answer.receive(link, Wire.STARTTLS);
        if (answer.isError()) {
            // Never in the clear where TLS was asked for.
            throw new NbdProblem(Wording.of("offers no TLS ({0})", Wire.optionError(answer.type())),
                    Wording.of("Use nbd:// if everybody on the way may read along and change what is read."),
                    Errno.EPERM);
        }
        if (link.hasMore()) {
            throw new ProtocolError(Wording.of("it sent bytes in the clear after the beginning of TLS"));
        }
        try {
            TlsChannel channel = TlsChannel.over(link.channel(), tls.client(uri.address()));
            tlsVersion = Optional.of(channel.version());
            link = new Link(channel);
        } catch (javax.net.ssl.SSLException e) {
            throw tls.refusal(e, uri.address());
        }
    }

    /** Asks for what a server need not have; empty if it has it not. */
    private Optional<List<Answer>> wish(int option, byte[] data) throws IOException, NbdProblem {
        List<Answer> answers = ask(option, data);
        Answer last = answers.removeLast();
        if (last.type() == Wire.TLS_REQUIRED) {
            throw wantsTls();
        }
        return last.isError() ? Optional.empty() : Optional.of(answers);
    }

    /** All answers to an option; the last is an acknowledgement or an error. */
    private List<Answer> ask(int option, byte[] data) throws IOException {
        new Option(option, data).send(link);
        List<Answer> answers = new ArrayList<>();
        do {
            answers.add(Answer.receive(link, option));
            if (answers.size() > MOST_ANSWERS) {
                throw new ProtocolError(Wording.of("it answers option {0} without end", option));
            }
        } while (!answers.getLast().isError() && answers.getLast().type() != Wire.ACK);
        return answers;
    }

    private NbdProblem wantsTls() {
        return new NbdProblem(Wording.of("wants TLS: use nbds://"), Wording.of("Write nbds:// instead of nbd://."),
                Errno.EPERM);
    }

    private byte[] name() {
        return uri.export().getBytes(StandardCharsets.UTF_8);
    }

    private String called() {
        return text(name(), 0, name().length);
    }

    private OptionalInt allocation() throws IOException, NbdProblem {
        byte[] name = name();
        byte[] query = Wire.ALLOCATION.getBytes(StandardCharsets.UTF_8);
        byte[] data = ByteBuffer.allocate(3 * Integer.BYTES + name.length + query.length).putInt(name.length).put(name)
                .putInt(1).putInt(query.length).put(query).array();
        for (Answer answer : wish(Wire.SET_META_CONTEXT, data).orElse(List.of())) {
            if (answer.type() == Wire.META_CONTEXT && answer.data().length >= Integer.BYTES) {
                ByteBuffer context = ByteBuffer.wrap(answer.data());
                int number = context.getInt();
                if (StandardCharsets.UTF_8.decode(context).toString().equals(Wire.ALLOCATION)) {
                    return OptionalInt.of(number);
                }
            }
        }
        return OptionalInt.empty();
    }

    private NbdOffer go(boolean structured, OptionalInt allocation) throws IOException, NbdProblem {
        byte[] name = name();
        // Who asks for block sizes has to obey them, and this client does.
        byte[] data = ByteBuffer.allocate(Integer.BYTES + name.length + 2 * Short.BYTES).putInt(name.length).put(name)
                .putShort((short) 1).putShort((short) Wire.INFO_BLOCK_SIZE).array();
        List<Answer> answers = ask(Wire.GO, data);
        Answer last = answers.removeLast();
        if (last.type() == Wire.UNSUPPORTED) {
            return exportName(structured, allocation);
        }
        if (last.isError()) {
            throw refused(last);
        }
        Optional<ByteBuffer> export = Optional.empty();
        BlockSizes sizes = BlockSizes.DEFAULT;
        for (Answer answer : answers) {
            ByteBuffer information = ByteBuffer.wrap(answer.data());
            int kind = answer.type() == Wire.INFORMATION && information.remaining() >= Short.BYTES
                    ? information.getShort()
                    : -1;
            if (kind == Wire.INFO_EXPORT && information.remaining() >= 10) {
                export = Optional.of(information);
            } else if (kind == Wire.INFO_BLOCK_SIZE && information.remaining() >= 12) {
                sizes = BlockSizes.told(information.getInt(), information.getInt(), information.getInt());
            }
        }
        ByteBuffer told = export
                .orElseThrow(() -> new ProtocolError(Wording.of("it does not tell how large the export is")));
        return offer(told.getLong(), told.getShort(), structured, allocation, sizes);
    }

    private NbdOffer offer(long length, int flags, boolean structured, OptionalInt allocation, BlockSizes sizes)
            throws IOException {
        if (length < 0) {
            throw new ProtocolError(Wording.of("it tells a length of {0} bytes", Long.toUnsignedString(length)));
        }
        return new NbdOffer(length, flags & 0xffff, structured, allocation, sizes, tlsVersion);
    }

    /** The old way, for servers without GO: it knows no errors, a server that refuses hangs up. */
    private NbdOffer exportName(boolean structured, OptionalInt allocation) throws IOException, NbdProblem {
        new Option(Wire.EXPORT_NAME, name()).send(link);
        try {
            long length = link.u64();
            int flags = link.u16();
            link.skip(noZeroes ? 0 : ZEROES_AFTER_EXPORT_NAME);
            return offer(length, flags, structured, allocation, BlockSizes.DEFAULT);
        } catch (EOFException e) {
            throw new NbdProblem(Wording.of("has no export '{0}' (it hung up)", called()),
                    Wording.of("Correct the export's name."), Errno.ENOENT);
        }
    }

    private NbdProblem refused(Answer answer) throws IOException {
        if (answer.type() == Wire.TLS_REQUIRED) {
            return wantsTls();
        }
        if (answer.type() == Wire.UNKNOWN_EXPORT) {
            String others = otherExports();
            return new NbdProblem(others.isEmpty()
                    ? Wording.of("has no export '{0}'", called())
                    : Wording.of("has no export '{0}'; it has: {1}", called(), others),
                    Wording.of("Correct the export's name."), Errno.ENOENT);
        }
        String words = text(answer.data(), 0, answer.data().length);
        return new NbdProblem(Wording.of("refuses export '{0}' ({1})", called(),
                Wire.optionError(answer.type()) + (words.isEmpty() ? "" : ": " + words)),
                Wording.of("Ask who runs the server."), Errno.EPERM);
    }

    /** The names that the server tells, the first of them; empty if it tells none. */
    private String otherExports() throws IOException {
        List<String> names = new ArrayList<>();
        for (Answer answer : ask(Wire.LIST, new byte[0])) {
            byte[] data = answer.data();
            if (answer.type() == Wire.SERVER && data.length >= Integer.BYTES) {
                int length = Math.clamp(ByteBuffer.wrap(data).getInt(), 0, data.length - Integer.BYTES);
                String name = text(data, Integer.BYTES, length);
                names.add(name.isEmpty() ? "'' (the default)" : name);
            }
        }
        return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? ", ..." : "");
    }

    /** A server's text in one line: it may be anything. */
    static String text(byte[] data, int from, int length) {
        return new String(data, from, Math.min(length, Wire.MOST_TEXT), StandardCharsets.UTF_8)
                .replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}
