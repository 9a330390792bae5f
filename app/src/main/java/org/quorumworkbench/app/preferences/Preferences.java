// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.preferences;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the window remembers between runs, in a JSON file in the person's own folder. A file that is
 * missing or cannot be read counts as empty, and one that cannot be written is not: the window
 * works without memory.
 */
public final class Preferences implements AutoCloseable {

    /** More sectors than these are not looked at at first: 1 MiB. */
    public static final int MOST_SECTORS = 2_048;
    /**
     * How many sectors are looked at at first: the 4096 bytes that file systems mostly write at once.
     */
    public static final int USUAL_SECTORS = 8;

    private static final int RECENT = 10;
    private static final int MARKED = 50;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** How the window looks. */
    public enum Theme {
        LIGHT, DARK, SYSTEM
    }

    /** Where the window was, in pixels of the screen. */
    public record Place(double x, double y, double width, double height, boolean maximised) {}

    /**
     * All that is remembered; what is null was never chosen.
     *
     * @param theme
     *            how the window looks
     * @param recent
     *            words that opened a quorum, newest first
     * @param place
     *            of the window; absent before its first run
     * @param dividers
     *            positions of the window's dividers, 0 to 1
     * @param perspective
     *            what the window was arranged for
     * @param hidden
     *            views that are not shown
     * @param language
     *            of the window, as a language tag; the system's if absent
     * @param sectors
     *            how many are looked at at first
     * @param welcomed
     *            whether the hints of a first run were read
     * @param bookmarks
     *            by what the configuration was read from
     */
    public record Remembered(@Nullable Theme theme, @Nullable List<List<String>> recent, @Nullable Place place,
            @Nullable List<Double> dividers, @Nullable Perspective perspective, @Nullable List<String> hidden,
            @Nullable String language, @Nullable Integer sectors, @Nullable Boolean welcomed,
            @Nullable Map<String, List<Bookmark>> bookmarks) {

        static final Remembered NOTHING = new Remembered(null, null, null, null, null, null, null, null, null, null);

        Remembered withTheme(Theme now) {
            return new Remembered(now, recent, place, dividers, perspective, hidden, language, sectors, welcomed,
                    bookmarks);
        }

        Remembered withRecent(List<List<String>> now) {
            return new Remembered(theme, now, place, dividers, perspective, hidden, language, sectors, welcomed,
                    bookmarks);
        }

        Remembered withLayout(Place at, List<Double> divided, Perspective arranged) {
            return new Remembered(theme, recent, at, divided, arranged, hidden, language, sectors, welcomed,
                    bookmarks);
        }

        Remembered withHidden(List<String> now) {
            return new Remembered(theme, recent, place, dividers, perspective, now, language, sectors, welcomed,
                    bookmarks);
        }

        Remembered withLanguage(@Nullable String now) {
            return new Remembered(theme, recent, place, dividers, perspective, hidden, now, sectors, welcomed,
                    bookmarks);
        }

        Remembered withSectors(int now) {
            return new Remembered(theme, recent, place, dividers, perspective, hidden, language, now, welcomed,
                    bookmarks);
        }

        Remembered withWelcomed(boolean now) {
            return new Remembered(theme, recent, place, dividers, perspective, hidden, language, sectors, now,
                    bookmarks);
        }

        Remembered withBookmarks(Map<String, List<Bookmark>> now) {
            return new Remembered(theme, recent, place, dividers, perspective, hidden, language, sectors, welcomed,
                    now);
        }
    }

    private final Optional<Path> file;
    // One after the other, and never on the thread that must not wait for a folder on the network.
    private final ExecutorService writer = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private Remembered remembered = Remembered.NOTHING;

    private Preferences(Optional<Path> file) {
        this.file = file;
    }

    /** Remembers nothing beyond this run. */
    public static Preferences none() {
        return new Preferences(Optional.empty());
    }

    /** What the file says, and the file to write to. */
    public static Preferences in(Path file) {
        Preferences preferences = new Preferences(Optional.of(file));
        try {
            if (Files.exists(file) && Files.size(file) < 1 << 20) {
                preferences.remembered = JSON.readValue(Files.readString(file), Remembered.class);
            }
        } catch (IOException | JacksonException e) {
            System.getLogger(Preferences.class.getName()).log(System.Logger.Level.INFO,
                    "what the window remembered cannot be read from " + file, e);
        }
        return preferences;
    }

