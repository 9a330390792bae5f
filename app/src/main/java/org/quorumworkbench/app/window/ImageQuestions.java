// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.quorumworkbench.app.model.ImageQuestion;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.format.ChainFile;
import org.quorumworkbench.core.format.Consent;

/**
 * Asks in a dialog: before an image leads to other files, for passphrases, before clients lose
 * their disk.
 */
final class ImageQuestions implements ImageQuestion.Asker {

    private final Window owner;

    ImageQuestions(Window owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Consent> ask(ImageQuestion question, Consent before) {
        return switch (question) {
            case ImageQuestion.Files files -> ask(text("question.files.open"), text("question.cancel"), files(files),
                    false).map(yes -> files.yes(before));
            case ImageQuestion.Connected clients -> ask(text("question.clients.leave"), text("question.clients.stay"),
                    wrapped(text("question.clients", clients.count())), false).map(yes -> before);
            case ImageQuestion.Secret secret -> {
                PasswordField field = new PasswordField();
                field.setId("question-secret");
                field.setAccessibleText(text("question.secret", FileName.shown(secret.image())));
                yield ask(text("question.secret.open"), text("question.cancel"),
                        new VBox(8, wrapped(text("question.secret", FileName.shown(secret.image()))), field), true)
                        .map(yes -> secret.answered(before, field.getText()));
            }
        };
    }

    /**
     * Shows the question.
     *
     * @param easily
     *            whether the Enter key means yes
     */
    private Optional<ButtonType> ask(String yes, String no, Node content, boolean easily) {
        ButtonType open = new ButtonType(yes, ButtonBar.ButtonData.OK_DONE);
        ButtonType not = new ButtonType(no, ButtonBar.ButtonData.CANCEL_CLOSE);
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.setTitle(text("app.title"));
        if (owner.isShowing()) {
            dialog.initOwner(owner);
        }
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().setAll(not, open);
        dialog.setResizable(true);
        if (dialog.getDialogPane().lookupButton(open) instanceof Button button) {
            button.setDefaultButton(easily);
        }
        return dialog.showAndWait().filter(open::equals);
    }

    /** Every file that will be opened, those that the question is about marked. */
    static VBox files(ImageQuestion.Files question) {
        ListView<String> list = new ListView<>();
        list.setId("question-files");
        list.setAccessibleText(text("question.files.all"));
        for (ChainFile file : question.files().stream().distinct().toList()) {
            String role = text("question.role." + file.role().name().toLowerCase(Locale.ROOT));
            list.getItems().add(text(file.outside() ? "question.files.outside" : "question.files.inside",
                    FileName.shown(file.path()), role));
        }
        list.setPrefSize(640, Math.min(320, 16 + 40 * list.getItems().size()));
        return new VBox(8, wrapped(text("question.files")), list, wrapped(text("question.files.why")));
    }

    private static Label wrapped(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMaxWidth(640);
        return label;
    }
}
