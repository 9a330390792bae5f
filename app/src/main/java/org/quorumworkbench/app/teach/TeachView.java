// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.event.EventHandler;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.background.WindowPulses;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.run.ChildBlocks;
import org.quorumworkbench.core.run.Performed;
import org.quorumworkbench.core.story.TraceStep;

/** The Teach perspective. Made and used on the JavaFX thread. */
public final class TeachView extends BorderPane {

    /** A window 1280 pixels wide has type of 13 pixels, one of 1920 has 20. */
    private static final double PIXELS_PER_POINT = 98;

    /** For a room: 1280x720 has type of 21 pixels, and sentences of 32 and more. */
    private static final double WIDTH_OF_TYPE = 61;
    private static final double HEIGHT_OF_TYPE = 34.4;

    private final Teaching teaching;
    private final ScrollPane page;
    private final Label heading = new Label();
    private final Label words = new Label();
    private final VoteStage stage = new VoteStage();
    private final AlgorithmPane algorithm;
    private final QuestionPane question;
    private final TryPane exercise;
    private final Node lessons;
    private final CentrePanes panes;
    private final Aside aside;
    private final Controls controls;

    /** Whom a person is asked through for files. */
    public interface Files {
        /** A file to open; absent if none was chosen. */
        Optional<Path> open(String title);

        /** A file to save to; absent if none was chosen. */
        Optional<Path> save();
    }

    public TeachView(Teaching teaching, Files files) {
        this.teaching = teaching;
        this.question = new QuestionPane(teaching, this::takeFocus);
        this.exercise = new TryPane(teaching);
        this.panes = new CentrePanes(teaching, files, this::setCenter, () -> setCenter(page()));
        this.algorithm = new AlgorithmPane(this::openSource);
        setId("teach");
        getStyleClass().add("teach");
        // Read from the last row of a class room: the type grows with the window.
        styleProperty().bind(sceneProperty().flatMap(scene -> Bindings.createStringBinding(() -> type(scene),
                scene.widthProperty(), scene.heightProperty(), teaching.presentingProperty())).orElse(""));
        page = made();
        lessons = new LessonList(teaching);
        aside = new Aside(teaching, algorithm, panes, this::takeFocus);
        controls = new Controls(teaching, files);
        arrange();
        teaching.presentingProperty().subscribe(this::arrange);
        aside.showsAlgorithm().subscribe(this::update);
        teaching.deckProperty().subscribe(this::update);
        teaching.positionProperty().subscribe(this::update);
        // Wherever the focus is, or if it is nowhere: what had it may have gone with the slide before.
        EventHandler<KeyEvent> keys = new TeachKeys(teaching, question, aside.showsAlgorithm(),
                () -> page.equals(getCenter()))::pressed;
        sceneProperty().subscribe((before, now) -> {
            if (before != null) {
                before.removeEventFilter(KeyEvent.KEY_PRESSED, keys);
            }
            if (now != null) {
                now.addEventFilter(KeyEvent.KEY_PRESSED, keys);
            }
        });
        update();
    }

    private String type(Scene scene) {
        double size = teaching.presentingProperty().get()
                ? Math.max(20.9, Math.min(scene.getWidth() / WIDTH_OF_TYPE, scene.getHeight() / HEIGHT_OF_TYPE))
                : Math.round(Math.clamp(scene.getWidth() / PIXELS_PER_POINT, 12, 28));
        return "-fx-font-size: " + size + "px;";
    }

    /** Before a room only the stage is shown. */
    private void arrange() {
        boolean room = teaching.presentingProperty().get();
        setLeft(room ? null : lessons);
        setRight(room ? null : aside);
        setBottom(room ? null : controls);
        getStyleClass().remove("presenter");
        if (room) {
            getStyleClass().add("presenter");
        }
        update();
        page.requestFocus();
    }

    private ScrollPane page() {
        return page;
    }

    private ScrollPane made() {
        heading.getStyleClass().add("teach-heading");
        heading.setWrapText(true);
        heading.setId("teach-heading");
        words.getStyleClass().add("teach-words");
        words.setWrapText(true);
        words.setId("teach-words");
        words.setMinHeight(USE_PREF_SIZE);
        VBox content = new VBox(heading, stage, words, question, exercise);
        content.getStyleClass().add("teach-lecture");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setId("teach-page");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("flat-scroll");
        scroll.setAccessibleRole(AccessibleRole.TEXT);
        return scroll;
    }

    private void openSource() {
        panes.source(algorithm::use);
    }

    /** Before a control goes that has the focus: else the next one would have it, and hear the keys. */
    private void takeFocus() {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        for (Node node = owner; node != null; node = node.getParent()) {
            if (node instanceof QuestionPane || node instanceof ChangePane || node instanceof TryPane) {
                page.requestFocus();
                return;
            }
        }
    }

