// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What a journal is made of. Each record has a head of 20 bytes (kind, epoch, number, step, length
 * of what follows), its content, and a CRC32C of all that; integers are big-endian.
 */
@SuppressWarnings("ArrayRecordComponent") // Written or read once and never compared as records.
sealed interface JournalRecord {

    /**
     * What a step adds to a journal beside its pre-image: its own record, and its number in another.
     */
    int OVERHEAD = 60;

    int HEAD = 20;
    int CHECKSUM = 4;
    int HASH = 32;

    /** The kinds whose records are written only when all before them is lasting. */
    int DONE = 4;
    int UNDONE = 7;

    /** The whole plan, first of all. */
    record Planned(byte[] plan) implements JournalRecord {}

    /** That somebody begins to work on it; later epochs have higher numbers. */
    record Begun(String text) implements JournalRecord {}

    /**
     * What is at a step's target before it is written.
     *
     * @param hash
     *            SHA-256 of the bytes
     */
    record Pre(int step, byte[] hash, byte[] bytes) implements JournalRecord {}

    /** Steps whose bytes are on their device. */
    record Done(List<Integer> steps) implements JournalRecord {
        public Done {
            steps = List.copyOf(steps);
        }
    }

    /** A step that was not done, and why. */
    record Refused(int step, StepWhy why) implements JournalRecord {}

    /** No step is left. */
    record End() implements JournalRecord {}

    /** Steps whose pre-images are about to be written back. */
    record Undone(List<Integer> steps) implements JournalRecord {
        public Undone {
            steps = List.copyOf(steps);
        }
    }

    /** All that was done is taken back. */
    record UndoEnd() implements JournalRecord {}

    /** The number by which the file knows the kind; 0 is none, since a hole reads as zeroes. */
    private int kind() {
        return switch (this) {
            case Planned _ -> 1;
            case Begun _ -> 2;
            case Pre _ -> 3;
            case Done _ -> DONE;
            case Refused _ -> 5;
            case End _ -> 6;
            case Undone _ -> UNDONE;
            case UndoEnd _ -> 8;
        };
    }

    /** The bytes of the record. */
    default byte[] encoded(int epoch, int number) {
        byte[] content = switch (this) {
            case Planned(byte[] plan) -> plan;
            case Begun(String text) -> text.getBytes(StandardCharsets.UTF_8);
            case Pre pre -> ByteBuffer.allocate(HASH + pre.bytes.length).put(pre.hash).put(pre.bytes).array();
            case Done(List<Integer> steps) -> numbers(steps);
            case Refused(int _, StepWhy why) -> why.english().getBytes(StandardCharsets.UTF_8);
            case Undone(List<Integer> steps) -> numbers(steps);
            case End _,UndoEnd _ -> new byte[0];
        };
        int step = switch (this) {
            case Pre pre -> pre.step;
            case Refused refused -> refused.step;
            default -> 0;
        };
        ByteBuffer record = ByteBuffer.allocate(HEAD + content.length + CHECKSUM);
        record.putInt(kind()).putInt(epoch).putInt(number).putInt(step).putInt(content.length).put(content);
        return record.putInt(checksum(record.array(), record.position())).array();
    }

    private static byte[] numbers(List<Integer> steps) {
        ByteBuffer numbers = ByteBuffer.allocate(steps.size() * Integer.BYTES);
        steps.forEach(numbers::putInt);
        return numbers.array();
    }

    static int checksum(byte[] bytes, int count) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, count);
        return (int) crc.getValue();
    }

    /** The record of that kind, step and content; empty if there is no such record. */
    static Optional<JournalRecord> decoded(int kind, int step, byte[] content) {
        boolean plain = step == 0;
        return Optional.ofNullable(switch (kind) {
            case 1 -> plain ? new Planned(content) : null;
            case 2 -> plain ? new Begun(new String(content, StandardCharsets.UTF_8)) : null;
            case 3 -> content.length > HASH ? pre(step, content) : null;
            case DONE -> plain && content.length % Integer.BYTES == 0 ? new Done(steps(content)) : null;
            case 5 -> new Refused(step, StepWhy.written(new String(content, StandardCharsets.UTF_8)));
            case 6 -> plain && content.length == 0 ? new End() : null;
            case UNDONE -> plain && content.length % Integer.BYTES == 0 ? new Undone(steps(content)) : null;
            case 8 -> plain && content.length == 0 ? new UndoEnd() : null;
            default -> null;
        });
    }

    private static Pre pre(int step, byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        byte[] hash = new byte[HASH];
        byte[] image = new byte[content.length - HASH];
        bytes.get(hash).get(image);
        return new Pre(step, hash, image);
    }

    private static List<Integer> steps(byte[] content) {
        List<Integer> steps = new ArrayList<>();
        for (ByteBuffer numbers = ByteBuffer.wrap(content); numbers.hasRemaining();) {
            steps.add(numbers.getInt());
        }
        return steps;
    }
}
