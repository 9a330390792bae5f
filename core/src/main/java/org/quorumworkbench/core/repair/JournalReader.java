// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.file.Wording;

/**
 * Reads a journal. The file may be anybody's, and may end anywhere: what is taken of it are the
 * records up to the first that is not whole, and each of these has to make sense. For one thread.
 */
final class JournalReader {

    static final byte[] MAGIC = "QUORUMWORKBENCH REPAIR JOURNAL 1\n".getBytes(StandardCharsets.US_ASCII);

    /** What is said of another file. */
    static final Wording NO_JOURNAL = Wording
            .of("it is no repair journal. Name the file that 'repair apply --journal' wrote");

    private static final int LONGEST_TEXT = 1 << 16;
    private static final int LONGEST_NUMBERS = Repair.BATCH * Integer.BYTES;
    private static final int WINDOW = 1 << 20;
    private static final int LONGEST_IMAGE = Step.MOST_SECTORS * 512 + JournalRecord.HASH;

    private final StoredFile file;
    private final long length;
    private final boolean fromDevice;
    private byte[] window = new byte[0];
    private long windowAt;
    private long at = MAGIC.length;
    private int epoch;
    private int number;
    private @Nullable Plan plan;
    private final SortedMap<Integer, Long> images = new TreeMap<>();
    private final Set<Integer> done = new HashSet<>();
    private final Map<Integer, StepWhy> refused = new HashMap<>();
    private final Set<Integer> undone = new HashSet<>();
    private boolean ended;
    private boolean undoEnded;

    private JournalReader(StoredFile file, long length, boolean fromDevice) {
        this.file = file;
        this.length = length;
        this.fromDevice = fromDevice;
    }

    /**
     * Reads what the device has, to the end, or to the first record that is not whole. After a write
     * has failed, the system may remember records that never reached the device, and what rests on them
     * could not be taken back after a power cut.
     *
     * @throws RepairProblem
     *             if it is no journal, or was changed
     * @throws IOException
     *             if it cannot be read
     */
    static JournalState read(StoredFile file) throws IOException, RepairProblem {
        return new JournalReader(file, file.length(), true).read();
    }

    /** As {@link #read}, from the system's memory: for whoever writes nothing. */
    static JournalState readRemembered(StoredFile file) throws IOException, RepairProblem {
        return new JournalReader(file, file.length(), false).read();
    }

    private JournalState read() throws IOException, RepairProblem {
        if (length < MAGIC.length) {
            throw noJournal();
        }
        if (!Arrays.equals(bytes(0, MAGIC.length), MAGIC)) {
            throw noJournal();
        }
        while (next()) {
            // Each record is taken as it is read.
        }
        if (plan == null) {
            throw new RepairProblem(
                    Wording.of("the journal has no plan: it is damaged, and nothing can be done with it"));
        }
        requireTornEnd();
        return new JournalState(plan, images, done, refused, undone, ended, undoEnded, at, epoch, number);
    }

    /**
     * Whether what is left can be the end of a write that was cut. Whoever writes that steps are done,
     * or about to be taken back, has made all before it lasting: if such a record follows, something in
     * the middle is damaged, and steps that are on the disk would count as never begun.
     */
    private void requireTornEnd() throws IOException, RepairProblem {
        for (long from = at; from + JournalRecord.HEAD + JournalRecord.CHECKSUM <= length; from++) {
            ByteBuffer fields = ByteBuffer.wrap(window(from, JournalRecord.HEAD), seek(from), JournalRecord.HEAD);
            int kind = fields.getInt();
            if (kind != JournalRecord.DONE && kind != JournalRecord.UNDONE) {
                continue;
            }
            int itsEpoch = fields.getInt();
            int itsNumber = fields.getInt();
            int step = fields.getInt();
            int count = fields.getInt();
            int whole = JournalRecord.HEAD + count + JournalRecord.CHECKSUM;
            if (itsEpoch < epoch || itsNumber <= number + 1 || step != 0 || count <= 0 || count > LONGEST_NUMBERS
                    || whole > length - from) {
                continue;
            }
            byte[] record = bytes(from, whole);
            if (ByteBuffer.wrap(record).getInt(whole - JournalRecord.CHECKSUM) == JournalRecord.checksum(record,
                    whole - JournalRecord.CHECKSUM)) {
                throw damaged(Wording.of("the record at byte {0}, before whole ones,", at));
            }
        }
    }

