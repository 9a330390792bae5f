// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A channel whose reads do what a test wants, and which is closed when they are done, as Java's is.
 */
final class FakeChannel extends FileChannel {

    /** Answers a positional read: how many bytes, 0 for EAGAIN. */
    interface Read {
        int answer() throws IOException, InterruptedException;
    }

    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    private final ReentrantReadWriteLock readers = new ReentrantReadWriteLock();
    private final Read read;

    FakeChannel(Read read) {
        this.read = read;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        readers.readLock().lock();
        try {
            asked.countDown();
            return read.answer();
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            readers.readLock().unlock();
        }
    }

    @Override
    protected void implCloseChannel() {
        readers.writeLock().lock();
        try {
            closed.countDown();
        } finally {
            readers.writeLock().unlock();
        }
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public int read(ByteBuffer into) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long newPosition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void force(boolean metaData) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
