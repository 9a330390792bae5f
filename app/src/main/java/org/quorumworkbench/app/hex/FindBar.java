// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.DiskSearch;
import org.quorumworkbench.core.inspect.ContentSearch;

/** Where one says which bytes or text to find. Hidden until it is asked for. */
final class FindBar extends HBox {

    private final TextField field = new TextField();
    private final Label answer = new Label();
    private final BiConsumer<byte[], Boolean> find;

    /**
     * @param find
     *            looks for the bytes, forwards or not
     * @param leave
     *            is told of the Escape key
     */
    FindBar(BiConsumer<byte[], Boolean> find, Runnable leave) {
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
                leave.run();
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

    void hide() {
        show(false);
    }

    /** Says how the search stands. */
    void answer(DiskSearch.Bytes now) {
        answer.setText(switch (now) {
            case DiskSearch.Bytes.NotAsked(),DiskSearch.Bytes.Found(int _, long _, int _) -> "";
            case DiskSearch.Bytes.Looking() -> text("hex.find.looking");
            case DiskSearch.Bytes.None(boolean forwards) -> text(forwards ? "hex.find.none" : "hex.find.none.before");
            case DiskSearch.Bytes.Stopped() -> text("search.stopped");
        });
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }

    /** Finds again; opens the bar if nothing was asked for yet. */
    void find(boolean forwards) {
        Optional<byte[]> wanted = ByteSearch.wanted(field.getText());
        if (wanted.isEmpty()) {
            open();
            return;
        }
        show(true);
        if (wanted.get().length > ContentSearch.MOST_WANTED) {
            answer.setText(text("hex.find.long", Integer.toString(ContentSearch.MOST_WANTED)));
        } else {
            find.accept(wanted.get(), forwards);
        }
    }
}
