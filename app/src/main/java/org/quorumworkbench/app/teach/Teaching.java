// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.util.Duration;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.scenario.AnswerSheet;
import org.quorumworkbench.core.scenario.Attempt;
import org.quorumworkbench.core.scenario.Exercise;
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

    private static final Duration PACE = Duration.seconds(2.4);

    private final Background background;
    private final Consumer<Notice> told;
    private final ReadOnlyObjectWrapper<Optional<SlideDeck>> deck = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyIntegerWrapper position = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
    private final BooleanProperty presenting = new SimpleBooleanProperty();
    private final DoubleProperty speed = new SimpleDoubleProperty(1);
    private final Answers answers;
    private final LessonShelf shelf;
    private final Timeline clock = new Timeline(new KeyFrame(PACE, event -> playOn()));
    private final Latest latest = new Latest();
    private Optional<Scenario> original = Optional.empty();
    /** What was asked for last, and is shown or under way. */
    private Optional<Scenario> asked = Optional.empty();
    private Optional<Slide> left = Optional.empty();
    private CompletableFuture<Boolean> underWay = CompletableFuture.completedFuture(false);

    /**
     * Nothing is taught yet.
     *
     * @param background
     *            where scenarios run
     * @param folder
     *            where answers and a person's own lessons are kept; absent if nothing is
     * @param told
     *            called on the JavaFX thread with what was done or went wrong
     */
    public Teaching(Background background, Optional<Path> folder, Consumer<Notice> told) {
        this.background = background;
        this.told = told;
        this.answers = new Answers(background, folder.map(kept -> kept.resolve("answers")), this::complain);
        this.shelf = new LessonShelf(background, folder.map(kept -> kept.resolve("lessons")), this::complain);
        clock.setCycleCount(Animation.INDEFINITE);
        speed.subscribe(rate -> clock.setRate(rate.doubleValue()));
    }

    /** The lessons that there are. */
    LessonShelf shelf() {
        return shelf;
    }

    /** Where work is done that takes its time. */
    Background background() {
        return background;
    }

    /** Says that something was done. */
    void done(String words) {
        told.accept(new Notice(Notice.Kind.INFORMATION, words));
    }

    /** Says what went wrong. */
    void complain(String words) {
        told.accept(new Notice(Notice.Kind.ERROR, words));
    }

    /** Says that something could not be done. */
    void failed(Throwable failure) {
        complain(text("teach.failed", title(), Wordings.of(failure)));
    }

    public ReadOnlyObjectProperty<Optional<SlideDeck>> deckProperty() {
        return deck.getReadOnlyProperty();
    }

    /** The slide that is shown, from 0. */
    public ReadOnlyIntegerProperty positionProperty() {
        return position.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    /** Whether only the stage is shown, in large type, for a room. */
    public BooleanProperty presentingProperty() {
        return presenting;
    }

    /** How fast it plays: 1 is usual, 2 twice as fast. */
    DoubleProperty speedProperty() {
        return speed;
    }

    /** The answers that were given, and where they are kept. */
    Answers answers() {
        return answers;
    }

    /** Plays so many times as fast as now, within reason. */
    void faster(double times) {
        speed.set(Math.clamp(speed.get() * times, SLOWEST, FASTEST));
    }

    /** The scenario as it was opened, before anybody changed it. */
    public Optional<Scenario> original() {
        return original;
    }

    /** The title of what is taught; empty if nothing is. */
    public String title() {
        return deck.get().map(now -> now.playback().scenario().title()).orElse("");
    }

    /** How many slides there are. */
    public int slides() {
        return deck.get().map(now -> now.slides().size()).orElse(0);
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
        begin(scenario);
        return run(original.orElse(scenario), made -> 0);
    }

    /** Runs a scenario and shows how its last operation ended. */
    public CompletableFuture<Boolean> openAtEnd(Scenario scenario) {
        begin(scenario);
        return run(original.orElse(scenario), SlideDeck::end);
    }

    private void begin(Scenario scenario) {
        Scenario spoken = scenario.in(text("teach.language"));
        original = Optional.of(spoken);
        answers.begin(spoken);
    }

    /** Changes what was asked for last, shown or not yet: of two changes in a row neither is lost. */
    void vary(UnaryOperator<Scenario> change) {
        asked.map(change).ifPresent(this::vary);
    }

    /** Runs a changed form of the scenario and stays where one is. */
    void vary(Scenario changed) {
        Optional<Slide> here = left.or(this::slide);
        int at = position.get();
        left = Optional.empty();
        var _ = run(changed, made -> here.map(slide -> made.like(slide, at)).orElse(0));
    }

    /** Does an exercise, and shows what comes of it; {@link #vary} with the original comes back. */
    void attempt(Exercise exercise) {
        Optional<Scenario> from = original;
        Optional<Slide> here = slide();
        from.ifPresent(scenario -> background.run(() -> Attempt.of(scenario, exercise)).onlyIf(latest.next())
                .then(changed -> changed.ifPresent(tried -> {
                    var _ = run(tried, made -> Math.min(1, made.slides().size() - 1));
                    left = here;
                })).failed(ConfigurationProblem.class, why -> complain(Wordings.of(why))));
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
                    Wording.foreign(text("teach.edit.many", Integer.toString(file.scenarios().size()))),
                    Wording.sentence(text("teach.edit.many.remedy")),
                    Optional.empty());
        }
        return file.scenarios().getFirst();
    }

    private CompletableFuture<Boolean> run(Scenario scenario, ToIntFunction<SlideDeck> where) {
        pause();
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        underWay.complete(false);
        underWay = done;
        asked = Optional.of(scenario);
        background.run(() -> SlideDeck.of(scenario)).onlyIf(latest.next()).then(made -> {
            // The position first: a slide that is not there must never be asked for.
            position.set(0);
            deck.set(Optional.of(made));
            position.set(where.applyAsInt(made));
            done.complete(true);
        }).failed(failure -> {
            asked = deck.get().map(now -> now.playback().scenario());
            complain(text("teach.failed", scenario.title(), String.valueOf(failure)));
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

    /** Goes to the next slide that is worth stopping at. */
    void skip() {
        deck.get().ifPresent(now -> seek(now.worthSeeing(position.get())));
    }

    /** Goes to a slide; cut to those there are. What was chosen as an answer counts as given. */
    public void seek(int slide) {
        answers.commit(childrenHere());
        deck.get().filter(now -> !now.slides().isEmpty())
                .ifPresent(now -> position.set(Math.clamp(slide, 0, now.slides().size() - 1)));
    }

    private List<String> childrenHere() {
        return deck.get().map(now -> now.playback().scenario().quorumChildren()).orElse(List.of());
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

    /** Writes the answers to a file that a teacher can grade. */
    void handIn(Path file) {
        AnswerSheet sheet = answers.sheet(System.getProperty("user.name", ""));
        background.run(() -> SavedFile.replacing(file).text(sheet.text()))
                .then(saved -> done(text("teach.handedIn", file)))
                .failed(failure -> complain(
                        text("teach.answers.notKept", file, Wordings.of(failure))));
    }

    /** Takes note of an answer that is still being put together. */
    void draft(Slide.Asked asked, String typed) {
        answers.draft(asked, typed);
    }

    /**
     * Keeps a person's answer and goes on.
     *
     * @param children
     *            the names that it may have
     * @return what is wrong with it, if it is no answer
     */
    Optional<String> predict(Slide.Asked asked, String typed, List<String> children) {
        Optional<String> wrong = answers.give(asked, typed, children);
        if (wrong.isEmpty()) {
            step();
        }
        return wrong;
    }

    Optional<Question.Answer> prediction(Slide.Asked asked) {
        return answers.to(asked.operation(), asked.ordinal(), asked.question().kind());
    }

    Optional<Question.Answer> prediction(Slide.Revealed revealed) {
        return answers.to(revealed.operation(), revealed.ordinal(), revealed.question().kind());
    }

    /** Whether what is shown is no longer the scenario that was opened. */
    boolean isChanged() {
        return !deck.get().map(now -> now.playback().scenario()).equals(original);
    }
}
