// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.file.TextBytes;

/**
 * Standard output, which takes results. Keeps why it could not be written: {@link PrintWriter}
 * alone forgets the reason, and without one a full disk looks like success. One thread writes; any
 * thread may ask.
 */
public final class ResultWriter extends PrintWriter {

    private static final int BUFFER = 1 << 15;

    private final Target target;
    private final BooleanSupplier pipe;

    private ResultWriter(Target target, BooleanSupplier pipe) {
        super(new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8), BUFFER));
        this.target = target;
        this.pipe = pipe;
    }

    /** The standard output of this process. */
    public static ResultWriter standard() {
        return to(new FileOutputStream(FileDescriptor.out), ResultWriter::isPipe);
    }

    /**
     * @param pipe
     *            whether somebody reads what is written, who may go away
     */
    static ResultWriter to(OutputStream stream, BooleanSupplier pipe) {
        return new ResultWriter(new Target(stream), pipe);
    }

    /** Writes the text, and bytes that it keeps as they were. */
    void exactly(String text) {
        flush();
        byte[] bytes = TextBytes.bytes(text);
        target.write(bytes, 0, bytes.length);
    }

    /** Why not everything could be written; absent if it could, so far. */
    Optional<IOException> failure() {
        return Optional.ofNullable(target.failure);
    }

    /**
     * Whether it failed because its reader has gone, as {@code head} goes: the reader has what it
     * wants. Nothing else makes writing to a pipe fail, in whatever words the system says so.
     */
    boolean isReaderGone() {
        return target.failure != null && pipe.getAsBoolean();
    }

    /** Whether a write has been under way for longer than that: nobody takes what is written. */
    boolean isStalled(Duration longerThan) {
        long since = target.since;
        return since != 0 && System.nanoTime() - since > longerThan.toNanos();
    }

    @Override
    public boolean checkError() {
        return super.checkError() || target.failure != null;
    }

    /** A socket or FIFO, by its type: the low bits of st_mode in Linux and macOS (stat(2), S_IFMT). */
    private static boolean isPipe() {
        try {
            int mode = (int) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode") & 0xF000;
            return mode == 0x1000 || mode == 0xC000;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static final class Target extends OutputStream {
        private final OutputStream stream;
        private volatile @Nullable IOException failure;
        /** When the write under way began; 0 while none is. */
        private volatile long since;

        Target(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int one) {
            write(new byte[]{(byte) one}, 0, 1);
        }

        /** After a failure the rest is dropped: the program ends as fast as it can compute. */
        @Override
        public void write(byte[] bytes, int offset, int count) {
            if (failure != null) {
                return;
            }
            since = System.nanoTime() | 1;
            try {
                stream.write(bytes, offset, count);
            } catch (IOException e) {
                failure = e;
            } finally {
                since = 0;
            }
        }
    }
}
