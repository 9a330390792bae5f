// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.preferences;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How bytes are shown; what is null was never chosen. Whoever shows them knows what the words mean,
 * and takes the usual way for a number or a word that means nothing to it.
 *
 * @param width
 *            bytes in a row, 0 for as many as fit
 * @param group
 *            bytes without a blank between them, 0 for as few as fit
 * @param upper
 *            whether digits are A to F
 * @param decimal
 *            whether offsets are decimal
 * @param text
 *            whether bytes are shown as text too
 * @param encoding
 *            as what text
 * @param size
 *            of the characters, in points
 * @param folding
 *            whether identical rows are folded
 * @param differing
 *            whether only rows are shown in which something differs
 * @param panes
 *            one for each of what
 */
public record ShownBytes(@Nullable Integer width, @Nullable Integer group, @Nullable Boolean upper,
        @Nullable Boolean decimal, @Nullable Boolean text, @Nullable String encoding, @Nullable Double size,
        @Nullable Boolean folding, @Nullable Boolean differing, @Nullable String panes) {

    /** Nothing was ever chosen. */
    public static final ShownBytes USUAL = new ShownBytes(null, null, null, null, null, null, null, null, null, null);

    /** With what was changed between the two; what another window has chosen meanwhile stays. */
    ShownBytes with(ShownBytes before, ShownBytes now) {
        return new ShownBytes(changed(width, before.width, now.width), changed(group, before.group, now.group),
                changed(upper, before.upper, now.upper), changed(decimal, before.decimal, now.decimal),
                changed(text, before.text, now.text), changed(encoding, before.encoding, now.encoding),
                changed(size, before.size, now.size), changed(folding, before.folding, now.folding),
                changed(differing, before.differing, now.differing), changed(panes, before.panes, now.panes));
    }

    private static <T> @Nullable T changed(@Nullable T kept, @Nullable T before, @Nullable T now) {
        return Objects.equals(before, now) ? kept : now;
    }
}
