// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quorumworkbench.core.scan.HtmlReport;
import org.quorumworkbench.core.scenario.Lesson;
import org.quorumworkbench.core.scenario.Scenario;

/**
 * A lesson for print: one page of HTML that needs no other file, its text with the stage's pictures
 * between, its questions' answers at the end.
 */
public final class Handout {

    private static final String STYLE = """
            body { font: 16px/1.45 sans-serif; max-width: 54em; margin: 2em auto; padding: 0 1em; color: #1a1a1a; }
            h1 { font-size: 1.7em; } h2 { font-size: 1.25em; margin-top: 1.6em; }
            figure { margin: 0.6em 0; break-inside: avoid; } img { width: 100%; border: 1px solid #bbb; }
            figcaption { color: #444; } .ask { border-left: 4px solid #0969da; padding: 0.2em 0.8em; }
            @media print { h2 { break-after: avoid; } body { margin: 0; } }
            """;

    private final StringBuilder html = new StringBuilder();
    private final List<String> answers = new ArrayList<>();

    private Handout() {}

    /**
     * The slides of which a handout has the stage's picture, in order; none if nothing is taught.
     */
    public static List<Integer> pictured(Teaching teaching) {
        List<Integer> slides = new ArrayList<>();
        teaching.deckProperty().get().ifPresent(deck -> {
            for (int at = 0; at < deck.slides().size(); at++) {
                if (deck.slides().get(at) instanceof Slide.Shown) {
                    slides.add(at);
                }
            }
        });
        return List.copyOf(slides);
    }

    /**
     * The page.
     *
     * @param pictures
     *            PNG files, by slide
     */
    public static String html(Teaching teaching, Map<Integer, byte[]> pictures) {
        Handout handout = new Handout();
        teaching.deckProperty().get().ifPresent(deck -> handout.write(deck, new TreeMap<>(pictures)));
        return handout.html.toString();
    }

    private void write(SlideDeck deck, Map<Integer, byte[]> pictures) {
        Scenario scenario = deck.playback().scenario();
        String title = escape(scenario.title());
        html.append("<!DOCTYPE html>\n<html lang=\"").append(text("teach.language"))
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>").append(title).append("</title>\n<style>\n")
                .append(STYLE).append("</style>\n</head>\n<body>\n<h1>").append(title).append("</h1>\n");
        String heading = scenario.lesson().map(Lesson::title).orElse("");
        for (int at = 0; at < deck.slides().size(); at++) {
            String now = deck.heading(at);
            if (!now.equals(heading)) {
                html.append("<h2>").append(escape(now)).append("</h2>\n");
                heading = now;
            }
            slide(deck, at, Optional.ofNullable(pictures.get(at)));
        }
        if (!answers.isEmpty()) {
            html.append("<h2>").append(escape(text("handout.answers"))).append("</h2>\n<ol>\n");
            answers.forEach(answer -> html.append("<li>").append(answer).append("</li>\n"));
            html.append("</ol>\n");
        }
        html.append("</body>\n</html>\n");
    }

    private void slide(SlideDeck deck, int at, Optional<byte[]> picture) {
        switch (deck.slides().get(at)) {
            case Slide.Words(String _, List<String> paragraphs) -> paragraphs.forEach(this::paragraph);
            case Slide.Asked asked -> html.append("<p class=\"ask\">").append(escape(asked.question().text()))
                    .append("</p>\n");
            case Slide.Shown _ -> {
                String words = escape(StepWords.of(deck.fresh(at)));
                html.append("<figure>");
                picture.ifPresent(png -> html.append("<img alt=\"").append(words)
                        .append("\" src=\"data:image/png;base64,").append(Base64.getEncoder().encodeToString(png))
                        .append("\">"));
                html.append("<figcaption>").append(words).append("</figcaption></figure>\n");
            }
            case Slide.Revealed revealed -> answers.add(escape(revealed.question().text()) + " <b>"
                    + escape(StepWords.of(revealed.truth())) + "</b>. " + escape(revealed.question().why()));
            case Slide.Try(int _, var exercise) -> {
                paragraph(exercise.text());
                if (!exercise.solution().isEmpty()) {
                    answers.add(escape(exercise.text()) + " <b>" + escape(exercise.solution()) + "</b>");
                }
            }
        }
    }

    private void paragraph(String words) {
        html.append("<p>").append(escape(words)).append("</p>\n");
    }

    private static String escape(String words) {
        return HtmlReport.escape(words);
    }
}
