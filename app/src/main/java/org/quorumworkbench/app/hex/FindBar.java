// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.util.function.BiPredicate;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.quorumworkbench.app.workbench.LateTip;

/** Where one says which bytes or text to find. Hidden until it is asked for. */
final class FindBar extends HBox {

    private final TextField field = new TextField();
    private final Label answer = new Label();
    private final BiPredicate<byte[], Boolean> find;

    /**
     * @param find
     *            looks for the bytes, forwards or not, and tells whether they were found
     * @param close
     *            is told when it was closed
     */
    FindBar(BiPredicate<byte[], Boolean> find, Runnable close) {
        super(6);
        this.find = find;
        setId("hex-find");
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("hex-find");
        field.setId("hex-find-field");
        field.setPromptText(text("hex.find.prompt"));
        LateTip.on(field, () -> text("hex.find.tip"));
        field.setAccessibleText(text("hex.find.tip"));
        field.setPrefColumnCount(24);
        field.setOnAction(event -> find(true));
        answer.setId("hex-find-answer");
        answer.getStyleClass().add("muted");
        getChildren().addAll(field, button("hex.find.next", true), button("hex.find.previous", false), answer);
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                show(false);
                close.run();
                key.consume();
            }
        });
        show(false);
    }

    private Button button(String name, boolean forwards) {
        Button button = new Button(text(name));
        button.setOnAction(event -> find(forwards));
        return button;
    }

    void open() {
        show(true);
        field.requestFocus();
        field.selectAll();
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }

    /** Finds again; opens the bar if nothing was asked for yet. */
    void find(boolean forwards) {
        ByteSearch.wanted(field.getText()).ifPresentOrElse(
                wanted -> answer.setText(find.test(wanted, forwards) ? "" : text("hex.find.none")), this::open);
    }
}
