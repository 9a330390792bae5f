// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.event.EventHandler;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quorumworkbench.app.background.WindowPulses;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.core.run.Performed;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.TranscriptText;
import org.quorumworkbench.core.story.TraceStep;

/** The Teach perspective. Made and used on the JavaFX thread. */
public final class TeachView extends BorderPane {

    private static final Set<KeyCode> FASTER = Set.of(KeyCode.PLUS, KeyCode.ADD, KeyCode.EQUALS);
    private static final Set<KeyCode> SLOWER = Set.of(KeyCode.MINUS, KeyCode.SUBTRACT);

    /** A window 1280 pixels wide has type of 13 pixels, one of 1920 has 20. */
    private static final double PIXELS_PER_POINT = 98;

    private final Teaching teaching;
    private final ScrollPane page;
    private final ListView<Scenario> lessons = new ListView<>();
    private final Label heading = new Label();
    private final Label words = new Label();
    private final VoteStage stage = new VoteStage();
    private final QuestionPane question;
    private final VBox sectors = new VBox(3);
    private final VBox bySector = new VBox(6);
    private final Slider slider = new Slider(0, 1, 0);
    private final Label place = new Label();
    private final Button play = new Button();

    public TeachView(Teaching teaching) {
        this.teaching = teaching;
        this.question = new QuestionPane(teaching, this::takeFocus);
        setId("teach");
        getStyleClass().add("teach");
        // Read from the last row of a class room: the type grows with the window.
        styleProperty().bind(sceneProperty().flatMap(Scene::widthProperty).map(TeachView::type).orElse(""));
        page = page();
        setLeft(lessonList());
        setCenter(page);
        setRight(aside());
        setBottom(controls());
        teaching.deckProperty().subscribe(this::update);
        teaching.positionProperty().subscribe(this::update);
        teaching.playingProperty().subscribe(this::showPlaying);
        // Wherever the focus is, or if it is nowhere: what had it may have gone with the slide before.
        EventHandler<KeyEvent> keys = this::key;
        sceneProperty().subscribe((before, now) -> {
            if (before != null) {
                before.removeEventFilter(KeyEvent.KEY_PRESSED, keys);
            }
            if (now != null) {
                now.addEventFilter(KeyEvent.KEY_PRESSED, keys);
            }
        });
        showPlaying();
        update();
    }

    private static String type(Number width) {
        return "-fx-font-size: " + Math.round(Math.clamp(width.doubleValue() / PIXELS_PER_POINT, 12, 28)) + "px;";
    }

