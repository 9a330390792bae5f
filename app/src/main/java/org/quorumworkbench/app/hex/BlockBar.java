// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Locale;
import java.util.OptionalLong;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import org.quorumworkbench.app.control.LateTip;

/** Where one says which block of bytes to select. Hidden until it is asked for. */
final class BlockBar extends FlowPane {

    /** Selects bytes, and says what is wrong with them; empty words if nothing is. */
    interface Selecting {
        String select(long offset, long length);
    }

    private final TextField from = field("hex.block.from", "hex-block-from");
    private final TextField length = field("hex.block.length", "hex-block-length");
    private final Label answer = new Label();
    private final Selecting selecting;
    private final Runnable leave;

    /**
     * @param leave
     *            puts the focus back on the bytes
     */
    BlockBar(Selecting selecting, Runnable leave) {
        super(6, 4);
        this.selecting = selecting;
        this.leave = leave;
        setId("hex-block");
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("hex-find");
        Button select = new Button(text("hex.block.select"));
        select.setId("hex-block-select");
        LateTip.on(select, () -> text("hex.block.tip"));
        select.setOnAction(event -> select());
        answer.setId("hex-block-answer");
        answer.setWrapText(true);
        getChildren().addAll(new Label(text("hex.block.from")), from, new Label(text("hex.block.length")), length,
                select, answer);
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                hide();
                key.consume();
            }
        });
        show(false);
    }

    private TextField field(String name, String id) {
        TextField field = new TextField();
        field.setId(id);
        field.setPrefColumnCount(10);
        LateTip.on(field, () -> text(name + ".tip"));
        field.setAccessibleText(text(name + ".tip"));
        field.setOnAction(event -> select());
        return field;
    }

    /** Asks, beginning with what is selected now. */
    void open(long offset, long count) {
        from.setText("0x" + Long.toHexString(offset));
        length.setText(Long.toString(count));
        answer.setText("");
        show(true);
        from.requestFocus();
        from.selectAll();
    }

    private void hide() {
        show(false);
        leave.run();
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }

    private void select() {
        OptionalLong offset = number(from.getText());
        OptionalLong count = number(length.getText());
        if (offset.isEmpty() || count.isEmpty() || count.getAsLong() < 1) {
            answer.setText(text("hex.block.wrong"));
            return;
        }
        String wrong = selecting.select(offset.getAsLong(), count.getAsLong());
        answer.setText(wrong);
        if (wrong.isEmpty()) {
            hide();
        }
    }

    /** Decimal, or hexadecimal after 0x; empty if it is no number, or one that no disk has. */
    static OptionalLong number(String words) {
        String digits = words.strip().toLowerCase(Locale.ROOT);
        if (digits.matches("0x[0-9a-f]{1,15}")) {
            return OptionalLong.of(Long.parseLong(digits.substring(2), 16));
        }
        return digits.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