    /** The file in the folder where the platform keeps such things. */
    public static Path usualFile() {
        String home = System.getProperty("user.home", "");
        String system = System.getProperty("os.name", "");
        Path folder;
        if (system.startsWith("Windows")) {
            folder = Path.of(Optional.ofNullable(System.getenv("APPDATA")).orElse(home), "Quorum Workbench");
        } else if (system.startsWith("Mac")) {
            folder = Path.of(home, "Library", "Application Support", "Quorum Workbench");
        } else {
            folder = Optional.ofNullable(System.getenv("XDG_CONFIG_HOME")).filter(set -> !set.isEmpty()).map(Path::of)
                    .orElse(Path.of(home, ".config")).resolve("quorum-workbench");
        }
        return folder.resolve("window.json");
    }

    public Theme theme() {
        Theme theme = remembered.theme();
        return theme == null ? Theme.SYSTEM : theme;
    }

    public List<List<String>> recent() {
        List<List<String>> recent = remembered.recent();
        return recent == null ? List.of() : recent;
    }

    public Optional<Place> place() {
        return Optional.ofNullable(remembered.place());
    }

    public List<Double> dividers() {
        List<Double> dividers = remembered.dividers();
        return dividers == null ? List.of() : dividers;
    }

    public void setTheme(Theme theme) {
        keep(remembered.withTheme(theme));
    }

    public void opened(List<String> words) {
        List<List<String>> recent = new ArrayList<>(recent());
        recent.remove(words);
        recent.addFirst(words);
        keep(remembered.withRecent(recent.subList(0, Math.min(RECENT, recent.size()))));
    }

    public void setLayout(Place place, List<Double> dividers, Perspective perspective) {
        keep(remembered.withLayout(place, dividers, perspective));
    }

    public Perspective perspective() {
        Perspective perspective = remembered.perspective();
        return perspective == null ? Perspective.INVESTIGATE : perspective;
    }

    /** Names of views that are not shown. */
    public List<String> hidden() {
        List<String> hidden = remembered.hidden();
        return hidden == null ? List.of() : hidden;
    }

    public void setHidden(List<String> hidden) {
        keep(remembered.withHidden(hidden));
    }

    /** The language that was chosen, as a tag; empty for the system's. */
    public Optional<String> language() {
        return Optional.ofNullable(remembered.language());
    }

    public void setLanguage(Optional<String> tag) {
        keep(remembered.withLanguage(tag.orElse(null)));
    }

    /** How many sectors are looked at at first, 1 or more. */
    public int sectors() {
        Integer sectors = remembered.sectors();
        return sectors == null ? USUAL_SECTORS : Math.clamp(sectors, 1, MOST_SECTORS);
    }

    public void setSectors(int sectors) {
        keep(remembered.withSectors(sectors));
    }

    /** Whether the hints of a first run are no longer needed; they are not where nothing is kept. */
    public boolean isWelcomed() {
        return file.isEmpty() || Boolean.TRUE.equals(remembered.welcomed());
    }

    public void setWelcomed(boolean welcomed) {
        keep(remembered.withWelcomed(welcomed));
    }

    /** The bookmarks of a quorum. */
    public List<Bookmark> bookmarks(String source) {
        Map<String, List<Bookmark>> all = remembered.bookmarks();
        return all == null ? List.of() : all.getOrDefault(source, List.of());
    }

    /** Remembers the bookmarks of a quorum; of many quorums, those that were changed last. */
    public void setBookmarks(String source, List<Bookmark> now) {
        Map<String, List<Bookmark>> before = remembered.bookmarks();
        Map<String, List<Bookmark>> all = new LinkedHashMap<>(before == null ? Map.of() : before);
        all.remove(source);
        if (!now.isEmpty()) {
            all.put(source, List.copyOf(now));
        }
        while (all.size() > MARKED) {
            all.remove(all.keySet().iterator().next());
        }
        keep(remembered.withBookmarks(all));
    }

    private void keep(Remembered now) {
        remembered = now;
        file.ifPresent(path -> writer.execute(() -> write(path, now)));
    }

    private static void write(Path path, Remembered now) {
        try {
            Files.createDirectories(path.getParent());
            Path next = path.resolveSibling(path.getFileName() + ".new");
            Files.writeString(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(now));
            Files.move(next, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            System.getLogger(Preferences.class.getName()).log(System.Logger.Level.INFO,
                    "what the window remembers cannot be written to " + path, e);
        }
    }

    /** Writes what is still to be written; gives up on a folder that does not answer. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(2, TimeUnit.SECONDS)) {
                System.getLogger(Preferences.class.getName()).log(System.Logger.Level.INFO,
                        "what the window remembers was not written in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
