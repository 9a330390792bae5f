// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import java.util.List;
import java.util.Optional;
import javafx.css.Styleable;

/**
 * A style that a control has one of: {@code verdict-tie} or {@code verdict-majority}. Each change
 * of a control's styles looks through the whole stylesheet for it, so that one takes the other's
 * place, and the same again changes nothing.
 */
public final class OneOf {

    private OneOf() {}

    /**
     * Gives the control this style of its family, or none.
     *
     * @param family
     *            how the styles of the family begin
     */
    public static void style(Styleable control, String family, Optional<String> which) {
        List<String> styles = control.getStyleClass();
        Optional<String> was = styles.stream().filter(style -> style.startsWith(family)).findFirst();
        Optional<String> now = which.map(family::concat);
        if (was.equals(now)) {
            return;
        }
        if (was.isPresent() && now.isPresent()) {
            styles.set(styles.indexOf(was.get()), now.get());
        } else {
            was.ifPresent(styles::remove);
            now.ifPresent(styles::add);
        }
    }
}
