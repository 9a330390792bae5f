// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.preferences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.quorumworkbench.core.file.SharedFile;
import org.quorumworkbench.core.file.SharedFile.Found;
import org.quorumworkbench.core.file.Wording;

/**
 * What the window remembers between runs, in a JSON file in the person's own folder. Several
 * windows may do so at once: each writes what was changed in it into what is there. A file that
 * cannot be understood is put aside, and what can be read of it is kept; one that cannot be written
 * is not, and the window works without memory. May be called from any thread, and never waits for
 * the file once it was read.
 */
public final class Preferences implements AutoCloseable {

    /** More sectors than these are not looked at at first: 1 MiB. */
    public static final int MOST_SECTORS = 2_048;
    /**
     * How many sectors are looked at at first: the 4096 bytes that file systems mostly write at once.
     */
    public static final int USUAL_SECTORS = 8;

    /** In bytes; notes of a lifetime are shorter. */
    private static final int LONGEST = 64 << 20;

    /** How the window looks. */
    public enum Theme {
        LIGHT, DARK, SYSTEM
    }

    /** What a person has to know of the file. */
    public sealed interface Trouble {

        /** It could not be understood as a whole, and is kept under another name. */
        record PutAside(Path file, Path aside) implements Trouble {}

        /** What is changed from now on is not remembered. */
        record NotKept(Path file, Wording reason) implements Trouble {}
    }

    private final Optional<SharedFile> file;
    // One after the other, and never on the thread that must not wait for a folder on the network.
    private final ExecutorService writer = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final List<Trouble> troubles = new ArrayList<>();
    private Consumer<Trouble> listener = troubles::add;
    private Optional<Trouble> last = Optional.empty();
    private Remembered remembered = Remembered.NOTHING;

    private Preferences(Optional<SharedFile> file) {
        this.file = file;
    }

    /** Remembers nothing beyond this run. */
    public static Preferences none() {
        return new Preferences(Optional.empty());
    }

    /** What the file says, and the file to write to. Blocks. */
    public static Preferences in(Path path) {
        SharedFile file = new SharedFile(path, LONGEST);
        Preferences preferences = new Preferences(Optional.of(file));
        try {
            preferences.read(file);
        } catch (IOException e) {
            preferences.tell(new Trouble.NotKept(path, reason(e)));
        }
        return preferences;
    }

    private void read(SharedFile shared) throws IOException {
        Found found = shared.read();
        PreferencesText text = found instanceof Found.Text(String there)
                ? PreferencesText.read(there)
                : PreferencesText.EMPTY;
        if (found instanceof Found.Unreadable || !text.whole()) {
            // Another window may be about to put it aside, too: whoever has the lock does.
            shared.change(now -> Optional.of(adopted(shared, now)));
        } else {
            remembered = text.remembered();
        }
    }

    private String adopted(SharedFile shared, Found now) throws IOException {
        PreferencesText text = understood(shared, now).orElse(PreferencesText.EMPTY);
        remembered = text.remembered();
        return text.with(remembered);
    }

    /** What is there; the file is put aside if that is not all of it. */
    private Optional<PreferencesText> understood(SharedFile shared, Found now) throws IOException {
        Optional<PreferencesText> text = switch (now) {
            case Found.Nothing _ -> Optional.empty();
            case Found.Text(String found) -> Optional.of(PreferencesText.read(found));
            case Found.Unreadable _ -> Optional.of(PreferencesText.UNREADABLE);
        };
        if (text.isPresent() && !text.get().whole()) {
            tell(new Trouble.PutAside(shared.path(), shared.setAside()));
        }
        return text;
    }

    /**
     * Hears of troubles: at once of those that there have been, later on any thread.
     */
    public void hear(Consumer<Trouble> told) {
        List<Trouble> before;
        synchronized (this) {
            listener = told;
            before = List.copyOf(troubles);
            troubles.clear();
        }
        before.forEach(told);
    }