    /** The bytes there, of which the file has to have as many. */
    private byte[] bytes(long from, int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count;) {
            int part = Math.min(count - done, WINDOW);
            System.arraycopy(window(from + done, part), seek(from + done), bytes, done, part);
            done += part;
        }
        return bytes;
    }

    private int seek(long from) {
        return (int) (from - windowAt);
    }

    /** The window, in which so many bytes from that one on are. */
    private byte[] window(long from, int count) throws IOException {
        if (from < windowAt || from + count > windowAt + window.length) {
            ByteBuffer piece = ByteBuffer.allocate((int) Math.min(length - from, WINDOW));
            if (fromDevice) {
                file.readBack(from, piece);
            } else {
                file.read(from, piece);
            }
            window = piece.array();
            windowAt = from;
        }
        return window;
    }

    private static RepairProblem noJournal() {
        return new RepairProblem(NO_JOURNAL);
    }

    private boolean next() throws IOException, RepairProblem {
        if (length - at < JournalRecord.HEAD + JournalRecord.CHECKSUM) {
            return false;
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes(at, JournalRecord.HEAD));
        int kind = fields.getInt();
        int itsEpoch = fields.getInt();
        int itsNumber = fields.getInt();
        int step = fields.getInt();
        int count = fields.getInt();
        // What an earlier epoch left behind the last whole record is not taken for a part of this one.
        boolean follows = itsNumber == number + 1 && itsEpoch >= epoch && itsEpoch <= epoch + 1;
        if (!follows || count < 0 || count > longest(kind)
                || count > length - at - JournalRecord.HEAD - JournalRecord.CHECKSUM) {
            return false;
        }
        byte[] record = bytes(at, JournalRecord.HEAD + count + JournalRecord.CHECKSUM);
        int end = JournalRecord.HEAD + count;
        if (ByteBuffer.wrap(record).getInt(end) != JournalRecord.checksum(record, end)) {
            return false;
        }
        JournalRecord told = JournalRecord
                .decoded(kind, step, Arrays.copyOfRange(record, JournalRecord.HEAD, end))
                .orElseThrow(() -> damaged(Wording.of("a record of kind {0}", kind)));
        take(told);
        epoch = itsEpoch;
        number = itsNumber;
        at += record.length;
        return true;
    }

    private static int longest(int kind) {
        return switch (kind) {
            case 1 -> PlanReader.LONGEST;
            case 3 -> LONGEST_IMAGE;
            default -> LONGEST_TEXT;
        };
    }

    private static RepairProblem damaged(Wording what) {
        return new RepairProblem(Wording.of("the journal was changed after it had been written: {0} makes no sense"
                + " there. Nothing is done with it", what));
    }

    private void take(JournalRecord told) throws RepairProblem {
        if ((plan == null) != (told instanceof JournalRecord.Planned)) {
            throw damaged(Wording.of("its first record"));
        }
        switch (told) {
            case JournalRecord.Planned(byte[] bytes) -> plan = PlanReader.of(bytes);
            case JournalRecord.Begun _ -> {
            }
            case JournalRecord.Pre pre -> pre(pre);
            case JournalRecord.Done(List<Integer> steps) -> {
                requirePre(steps);
                done.addAll(steps);
            }
            case JournalRecord.Refused(int step, StepWhy why) -> {
                step(step);
                refused.put(step, why);
            }
            case JournalRecord.End _ -> ended = true;
            case JournalRecord.Undone(List<Integer> steps) -> {
                requirePre(steps);
                undone.addAll(steps);
            }
            case JournalRecord.UndoEnd _ -> undoEnded = true;
        }
    }

    private void pre(JournalRecord.Pre pre) throws RepairProblem {
        Step step = step(pre.step());
        String hash = Hashes.of(pre.bytes());
        if (pre.bytes().length != step.bytes() || !hash.equals(step.before())
                || !hash.equals(HexFormat.of().formatHex(pre.hash())) || ended || !undone.isEmpty()
                || images.put(pre.step(), at + JournalRecord.HEAD + JournalRecord.HASH) != null) {
            throw damaged(Wording.of("the pre-image of step {0}", pre.step()));
        }
    }

    private Step step(int wanted) throws RepairProblem {
        if (plan == null || wanted < 1 || wanted > plan.steps().size()) {
            throw damaged(Wording.of("step {0}", wanted));
        }
        return plan.steps().get(wanted - 1);
    }

    private void requirePre(List<Integer> steps) throws RepairProblem {
        for (int step : steps) {
            if (!images.containsKey(step)) {
                throw damaged(Wording.of("step {0}", step));
            }
        }
    }
}
