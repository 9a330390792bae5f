// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Duration;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.scenario.AnswerText;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioFile;
import org.quorumworkbench.core.scenario.ScenarioReader;

/**
 * The slides that are shown, and which of them. Properties are read and commands given on the
 * JavaFX thread; scenarios run in the background.
 */
public final class Teaching {

    static final double SLOWEST = 0.5;
    static final double FASTEST = 3;

    private static final Duration PACE = Duration.seconds(1.6);

    /** A question of an operation: of two operations the same may be asked. */
    private record AskedQuestion(int operation, Question question) {}

    private final Background background;
    private final Consumer<String> complain;
    private final ObservableList<Scenario> lessons = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<SlideDeck>> deck = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyIntegerWrapper position = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
    private final DoubleProperty speed = new SimpleDoubleProperty(1);
    private final Map<AskedQuestion, Question.Answer> predictions = new HashMap<>();
    private final Timeline clock = new Timeline(new KeyFrame(PACE, event -> playOn()));
    private final Latest latest = new Latest();
    private Optional<Scenario> original = Optional.empty();
    private CompletableFuture<Boolean> underWay = CompletableFuture.completedFuture(false);
    private boolean loading;

    /**
     * Nothing is taught yet.
     *
     * @param background
     *            where scenarios run
     * @param complain
     *            called on the JavaFX thread with what went wrong, in words
     */
    public Teaching(Background background, Consumer<String> complain) {
        this.background = background;
        this.complain = complain;
        clock.setCycleCount(Animation.INDEFINITE);
        speed.subscribe(rate -> clock.setRate(rate.doubleValue()));
    }

    /** Finds the lessons that come with the program, unless that has been done. */
    void load() {
        if (loading) {
            return;
        }
        loading = true;
        background.run(Teaching::shipped).then(lessons::setAll)
                .failed(failure -> complain.accept(String.valueOf(failure.getMessage())));
    }

    private static List<Scenario> shipped() {
        LessonLibrary library = new LessonLibrary(Teaching.class.getClassLoader());
        List<Scenario> found = new ArrayList<>();
        for (String name : library.names()) {
            try {
                library.lesson(name).map(lesson -> lesson.in(text("teach.language"))).ifPresent(found::add);
            } catch (ConfigurationProblem broken) {
                throw new IllegalStateException("the program's own lesson " + name + " is broken", broken);
            }
        }
        return found;
    }

    /** The lessons that come with the program, in the order in which they are meant to be read. */
    ObservableList<Scenario> lessons() {
        return lessons;
    }

    ReadOnlyObjectProperty<Optional<SlideDeck>> deckProperty() {
        return deck.getReadOnlyProperty();
    }

    /** The slide that is shown, from 0. */
    public ReadOnlyIntegerProperty positionProperty() {
        return position.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    /** How fast it plays: 1 is usual, 2 twice as fast. */
    DoubleProperty speedProperty() {
        return speed;
    }

    /** Plays so many times as fast as now, within reason. */
    void faster(double times) {
        speed.set(Math.clamp(speed.get() * times, SLOWEST, FASTEST));
    }

    /** The scenario as it was opened, before anybody changed it. */
    public Optional<Scenario> original() {
        return original;
    }

    /** The slide that is shown. */
    public Optional<Slide> slide() {
        return deck.get().filter(now -> !now.slides().isEmpty()).map(now -> now.slides().get(position.get()));
    }

    /**
     * Runs a scenario and begins with its first slide.
     *
     * @return completes on the JavaFX thread with whether it is shown; it is not if another was asked
     *         for before it had run
     */
    public CompletableFuture<Boolean> open(Scenario scenario) {
        original = Optional.of(scenario);
        predictions.clear();
        return run(scenario, made -> 0);
    }

    /** Runs a scenario and shows how its last operation ended. */
    public CompletableFuture<Boolean> openAtEnd(Scenario scenario) {
        original = Optional.of(scenario);
        predictions.clear();
        return run(scenario, SlideDeck::end);
    }

    /** Runs a changed form of the scenario and stays where one is. */
    void vary(Scenario changed) {
        Optional<Slide> here = slide();
        int at = position.get();
        var _ = run(changed, made -> here.map(slide -> made.like(slide, at)).orElse(0));
    }

    /**
     * As {@link #vary(Scenario)}, with the scenario as text.
     *
     * @param done
     *            called when the text was understood
     * @param refuse
     *            called with what is wrong with it, if it was not
     */
    void vary(String text, Runnable done, Consumer<ConfigurationProblem> refuse) {
        background.run(() -> one(new ScenarioReader(Path.of("")).text(text, text("teach.edit.name"))))
                .onlyIf(latest.next()).then(changed -> {
                    done.run();
                    vary(changed);
                }).failed(ConfigurationProblem.class, refuse);
    }

    private static Scenario one(ScenarioFile file) throws ConfigurationProblem {
        if (file.scenarios().size() != 1) {
            throw new ConfigurationProblem(file.source(), Optional.empty(), Optional.empty(),
                    text("teach.edit.many", Integer.toString(file.scenarios().size())), text("teach.edit.many.remedy"),
                    Optional.empty());
        }
        return file.scenarios().getFirst();
    }

    private CompletableFuture<Boolean> run(Scenario scenario, ToIntFunction<SlideDeck> where) {
        pause();
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        underWay.complete(false);
        underWay = done;
        background.run(() -> SlideDeck.of(scenario)).onlyIf(latest.next()).then(made -> {
            // The position first: a slide that is not there must never be asked for.
            position.set(0);
            deck.set(Optional.of(made));
            position.set(where.applyAsInt(made));
            done.complete(true);
        }).failed(failure -> {
            complain.accept(text("teach.failed", scenario.title(), String.valueOf(failure)));
            done.complete(false);
        });
        return done;
    }

    public void step() {
        seek(position.get() + 1);
    }

    public void back() {
        seek(position.get() - 1);
    }

    /** Goes to a slide; cut to those there are. */
    public void seek(int slide) {
        deck.get().filter(now -> !now.slides().isEmpty())
                .ifPresent(now -> position.set(Math.clamp(slide, 0, now.slides().size() - 1)));
    }

    public void playOrPause() {
        if (playing.get()) {
            pause();
        } else if (deck.get().isPresent()) {
            playing.set(true);
            clock.playFromStart();
        }
    }

    private void pause() {
        playing.set(false);
        clock.stop();
    }

    /** Plays up to the next question, which waits for a person. */
    private void playOn() {
        int before = position.get();
        step();
        if (position.get() == before || slide().filter(Slide.Asked.class::isInstance).isPresent()) {
            pause();
        }
    }

    /** Keeps a person's answer; false if what was typed is none. */
    boolean predict(int operation, Question question, String typed) {
        Optional<Question.Answer> answer = AnswerText.parse(question.kind().form(), typed);
        answer.ifPresent(given -> {
            predictions.put(new AskedQuestion(operation, question), given);
            step();
        });
        return answer.isPresent();
    }

    Optional<Question.Answer> prediction(int operation, Question question) {
        return Optional.ofNullable(predictions.get(new AskedQuestion(operation, question)));
    }

    /** Whether what is shown is no longer the scenario that was opened. */
    boolean isChanged() {
        return !deck.get().map(now -> now.playback().scenario()).equals(original);
    }
}
