// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.quorumworkbench.core.file.FileProblem;
import org.quorumworkbench.core.file.Wording;

/**
 * A journal that is written on. What was appended is lasting, and is what the device has, once
 * {@link #sync} returns; nothing that it protects may be written before. For one thread.
 */
final class Journal {

    private static final int PIECE = 1 << 20;

    private final StoredFile file;
    private final int epoch;
    private long end;
    private int number;
    private long synced;
    private final CRC32C unsynced = new CRC32C();

    private Journal(StoredFile file, int epoch, int number, long end) {
        this.file = file;
        this.epoch = epoch;
        this.number = number;
        this.end = end;
        this.synced = end;
    }

    /**
     * Makes a journal: it is there under its name only with the whole plan, or not at all.
     *
     * @param begun
     *            who works on it
     */
    static Journal create(JournalPlace place, Plan plan, String begun) throws IOException {
        StoredFile file = place.aside();
        Journal journal = new Journal(file, 1, 0, 0);
        journal.put(JournalReader.MAGIC);
        journal.append(new JournalRecord.Planned(PlanWriter.bytes(plan)));
        journal.append(new JournalRecord.Begun(begun));
        journal.sync();
        try {
            JournalReader.read(file);
        } catch (RepairProblem e) {
            throw new FileProblem(Wording.of("what was written cannot be read again: {0}", Wording.ofError(e)), e);
        }
        place.publish();
        place.forceFolder();
        return journal;
    }

    /**
     * Goes on with a journal; what follows its last whole record is written over. The new epoch is
     * lasting before anything is written in it: a reader takes no record for the torn end of an epoch
     * that a later one stands behind.
     */
    static Journal proceed(StoredFile file, JournalState state, String begun) throws IOException {
        Journal journal = new Journal(file, state.epoch() + 1, state.number(), state.end());
        journal.append(new JournalRecord.Begun(begun));
        journal.sync();
        return journal;
    }

    void append(JournalRecord record) throws IOException {
        number++;
        put(record.encoded(epoch, number));
    }

    private void put(byte[] bytes) throws IOException {
        file.writeAll(end, bytes);
        unsynced.update(bytes);
        end += bytes.length;
    }

    /** Makes what was appended lasting, and reads it back. */
    void sync() throws IOException {
        if (synced == end) {
            return;
        }
        file.force();
        CRC32C found = new CRC32C();
        for (long at = synced; at < end; at += PIECE) {
            ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, end - at));
            file.readBack(at, piece);
            found.update(piece.array());
        }
        if (found.getValue() != unsynced.getValue()) {
            throw new FileProblem(Wording.of("the journal was written, and reads back otherwise"));
        }
        unsynced.reset();
        synced = end;
    }

    long length() {
        return end;
    }
}