    private void update() {
        if (getCenter() == null) {
            setCenter(page);
        }
        Optional<SlideDeck> deck = teaching.deckProperty().get().filter(now -> !now.slides().isEmpty());
        controls.update();
        if (deck.isPresent()) {
            show(deck.get(), teaching.positionProperty().get());
        } else {
            heading.setText(text("teach.empty"));
            words.setText(text(teaching.deckProperty().get().isPresent() ? "teach.nothing" : "teach.empty.what"));
            Stream.of(stage, question, exercise).forEach(node -> visible(node, false));
            visible(words, true);
            aside.showSectors(List.of(), false);
            algorithm.show(Optional.empty(), List.of());
        }
    }

    private void show(SlideDeck deck, int at) {
        Slide slide = deck.slides().get(at);
        List<TraceStep> steps = deck.steps(at);
        List<TraceStep> fresh = deck.fresh(at);
        Optional<Performed> operation = deck.operation(at);
        Optional<Outcome> outcome = operation.flatMap(Performed::outcome);
        boolean acts = slide instanceof Slide.Asked || slide instanceof Slide.Shown || slide instanceof Slide.Revealed;
        heading.setText(deck.heading(at));
        words.setText(switch (slide) {
            case Slide.Words(String _, List<String> paragraphs) -> String.join("\n\n", paragraphs);
            case Slide.Shown _ -> StepWords.of(fresh);
            case Slide.Asked _,Slide.Revealed _,Slide.Try _ -> "";
        });
        visible(words, !words.getText().isEmpty());
        boolean code = aside.showsAlgorithm().get() && teaching.presentingProperty().get() && acts;
        inPlace(code);
        visible(stage, acts && !code && outcome.isPresent());
        outcome.ifPresent(story -> stage.show(
                StageState.after(steps, story.replies().stream().map(reply -> reply.name()).toList()), story,
                blocks(deck, operation.get(), steps), fresh, moves()));
        algorithm.show(outcome.filter(story -> acts), fresh.isEmpty() ? last(steps) : fresh);
        visible(question, slide instanceof Slide.Asked || slide instanceof Slide.Revealed);
        visible(exercise, slide instanceof Slide.Try);
        switch (slide) {
            case Slide.Asked asked -> question.ask(asked, outcome
                    .map(story -> story.replies().stream().map(reply -> reply.name()).toList())
                    .orElse(deck.playback().scenario().quorumChildren()));
            case Slide.Revealed revealed -> question.reveal(revealed);
            case Slide.Try tried -> exercise.show(tried);
            case Slide.Words _,Slide.Shown _ -> {
                // Words say it all.
            }
        }
        // A screen reader hears the step as one sentence.
        page.setAccessibleText(heading.getText() + ". " + switch (slide) {
            case Slide.Asked _,Slide.Revealed _ -> question.sentence();
            case Slide.Try _ -> exercise.sentence();
            case Slide.Words _,Slide.Shown _ -> words.getText();
        });
        // What is new stands below what was there before, and must not have to be scrolled for.
        WindowPulses.afterThisEvent(() -> {
            page.applyCss();
            page.layout();
            page.setVvalue(slide instanceof Slide.Words ? page.getVmin() : page.getVmax());
        });
        boolean over = !steps.isEmpty() && steps.getLast() instanceof TraceStep.Ended;
        aside.showSectors(over && operation.isPresent()
                ? deck.sectorReads().getOrDefault(operation.get().index(), List.of())
                : List.of(), true);
    }

    /** The algorithm stands in place of the stage before a room, else beside it. */
    private void inPlace(boolean code) {
        if (page.getContent() instanceof VBox content) {
            boolean there = content.getChildren().contains(algorithm);
            if (code && !there) {
                aside.release(algorithm);
                content.getChildren().add(1, algorithm);
            } else if (!code && there) {
                content.getChildren().remove(algorithm);
                aside.take(algorithm);
            }
        }
    }

    private static List<TraceStep> last(List<TraceStep> steps) {
        return steps.isEmpty() ? List.of() : List.of(steps.getLast());
    }

    /** What the children held before; after a write, once it has ended, what they hold now. */
    private static List<ChildBlocks> blocks(SlideDeck deck, Performed operation, List<TraceStep> steps) {
        SlideDeck.Contents contents = deck.contents().get(operation.index());
        if (contents == null) {
            return List.of();
        }
        boolean over = !steps.isEmpty() && steps.getLast() instanceof TraceStep.Ended;
        return over && !contents.after().isEmpty() ? contents.after() : contents.before();
    }

    /** Where a person has asked for reduced motion, and in a picture, all stands still. */
    private boolean moves() {
        return getScene() != null && getScene().getWindow() != null && !Platform.getPreferences().isReducedMotion();
    }

    private static void visible(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** What is taught and where, for the window's status and title; empty if nothing is. */
    public static Supplier<String> place(Teaching teaching) {
        return () -> teaching.slides() == 0
                ? ""
                : text("teach.status", teaching.title(),
                        Integer.toString(teaching.positionProperty().get() + 1),
                        Integer.toString(teaching.slides()));
    }
}
