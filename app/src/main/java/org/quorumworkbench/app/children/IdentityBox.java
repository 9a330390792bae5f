// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.children;

import static org.quorumworkbench.ui.Resources.text;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.Bytes;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.ChildHash;
import org.quorumworkbench.core.block.Identity;

/** Which file a child is: path, size, time, and the hash of its bytes for who asks. */
final class IdentityBox extends VBox {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int SHOWN = 12;

    private final Label sizeAndTime = new Label();
    private final Hyperlink hash = new Hyperlink();
    private Optional<String> known = Optional.empty();

    /**
     * @param file
     *            the path
     * @param compute
     *            asks for the hash
     */
    IdentityBox(String child, String file, Runnable compute) {
        Label path = new Label(file);
        path.getStyleClass().addAll("muted", "path");
        path.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        LateTip.on(path, path::getText);
        sizeAndTime.setId("identity-" + child);
        sizeAndTime.getStyleClass().addAll("muted", "path");
        sizeAndTime.setWrapText(true);
        LateTip.on(sizeAndTime, sizeAndTime::getText);
        hash.setId("hash-" + child);
        hash.getStyleClass().addAll("path", "hash-link");
        hash.setOnAction(event -> known.ifPresentOrElse(IdentityBox::copy, compute));
        hash.setWrapText(true);
        LateTip.on(hash, hash::getAccessibleText);
        getChildren().addAll(path, sizeAndTime, hash);
        show(null, null);
    }

    void show(@Nullable Identity identity, @Nullable ChildHash asked) {
        sizeAndTime.setText(identity == null
                ? ""
                : text("children.identity", Bytes.exactly(identity.length()),
                        TIME.format(identity.modified().atZone(ZoneId.systemDefault()))));
        known = Optional.empty();
        hash.setVisited(false);
        switch (asked) {
            case null -> say(text("children.hash"), text("children.hash.tip"));
            case ChildHash.UnderWay(double done) -> {
                String percent = Math.round(done * 100) + " %";
                say(text("children.hash.underway", percent), text("children.hash.tip"));
            }
            case ChildHash.Failed(String why) -> say(text("children.hash.none"), why);
            case ChildHash.Known(String hex) -> {
                known = Optional.of(hex);
                say(text("children.hash.known", hex.substring(0, SHOWN)), text("children.hash.copy", hex));
            }
        }
    }

    private void say(String words, String all) {
        hash.setText(words);
        hash.setAccessibleText(all);
    }

    private static void copy(String hex) {
        ClipboardContent content = new ClipboardContent();
        content.putString(hex);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
