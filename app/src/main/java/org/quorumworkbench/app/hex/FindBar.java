// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.ByteQuery;
import org.quorumworkbench.app.model.DiskSearch;
import org.quorumworkbench.core.inspect.ContentSearch;

/** Where one says which bytes or text to find, and where. Hidden until it is asked for. */
final class FindBar extends FlowPane {

    private final TextField field = new TextField();
    private final CheckBox anyCase = box("hex.find.case", "hex-find-case");
    private final CheckBox wrap = box("hex.find.wrap", "hex-find-wrap");
    private final ComboBox<String> where = new ComboBox<>();
    private final Label answer = new Label();
    private final BiConsumer<ByteQuery, Boolean> find;

    /**
     * @param find
     *            looks for the bytes, forwards or not
     * @param all
     *            looks for all places
     * @param leave
     *            is told of the Escape key
     */
    FindBar(BiConsumer<ByteQuery, Boolean> find, Consumer<ByteQuery> all, Runnable leave) {
        super(6, 4);
        this.find = find;
        setId("hex-find");
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("hex-find");
        field.setId("hex-find-field");
        field.setPromptText(text("hex.find.prompt"));
        LateTip.on(field, () -> text("hex.find.tip"));
        field.setAccessibleText(text("hex.find.tip"));
        field.setPrefColumnCount(20);
        field.setOnAction(event -> find(true));
        where.setId("hex-find-where");
        LateTip.on(where, () -> text("hex.find.where.tip"));
        where.setAccessibleText(text("hex.find.where.tip"));
        offer(List.of());
        answer.setId("hex-find-answer");
        answer.getStyleClass().add("muted");
        answer.setWrapText(true);
        Button every = new Button(text("hex.find.all"));
        every.setId("hex-find-all");
        LateTip.on(every, () -> text("hex.find.all.tip"));
        every.setOnAction(event -> query().ifPresent(all));
        getChildren().addAll(field, button("hex.find.next", true, "F3"), button("hex.find.previous", false, "Shift+F3"),
                every, where, anyCase, wrap, answer);
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                leave.run();
                key.consume();
            }
        });
        show(false);
    }

    private static CheckBox box(String name, String id) {
        CheckBox box = new CheckBox(text(name));
        box.setId(id);
        LateTip.on(box, () -> text(name + ".tip"));
        box.setAccessibleText(text(name + ".tip"));
        return box;
    }

    private Button button(String name, boolean forwards, String key) {
        Button button = new Button(text(name));
        LateTip.on(button, () -> text("tip.key", text(name), key));
        button.setOnAction(event -> find(forwards));
        return button;
    }

    /** Offers these children to look through, each alone or all. */
    void offer(List<String> children) {
        List<String> offered = new ArrayList<>(List.of(text("hex.find.where.all")));
        offered.addAll(children);
        if (!offered.equals(where.getItems())) {
            where.getItems().setAll(offered);
            where.getSelectionModel().selectFirst();
        }
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
        say(switch (now) {
            case DiskSearch.Bytes.NotAsked(),DiskSearch.Bytes.Found(int _, long _, int _) -> "";
            case DiskSearch.Bytes.Looking() -> text("hex.find.looking");
            case DiskSearch.Bytes.None(boolean _) when wrap.isSelected() -> text("hex.find.none.anywhere");
            case DiskSearch.Bytes.None(boolean forwards) -> text(forwards ? "hex.find.none" : "hex.find.none.before");
            case DiskSearch.Bytes.Stopped() -> text("search.stopped");
        });
    }

    void say(String words) {
        answer.setText(words);
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }

    /** What is asked for now; the bar says what is wrong with it if it is nothing. */
    private Optional<ByteQuery> query() {
        Optional<byte[]> wanted = ByteSearch.wanted(field.getText());
        if (wanted.isEmpty()) {
            open();
            return Optional.empty();
        }
        show(true);
        if (wanted.get().length > ContentSearch.MOST_WANTED) {
            say(text("hex.find.long", Integer.toString(ContentSearch.MOST_WANTED)));
            return Optional.empty();
        }
        Optional<String> child = where.getSelectionModel().getSelectedIndex() < 1
                ? Optional.empty()
                : Optional.of(where.getValue());
        return Optional.of(new ByteQuery(HexFormat.of().formatHex(wanted.get()), anyCase.isSelected(), child,
                wrap.isSelected()));
    }

    /** Finds again; opens the bar if nothing was asked for yet. */
    void find(boolean forwards) {
        query().ifPresent(wanted -> find.accept(wanted, forwards));
    }
}
