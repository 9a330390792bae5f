// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.PulseGate;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.Firing;
import org.quorumworkbench.core.fault.Occurrence;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.session.Session;

/**
 * The faults that may be laid over the children of the open quorum, on or off. One fault may lie
 * over several children at once. Used on the JavaFX thread; nothing here waits for a child.
 */
public final class FaultLab implements OpenQuorum.Follower {

    /** The fault that a child's own check box puts on. */
    public static final String READ_ERROR = "read-error-here";

    /**
     * A fault as it is listed.
     *
     * @param child
     *            the name of the child that it lies over
     * @param on
     *            whether it is switched on
     * @param firings
     *            how often it has fired since the quorum was opened
     */
    public record Laid(String child, Fault fault, boolean on, long firings) {}

    private record FaultKey(String child, String id) {}

    private final Background background;
    private final OpenQuorum quorum;
    private final ObservableValue<SectorRange> range;
    private final PulseGate gate;
    private final List<BiConsumer<String, Firing>> whenFired = new CopyOnWriteArrayList<>();
    private final ReadOnlyObjectWrapper<List<Laid>> laid = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Map<String, List<Fault>>> faults = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Set<String>> moments = new ReadOnlyObjectWrapper<>(Set.of());
    /** What is listed, by key, in the order in which it came. */
    private final Map<FaultKey, Fault> known = new LinkedHashMap<>();
    private final Map<FaultKey, Long> firings = new ConcurrentHashMap<>();
    private Optional<OpenedQuorum> open = Optional.empty();
    /** Changes that were asked for and are not done yet. */
    private int changing;

    /**
     * Nothing is listed yet.
     *
     * @param range
     *            that is looked at
     */
    FaultLab(Background background, OpenQuorum quorum, ObservableValue<SectorRange> range) {
        this.background = background;
        this.quorum = quorum;
        this.range = range;
        gate = background.gate(this::publish);
    }

    /** Hears of every firing, on the thread of whoever asks the device. */
    void whenFired(BiConsumer<String, Firing> hears) {
        whenFired.add(hears);
    }

    @Override
    public void opened(OpenQuorum.Opened now) {
        OpenedQuorum opened = now.quorum();
        open = Optional.of(opened);
        changing = 0;
        known.clear();
        firings.clear();
        moments.set(Set.of());
        for (OpenedChild child : opened.allChildren()) {
            child.spec().faults().forEach(spec -> know(child.name(), spec.fault()));
            child.faults().faults().forEach(fault -> know(child.name(), fault));
            child.faults().onFiring(firing -> fired(child.name(), firing));
        }
        changed();
    }

    /** The faults that are on may have changed. */
    @Override
    public void changed() {
        publish();
        faults.set(on());
    }

    private void know(String child, Fault fault) {
        known.put(new FaultKey(child, fault.id()), fault);
    }

    /** On the thread of whoever asks the device. */
    private void fired(String child, Firing firing) {
        firings.merge(new FaultKey(child, firing.fault().id()), 1L, Long::sum);
        whenFired.forEach(hears -> hears.accept(child, firing));
        gate.request();
    }

    // What views read.

    /** Every fault over every child, on or off, children in order. */
    public ReadOnlyObjectProperty<List<Laid>> laidProperty() {
        return laid.getReadOnlyProperty();
    }

    /** The faults that are on, by child name; as they were when the range was read last. */
    public ReadOnlyObjectProperty<Map<String, List<Fault>>> faultsProperty() {
        return faults.getReadOnlyProperty();
    }

    /** The names of captured moments. */
    public ReadOnlyObjectProperty<Set<String>> momentsProperty() {
        return moments.getReadOnlyProperty();
    }

    /**
     * The names of the children that faults can be laid over, in order; those of quorums within too.
     */
    public List<String> children() {
        return open.stream().flatMap(opened -> opened.allChildren().stream()).map(OpenedChild::name).toList();
    }

    private void publish() {
        List<Laid> now = new ArrayList<>();
        for (String child : children()) {
            List<Fault> on = on(child);
            known.forEach((key, fault) -> {
                if (key.child().equals(child)) {
                    now.add(new Laid(child, fault, on.stream().anyMatch(other -> other.id().equals(fault.id())),
                            firings.getOrDefault(key, 0L)));
                }
            });
        }
        laid.set(List.copyOf(now));
    }

    private List<Fault> on(String child) {
        return open.stream().flatMap(opened -> opened.allChildren().stream())
                .filter(opened -> opened.name().equals(child)).findFirst().map(opened -> opened.faults().faults())
                .orElse(List.of());
    }

    // Commands.

    /** The simulated read error of a child's check box, over the range that is looked at. */
    public Fault readErrorHere() {
        return new Fault(READ_ERROR, text("lab.readError"), When.readOf(range.getValue()),
                new Effect.Fails(Errno.EIO));
    }

    /** A fault by which reads of the range that is looked at hang. */
    public Fault hangHere() {
        return new Fault("hang-here", text("lab.hang"), When.readOf(range.getValue()), new Effect.Hangs());
    }

    /** An id that no fault has yet. */
    public String freshId() {
        for (int number = 1;; number++) {
            String id = "fault-" + number;
            if (known.keySet().stream().noneMatch(key -> key.id().equals(id))) {
                return id;
            }
        }
    }

