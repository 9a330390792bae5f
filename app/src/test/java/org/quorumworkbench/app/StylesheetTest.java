// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import javafx.css.CssParser;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.ui.Resources;

/**
 * The window's stylesheet, which JavaFX would otherwise leave half unread with a warning nobody
 * sees.
 */
final class StylesheetTest {

    @Test
    void theStylesheetIsUnderstoodWhole() throws Exception {
        int before = CssParser.errorsProperty().size();
        new CssParser().parse(Resources.url("workbench.css"));
        assertEquals(List.of(), List.copyOf(CssParser.errorsProperty()).subList(before,
                CssParser.errorsProperty().size()));
    }
}
