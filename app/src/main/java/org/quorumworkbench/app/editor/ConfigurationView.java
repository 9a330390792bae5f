// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.editor;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.NamedKey;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.config.ConfigurationWriter;
import org.quorumworkbench.core.config.ConfigurationWriter.Form;
import org.quorumworkbench.core.config.ConfigurationWriter.Written;
import org.quorumworkbench.core.file.TextBytes;
import org.quorumworkbench.core.file.Wording;

/**
 * The configuration of the quorum that is open, as text. What is typed is checked in the background
 * and counts when it is applied; a text that is wrong changes nothing.
 */
public final class ConfigurationView extends BorderPane {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final NamedKey APPLY = NamedKey.of(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
    private static final NamedKey COMPLETE = NamedKey.of(KeyCode.SPACE, KeyCombination.CONTROL_DOWN);

    private final WorkbenchModel model;
    private final Supplier<Optional<Path>> saveTo;
    private final CodeArea area = new CodeArea();
    private final Label problem = new Label();
    private final ContextMenu completion = new ContextMenu();
    private final Latest checks = new Latest();
    private String written = "";

    /**
     * Shows the configuration of the model's quorum.
     *
     * @param saveTo
     *            asks the person for a file to save to
     */
    public ConfigurationView(WorkbenchModel model, Supplier<Optional<Path>> saveTo) {
        this.model = model;
        this.saveTo = saveTo;
        setId("configuration");
        area.setId("configuration-text");
        area.getStyleClass().add("code");
        area.setAccessibleText(text("editor.title"));
        area.setParagraphGraphicFactory(LineNumberFactory.get(area));
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        area.multiPlainChanges().successionEnds(PAUSE).subscribe(changes -> check());
        area.plainTextChanges().subscribe(change -> colour(Optional.empty()));
        completion.setId("completion");
        problem.setId("configuration-problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.getStyleClass().add("editor-problem");
        // In a low window the text needs the row.
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        setTop(tools());
        setCenter(new VirtualizedScrollPane<>(area));
        setBottom(problem);
        model.quorum().openedProperty().subscribe(this::writeAnew);
        model.quorum().thresholdProperty().subscribe((before, now) -> writeIfUntouched());
        model.quorum().childrenProperty().subscribe((before, now) -> writeIfUntouched());
        writeAnew();
    }

    private HBox tools() {
        Button apply = button("apply", this::apply);
        Button revert = button("revert", this::write);
        Button complete = button("complete", this::complete);
        MenuButton save = new MenuButton(text("editor.save"));
        save.setId("configuration-save");
        LateTip.on(save, () -> text("editor.save.tip"));
        Stream.of(Form.NATIVE, Form.QEMU_JSON, Form.IMAGE_OPTS).forEach(form -> {
            MenuItem item = new MenuItem(text("editor.form." + form.name().toLowerCase(Locale.ROOT)));
            item.setId("configuration-save-" + form.word());
            item.setOnAction(event -> saveTo.get().ifPresent(file -> save(file, form)));
            save.getItems().add(item);
        });
        Button copy = button("copy", this::copyCommand);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox tools = new HBox(6, apply, revert, complete, gap, copy, save);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("view-tools");
        tools.disableProperty().bind(model.quorum().openedProperty().map(Optional::isEmpty));
        return tools;
    }

    private static Button button(String name, Runnable run) {
        Button button = new Button(text("editor." + name));
        button.setId("configuration-" + name);
        LateTip.on(button, () -> text("editor." + name + ".tip"));
        button.setAccessibleText(text("editor." + name + ".tip"));
        button.setOnAction(event -> run.run());
        return button;
    }

    private void key(KeyEvent key) {
        if (APPLY.match(key)) {
            apply();
        } else if (COMPLETE.match(key)) {
            complete();
        } else {
            return;
        }
        key.consume();
    }

    /** Puts the focus into the text. */
    public void focus() {
        area.requestFocus();
    }

    // The text.

    private void writeIfUntouched() {
        if (area.getText().equals(written)) {
            writeAnew();
        }
    }

    /** What is undone is what a person typed, never that a configuration came. */
    private void writeAnew() {
        write();
        area.getUndoManager().forgetHistory();
    }

    private void write() {
        written = model.quorum().configuration().map(ConfigurationView::asText).orElse("");
        if (!area.getText().equals(written)) {
            area.replaceText(written);
            area.displaceCaret(0);
            area.showParagraphAtTop(0);
        }
        area.setEditable(model.quorum().configuration().isPresent());
    }

    /** In the workbench's own form, unless QEMU's can say more. */
    private static String asText(Configuration configuration) {
        Written own = ConfigurationWriter.write(configuration, Form.NATIVE);
        Written qemu = ConfigurationWriter.write(configuration, Form.QEMU_JSON);
        return own.leftOut().isEmpty() || !qemu.leftOut().isEmpty() ? own.text() : qemu.text();
    }

    private void colour(Optional<Integer> wrong) {
        area.setStyleSpans(0, JsonColours.of(area.getText(), wrong));
    }

    /** Reads the text; on any thread. */
    private static Configuration read(String text, Optional<Configuration> now) throws ConfigurationProblem {
        String source = now.map(Configuration::source).orElse(text("editor.title"));
        Path beside = Path.of("").toAbsolutePath();
        Path file = beside.resolve(source);
        Path folder = Files.isRegularFile(file) ? file.getParent() : null;
        return new ConfigurationReader(beside, Adjustments.NONE).text(text, source, folder == null ? beside : folder);
    }

    private void check() {
        if (model.quorum().configuration().isEmpty()) {
            problem.setText("");
            return;
        }
        Latest.Ticket ticket = checks.next();
        read(configuration -> {
            if (ticket.isLatest()) {
                problem.setText(area.getText().equals(written) ? "" : text("editor.good"));
                problem.pseudoClassStateChanged(BAD, false);
            }
        });
    }

    /** Reads the text in the background; what is wrong with it is shown. */
    private void read(Consumer<Configuration> good) {
        String now = area.getText();
        Optional<Configuration> open = model.quorum().configuration();
        model.background().run(() -> read(now, open)).then(good).failed(ConfigurationProblem.class, wrong -> {
            if (now.equals(area.getText())) {
                show(wrong);
            }
        });
    }

    private void show(ConfigurationProblem wrong) {
        problem.setText(Wordings.of(wrong));
        problem.pseudoClassStateChanged(BAD, true);
        colour(wrong.position().map(at -> {
            int line = Math.clamp(at.line() - 1, 0, area.getParagraphs().size() - 1);
            return area.getAbsolutePosition(line,
                    Math.clamp(at.column() - 1, 0, area.getParagraphLength(line)));
        }));
    }

    // What can be done with it.

    private void apply() {
        read(configuration -> model.background().after(model.reopening().openHere(() -> configuration)).then(opened -> {
            if (opened) {
                written = area.getText();
                write();
                model.messages().tell(Notice.Kind.INFORMATION, text("editor.applied"));
            }
        }).orBroken());
    }

    /** Offers what may be written at the caret. */
    private void complete() {
        area.requestFocus();
        Completion offered = Completion.at(area.getText(), area.getCaretPosition());
        completion.getItems().setAll(offered.choices().stream().map(choice -> {
            MenuItem item = new MenuItem(choice.strip());
            item.setMnemonicParsing(false);
            item.setOnAction(event -> area.replaceText(offered.from(), area.getCaretPosition(), choice));
            return item;
        }).toList());
        if (offered.choices().size() == 1) {
            completion.getItems().getFirst().fire();
        } else if (!offered.choices().isEmpty()) {
            Optional<Bounds> caret = area.getCaretBounds();
            caret.ifPresentOrElse(at -> completion.show(area, at.getMinX(), at.getMaxY()),
                    () -> completion.show(area, Side.TOP, 0, 0));
        }
    }

    private void save(Path file, Form form) {
        read(configuration -> {
            Written saved = form == Form.NATIVE
                    ? new Written(area.getText(), List.of())
                    : ConfigurationWriter.write(configuration, form);
            if (saved.refused().isPresent()) {
                model.messages().tell(Notice.Kind.ERROR,
                        text("editor.notSaved", file, Wordings.of(saved.refused().get())));
                return;
            }
            model.saver().saveConfiguration(file, target -> {
                byte[] bytes = TextBytes.bytes(saved.text().stripTrailing() + "\n");
                target.bytes(out -> out.write(bytes));
                return notice(text("editor.saved", file), saved.leftOut());
            }, why -> text("editor.notSaved", file, why));
        });
    }

    /** Puts the quorum on the clipboard as an option of a qemu command line. */
    public void copyCommand() {
        read(configuration -> {
            Written command = ConfigurationWriter.write(configuration, Form.QEMU_COMMAND);
            if (command.refused().isPresent()) {
                model.messages().tell(Notice.Kind.ERROR, Wordings.of(command.refused().get()));
                return;
            }
            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, command.text()));
            model.messages().tell(notice(text("editor.copied"), command.leftOut()));
        });
    }

    private static Notice notice(String words, List<Wording> leftOut) {
        String all = Stream.concat(Stream.of(words), leftOut.stream().map(Wordings::of)).reduce((a, b) -> a + " " + b)
                .orElse(words);
        return new Notice(leftOut.isEmpty() ? Notice.Kind.INFORMATION : Notice.Kind.WARNING, all);
    }
}
