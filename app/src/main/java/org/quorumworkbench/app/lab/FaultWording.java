// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.lab;

import static org.quorumworkbench.ui.Resources.text;

import java.util.stream.Collectors;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.fault.Occurrence;
import org.quorumworkbench.core.fault.When;

/** When a fault fires, in words. */
final class FaultWording {

    private FaultWording() {}

    static String when(When when) {
        String operations = when.operations().stream().sorted().map(FaultWording::operation)
                .collect(Collectors.joining(", "));
        String range = when.range().map(FaultWording::range).orElse(text("lab.when.anywhere"));
        String words = text("lab.when", operations, range, occurrence(when.occurrence()));
        return when.state().map(state -> text("lab.when.state", words, state)).orElse(words);
    }

    static String operation(DeviceOperation operation) {
        return text("lab.operation." + operation.word());
    }

    private static String range(SectorRange range) {
        return range.count() == 1
                ? text("lab.when.sector", Long.toString(range.first()))
                : text("lab.when.sectors", Long.toString(range.first()), Long.toString(range.end() - 1));
    }

    private static String occurrence(Occurrence occurrence) {
        return switch (occurrence) {
            case Occurrence.Always() -> text("lab.when.always");
            case Occurrence.Once() -> text("lab.when.once");
            case Occurrence.Nth(int n) -> text("lab.when.nth", Integer.toString(n));
            case Occurrence.NthOfRange(int n) -> text("lab.when.nthOfRange", Integer.toString(n));
            case Occurrence.Chance(double probability, long seed) ->
                text("lab.when.chance", Double.toString(probability), Long.toString(seed));
        };
    }
}
