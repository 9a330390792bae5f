// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.stage.Modality;
import org.quorumworkbench.app.clients.ServePane;
import org.quorumworkbench.app.model.Clients;
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
        made(title, new ButtonType(text("window.close"), ButtonBar.ButtonData.CANCEL_CLOSE), content).show();
    }

    /** Asks how the quorum is to be served; closes itself when it is. */
    void serve(Clients clients, Function<String, Optional<Path>> folders) {
        ButtonType serve = new ButtonType(text("clients.serve"), ButtonBar.ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = made(text("action.serve"),
                new ButtonType(text("clients.cancel"), ButtonBar.ButtonData.CANCEL_CLOSE), new Label());
        ServePane form = new ServePane(clients, folders, dialog::close);
        dialog.getDialogPane().setContent(form);
        dialog.getDialogPane().getButtonTypes().add(serve);
        if (dialog.getDialogPane().lookupButton(serve) instanceof Button button) {
            form.serveOn(button);
        }
        dialog.show();
    }

    private Dialog<ButtonType> made(String title, ButtonType way, Node content) {
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner.getWindow());
        dialog.initModality(Modality.NONE);
        // The dots promise a window in a menu; here it is.
        dialog.setTitle(title.replace("...", ""));
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().add(way);
        dialog.getDialogPane().getStylesheets().addAll(owner.getStylesheets());
        return dialog;
    }
}
