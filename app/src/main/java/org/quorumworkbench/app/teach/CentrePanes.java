// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.run.Drill;
import org.quorumworkbench.core.run.Goal;
import org.quorumworkbench.core.run.Performed;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioWriter;
import org.quorumworkbench.core.story.DriverSource;

/** What can stand in place of the slides for a while. Used on the JavaFX thread. */
final class CentrePanes {

    private static final LessonLibrary LESSONS = new LessonLibrary(CentrePanes.class.getClassLoader());

    private final Teaching teaching;
    private final TeachView.Files files;
    private final Consumer<Node> show;
    private final Runnable leave;
    private Optional<SandboxPane> sandbox = Optional.empty();

    /**
     * @param show
     *            puts a node in place of the slides
     * @param leave
     *            puts the slides back
     */
    CentrePanes(Teaching teaching, TeachView.Files files, Consumer<Node> show, Runnable leave) {
        this.teaching = teaching;
        this.files = files;
        this.show = show;
        this.leave = leave;
    }

    private static Node scrolled(Node content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("flat-scroll");
        return scroll;
    }

    /** The scenario as its author wrote it. */
    void edit() {
        teaching.deckProperty().get().ifPresent(now -> {
            ScenarioText editor = new ScenarioText(teaching, now.playback().scenario(), leave);
            show.accept(editor);
            editor.focus();
        });
    }

    /** The scenario with both drivers. */
    void compare() {
        teaching.deckProperty().get().ifPresent(now -> {
            Scenario scenario = now.playback().scenario();
            teaching.background().run(() -> BothDrivers.of(scenario))
                    .then(rows -> show.accept(new ComparePane(scenario.title(), rows, leave)))
                    .failed(teaching::failed);
        });
    }

    /** The read that is seen, or one by chance where it is none that is voted on. */
    void play() {
        Optional<SlideDeck> deck = teaching.deckProperty().get();
        Optional<Performed> here = deck.filter(now -> !now.slides().isEmpty())
                .flatMap(now -> now.operation(teaching.positionProperty().get())
                        .filter(GamePane::canPlay)
                        .or(() -> now.playback().performed().stream().filter(GamePane::canPlay).findFirst()));
        if (here.isPresent()) {
            play(deck.get(), here.get());
        } else {
            drill(1);
        }
    }

    private void play(SlideDeck deck, Performed read) {
        show.accept(scrolled(new GamePane(deck, read, this::drill, leave)));
    }

    /** The drill of a number. */
    private void drill(int number) {
        teaching.background().run(() -> SlideDeck.of(Drill.of(number, LESSONS).in(text("teach.language"))))
                .then(made -> play(made, made.playback().performed().getFirst())).failed(teaching::failed);
    }

    /** A quorum from nothing, or as it was left. */
    void build() {
        SandboxPane pane = sandbox.orElseGet(this::sandbox);
        sandbox = Optional.of(pane);
        Node scroll = scrolled(pane);
        show.accept(scroll);
        // Only then is what is scrolled in the window, and can have the focus.
        scroll.applyCss();
        pane.focus();
    }

    private SandboxPane sandbox() {
        return new SandboxPane(new SandboxPane.Doing() {
            @Override
            public void judge(Goal goal, Scenario scenario, Consumer<Boolean> reached) {
                teaching.background().run(() -> goal.isReached(scenario)).then(reached)
                        .failed(teaching::failed);
            }

            @Override
            public void play(Scenario scenario) {
                leave.run();
                var _ = teaching.open(scenario);
            }

            @Override
            public void save(Scenario scenario) {
                files.save().ifPresent(file -> CentrePanes.this.save(scenario, file));
            }

            @Override
            public void leave() {
                leave.run();
            }
        });
    }

    private void save(Scenario scenario, Path file) {
        teaching.background()
                .run(() -> SavedFile.replacing(file).text(ScenarioWriter.text(Sandbox.asLesson(scenario))))
                .then(saved -> teaching.done(text("teach.sandbox.saved", file)))
                .failed(failure -> teaching.complain(
                        text("teach.sandbox.notSaved", file, Wordings.of(failure))));
    }

    /** Reads a person's own copy of the driver's source. */
    void source(Consumer<DriverSource> use) {
        files.open(text("teach.algorithm.open")).ifPresent(file -> teaching.background()
                .run(() -> DriverSource.file(file)).then(use)
                .failed(ConfigurationProblem.class, why -> teaching.complain(Wordings.of(why))));
    }
}