    /**
     * Lays a fault over these children, switched on; one that takes the place of another is on if that
     * was.
     *
     * @param before
     *            the fault that it takes the place of, wherever that lies; a fault of the same id that
     *            is another one is left alone
     */
    public void lay(Fault fault, Optional<Fault> before, Set<String> over) {
        for (String child : children()) {
            FaultKey key = new FaultKey(child, fault.id());
            boolean replaces = before.isPresent() && before.get().equals(known.get(key));
            if (over.contains(child) && replaces && !isOn(key)) {
                know(child, fault);
                publish();
            } else if (over.contains(child)) {
                lay(child, replaces || !known.containsKey(key) ? fault : renamed(fault));
            } else if (replaces) {
                known.remove(key);
                after(current().take(child, fault.id()));
            }
        }
    }

    private void lay(String child, Fault fault) {
        FaultKey key = new FaultKey(child, fault.id());
        known.put(key, fault);
        firings.remove(key);
        after(current().put(child, fault));
    }

    private boolean isOn(FaultKey key) {
        return on(key.child()).stream().anyMatch(fault -> fault.id().equals(key.id()));
    }

    private Fault renamed(Fault fault) {
        return new Fault(freshId(), fault.title(), fault.when(), fault.effect());
    }

    /** Switches a fault on or off. */
    public void setOn(String child, Fault fault, boolean on) {
        if (on) {
            know(child, fault);
        }
        after(on ? current().put(child, fault) : current().take(child, fault.id()));
    }

    /** Lays the same fault over the same child once more, off, under an id and a title of its own. */
    public Fault duplicate(Laid original) {
        Fault fault = original.fault();
        Fault copy = new Fault(freshId(), text("lab.copy", fault.title()), fault.when(), fault.effect());
        know(original.child(), copy);
        publish();
        return copy;
    }

    /** Takes a fault off and forgets it. */
    public void delete(Laid gone) {
        known.remove(new FaultKey(gone.child(), gone.fault().id()));
        after(current().take(gone.child(), gone.fault().id()));
    }

    /** Remembers what every child shows now under a name, for stale faults. */
    public void capture(String moment) {
        Set<String> more = new TreeSet<>(moments.get());
        more.add(moment);
        moments.set(Set.copyOf(more));
        children().forEach(child -> after(current().capture(child, moment)));
    }

    /** Undoes what faults did to writes, on every child. */
    public void heal() {
        children().forEach(child -> after(current().heal(child)));
    }

    /** What is listed, as it is saved. */
    Map<String, List<FaultSpec>> specs() {
        Map<String, List<FaultSpec>> specs = new LinkedHashMap<>();
        laid.get().forEach(one -> specs.computeIfAbsent(one.child(), child -> new ArrayList<>())
                .add(new FaultSpec(one.fault(), one.on())));
        return specs;
    }

    /**
     * Lists faults that were read, and switches on those that are to be on.
     *
     * @return the names that no child has; then nothing was done
     */
    Set<String> add(Map<String, List<FaultSpec>> specs) {
        Set<String> strangers = new TreeSet<>(specs.keySet());
        children().forEach(strangers::remove);
        if (strangers.isEmpty()) {
            specs.forEach((child, list) -> list.forEach(spec -> {
                Fault listed = known.get(new FaultKey(child, spec.fault().id()));
                Fault fault = listed == null || listed.equals(spec.fault()) ? spec.fault() : renamed(spec.fault());
                know(child, fault);
                after(spec.on() ? current().put(child, fault) : current().take(child, fault.id()));
            }));
            publish();
        }
        return strangers;
    }

    private Session current() {
        return quorum.session().orElseThrow(() -> new IllegalStateException("no quorum is open"));
    }

    /**
     * When all that is to be changed has been, the range is read again: once, since a read counts as
     * one for faults that do.
     */
    private void after(CompletableFuture<Void> change) {
        changing++;
        Session on = current();
        background.after(change).ended(() -> changed(on)).orBroken();
        publish();
    }

    /** Those of a quorum that is no longer open do not count. */
    private void changed(Session on) {
        if (quorum.session().filter(on::equals).isPresent()) {
            changing--;
            if (changing == 0) {
                quorum.changed();
            }
        }
    }

    /**
     * Somebody has read the children past the quorum, a search for instance: faults that count would
     * have counted those reads, which no recording knows of, so they count anew.
     */
    void readOutside() {
        boolean counting = open.isPresent() && on().values().stream().flatMap(List::stream)
                .anyMatch(fault -> !(fault.when().occurrence() instanceof Occurrence.Always)
                        || fault.effect() instanceof Effect.Enters);
        if (counting) {
            background.after(current().recount()).orBroken();
        }
    }

    private Map<String, List<Fault>> on() {
        Map<String, List<Fault>> on = new HashMap<>();
        children().forEach(child -> on.put(child, on(child)));
        return Map.copyOf(on);
    }

    /** The sectors of a child that show something else than was written there. */
    List<SectorRange> damaged(String child) {
        return open.stream().flatMap(opened -> opened.allChildren().stream())
                .filter(opened -> opened.name().equals(child)).findFirst().map(opened -> opened.faults().damaged())
                .orElse(List.of());
    }
}
