// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.BlkdebugDevice;
import org.quorumworkbench.core.fault.BlkdebugRules;
import org.quorumworkbench.core.fault.BlkdebugRules.InjectError;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.FaultedDevice;
import org.quorumworkbench.core.fault.When;

/** Faults that fire are told among a request's events, where they happen. */
class QuorumFaultTest {

    private static final SectorRange FIRST = new SectorRange(0, 1);

    private final FaultedDevice one = new FaultedDevice(new MemoryDevice(4096, false));
    private final FaultedDevice two = new FaultedDevice(new MemoryDevice(4096, false));
    private final FaultedDevice three = new FaultedDevice(new MemoryDevice(4096, false));
    private final List<Event> events = new ArrayList<>();
    private final Quorum quorum = Quorum.open("q0",
            List.of(new Child("children.0", "c0", one), new Child("children.1", "c1", two),
                    new Child("children.2", "c2", three)),
            new Policy(2, false, false, ReadPattern.QUORUM, Semantics.V7_2), false, Runnable::run, events::add);

    private static Fault bad(Effect effect) {
        return new Fault("bad", "a bad sector", When.readOf(FIRST), effect);
    }

    private static List<String> words(List<Event> events) {
        return events.stream().map(event -> switch (event) {
            case Event.FaultFired fired -> fired.child() + " fault " + fired.fault() + " at " + fired.range();
            case Event.ReportBad bad -> bad.child() + " bad";
            default -> event.toString();
        }).toList();
    }

    @Test
    void aFaultIsToldBeforeWhatComesOfIt() {
        two.put(bad(new Effect.Fails(Errno.EIO)));
        three.put(bad(new Effect.Junk(1)));
        Outcome outcome = quorum.examine(new SectorRange(0, 2)).result().join();
        assertEquals(List.of("c1 fault a bad sector at 0+1", "c1 bad", "c2 fault a bad sector at 0+1"),
                words(outcome.events()).subList(0, 3));
        assertEquals(events, outcome.events());
    }

    @Test
    void theRulesOfABlkdebugNodeAreHeardThroughTheFaultsAboveIt() {
        InjectError rule = new InjectError("none", 0, Set.of(DeviceOperation.READ), Optional.of(Errno.EIO),
                OptionalLong.empty(), true, true);
        FaultedDevice ruled = new FaultedDevice(new BlkdebugDevice(new MemoryDevice(4096, false),
                new BlkdebugRules(List.of(rule), List.of()), true, Runnable::run));
        assertEquals(new Change.Made(quorum.children()).getClass(),
                quorum.addChild("c3", ruled).join().getClass());
        events.clear();
        quorum.examine(FIRST).result().join();
        assertEquals(List.of("c3 fault blkdebug inject-error 0 at 0+1", "c3 bad"), words(events));
    }

    @Test
    void aChildThatWasRemovedIsHeardNoMore() {
        quorum.removeChild("children.2").join();
        events.clear();
        three.put(bad(new Effect.Fails(Errno.EIO)));
        three.read(0, ByteBuffer.allocate(512)).join();
        assertEquals(List.of(), events);
    }
}
