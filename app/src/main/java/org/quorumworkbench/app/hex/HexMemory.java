// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.app.preferences.ShownBytes;

/**
 * What a person has chosen to see, and how, kept for the next run. A file that was changed by hand,
 * or by a later release, gives what can be shown of it.
 */
final class HexMemory {

    private HexMemory() {}

    /** Chooses as in the last run, and from now on keeps what is chosen. */
    static void of(HexOptions options, Preferences preferences) {
        restore(options, preferences.bytes());
        Runnable keep = () -> preferences.setBytes(now(options, preferences.bytes()));
        options.lookProperty().subscribe((before, now) -> keep.run());
        options.foldingProperty().subscribe((before, now) -> keep.run());
        options.differingProperty().subscribe((before, now) -> keep.run());
        options.modeProperty().subscribe((before, now) -> keep.run());
    }

    private static void restore(HexOptions options, ShownBytes kept) {
        HexLook usual = options.look();
        options.change(look -> new HexLook(oneOf(HexLook.WIDTHS, kept.width(), usual.width()),
                oneOf(HexLook.GROUPS, kept.group(), usual.group()), orElse(kept.upper(), usual.upper()),
                orElse(kept.decimal(), usual.decimal()), orElse(kept.text(), usual.text()),
                named(TextEncoding.values(), kept.encoding()).orElse(usual.encoding()),
                Math.clamp(orElse(kept.size(), usual.size()), HexFont.SMALLEST, HexFont.LARGEST)));
        options.foldingProperty().set(orElse(kept.folding(), options.foldingProperty().get()));
        options.differingProperty().set(orElse(kept.differing(), options.differingProperty().get()));
        named(HexPane.Mode.values(), kept.panes()).ifPresent(options.modeProperty()::set);
    }

    /** What is as it always was need not be kept, unless it was chosen once. */
    private static ShownBytes now(HexOptions options, ShownBytes kept) {
        HexLook look = options.look();
        HexLook usual = HexLook.USUAL;
        return new ShownBytes(chosen(look.width(), usual.width(), kept.width()),
                chosen(look.group(), usual.group(), kept.group()), chosen(look.upper(), usual.upper(), kept.upper()),
                chosen(look.decimal(), usual.decimal(), kept.decimal()),
                chosen(look.text(), usual.text(), kept.text()),
                chosen(word(look.encoding()), word(usual.encoding()), kept.encoding()),
                chosen(look.size(), usual.size(), kept.size()),
                chosen(options.foldingProperty().get(), true, kept.folding()),
                chosen(options.differingProperty().get(), false, kept.differing()),
                chosen(word(options.modeProperty().get()), word(HexPane.Mode.AUTOMATIC), kept.panes()));
    }

    private static <T> @Nullable T chosen(T now, T usual, @Nullable T kept) {
        return kept == null && now.equals(usual) ? null : now;
    }

    private static int oneOf(List<Integer> known, @Nullable Integer kept, int usual) {
        return kept != null && known.contains(kept) ? kept : usual;
    }

    private static <T> T orElse(@Nullable T kept, T usual) {
        return Objects.requireNonNullElse(kept, usual);
    }

    private static <E extends Enum<E>> Optional<E> named(E[] all, @Nullable String kept) {
        return Arrays.stream(all).filter(one -> word(one).equals(kept)).findFirst();
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
