// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioFile;

/** The ways in which a quorum comes into the window. Used on the JavaFX thread. */
public final class Opening {

    private static final LessonLibrary LESSONS = new LessonLibrary(Opening.class.getClassLoader());

    private final Background background;
    private final OpenQuorum quorum;
    private final Recording recording;
    private final Messages messages;
    private final BackgroundTasks tasks;
    private final Preferences preferences;
    private final Chooser chooser;
    private final OpenQuorum.Source sample;
    private final Latest latest = new Latest();
    /** What is being looked at before it can be opened. */
    private Optional<OpeningAttempt> looking = Optional.empty();
    private final ReadOnlyBooleanWrapper sampleOpen = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Scenario>> lesson = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** Asks the person for files; a real dialog, or a test's answer. */
    public interface Chooser {
        /** One configuration, or nothing. */
        List<File> configuration();

        /** The images of one disk, or nothing. */
        List<File> images();

        /**
         * One file of any kind, or nothing.
         *
         * @param title
         *            what for
         */
        List<File> file(String title);

        /**
         * One folder, or nothing.
         *
         * @param title
         *            what for
         */
        List<File> folder(String title);
    }

    /**
     * Opens nothing yet.
     *
     * @param tasks
     *            where it is told what takes long
     * @param preferences
     *            where what was opened is remembered
     * @param chooser
     *            asks the person for files
     * @param sample
     *            the quorum that comes with the program
     */
    Opening(Background background, OpenQuorum quorum, Recording recording, Messages messages, BackgroundTasks tasks,
            Preferences preferences, Chooser chooser, OpenQuorum.Source sample) {
        this.background = background;
        this.quorum = quorum;
        this.recording = recording;
        this.messages = messages;
        this.tasks = tasks;
        this.preferences = preferences;
        this.chooser = chooser;
        this.sample = sample;
        quorum.openedProperty().subscribe((before, now) -> sampleOpen.set(false));
    }

    /** Whether the quorum that comes with the program is the one that is open. */
    public ReadOnlyBooleanProperty sampleProperty() {
        return sampleOpen.getReadOnlyProperty();
    }

    public Chooser chooser() {
        return chooser;
    }

    /** The lesson that was opened last, to be taught. */
    public ReadOnlyObjectProperty<Optional<Scenario>> lessonProperty() {
        return lesson.getReadOnlyProperty();
    }

    public void chooseConfiguration() {
        open(names(chooser.configuration()));
    }

    public void chooseImages() {
        open(names(chooser.images()));
    }

    /** Opens files that were dropped on the window. */
    public void drop(List<File> files) {
        open(names(files));
    }

    private static List<String> names(List<File> files) {
        return files.stream().map(File::getPath).toList();
    }

    /**
     * Opens what the words of a command line name: a configuration in any form, or several images;
     * nothing happens without words.
     */
    public void open(List<String> words) {
        open(words, Manner.USUAL);
    }

    /**
     * How a command line wants a quorum to be opened.
     *
     * @param adjustments
     *            what counts instead of what the configuration says
     * @param members
     *            whether the files have to be members of a set, and are read by area
     * @param set
     *            which set, where the files have several in common
     */
    public record Manner(Adjustments adjustments, boolean members, Optional<String> set) {
        /** As the configuration says; images that are members of one set are read by area. */
        public static final Manner USUAL = new Manner(Adjustments.NONE, false, Optional.empty());

        Configuration read(List<String> words) throws ConfigurationProblem {
            Configuration read = new ConfigurationReader(Path.of(""), adjustments).read(words);
            return members
                    ? MembersConfiguration.areas(read, set).configuration()
                    : Members.preselected(read);
        }
    }

    /** As {@link #open(List)}, in the manner that a command line asks for. */
    public void open(List<String> words, Manner manner) {
        if (words.isEmpty()) {
            return;
        }
        endLooking();
        OpeningAttempt attempt = new OpeningAttempt(background, tasks, String.join(" ", words), event -> {},
                this::giveUp);
        looking = Optional.of(attempt);
        // In the background: a folder on a network that hangs must not hold the window.
        background.run(() -> Named.of(words, attempt)).ended(attempt::end).then(named -> {
            if (named.isScenario()) {
                openScenario(words.getFirst(), named.findable());
            } else {
                openQuorum(words, manner, named.findable());
            }
        }).onlyIf(latest.next()).orBroken();
    }

    private void endLooking() {
        looking.ifPresent(OpeningAttempt::end);
        looking = Optional.empty();
    }

    /** A file of which not even its kind can be had. */
    private void giveUp(OpeningAttempt given) {
        if (looking.filter(given::equals).isPresent()) {
            latest.forget();
            endLooking();
            messages.tell(Notice.Kind.ERROR, given.gaveUp());
        }
    }

    /**
     * What the words name, for which files have to be asked.
     *
     * @param findable
     *            the same words, with files by their whole names: who starts next does so in another
     *            folder
     */
    private record Named(boolean isScenario, List<String> findable) {
        static Named of(List<String> words, OpeningAttempt attempt) {
            List<String> findable = words.stream().map(word -> whole(word, attempt)).toList();
            return new Named(words.size() == 1 && Opening.isScenario(words.getFirst()), findable);
        }

        private static String whole(String word, OpeningAttempt attempt) {
            try {
                Path file = FileName.path(word);
                attempt.looksAt(file);
                return Files.exists(file) ? FileName.text(file.toAbsolutePath().normalize()) : word;
            } catch (InvalidPathException noFile) {
                return word;
            }
        }
    }

    /** By its name, so that a broken one is complained of as a scenario; or by what is in it. */
    private static boolean isScenario(String word) {
        return word.endsWith(Recording.ENDING) || LESSONS.isLesson(word) || ScenarioFile.isOne(word);
    }

    private void openQuorum(List<String> words, Manner manner, List<String> findable) {
        quorum.announce(String.join(" ", words));
        var _ = quorum.open(new OpenQuorum.Source() {
            @Override
            public Configuration read() throws ConfigurationProblem {
                return manner.read(words);
            }

            @Override
            public void opened() {
                preferences.opened(findable);
            }
        });
    }

    /** A lesson is taught; any other scenario is done, and the quorum shown as it is afterwards. */
    private void openScenario(String word, List<String> findable) {
        background.run(() -> LESSONS.open(word).scenarios()).onlyIf(latest.next()).then(scenarios -> {
            preferences.opened(findable);
            if (scenarios.size() == 1 && scenarios.getFirst().lesson().isPresent()) {
                lesson.set(Optional.empty());
                lesson.set(Optional.of(scenarios.getFirst()));
            } else {
                recording.open(FileName.path(word));
            }
        }).failed(ConfigurationProblem.class,
                problem -> messages.tell(Notice.Kind.ERROR, Wordings.of(problem)));
    }

    /** Opens the quorum that comes with the program. */
    public void openSample() {
        latest.forget();
        endLooking();
        quorum.announce(text("action.openSample"));
        background.after(quorum.open(sample)).then(opened -> {
            if (opened) {
                messages.dismiss();
                sampleOpen.set(true);
            }
        }).orBroken();
    }
}
