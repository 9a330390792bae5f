// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.guide;

import static org.quorumworkbench.ui.Resources.text;

import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quorumworkbench.app.control.LateTip;

/** Commands or a file, to be read and copied. Used on the JavaFX thread. */
final class CodeBlock extends HBox {

    private static final String PROMPT = "$ ";

    CodeBlock(String code) {
        getStyleClass().add("guide-block");
        String shown = code.stripTrailing();
        Label words = new Label(shown);
        words.getStyleClass().add("mono");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button copy = new Button("", new FontIcon(Feather.COPY));
        copy.getStyleClass().add("flat");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setAccessibleText(text("guide.copy"));
        LateTip.on(copy, () -> text("guide.copy"));
        copy.setOnAction(clicked -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(commands(shown));
            Clipboard.getSystemClipboard().setContent(content);
        });
        setAlignment(Pos.TOP_LEFT);
        getChildren().addAll(words, gap, copy);
    }

    /**
     * What a person would type: after prompts only, with the lines that a backslash carries on; all of
     * it where there is no prompt.
     */
    static String commands(String code) {
        if (!code.startsWith(PROMPT)) {
            return code;
        }
        StringBuilder typed = new StringBuilder();
        boolean goesOn = false;
        for (String line : code.lines().toList()) {
            if (goesOn || line.startsWith(PROMPT)) {
                typed.append(goesOn ? line : line.substring(PROMPT.length())).append('\n');
                goesOn = line.endsWith("\\");
            }
        }
        return typed.toString().lines().collect(Collectors.joining("\n"));
    }
}
