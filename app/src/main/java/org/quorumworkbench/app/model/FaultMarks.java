// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.Firing;
import org.quorumworkbench.core.quorum.Event;

/**
 * Where simulated faults have changed what the range that is looked at shows, and the true bytes
 * below them for who wants to peek. Used on the JavaFX thread, but firings are heard on any.
 */
public final class FaultMarks {

    /** More firings in one range are not told apart: the whole range is marked. */
    private static final int MOST = 4_096;

    private final Background background;
    private final OpenQuorum quorum;
    private final Reading reading;
    private final FaultLab lab;
    private final Recording recording;
    private final Map<String, List<SectorRange>> fired = new ConcurrentHashMap<>();
    private final ReadOnlyObjectWrapper<Map<String, List<SectorRange>>> marks = new ReadOnlyObjectWrapper<>(Map.of());
    private final BooleanProperty peeking = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Map<String, ByteBuffer>> trueBytes = new ReadOnlyObjectWrapper<>(Map.of());

    FaultMarks(Background background, OpenQuorum quorum, Reading reading, FaultLab lab, Recording recording) {
        this.background = background;
        this.quorum = quorum;
        this.reading = reading;
        this.lab = lab;
        this.recording = recording;
        lab.whenFired(this::fired);
        // Another range is asked for: what fires from now on, fires there.
        reading.beforeEach(fired::clear);
        reading.inspectionProperty().subscribe(this::publish);
        peeking.subscribe(this::peek);
    }

    /** On any thread. */
    private void fired(String child, Firing firing) {
        if (firing.operation() == DeviceOperation.READ) {
            List<SectorRange> there = fired.computeIfAbsent(child, name -> new CopyOnWriteArrayList<>());
            if (there.size() < MOST) {
                there.add(firing.affected());
            }
        }
    }

    private void publish() {
        Optional<SectorRange> range = reading.inspectionProperty().get().map(shown -> shown.range());
        Map<String, List<SectorRange>> now = new HashMap<>();
        if (range.isPresent()) {
            for (String child : lab.children()) {
                List<SectorRange> there = recording.isPast() ? told(child) : seen(child);
                there.removeIf(one -> !one.overlaps(range.get()));
                if (!there.isEmpty()) {
                    now.put(child, List.copyOf(there));
                }
            }
        }
        marks.set(Map.copyOf(now));
        peek();
    }

    private List<SectorRange> seen(String child) {
        List<SectorRange> there = new ArrayList<>(fired.getOrDefault(child, List.of()));
        there.addAll(lab.damaged(child));
        return there;
    }

    /** What the quorum told of the request: all that is known of the past. */
    private List<SectorRange> told(String child) {
        return reading.inspectionProperty().get().stream().flatMap(shown -> shown.request().events().stream())
                .filter(event -> event instanceof Event.FaultFired fault && fault.child().equals(child))
                .map(Event::range).collect(Collectors.toCollection(ArrayList::new));
    }

    /**
     * By child name, of children that are shorter than the disk: the first sector that they lack. A
     * device tells its length as it was when it was opened, so the faults are asked.
     */
    public Map<String, Long> ends() {
        Map<String, Long> ends = new HashMap<>();
        lab.faultsProperty().get().forEach((child, faults) -> {
            for (Fault fault : faults) {
                if (fault.effect() instanceof Effect.Shortened(long sectors) && sectors < quorum.sectors()) {
                    ends.merge(child, sectors, Math::min);
                }
            }
        });
        return ends;
    }

    /** By child name, the sectors of the disk where faults have changed what is shown. */
    public ReadOnlyObjectProperty<Map<String, List<SectorRange>>> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    /** Whether the true bytes are to be shown in place of those that faults made. */
    public BooleanProperty peekingProperty() {
        return peeking;
    }

    /**
     * By child name, the bytes below its faults in the range that is shown, read-only, from position 0;
     * empty while nobody peeks, and for a child whose bytes cannot be read.
     */
    public ReadOnlyObjectProperty<Map<String, ByteBuffer>> trueBytesProperty() {
        return trueBytes.getReadOnlyProperty();
    }

    private void peek() {
        trueBytes.set(Map.of());
        Optional<OpenedQuorum> open = quorum.openedProperty().get();
        Optional<SectorRange> range = reading.inspectionProperty().get().map(shown -> shown.range());
        if (!peeking.get() || open.isEmpty() || range.isEmpty()) {
            return;
        }
        for (OpenedChild child : open.get().children()) {
            if (marks.get().containsKey(child.name())) {
                read(child, range.get());
            }
        }
    }

    /** From below the rules of a blkdebug node too: they would count the peek. */
    private void read(OpenedChild child, SectorRange range) {
        BlockDevice own = child.overlay().isPresent() ? child.overlay().get() : child.own();
        ByteBuffer into = ByteBuffer.allocate(Math.toIntExact(range.length()));
        background.run(() -> own.read(range.offset(), into).join()).then(reply -> {
            if (reply.isOk()) {
                peeked(child.name(), range, into.asReadOnlyBuffer());
            }
        }).orBroken();
    }

    private void peeked(String child, SectorRange range, ByteBuffer bytes) {
        if (peeking.get()
                && reading.inspectionProperty().get().filter(shown -> shown.range().equals(range)).isPresent()) {
            Map<String, ByteBuffer> more = new HashMap<>(trueBytes.get());
            more.put(child, bytes);
            trueBytes.set(Map.copyOf(more));
        }
    }
}
