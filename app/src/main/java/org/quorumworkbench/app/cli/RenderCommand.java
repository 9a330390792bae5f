// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.preferences.Perspective;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.app.preferences.Preferences.Theme;
import org.quorumworkbench.app.window.HandoutPictures;
import org.quorumworkbench.app.window.WindowPicture;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.NotSaved;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.file.Spared;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioFile;
import org.quorumworkbench.ui.Resources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Paints the window into a picture, without a display. */
@Command(name = "render", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = "Paints the window, as it shows a range, into a PNG file. Needs no display.")
final class RenderCommand implements Callable<Integer> {

    private static final Pattern SIZE = Pattern.compile("([0-9]{3,4})x([0-9]{3,4})");
    private static final int SMALLEST = 400;
    private static final LessonLibrary LESSONS = new LessonLibrary(RenderCommand.class.getClassLoader());

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RequiredQuorumChoice choice = new RequiredQuorumChoice();

    @Option(names = "--out", paramLabel = "FILE.png", required = true, description = "the picture; of a lesson also FILE.html, all of it for print")
    private Path out = Path.of("");

    @Option(names = "--sector", paramLabel = "S", converter = Numbers.Sectors.class, description = "the first sector; 0 if not given")
    private @Nullable Long sector;

    @Option(names = "--count", paramLabel = "N", converter = Numbers.class, description = "how many sectors; 8 if not given")
    private @Nullable Long count;

    @Option(names = "--perspective", paramLabel = "overview|investigate|teach", defaultValue = "investigate", description = "how the window is arranged (default: ${DEFAULT-VALUE}); overview scans first; teach shows a scenario, or the read of the range, at its end")
    private String perspective = "investigate";

    @Option(names = "--theme", paramLabel = "light|dark", defaultValue = "light", description = "default: ${DEFAULT-VALUE}")
    private String theme = "light";

    @Option(names = "--slide", paramLabel = "N", description = "of a lesson this page, from 1 (default: where its last operation ends)")
    private @Nullable Integer slide;

    @Option(names = "--presenter", description = "of a lesson the stage alone, in large type")
    private boolean presenter;

    @Option(names = "--size", paramLabel = "WxH", defaultValue = "1280x800", description = "in pixels (default: ${DEFAULT-VALUE})")
    private String size = "1280x800";

    @Option(names = "--language", paramLabel = "en|de", description = "of the window; the system's if not given")
    private @Nullable String language;

    @Option(names = "--scale", paramLabel = "1|2", defaultValue = "1", description = "pixels of the picture for each pixel of --size, as on a screen with 100 or 200 per cent (default: ${DEFAULT-VALUE})")
    private String scale = "1";

