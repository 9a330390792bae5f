// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.PulseGate;
import org.quorumworkbench.core.repair.RepairWatcher;
import org.quorumworkbench.core.repair.StepOutcome;

/**
 * Brings what became of steps to the JavaFX thread: every one of them, but at most once for each
 * picture.
 */
final class RepairSteps implements RepairWatcher {

    /** Hears of steps on the JavaFX thread. */
    interface Hearer {

        /**
         * A step has ended.
         *
         * @param part
         *            of the plan that is done, 0 to 1; -1 if that cannot be told
         */
        void hear(String line, double part);
    }

    private final double all;
    private final BooleanSupplier stops;
    private final PulseGate gate;
    private List<String> lines = new ArrayList<>();
    private int ended;

    RepairSteps(Background background, double all, Hearer hearer, BooleanSupplier stops) {
        this.all = all;
        this.stops = stops;
        this.gate = background.gate(() -> {
            double part = part();
            taken().forEach(line -> hearer.hear(line, part));
        });
    }

    private synchronized List<String> taken() {
        List<String> now = lines;
        lines = new ArrayList<>();
        return now;
    }

    private synchronized double part() {
        return all > 0 ? Math.min(1, ended / all) : -1;
    }

    @Override
    public void ended(StepOutcome outcome) {
        synchronized (this) {
            lines.add(RepairWords.line(outcome));
            ended++;
        }
        gate.request();
    }

    @Override
    public boolean stops() {
        return stops.getAsBoolean();
    }
}
