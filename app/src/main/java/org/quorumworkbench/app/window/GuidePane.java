// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.ui.Resources;

/** A page of the guide, and what belongs to it. Used on the JavaFX thread. */
final class GuidePane extends BorderPane {

    private static final String LESSONS = "guide/teaching.md";
    private static final String TEMPLATE = "guide/template.quorum-scenario";
    private static final double WIDTH = 940;
    private static final double HEIGHT = 500;

    private GuidePane(String page, String title) {
        setId("guide");
        TextArea words = new TextArea(read(page));
        words.setId("guide-text");
        words.setEditable(false);
        words.setWrapText(true);
        words.getStyleClass().add("mono");
        words.setAccessibleText(title);
        words.setMinSize(WIDTH, HEIGHT);
        setCenter(words);
    }

    /** A page to read. */
    enum Page {
        /** What to do when the disks of a mirror disagree. */
        MIRROR("mirror"),
        /** From a report to a repaired mirror, and back. */
        REPAIR("repair"),
        /** A quorum as the disk of real programs. */
        LYING_DISK("lying-disk");

        private final String word;

        Page(String word) {
            this.word = word;
        }

        /** Of the action that shows it, and of its title. */
        String key() {
            return "action." + word;
        }
    }

    /** That page of the guide. */
    static GuidePane of(Page page) {
        return new GuidePane("guide/" + page.word + ".md", text(page.key()));
    }

    /** How to write a lesson, and the template to begin with. */
    static GuidePane lessons(WorkbenchModel model, Supplier<Optional<Path>> saveTo) {
        GuidePane pane = new GuidePane(LESSONS, text("action.guide"));
        Button template = new Button(text("guide.template"));
        template.setId("guide-template");
        LateTip.on(template, () -> text("guide.template.tip"));
        template.setOnAction(event -> saveTo.get().ifPresent(file -> save(model, file)));
        HBox tools = new HBox(template);
        tools.getStyleClass().add("view-tools");
        pane.setBottom(tools);
        return pane;
    }

    private static String read(String name) {
        try (InputStream in = Resources.url(name).openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("a part of the program cannot be read: " + name, e);
        }
    }

    private static void save(WorkbenchModel model, Path file) {
        model.saver().save(file, saved -> {
            saved.text(read(TEMPLATE));
            return new Notice(Notice.Kind.INFORMATION, text("guide.saved", file));
        }, why -> text("guide.notSaved", file, why));
    }
}
