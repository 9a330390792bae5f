// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.guide;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.quorumworkbench.ui.Resources;

/** The blocks of a page, one below the other. Used on the JavaFX thread. */
final class PageBody extends VBox {

    // A line of more than some ninety letters is hard to come back from.
    private static final double MEASURE = 800;

    private static final Parser PARSER = Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private final PageWords words;

    /**
     * The page with that text.
     *
     * @param follow
     *            is told where a link leads that was clicked
     */
    PageBody(String markdown, Consumer<String> follow) {
        words = new PageWords(follow);
        getStyleClass().add("guide-page");
        children(PARSER.parse(markdown)).map(this::block).forEach(getChildren()::add);
    }

    static Stream<org.commonmark.node.Node> children(org.commonmark.node.Node parent) {
        return Stream.iterate(parent.getFirstChild(), child -> child != null, org.commonmark.node.Node::getNext);
    }

    private Node block(org.commonmark.node.Node block) {
        return switch (block) {
            case Heading heading -> heading(heading);
            case Paragraph paragraph when paragraph.getFirstChild() instanceof org.commonmark.node.Image picture ->
                picture(picture);
            case Paragraph paragraph -> measured(words.flow(paragraph));
            case FencedCodeBlock code -> new CodeBlock(code.getLiteral());
            case BulletList list -> list(list, number -> "\u2022", 1);
            case OrderedList list -> list(list, number -> number + ".", list.getMarkerStartNumber());
            case TableBlock table -> measured(new PageTable(table, words));
            case Block other -> throw new IllegalStateException("the guide has no " + other);
            default -> throw new IllegalStateException("no block: " + block);
        };
    }

    private Node heading(Heading heading) {
        TextFlow flow = measured(words.flow(heading));
        flow.getStyleClass().add("guide-heading-" + Math.min(heading.getLevel(), 3));
        return flow;
    }

    private Node list(org.commonmark.node.Node list, IntFunction<String> mark, int first) {
        VBox items = new VBox();
        items.getStyleClass().add("guide-list");
        int number = first;
        for (org.commonmark.node.Node item : children(list).toList()) {
            VBox body = new VBox();
            children(item).map(this::block).forEach(body.getChildren()::add);
            HBox.setHgrow(body, Priority.ALWAYS);
            Text bullet = new Text(mark.apply(number++));
            bullet.getStyleClass().add("guide-text");
            items.getChildren().add(new HBox(8, new TextFlow(bullet), body));
        }
        return measured(items);
    }

    private Node picture(org.commonmark.node.Image picture) {
        Image image = new Image(Resources.guide(picture.getDestination()).toExternalForm(), true);
        ImageView view = new ImageView(image);
        view.setPreserveRatio(true);
        view.setSmooth(true);
        // As wide as the page, but never wider than it was drawn; its width is 0 until it was read.
        view.fitWidthProperty().bind(Bindings.createDoubleBinding(
                () -> Math.max(100, Math.min(getWidth() - 48, image.getWidth())), widthProperty(),
                image.widthProperty()));
        TextFlow caption = words.flow(picture);
        caption.getStyleClass().add("guide-caption");
        view.setAccessibleText(PageWords.plain(picture));
        VBox box = new VBox(6, view, caption);
        box.getStyleClass().add("guide-picture");
        return box;
    }

    private static <R extends Region> R measured(R region) {
        region.setMaxWidth(MEASURE);
        return region;
    }
}
