// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Files on a disk that can lose its power. What was written and not forced survives piece by piece
 * of 512 bytes, each or not, in any of the states that it had; so do names. A kill instead leaves
 * all that was written, and of the write that it interrupts the first few bytes.
 */
final class FailingDisk implements RepairStorage, JournalPlace {

    private static final int PIECE = 512;
    private static final String JOURNAL = "journal";

    /** What is not done when it is asked for: a broken protocol. */
    enum Omission {
        NOTHING, JOURNAL_FORCE, TARGET_FORCE, FOLDER_FORCE
    }

    /** The end of the program. */
    static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Map<String, Stored> children = new LinkedHashMap<>();
    private final Map<String, Stored> names = new LinkedHashMap<>();
    private final Map<String, Stored> lastingNames = new LinkedHashMap<>();
    private Random random = new Random(0);
    private Omission omission = Omission.NOTHING;
    private int operations;
    private int cutAt = Integer.MAX_VALUE;
    private int failingForces;
    private int firstFailing = Integer.MAX_VALUE;
    private boolean kill;

    void put(String child, byte[] bytes) {
        children.put(child, new Stored(child, bytes));
    }

    byte[] bytes(String child) {
        return stored(child).cache.clone();
    }

    private Stored stored(String child) {
        Stored stored = children.get(child);
        if (stored == null) {
            throw new AssertionError(child);
        }
        return stored;
    }

    /** A disk with the same content, which was written long ago, and a history of its own. */
    FailingDisk copy() {
        FailingDisk copy = new FailingDisk();
        copy.omission = omission;
        children.forEach((name, file) -> copy.children.put(name, file.copy(copy)));
        names.forEach((name, file) -> copy.names.put(name, file.copy(copy)));
        copy.lastingNames.putAll(copy.names);
        return copy;
    }

    FailingDisk without(Omission what) {
        omission = what;
        return this;
    }

    /** How many operations there have been. */
    int operations() {
        return operations;
    }

    /** The program ends in that operation, counted from now, from 1. */
    FailingDisk cutAt(int operation, boolean byKill, long seed) {
        operations = 0;
        cutAt = operation;
        kill = byKill;
        random = new Random(seed);
        return this;
    }

    /**
     * The journal's device fails in that of the forces from now on, counted from 1, once: nothing of
     * what was written reaches it, and the system takes its memory of that for forced, as Linux does.
     */
    FailingDisk failingAtForce(int force) {
        failingForces = 0;
        firstFailing = force;
        return this;
    }

