// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.model.WhatIf;

/**
 * What a filter of runs is called in a list to choose from, with the names of the children judged.
 */
final class FilterWords extends StringConverter<RunFilter> {

    private final WhatIf judged;

    FilterWords(WhatIf judged) {
        this.judged = judged;
    }

    @Override
    public String toString(@Nullable RunFilter filter) {
        return filter == null ? "" : judged.judgementProperty().get().map(filter::words).orElse("");
    }

    @Override
    public RunFilter fromString(String words) {
        return new RunFilter.All();
    }
}