    private void tell(Trouble trouble) {
        Consumer<Trouble> told;
        synchronized (this) {
            if (last.filter(trouble::equals).isPresent()) {
                return;
            }
            last = Optional.of(trouble);
            told = listener;
        }
        told.accept(trouble);
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

    /** The folder of the file, where more can be kept; absent if nothing is remembered. */
    public Optional<Path> folder() {
        return file.flatMap(kept -> Optional.ofNullable(kept.path().toAbsolutePath().getParent()));
    }

    private synchronized Remembered now() {
        return remembered;
    }

    public Theme theme() {
        return Optional.ofNullable(now().theme()).orElse(Theme.SYSTEM);
    }

    public void setTheme(Theme theme) {
        keep(before -> before.withTheme(theme));
    }

    /** Words that opened a quorum, newest first. */
    public List<List<String>> recent() {
        return Optional.ofNullable(now().recent()).orElse(List.of());
    }

    public void opened(List<String> words) {
        keep(before -> before.opened(words));
    }

    public Optional<WindowBounds> bounds() {
        return Optional.ofNullable(now().place());
    }

    /** See {@link Layout#edges}; none if they were never kept. */
    public List<Double> edges() {
        return Optional.ofNullable(now().edges()).orElse(List.of());
    }

    /** Positions of dividers, 0 to 1, as an earlier release kept them. */
    public List<Double> dividers() {
        return Optional.ofNullable(now().dividers()).orElse(List.of());
    }

    /** The id of the lower view that was shown. */
    public Optional<String> tab() {
        return Optional.ofNullable(now().tab());
    }

    public Perspective perspective() {
        return Optional.ofNullable(now().perspective()).orElse(Perspective.INVESTIGATE);
    }

    public void setLayout(Layout layout) {
        keep(before -> before.withLayout(layout));
    }

    /** Names of views that are not shown. */
    public List<String> hidden() {
        return Optional.ofNullable(now().hidden()).orElse(List.of());
    }

    public void setHidden(List<String> hidden) {
        keep(before -> before.withHidden(hidden));
    }

    /** The language that was chosen, as a tag; empty for the system's. */
    public Optional<String> language() {
        return Optional.ofNullable(now().language());
    }

    public void setLanguage(Optional<String> tag) {
        keep(before -> before.withLanguage(tag.orElse(null)));
    }

    /** How many sectors are looked at at first, 1 or more. */
    public int sectors() {
        return Math.clamp(Optional.ofNullable(now().sectors()).orElse(USUAL_SECTORS), 1, MOST_SECTORS);
    }

    public void setSectors(int sectors) {
        keep(before -> before.withSectors(sectors));
    }

    /** How considerate of others a scan is. */
    public Scanning scanning() {
        return Optional.ofNullable(now().scanning()).orElse(Scanning.FAST);
    }

    public void setScanning(Scanning scanning) {
        keep(before -> before.withScanning(scanning));
    }

    /** How bytes are shown. */
    public ShownBytes bytes() {
        return Optional.ofNullable(now().bytes()).orElse(ShownBytes.USUAL);
    }

    public void setBytes(ShownBytes now) {
        ShownBytes known = bytes();
        if (!known.equals(now)) {
            keep(before -> before.withBytes(known, now));
        }
    }

    /** Whether the hints of a first run are no longer needed; they are not where nothing is kept. */
    public boolean isWelcomed() {
        return file.isEmpty() || Boolean.TRUE.equals(now().welcomed());
    }

    public void setWelcomed(boolean welcomed) {
        keep(before -> before.withWelcomed(welcomed));
    }

    /** The bookmarks of the disk that these images are. */
    public List<Bookmark> bookmarks(List<String> images) {
        return now().marks(images);
    }

    /** Remembers which bookmarks of a disk have come, and which have gone. */
    public void setBookmarks(List<String> images, List<Bookmark> now) {
        List<Bookmark> marks = List.copyOf(now);
        List<Bookmark> known = bookmarks(images);
        keep(before -> before.withMarks(images, known, marks));
    }

    /** Takes over what an earlier release kept as bookmarks of what was read from there. */
    public void moveBookmarks(String source, List<String> images) {
        if (Optional.ofNullable(now().bookmarks()).filter(old -> old.containsKey(source)).isPresent()) {
            keep(before -> before.withMarksOf(source, images));
        }
    }

    private synchronized void keep(UnaryOperator<Remembered> change) {
        Remembered changed = change.apply(remembered);
        remembered = changed;
        file.ifPresent(shared -> writer.execute(() -> write(shared, change, changed)));
    }

    private void write(SharedFile shared, UnaryOperator<Remembered> change, Remembered whole) {
        try {
            shared.change(found -> {
                Optional<PreferencesText> text = understood(shared, found);
                // Where nothing is, or nothing can be read, what this window knows is all there is.
                return Optional.of(text.filter(there -> !there.equals(PreferencesText.UNREADABLE))
                        .map(there -> there.with(change.apply(there.remembered())))
                        .orElseGet(() -> PreferencesText.EMPTY.with(whole)));
            });
        } catch (IOException e) {
            tell(new Trouble.NotKept(shared.path(), reason(e)));
        }
    }

    private static Wording reason(IOException failure) {
        return failure.getMessage() == null
                ? Wording.foreign(failure.getClass().getSimpleName())
                : Wording.ofError(failure);
    }

    /** Writes what is still to be written; gives up on a folder that does not answer. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(2, TimeUnit.SECONDS)) {
                file.ifPresent(
                        shared -> tell(new Trouble.NotKept(shared.path(), Wording.of("it was not written in time"))));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
