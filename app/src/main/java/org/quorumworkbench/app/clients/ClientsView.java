// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.clients;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.quorumworkbench.app.control.Bytes;
import org.quorumworkbench.app.control.LastLine;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.TextColumn;
import org.quorumworkbench.app.control.WrappedLine;
import org.quorumworkbench.app.model.ClientWords;
import org.quorumworkbench.app.model.Clients;
import org.quorumworkbench.app.model.Clients.Served;
import org.quorumworkbench.app.model.ServeWish;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.serve.ClientCount;

/** The quorum as an NBD server: started and stopped, frozen, and who asks it for what. */
public final class ClientsView extends BorderPane {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final double BESIDE = 0.68;
    private static final double ABOVE = 0.45;
    /** Pixels: in a narrower window the lines are below the table, of which no title may be cut. */
    private static final double WIDE = 1200;

    private final Clients clients;
    private final Button start = new Button(text("clients.start"));
    private final Label writing = new Label();
    private final TextField uri = new TextField();
    private final Button copy = new Button(text("clients.copy"));
    private final ToggleButton hold = new ToggleButton(text("clients.hold"));
    private final TableView<ClientCount> table = new TableView<>();

    /**
     * Shows who is there.
     *
     * @param serve
     *            asks the person how the quorum is to be served
     */
    public ClientsView(WorkbenchModel model, Runnable serve) {
        clients = model.clients();
        setId("clients");
        setTop(tools(serve));
        counted("client", 70, count -> Integer.toString(count.client().number()));
        column("from", 110, count -> ClientWords.from(count.client().from()));
        column("since", 96, count -> TIME.format(count.client().since().atZone(ZoneId.systemDefault())));
        counted("requests", 80, count -> number(count.requests()));
        counted("rate", 90, count -> number(count.perSecond()));
        counted("read", 90, count -> Bytes.exactly(count.bytesRead()));
        counted("written", 90, count -> Bytes.exactly(count.bytesWritten()));
        counted("errors", 70, count -> number(count.errors()));
        column("sizes", 220, ClientsView::sizes);
        table.setId("clients-table");
        table.getStyleClass().addAll("lab-table", Styles.DENSE, Tweaks.EDGE_TO_EDGE);
        table.setAccessibleText(text("clients.title"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Label none = new Label();
        none.setWrapText(true);
        none.setMaxWidth(640);
        none.getStyleClass().add("muted");
        table.setPlaceholder(none);
        ListView<String> lines = new ListView<>(clients.lines());
        lines.setId("clients-lines");
        lines.setAccessibleText(text("clients.lines"));
        lines.getStyleClass().addAll("lab-table", "path", "wrapped-lines");
        lines.setCellFactory(made -> new WrappedLine<>(Function.identity()));
        lines.setPlaceholder(new Label(text("clients.lines.none")));
        clients.lines().subscribe(new LastLine(lines)::show);
        SplitPane halves = new SplitPane(table, lines);
        halves.widthProperty().map(now -> now.doubleValue() == 0 || now.doubleValue() >= WIDE)
                .subscribe(wide -> arrange(halves, wide));
        setCenter(halves);
        setBottom(new SightBar(clients));
        clients.servedProperty().subscribe(now -> none.setText(
                text(now.isPresent() ? "clients.none" : "clients.empty")));
        clients.servedProperty().subscribe(this::show);
        clients.clientsProperty().subscribe(this::show);
        clients.heldProperty().subscribe(hold::setSelected);
        model.quorum().openedProperty().subscribe(this::show);
        show();
        start.disableProperty().bind(model.quorum().openedProperty().map(java.util.Optional::isEmpty));
    }

    private static void arrange(SplitPane halves, boolean wide) {
        halves.setOrientation(wide ? Orientation.HORIZONTAL : Orientation.VERTICAL);
        halves.setDividerPositions(wide ? BESIDE : ABOVE);
    }

    private Node tools(Runnable serve) {
        start.setId("clients-start");
        start.setOnAction(event -> {
            if (clients.servedProperty().get().isPresent()) {
                clients.stop();
            } else {
                serve.run();
            }
        });
        writing.setId("clients-writing");
        writing.getStyleClass().add("muted");
        writing.setMinWidth(0);
        LateTip.on(writing, writing::getText);
        uri.setId("clients-uri");
        uri.setEditable(false);
        uri.setPromptText(text("clients.uri.none"));
        uri.setAccessibleText(text("clients.uri"));
        uri.getStyleClass().add("path");
        uri.setPrefColumnCount(12);
        LateTip.on(uri, () -> uri.getText().isEmpty() ? uri.getPromptText() : uri.getText());
        HBox.setHgrow(uri, Priority.ALWAYS);
        copy.setId("clients-copy");
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(uri.getText());
            Clipboard.getSystemClipboard().setContent(content);
        });
        LateTip.on(copy, () -> text("clients.copy.tip"));
        hold.setId("clients-hold");
        hold.setOnAction(event -> clients.hold(hold.isSelected()));
        LateTip.on(hold, () -> text("clients.hold.tip"));
        for (Region one : List.of(start, copy, hold)) {
            one.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox tools = new HBox(6, start, uri, copy, writing, hold);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("view-tools");
        return tools;
    }

    private TextColumn<ClientCount> column(String name, double width, Function<ClientCount, String> words) {
        TextColumn<ClientCount> column = new TextColumn<>(text("clients." + name), width, words);
        table.getColumns().add(column);
        return column;
    }

    private void counted(String name, double width, Function<ClientCount, String> words) {
        column(name, width, words).getStyleClass().add("number-column");
    }

    private static String sizes(ClientCount count) {
        return count.readSizes().entrySet().stream()
                .map(entry -> Bytes.exactly(entry.getKey()) + " \u00D7" + number(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String writing(ServeWish wish) {
        return wish.scratch().map(scratch -> text("clients.writing", Bytes.exactly(scratch.limit()), scratch.folder()))
                .orElseGet(() -> text("clients.reading"));
    }

    private void show() {
        boolean on = clients.servedProperty().get().isPresent();
        start.setText(text(on ? "clients.stop" : "clients.start"));
        writing.setText(clients.servedProperty().get().map(now -> writing(now.wish())).orElse(""));
        copy.setDisable(!on);
        hold.setDisable(!on);
        uri.setText(clients.servedProperty().get().map(Served::uri).orElse(""));
        table.getItems().setAll(clients.clientsProperty().get());
    }
}
