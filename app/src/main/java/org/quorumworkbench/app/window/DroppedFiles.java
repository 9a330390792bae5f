// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import org.quorumworkbench.app.model.Opening;

/** Files that are dropped on the window are opened. */
final class DroppedFiles {

    private DroppedFiles() {}

    /** Opens what is dropped on this part of the window from now on. */
    static void on(Node target, Opening opening) {
        target.setOnDragOver(DroppedFiles::over);
        target.setOnDragDropped(drag -> {
            boolean files = drag.getDragboard().hasFiles();
            if (files) {
                opening.drop(List.copyOf(drag.getDragboard().getFiles()));
            }
            drag.setDropCompleted(files);
            drag.consume();
        });
    }

    private static void over(DragEvent drag) {
        if (drag.getDragboard().hasFiles()) {
            drag.acceptTransferModes(TransferMode.COPY);
        }
        drag.consume();
    }
}
