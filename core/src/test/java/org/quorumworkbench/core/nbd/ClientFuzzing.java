// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;

/** A client that hears given bytes: it must take them or refuse them, and forget nobody. */
final class ClientFuzzing {

    private static final NbdUri URI = new NbdUri(new NbdAddress.Tcp("h", 1), "disk", Optional.empty());

    private ClientFuzzing() {}

    /** Hears the bytes as a server's part of the negotiation. */
    static void negotiate(byte[] bytes) {
        try {
            NbdOffer offer = new ClientHandshake(URI, new Link(new BytesChannel(bytes, new ByteArrayOutputStream())))
                    .run();
            assertTrue(offer.length() >= 0 && offer.sizes().smallest() > 0, offer.toString());
        } catch (NbdProblem problem) {
            assertTrue(!problem.reason().isBlank() && problem.reason().chars().noneMatch(c -> c < ' '),
                    problem.reason());
        } catch (IOException e) {
            assertTrue(e.getMessage() != null, "an end without a reason");
        }
    }

    /** Hears the bytes as answers to a read and a question for holes. */
    static void answers(byte[] bytes) {
        Queue<Runnable> tasks = new ArrayDeque<>();
        List<String> ends = new ArrayList<>();
        NbdOffer offer = new NbdOffer(4096, Wire.HAS_FLAGS | Wire.SEND_DF, true, OptionalInt.of(1), BlockSizes.DEFAULT,
                Optional.empty());
        NbdConnection connection = new NbdConnection(
                new Dial.Connected(new Link(new BytesChannel(bytes, new ByteArrayOutputStream())), offer), tasks::add,
                (_, why) -> ends.add(why.english()));
        ByteBuffer into = ByteBuffer.allocate(1024);
        Exchange read = new Exchange(Wire.READ, Wire.DF, 0, 1024, into);
        Exchange status = new Exchange(Wire.BLOCK_STATUS, 0, 0, 4096, null);
        connection.submit(read);
        connection.submit(status);
        connection.start();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        assertEquals(1, ends.size());
        assertTrue(read.answer().isDone() && status.answer().isDone(), "somebody is still waited for");
        if (status.answer().join().isOk()) {
            assertTrue(!status.statuses().isEmpty());
        }
        assertTrue(read.answer().join().isOk() || read.answer().join() instanceof Reply.Failed<?>(Errno _));
        assertTrue(into.position() == 0 && into.limit() == 1024, "the buffer's marks are the caller's");
    }
}
