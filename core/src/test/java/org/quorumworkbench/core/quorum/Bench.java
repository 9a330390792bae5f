// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;

/** A quorum over scripted disks of 8 sectors, and what it told; everything happens on the spot. */
final class Bench {

    static final int LENGTH = 4096;

    final List<ScriptedDevice> devices = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final Quorum quorum;

    /**
     * @param content
     *            a character for each child: what it is filled with
     */
    Bench(String content, Policy policy) {
        this(content, policy, false);
    }

    Bench(String content, Policy policy, boolean readOnly) {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < content.length(); i++) {
            ScriptedDevice device = disk(content.charAt(i));
            devices.add(device);
            children.add(new Child("children." + i, "c" + i, device));
        }
        quorum = Quorum.open("q0", children, policy, readOnly, Runnable::run, events::add);
    }

    static ScriptedDevice disk(char content) {
        byte[] bytes = new byte[LENGTH];
        Arrays.fill(bytes, (byte) content);
        return new ScriptedDevice(MemoryDevice.of(bytes));
    }

    static Policy today(int threshold) {
        return Policy.threshold(threshold).withSemantics(Semantics.V7_2);
    }

    static Policy rewriting(int threshold) {
        return new Policy(threshold, false, true, ReadPattern.QUORUM, Semantics.V7_2);
    }

    static Policy fifo(int threshold) {
        return new Policy(threshold, false, false, ReadPattern.FIFO, Semantics.V7_2);
    }

    static Policy verifying(Semantics semantics) {
        return new Policy(2, true, false, ReadPattern.QUORUM, semantics);
    }

    ScriptedDevice device(int child) {
        return devices.get(child);
    }

    Bench failing(int child, RequestKind operation, Errno errno) {
        device(child).errors.put(operation, errno);
        return this;
    }

    Outcome examine(long sector, long count) {
        return quorum.examine(new SectorRange(sector, count)).result().resultNow();
    }

    Outcome read(long offset, int length) {
        return quorum.read(offset, ByteBuffer.allocate(length)).result().resultNow();
    }

    Outcome write(long offset, int length, char fill) {
        return begin(offset, length, fill).result().resultNow();
    }

    Request<Outcome> begin(long offset, int length, char fill) {
        return quorum.write(offset, filled(length, fill), false);
    }

    static ByteBuffer filled(int length, char fill) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) fill);
        return ByteBuffer.wrap(bytes);
    }

    /** What was told so far, shortly, and forgets it. */
    List<String> told() {
        List<String> told = events.stream().map(Bench::shortly).toList();
        events.clear();
        return told;
    }

    static String shortly(Event event) {
        return switch (event) {
            case Event.ReportBad bad -> "bad " + bad.requestKind().eventType() + " " + bad.child() + " " + bad.range()
                    + bad.error().map(errno -> " " + errno.name()).orElse("");
            case Event.QuorumFailure failure -> "failure " + failure.reference() + " " + failure.range();
            case Event.Rewritten done -> "rewritten " + done.child() + " " + done.range()
                    + done.error().map(errno -> " " + errno.name()).orElse("");
            case Event.Cancelled cancelled -> "cancelled " + cancelled.range();
            case Event.Changed changed -> changed.what().words();
            case Event.FaultFired fired -> "fault " + fired.fault();
        };
    }
}
