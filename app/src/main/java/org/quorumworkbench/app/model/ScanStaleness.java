// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.StaleReason;
import org.quorumworkbench.core.scan.Staleness;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * Which children are no longer as they were scanned, by their files, by what the window reads, and
 * by the faults over them. Used on the JavaFX thread; files are asked in the background.
 */
public final class ScanStaleness implements OpenQuorum.Follower {

    private final Background background;
    private final OpenQuorum quorum;
    private final FaultLab lab;
    private final WhatIf found;
    private final ReadOnlyObjectWrapper<Map<Integer, StaleReason>> stale = new ReadOnlyObjectWrapper<>(Map.of());
    private final Latest latest = new Latest();
    private Map<String, List<Fault>> faultsScanned = Map.of();
    /** What was found before the scan that is under way: nobody relies on it any more. */
    private Optional<DivergenceMap> outdated = Optional.empty();
    private boolean checking;

    ScanStaleness(Background background, OpenQuorum quorum, FaultLab lab, Reading reading, WhatIf found) {
        this.background = background;
        this.quorum = quorum;
        this.lab = lab;
        this.found = found;
        lab.faultsProperty().subscribe((before, now) -> checkFaults());
        reading.inspectionProperty().subscribe(seen -> seen.ifPresent(this::checkReading));
    }

    /** Children that no longer are as they were scanned, by position in the scan, and why. */
    public ReadOnlyObjectProperty<Map<Integer, StaleReason>> staleProperty() {
        return stale.getReadOnlyProperty();
    }

    boolean isAny() {
        return !stale.get().isEmpty();
    }

    /** The children as they are now are about to be scanned, or have been. */
    void scanned(Map<String, List<Fault>> faults) {
        faultsScanned = faults;
        outdated = found.map();
        latest.forget();
        stale.set(Map.of());
    }

    /** Whether what was found is in part what faults made. */
    boolean isOfFaults() {
        return faultsScanned.values().stream().anyMatch(faults -> !faults.isEmpty());
    }

    @Override
    public void left() {
        scanned(Map.of());
    }

    // What is known of the nearest divergence: a scan of children that have changed since is not relied
    // on.

    KnownDivergence next(long from) {
        return usable().map(verdicts -> KnownDivergence.next(verdicts, from))
                .orElse(new KnownDivergence.Unknown(from));
    }

    KnownDivergence previous(long before) {
        return usable().map(verdicts -> KnownDivergence.previous(verdicts, before))
                .orElse(new KnownDivergence.Unknown(before));
    }

    private Optional<Verdicts> usable() {
        return isAny() ? Optional.empty() : found.judgementProperty().get().map(Judgement::actual);
    }

    // Checking.

    private void checkFaults() {
        found.map().ifPresent(map -> {
            List<String> names = WhatIf.names(map);
            Map<Integer, StaleReason> more = new TreeMap<>();
            for (int child = 0; child < names.size(); child++) {
                String name = names.get(child);
                if (!faultsScanned.getOrDefault(name, List.of())
                        .equals(lab.faultsProperty().get().getOrDefault(name, List.of()))) {
                    more.put(child, new StaleReason.Faults());
                }
            }
            publish(more);
        });
    }

    /** Clients have written through the quorum, which is to every child. */
    void written() {
        found.map().ifPresent(map -> {
            Map<Integer, StaleReason> all = new TreeMap<>();
            for (int child = 0; child < map.children().size(); child++) {
                all.put(child, new StaleReason.Written());
            }
            publish(all);
        });
    }

    /** Compares the files as they are with what the scan saw. */
    void checkFiles() {
        check(map -> List.of());
    }

    /** Compares what was just read with what the scan saw, too. */
    private void checkReading(Inspection inspection) {
        if (inspection.children().stream().noneMatch(child -> child.pending())) {
            check(map -> Staleness.ofReading(map, inspection));
        }
    }

    private void check(Function<DivergenceMap, List<Staleness>> other) {
        DivergenceMap map = found.map().orElse(null);
        if (map == null || checking || outdated.filter(map::equals).isPresent()
                || !WhatIf.names(map).equals(quorum.names())) {
            return;
        }
        checking = true;
        List<Child> children = quorum.childrenProperty().get();
        background.run(() -> {
            Map<Integer, StaleReason> changes = new TreeMap<>();
            Staleness.ofFiles(map, children).forEach(one -> changes.putIfAbsent(one.child(), one.reason()));
            other.apply(map).forEach(one -> changes.putIfAbsent(one.child(), one.reason()));
            return changes;
        }).ended(() -> checking = false).onlyIf(latest.next()).then(changes -> {
            if (found.map().filter(still -> WhatIf.names(still).equals(WhatIf.names(map))).isPresent()) {
                publish(changes);
            }
        }).orBroken();
    }

    /** Whoever is stale stays so until it is scanned anew. */
    private void publish(Map<Integer, StaleReason> changes) {
        Map<Integer, StaleReason> now = new TreeMap<>(stale.get());
        changes.forEach(now::putIfAbsent);
        if (!now.equals(stale.get())) {
            stale.set(Map.copyOf(now));
        }
    }
}