    @Override
    public Integer call() throws ConfigurationProblem, NotSaved {
        Matcher dimensions = SIZE.matcher(size);
        if (!dimensions.matches() || Integer.parseInt(dimensions.group(1)) < SMALLEST
                || Integer.parseInt(dimensions.group(2)) < SMALLEST) {
            throw wrong("--size " + size + " is no size: write 1280x800, each number from 400 to 9999");
        }
        Theme chosen = switch (theme.toLowerCase(Locale.ROOT)) {
            case "light" -> Theme.LIGHT;
            case "dark" -> Theme.DARK;
            default -> throw wrong("--theme " + theme + " is not known: light or dark");
        };
        Perspective arranged = switch (perspective.toLowerCase(Locale.ROOT)) {
            case "overview" -> Perspective.OVERVIEW;
            case "investigate" -> Perspective.INVESTIGATE;
            case "teach" -> Perspective.TEACH;
            default -> throw wrong("--perspective " + perspective + " is not known: overview, investigate or teach");
        };
        if (!scale.equals("1") && !scale.equals("2")) {
            throw wrong("--scale " + scale + " is not known: 1 or 2");
        }
        if (language != null) {
            if (!Resources.LANGUAGES.contains(language)) {
                throw wrong("--language " + language + " is not known: " + String.join(" or ", Resources.LANGUAGES));
            }
            Resources.speak(Locale.forLanguageTag(language));
        }
        if (slide != null && (slide < 1 || arranged != Perspective.TEACH)) {
            throw wrong("--slide " + slide + " is a page of a lesson, from 1: give --perspective teach too");
        }
        picture(Spared.NOTHING);
        boolean isScenario = isScenario();
        if (isScenario && out.toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
            return handout(chosen);
        }
        if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw wrong("--out " + out + ": the name must end in .png");
        }
        if (isScenario && arranged != Perspective.TEACH && LESSONS.isLesson(choice.words().getFirst())) {
            throw wrong(choice.words().getFirst() + " is a lesson: give --perspective teach");
        }
        WindowPicture.Subject subject = isScenario
                ? scenario()
                : new WindowPicture.Subject.Quorum(
                        choice.read(spec.commandLine().getErr()));
        Optional<SectorRange> range;
        Spared images;
        switch (subject) {
            case WindowPicture.Subject.Quorum(Configuration configuration) -> {
                // Opened once before anything is painted: to check the range, and to know all files that are read.
                try (OpenedQuorum opened = QuorumChoice.open(configuration, spec.commandLine().getErr(), _ -> {},
                        Optional.empty())) {
                    range = Optional.of(DiskRange.of(spec.commandLine(), opened, sector == null ? 0 : sector, count));
                    images = opened.spared();
                }
            }
            case WindowPicture.Subject.Script script -> {
                range = sector == null
                        ? Optional.empty()
                        : Optional.of(new SectorRange(sector, count == null ? Preferences.USUAL_SECTORS : count));
                images = images(script);
            }
        }
        SavedFile picture = picture(images);
        WindowPicture.startHeadless();
        WindowPicture.Order order = new WindowPicture.Order(subject, arranged, range, chosen,
                Integer.parseInt(dimensions.group(1)), Integer.parseInt(dimensions.group(2)), Integer.parseInt(scale),
                new WindowPicture.Page(slide == null ? OptionalInt.empty() : OptionalInt.of(slide), presenter));
        try {
            WindowPicture.write(order, picture);
        } catch (WindowPicture.NoSuchPage e) {
            throw wrong("--slide " + slide + " is not there: " + e.getMessage());
        }
        return ExitStatus.AGREED;
    }

    /** A lesson for print. */
    private int handout(Theme chosen) throws ConfigurationProblem, NotSaved {
        WindowPicture.Subject.Script script = scenario();
        if (script.scenario().lesson().isEmpty()) {
            throw wrong("--out " + out + ": only a lesson is written as HTML, and this scenario has none");
        }
        SavedFile file = picture(images(script));
        WindowPicture.startHeadless();
        file.text(HandoutPictures.handout(script.scenario(), chosen));
        return ExitStatus.AGREED;
    }

    /** The file to paint into: no child's image, and nothing that was read. */
    private SavedFile picture(Spared images) {
        SavedFile picture = SavedFile.replacing(out).sparing(images.andInputs(choice.files()));
        try {
            picture.tryOut();
            return picture;
        } catch (NotSaved e) {
            throw wrong("--out " + e.getMessage() + ". Give another file");
        }
    }

    private static Spared images(WindowPicture.Subject.Script script) {
        return Spared.children(script.scenario().children().stream().flatMap(child -> child.file().stream()).toList());
    }

    private boolean isScenario() {
        if (choice.words().size() != 1) {
            return false;
        }
        String word = choice.words().getFirst();
        try (LongWait _ = LongWait.of(spec.commandLine().getErr(), word)) {
            return ScenarioFile.isOne(word) || LESSONS.isLesson(word);
        }
    }

    private WindowPicture.Subject.Script scenario() throws ConfigurationProblem {
        Path file = FileName.path(choice.words().getFirst());
        List<Scenario> scenarios = LESSONS.open(choice.words().getFirst()).scenarios();
        if (scenarios.size() != 1) {
            throw wrong(file + " holds " + scenarios.size() + " scenarios: give a file with one");
        }
        return new WindowPicture.Subject.Script(scenarios.getFirst(), file);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
