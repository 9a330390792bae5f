// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.stage.Modality;
import org.quorumworkbench.app.report.ProgramRelease;

/** Windows beside the work: nothing waits for them, and Escape closes them. */
final class SideWindows {

    private final Scene owner;

    /** Windows that belong to the one that shows this scene. */
    SideWindows(Scene owner) {
        this.owner = owner;
    }

    void keys(List<Action> all) {
        show(text("action.keys"), new KeysPane(all));
    }

    void about() {
        Label words = new Label(text("about.text", ProgramRelease.number()));
        words.setId("about");
        show(text("action.about"), words);
    }

    void show(String title, Node content) {
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner.getWindow());
        dialog.initModality(Modality.NONE);
        // The dots promise a window in a menu; here it is.
        dialog.setTitle(title.replace("...", ""));
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
        dialog.getDialogPane().getStylesheets().addAll(owner.getStylesheets());
        dialog.show();
    }
}
