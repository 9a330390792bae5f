// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.guide;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Hyperlink;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;

/**
 * What stands in a line of a page. Used on the JavaFX thread.
 *
 * @param follow
 *            is told where a link leads that was clicked
 */
record PageWords(Consumer<String> follow) {

    /** The words of a block, broken into lines as wide as there is room. */
    TextFlow flow(Node block) {
        TextFlow flow = new TextFlow();
        PageBody.children(block).flatMap(inline -> words(inline, "guide-text")).forEach(flow.getChildren()::add);
        flow.setAccessibleText(plain(block));
        return flow;
    }

    /** The same without any look. */
    static String plain(Node node) {
        return switch (node) {
            case org.commonmark.node.Text text -> text.getLiteral();
            case Code code -> code.getLiteral();
            case SoftLineBreak _,HardLineBreak _ -> " ";
            default -> PageBody.children(node).map(PageWords::plain).collect(Collectors.joining());
        };
    }

    private Stream<javafx.scene.Node> words(Node inline, String style) {
        return switch (inline) {
            case Code code -> Stream.of(styled(code.getLiteral(), "guide-code"));
            case Emphasis emphasis -> PageBody.children(emphasis).flatMap(child -> words(child, "guide-emphasis"));
            case StrongEmphasis strong -> PageBody.children(strong).flatMap(child -> words(child, "guide-strong"));
            case Link link -> Stream.of(link(link));
            default -> Stream.of(styled(plain(inline), style));
        };
    }

    private javafx.scene.Node link(Link link) {
        Hyperlink words = new Hyperlink(plain(link));
        words.getStyleClass().add("guide-link");
        words.setOnAction(clicked -> follow.accept(link.getDestination()));
        return words;
    }

    private static Text styled(String words, String style) {
        Text text = new Text(words);
        text.getStyleClass().add(style);
        return text;
    }
}
