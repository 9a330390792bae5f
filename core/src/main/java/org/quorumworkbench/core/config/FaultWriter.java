// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.Occurrence;

/** Writes faults as {@link FaultReader} reads them. */
public final class FaultWriter {

    private FaultWriter() {}

    /** A fault as a JSON object. */
    public static Map<String, Object> write(FaultSpec spec) {
        Map<String, Object> json = new LinkedHashMap<>();
        Fault fault = spec.fault();
        json.put("id", fault.id());
        json.put("title", fault.title());
        if (!spec.on()) {
            json.put("on", false);
        }
        effect(fault.effect(), json);
        json.put("operations", fault.when().operations().stream().sorted().map(DeviceOperation::word).toList());
        fault.when().range().ifPresent(range -> {
            json.put("sector", range.first());
            json.put("count", range.count());
        });
        switch (fault.when().occurrence()) {
            case Occurrence.Always() -> {
                // Every time is what is meant when nothing is said.
            }
            case Occurrence.Once() -> json.put("once", true);
            case Occurrence.Nth(int n) -> json.put("nth", n);
            case Occurrence.NthOfRange(int n) -> {
                json.put("nth", n);
                json.put("each_range", true);
            }
            case Occurrence.Chance(double probability, long seed) -> {
                json.put("probability", probability);
                // The effect may have a seed of its own.
                Object other = json.putIfAbsent("seed", seed);
                if (other != null && !other.equals(seed)) {
                    json.put("probability_seed", seed);
                }
            }
        }
        fault.when().state().ifPresent(state -> json.put("state", state));
        return json;
    }

    private static void effect(Effect effect, Map<String, Object> json) {
        json.put("effect", word(effect));
        switch (effect) {
            case Effect.Fails fails -> json.put("errno", fails.errno().name().startsWith("E")
                    ? fails.errno().name()
                    : (Object) fails.errno().number());
            case Effect.Delays delays -> json.put("milliseconds", delays.by().toMillis());
            case Effect.FlipsBits flips -> {
                json.put("bits", flips.bits());
                json.put("seed", flips.seed());
            }
            case Effect.FlipsBitsAt flips -> json.put("positions", flips.positions());
            case Effect.StuckBit stuck -> {
                json.put("bit", stuck.bit());
                json.put("value", stuck.set() ? 1 : 0);
                json.put("stride", stuck.stride());
                json.put("offset", stuck.offset());
            }
            case Effect.Filled filled when !filled.pattern().equals(List.of(0)) ->
                json.put("pattern", filled.pattern());
            case Effect.Junk junk -> json.put("seed", junk.seed());
            case Effect.Shifted shifted -> json.put("bytes", shifted.bytes());
            case Effect.Swapped swapped -> json.put("width", swapped.width());
            case Effect.Torn torn -> {
                json.put("boundary", torn.boundary());
                torn.units().ifPresent(units -> json.put("units", units));
                json.put("seed", torn.seed());
            }
            case Effect.Enters enters -> json.put("new_state", enters.state());
            case Effect.Stale stale -> stale.capture().ifPresent(capture -> json.put("moment", capture));
            case Effect.Misdirected misdirected -> json.put("to", misdirected.sector());
            case Effect.Shortened shortened -> json.put("sectors", shortened.sectors());
            case Effect.Filled _,Effect.Hangs _ -> {
                // The word says it all.
            }
        }
    }

    private static String word(Effect effect) {
        return switch (effect) {
            case Effect.Fails _ -> FaultWords.ERRNO;
            case Effect.Hangs _ -> FaultWords.HANG;
            case Effect.Delays _ -> FaultWords.DELAY;
            case Effect.FlipsBits _,Effect.FlipsBitsAt _ -> FaultWords.FLIP;
            case Effect.StuckBit _ -> FaultWords.STUCK;
            case Effect.Filled(List<Integer> pattern) ->
                pattern.equals(List.of(0)) ? FaultWords.ZEROED : FaultWords.FILL;
            case Effect.Junk _ -> FaultWords.JUNK;
            case Effect.Shifted _ -> FaultWords.SHIFT;
            case Effect.Swapped _ -> FaultWords.SWAP;
            case Effect.Stale _ -> FaultWords.STALE;
            case Effect.Torn _ -> FaultWords.TORN;
            case Effect.Enters _ -> FaultWords.ENTER;
            case Effect.Misdirected _ -> FaultWords.MISDIRECTED;
            case Effect.Shortened _ -> FaultWords.SHORT;
        };
    }
}