    /** Somebody else writes there. */
    void strangerWrites(String child, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, stored(child).cache, at, bytes.length);
        stored(child).lasting = stored(child).cache.clone();
    }

    boolean hasJournal() {
        return names.containsKey(JOURNAL);
    }

    /** The system is started again. */
    FailingDisk restarted() {
        operations = 0;
        cutAt = Integer.MAX_VALUE;
        return this;
    }

    private boolean isCut() {
        operations++;
        return operations == cutAt;
    }

    private Cut cut() {
        if (!kill) {
            children.values().forEach(Stored::lose);
            names.values().forEach(Stored::lose);
            List<String> all = new ArrayList<>(names.keySet());
            all.addAll(lastingNames.keySet());
            Map<String, Stored> survived = new LinkedHashMap<>();
            for (String name : all) {
                Stored now = names.get(name);
                Stored before = lastingNames.get(name);
                Stored chosen = random.nextBoolean() ? now : before;
                if (chosen != null) {
                    survived.put(name, chosen);
                }
            }
            names.clear();
            names.putAll(survived);
            lastingNames.clear();
            lastingNames.putAll(survived);
        }
        return new Cut();
    }

    @Override
    public StoredFile child(String name) {
        return stored(name);
    }

    @Override
    public StoredFile aside() {
        Stored file = new Stored(JOURNAL, new byte[0]);
        names.put("aside", file);
        return file;
    }

    @Override
    public void publish() {
        Stored file = names.get("aside");
        if (file == null || names.containsKey(JOURNAL)) {
            throw new AssertionError("the journal takes nobody's place");
        }
        boolean ends = isCut();
        names.put(JOURNAL, file);
        names.remove("aside");
        if (ends) {
            throw cut();
        }
    }

    @Override
    public void forceFolder() {
        if (isCut()) {
            throw cut();
        }
        if (omission != Omission.FOLDER_FORCE) {
            lastingNames.clear();
            lastingNames.putAll(names);
        }
    }

    @Override
    public StoredFile existing() throws IOException {
        Stored file = names.get(JOURNAL);
        if (file == null) {
            throw new IOException("there is no journal");
        }
        return file;
    }

    /** A file: what anybody reads of it now, and what would be left of it. */
    private final class Stored implements StoredFile {
        private final String name;
        private byte[] cache;
        private byte[] lasting;
        private boolean isForgotten;
        private final TreeMap<Integer, List<byte[]>> unforced = new TreeMap<>();

        Stored(String name, byte[] bytes) {
            this.name = name;
            cache = bytes.clone();
            lasting = bytes.clone();
        }

        Stored copy(FailingDisk to) {
            return to.new Stored(name, cache);
        }

        void lose() {
            byte[] left = lasting;
            for (Map.Entry<Integer, List<byte[]>> piece : unforced.entrySet()) {
                int chosen = random.nextInt(piece.getValue().size() + 1);
                if (chosen > 0) {
                    byte[] bytes = piece.getValue().get(chosen - 1);
                    int at = piece.getKey() * PIECE;
                    left = Arrays.copyOf(left, Math.max(left.length, at + bytes.length));
                    System.arraycopy(bytes, 0, left, at, bytes.length);
                }
            }
            lasting = left;
            cache = left.clone();
            unforced.clear();
        }

        @Override
        public long length() {
            return cache.length;
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            if (offset + into.remaining() > cache.length) {
                throw new IOException("beyond the end");
            }
            into.put(cache, (int) offset, into.remaining());
        }

        @Override
        public void readBack(long offset, ByteBuffer into) throws IOException {
            if (!isForgotten) {
                read(offset, into);
            } else if (offset + into.remaining() > cache.length) {
                throw new IOException("beyond the end");
            } else {
                into.put(Arrays.copyOf(lasting, cache.length), (int) offset, into.remaining());
            }
        }

        @Override
        public int write(long offset, ByteBuffer from) {
            byte[] bytes = new byte[from.remaining()];
            from.duplicate().get(bytes);
            boolean ends = isCut();
            int count = ends && kill ? random.nextInt(bytes.length + 1) : bytes.length;
            cache = Arrays.copyOf(cache, Math.max(cache.length, (int) offset + count));
            System.arraycopy(bytes, 0, cache, (int) offset, count);
            for (int piece = (int) offset / PIECE; piece < Math.ceilDiv((int) offset + count, PIECE); piece++) {
                unforced.computeIfAbsent(piece, _ -> new ArrayList<>()).add(Arrays.copyOfRange(cache, piece * PIECE,
                        Math.min(cache.length, (piece + 1) * PIECE)));
            }
            if (ends) {
                throw cut();
            }
            return bytes.length;
        }

        @Override
        public void force() throws IOException {
            if (isCut()) {
                throw cut();
            }
            if (name.equals(JOURNAL) && ++failingForces == firstFailing) {
                isForgotten = true;
                unforced.clear();
                throw new IOException("Input/output error");
            }
            if (isForgotten) {
                // Only pages that were written since go to the device, with all that is remembered of them.
                unforced.forEach((piece, states) -> {
                    int at = piece * PIECE;
                    byte[] bytes = states.getLast();
                    lasting = Arrays.copyOf(lasting, Math.max(lasting.length, at + bytes.length));
                    System.arraycopy(bytes, 0, lasting, at, bytes.length);
                });
                unforced.clear();
                return;
            }
            Omission mine = name.equals(JOURNAL) ? Omission.JOURNAL_FORCE : Omission.TARGET_FORCE;
            if (omission != mine) {
                lasting = cache.clone();
                unforced.clear();
            }
        }
    }
}