    private Node lessonList() {
        lessons.setId("teach-lessons");
        lessons.setAccessibleText(text("teach.lessons"));
        lessons.setItems(teaching.lessons());
        teaching.load();
        lessons.getStyleClass().add("teach-lessons");
        lessons.setCellFactory(list -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable Scenario lesson, boolean empty) {
                super.updateItem(lesson, empty);
                setText(lesson == null || empty ? "" : getIndex() + 1 + ".  " + lesson.title());
                setWrapText(true);
                // As wide as the list and no wider, so that a long title wraps.
                setPrefWidth(0);
            }
        });
        lessons.getSelectionModel().selectedItemProperty().addListener((property, before, chosen) -> {
            if (chosen != null) {
                var _ = teaching.open(chosen);
            }
        });
        Label title = new Label(text("teach.lessons"));
        title.getStyleClass().add("panel-title");
        VBox.setVgrow(lessons, Priority.ALWAYS);
        return new VBox(title, lessons);
    }

    private ScrollPane page() {
        heading.getStyleClass().add("teach-heading");
        heading.setWrapText(true);
        heading.setId("teach-heading");
        words.getStyleClass().add("teach-words");
        words.setWrapText(true);
        words.setId("teach-words");
        words.setMinHeight(USE_PREF_SIZE);
        VBox content = new VBox(16, heading, stage, words, question);
        content.getStyleClass().add("teach-lecture");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("flat-scroll");
        return scroll;
    }

    private Node aside() {
        Label title = new Label(text("teach.sectors"));
        title.setWrapText(true);
        title.getStyleClass().add("heading");
        sectors.setId("teach-sectors");
        bySector.getChildren().setAll(title, sectors);
        VBox content = new VBox(18, new ChangePane(teaching, this::editText, this::takeFocus), bySector);
        content.getStyleClass().add("teach-aside");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().addAll("flat-scroll", "teach-aside-scroll");
        return scroll;
    }

    /** The scenario as its author wrote it, in place of the slides. */
    private void editText() {
        teaching.deckProperty().get().ifPresent(now -> {
            ScenarioText editor = new ScenarioText(teaching, now.playback().scenario(), () -> setCenter(page));
            setCenter(editor);
            editor.focus();
        });
    }

    private Node controls() {
        Button back = control(Feather.SKIP_BACK, "teach.back", teaching::back);
        back.setId("teach-back");
        Button step = control(Feather.SKIP_FORWARD, "teach.step", teaching::step);
        step.setId("teach-step");
        play.setId("teach-play");
        LateTip.on(play, play::getAccessibleText);
        play.setOnAction(event -> teaching.playOrPause());
        slider.setId("teach-slider");
        slider.setAccessibleText(text("teach.slider"));
        slider.setBlockIncrement(1);
        slider.valueProperty().addListener((property, before, now) -> {
            if (now.intValue() != teaching.positionProperty().get()) {
                teaching.seek((int) Math.round(now.doubleValue()));
            }
        });
        HBox.setHgrow(slider, Priority.ALWAYS);
        Slider speed = new Slider(Teaching.SLOWEST, Teaching.FASTEST, 1);
        speed.setAccessibleText(text("teach.speed"));
        LateTip.on(speed, () -> text("teach.speed"));
        speed.setId("teach-speed");
        speed.setPrefWidth(110);
        speed.valueProperty().bindBidirectional(teaching.speedProperty());
        Label speedLabel = new Label(text("teach.speed"));
        place.setId("teach-place");
        place.setMinWidth(USE_PREF_SIZE);
        speedLabel.setMinWidth(USE_PREF_SIZE);
        HBox controls = new HBox(10, back, play, step, slider, place, speedLabel, speed);
        controls.setAlignment(Pos.CENTER_LEFT);
        controls.getStyleClass().add("teach-controls");
        return controls;
    }

    private static Button control(Feather icon, String name, Runnable run) {
        Button button = new Button("", new FontIcon(icon));
        LateTip.on(button, () -> text(name));
        button.setAccessibleText(text(name));
        button.setOnAction(event -> run.run());
        return button;
    }

    private void showPlaying() {
        boolean playing = teaching.playingProperty().get();
        play.setGraphic(new FontIcon(playing ? Feather.PAUSE : Feather.PLAY));
        play.setAccessibleText(text(playing ? "teach.pause" : "teach.play"));
    }

    /** Before a control goes that has the focus: else the next one would have it, and hear the keys. */
    private void takeFocus() {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        for (Node node = owner; node != null; node = node.getParent()) {
            if (node instanceof QuestionPane || node instanceof ChangePane) {
                page.requestFocus();
                return;
            }
        }
    }

    /** One key each; whoever types an answer or presses a button keeps theirs. */
    private void key(KeyEvent key) {
        if (key.isShortcutDown() || key.isAltDown() || key.getTarget() instanceof TextInputControl) {
            return;
        }
        // A presenter's remote control sends the page keys.
        if (key.getCode() == KeyCode.PERIOD || key.getCode() == KeyCode.PAGE_DOWN) {
            teaching.step();
        } else if (key.getCode() == KeyCode.COMMA || key.getCode() == KeyCode.PAGE_UP) {
            teaching.back();
        } else if (FASTER.contains(key.getCode())) {
            teaching.faster(1.25);
        } else if (SLOWER.contains(key.getCode())) {
            teaching.faster(0.8);
        } else if (key.getCode() == KeyCode.SPACE && !(key.getTarget() instanceof ButtonBase)) {
            teaching.playOrPause();
        } else {
            return;
        }
        key.consume();
    }

    private void update() {
        Optional<SlideDeck> deck = teaching.deckProperty().get();
        boolean any = deck.filter(now -> !now.slides().isEmpty()).isPresent();
        int slide = teaching.positionProperty().get();
        slider.setDisable(!any);
        slider.setMax(any ? Math.max(1, deck.get().slides().size() - 1) : 1);
        slider.setValue(slide);
        place.setText(any
                ? text("teach.place", Integer.toString(slide + 1),
                        Integer.toString(deck.get().slides().size()))
                : "");
        visible(bySector, any);
        if (any) {
            show(deck.get(), slide);
        } else {
            heading.setText(text("teach.empty"));
            words.setText(text(deck.isPresent() ? "teach.nothing" : "teach.empty.what"));
            visible(stage, false);
            visible(question, false);
            sectors.getChildren().clear();
        }
    }

    private void show(SlideDeck deck, int at) {
        Slide slide = deck.slides().get(at);
        List<TraceStep> moments = deck.moments(at);
        Optional<Performed> operation = deck.operation(at);
        heading.setText(switch (slide) {
            case Slide.Words(String title, List<String> _) -> title;
            default -> operation.map(done -> TranscriptText.words(done.operation())).orElse("");
        });
        words.setText(switch (slide) {
            case Slide.Words(String _, List<String> paragraphs) -> String.join("\n\n", paragraphs);
            case Slide.Shown _ -> moments.getLast().words();
            case Slide.Asked _,Slide.Revealed _ -> "";
        });
        visible(words, !words.getText().isEmpty());
        visible(stage, !(slide instanceof Slide.Words));
        operation.flatMap(Performed::outcome).ifPresent(outcome -> stage.show(
                StageState.after(moments, outcome.replies().stream().map(reply -> reply.name()).toList()),
                outcome.policy().threshold(), outcome.vote()));
        visible(question, slide instanceof Slide.Asked || slide instanceof Slide.Revealed);
        switch (slide) {
            case Slide.Asked(int of, Question asked) -> question.ask(of, asked, operation.flatMap(Performed::outcome)
                    .map(outcome -> outcome.replies().stream().map(reply -> reply.name()).toList())
                    .orElse(List.of()));
            case Slide.Revealed(int of, Question asked, Question.Answer truth) -> question.reveal(of, asked, truth);
            case Slide.Words _,Slide.Shown _ -> {
            }
        }
        // What is new stands below what was there before, and must not have to be scrolled for.
        boolean below = slide instanceof Slide.Revealed;
        WindowPulses.afterThisEvent(() -> {
            page.applyCss();
            page.layout();
            page.setVvalue(below ? page.getVmax() : page.getVmin());
        });
        boolean over = !moments.isEmpty() && moments.getLast() instanceof TraceStep.Ended;
        showSectors(deck, over ? operation : Optional.empty());
    }

    /**
     * The same read sector by sector, once the request has ended: before, it would give the end away.
     */
    private void showSectors(SlideDeck deck, Optional<Performed> operation) {
        sectors.getChildren().clear();
        List<SlideDeck.SectorRead> reads = operation.map(done -> deck.sectorReads().getOrDefault(done.index(),
                List.of())).orElse(List.of());
        for (SlideDeck.SectorRead read : reads) {
            var verdict = VoteStage.sector(read);
            Label label = new Label(text("teach.sector", Long.toString(read.sector()), verdict.getKey()));
            label.getStyleClass().addAll("mono", "teach-sector", verdict.getValue() ? "teach-good" : "teach-bad");
            label.setMaxWidth(Double.MAX_VALUE);
            sectors.getChildren().add(label);
        }
        if (reads.isEmpty()) {
            Label none = new Label(text("teach.sectors.none"));
            none.setWrapText(true);
            none.getStyleClass().add("muted");
            sectors.getChildren().add(none);
        }
    }

    private static void visible(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
