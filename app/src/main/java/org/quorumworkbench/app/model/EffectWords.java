// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.fault.Effect;

/** What a simulated fault does, in the window's language. */
public final class EffectWords {

    private EffectWords() {}

    /** As a clause. */
    public static String of(Effect effect) {
        return switch (effect) {
            case Effect.Fails(Errno errno) -> text("effect.fails", errno.name(), errno.text());
            case Effect.Hangs() -> text("effect.hangs");
            case Effect.Delays(Duration by) -> text("effect.delays", Long.toString(by.toMillis()));
            case Effect.Enters(String state) -> text("effect.enters", state);
            case Effect.FlipsBits(int bits, long _) -> counted("effect.flips", bits);
            case Effect.FlipsBitsAt(List<Long> positions) -> counted("effect.flipsAt", positions.size());
            case Effect.StuckBit(int bit, boolean set, int stride, int offset) -> text("effect.stuck",
                    Integer.toString(bit), set ? "1" : "0", Integer.toString(offset), Integer.toString(stride));
            case Effect.Filled(List<Integer> pattern) when pattern.equals(List.of(0)) -> text("effect.zeroed");
            case Effect.Filled(List<Integer> pattern) when pattern.equals(List.of(0xFF)) -> text("effect.ones");
            case Effect.Filled(List<Integer> pattern) -> counted("effect.pattern", pattern.size());
            case Effect.Junk(long _) -> text("effect.junk");
            case Effect.Shifted(int bytes) -> Math.abs(bytes) == 1
                    ? text("effect.shifted.one", Integer.toString(bytes))
                    : text("effect.shifted", Integer.toString(bytes));
            case Effect.Swapped(int width) -> text("effect.swapped", Integer.toString(width));
            case Effect.Stale(Optional<String> capture) -> capture.map(name -> text("effect.stale.since", name))
                    .orElseGet(() -> text("effect.stale"));
            case Effect.Torn(int boundary, OptionalLong _, long _) -> text("effect.torn", Integer.toString(boundary));
            case Effect.Misdirected(long sector) -> text("effect.misdirected", Long.toString(sector));
            case Effect.Shortened(long sectors) -> text("effect.shortened", Long.toString(sectors));
        };
    }

    private static String counted(String key, int many) {
        return many == 1 ? text(key + ".one") : text(key, Integer.toString(many));
    }
}
