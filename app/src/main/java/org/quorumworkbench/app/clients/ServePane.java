// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.clients;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.Bytes;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.Clients;
import org.quorumworkbench.app.model.ServeWish;
import org.quorumworkbench.app.model.ServeWish.Place;
import org.quorumworkbench.app.model.ServeWish.Scratch;

/** Where a person says how the quorum is to be served over NBD. */
public final class ServePane extends GridPane {

    private static final long MIB = 1L << 20;
    private static final double WIDTH = 560;

    private final Clients clients;
    private final Function<String, Optional<Path>> chooser;
    private final Runnable done;
    private final ComboBox<Place> place = new ComboBox<>();
    private final TextField address = new TextField();
    private final TextField certificates = new TextField();
    private final CheckBox writable = new CheckBox(text("clients.writable"));
    private final TextField scratch = new TextField(Scratch.usual().folder().toString());
    private final ComboBox<Long> limit = new ComboBox<>();
    private final Label refused = new Label();
    private Optional<Button> serve = Optional.empty();
    private int rows;

    /**
     * A form that begins with what is safest.
     *
     * @param chooser
     *            asks the person for a folder, under a title
     * @param done
     *            runs when the quorum is served
     */
    public ServePane(Clients clients, Function<String, Optional<Path>> chooser, Runnable done) {
        super(12, 8);
        this.clients = clients;
        this.chooser = chooser;
        this.done = done;
        setId("serve");
        setPrefWidth(WIDTH);
        getStyleClass().add("keys-pane");
        where();
        tls();
        writes();
        refused.setId("serve-refused");
        refused.getStyleClass().add("state-unreadable");
        wide(refused);
        refused.managedProperty().bind(refused.visibleProperty());
        refused.setVisible(false);
    }

    /** Serves when that button is pressed, which closes nothing before it is known how that went. */
    public void serveOn(Button button) {
        button.setId("serve-start");
        button.addEventFilter(ActionEvent.ACTION, event -> {
            event.consume();
            start();
        });
        serve = Optional.of(button);
    }

    private void where() {
        place.setId("serve-place");
        place.getItems().setAll(Place.values());
        place.setValue(Place.SOCKET);
        place.setConverter(new PlaceWords());
        place.setMaxWidth(Double.MAX_VALUE);
        LateTip.on(place, () -> text("clients.place.tip"));
        row("clients.place", place);
        address.setId("serve-address");
        address.setPromptText("192.168.1.5:10809");
        row("clients.address", address);
        BooleanExpression given = Bindings.equal(place.valueProperty(), Place.ADDRESS);
        address.disableProperty().bind(given.not());
    }

    private void tls() {
        certificates.setId("serve-certificates");
        certificates.setPromptText(text("clients.tls.none"));
        row("clients.tls", folder(certificates, "clients.tls.choose"));
        note("clients.tls.what");
    }

    private void writes() {
        writable.setId("serve-writable");
        wide(writable);
        scratch.setId("serve-scratch");
        HBox chosen = folder(scratch, "clients.scratch.choose");
        row("clients.scratch", chosen);
        limit.setId("serve-limit");
        limit.getItems().setAll(LongStream
                .concat(LongStream.of(256 * MIB), LongStream.iterate(1024 * MIB, size -> size * 2).limit(11))
                .boxed().toList());
        limit.setValue(Scratch.LIMIT);
        limit.setConverter(new SizeWords(limit.getItems()));
        row("clients.limit", limit);
        note("clients.scratch.what");
        chosen.disableProperty().bind(writable.selectedProperty().not());
        limit.disableProperty().bind(writable.selectedProperty().not());
    }

    private HBox folder(TextField field, String title) {
        HBox.setHgrow(field, Priority.ALWAYS);
        Button choose = new Button(text("clients.choose"));
        choose.setId(field.getId() + "-choose");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setAccessibleText(text(title));
        LateTip.on(choose, () -> text(title));
        choose.setOnAction(event -> chooser.apply(text(title)).ifPresent(there -> field.setText(there.toString())));
        return new HBox(6, field, choose);
    }

    private void row(String name, Node control) {
        Label label = new Label(text(name));
        label.setMinWidth(Region.USE_PREF_SIZE);
        Node named = control instanceof HBox box ? box.getChildren().getFirst() : control;
        named.setAccessibleText(text(name));
        label.setLabelFor(named);
        GridPane.setHgrow(control, Priority.ALWAYS);
        addRow(rows++, label, control);
    }

    private void note(String name) {
        Label note = new Label(text(name));
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.setMaxWidth(WIDTH);
        note.getStyleClass().add("muted");
        add(note, 1, rows++);
    }

    private void wide(Labeled one) {
        one.setWrapText(true);
        one.setMinHeight(Region.USE_PREF_SIZE);
        one.setMaxWidth(WIDTH);
        add(one, 0, rows++, 2, 1);
    }

    private void start() {
        refuse(Optional.empty());
        try {
            ServeWish wish = new ServeWish(place.getValue(), address.getText().strip(), path(certificates),
                    writable.isSelected()
                            ? Optional.of(new Scratch(path(scratch).orElse(Scratch.usual().folder()), limit.getValue()))
                            : Optional.empty());
            serve.ifPresent(button -> button.setDisable(true));
            clients.start(wish, why -> {
                serve.ifPresent(button -> button.setDisable(false));
                refuse(why);
                if (why.isEmpty()) {
                    done.run();
                }
            });
        } catch (InvalidPathException e) {
            refuse(Optional.of(text("clients.folder.wrong", e.getInput())));
        }
    }

    private void refuse(Optional<String> why) {
        refused.setText(why.orElse(""));
        refused.setVisible(why.isPresent());
        if (getScene() != null && getScene().getWindow() != null) {
            getScene().getWindow().sizeToScene();
        }
    }

    private static Optional<Path> path(TextField field) {
        return Optional.of(field.getText().strip()).filter(words -> !words.isEmpty()).map(Path::of);
    }

    private static final class SizeWords extends StringConverter<Long> {

        private final List<Long> sizes;

        SizeWords(List<Long> sizes) {
            this.sizes = sizes;
        }

        @Override
        public String toString(@Nullable Long bytes) {
            return bytes == null ? "" : Bytes.exactly(bytes);
        }

        @Override
        public Long fromString(String words) {
            return sizes.stream().filter(size -> toString(size).equals(words)).findFirst().orElseThrow();
        }
    }
}
