// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.app.preferences.Preferences.Theme;
import org.quorumworkbench.app.preferences.Preferences.Trouble;

/** What is remembered is never lost, whatever became of the file. */
class PreferencesTest {

    private static final List<String> DISK = List.of("/disks/a.img", "/disks/b.img");
    private static final List<String> OTHER = List.of("/disks/a.img", "/disks/c.img");

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void inAFolderThatIsNotThereYet() {
        file = folder.resolve("quorum-workbench/window.json");
    }

    private static Bookmark mark(long first, String note) {
        return new Bookmark(first, 8, note);
    }

    private static List<Trouble> troubles(Preferences preferences) {
        List<Trouble> heard = new ArrayList<>();
        preferences.hear(heard::add);
        return heard;
    }

    private static Set<String> notes(Preferences preferences) {
        return preferences.bookmarks(DISK).stream().map(Bookmark::note).collect(Collectors.toSet());
    }

    /** A file as this release writes it, with notes first and last. */
    private String written() throws IOException {
        try (Preferences preferences = Preferences.in(file)) {
            preferences.setTheme(Theme.DARK);
            preferences.opened(List.of("/disks/vm.json"));
            preferences.setLayout(new Layout(new WindowBounds(10, 20, 1000, 700, false), List.of(150.0, 250.0, 230.5),
                    Perspective.TEACH, Optional.of("tab-bookmarks")));
            preferences.setLanguage(Optional.of("de"));
            preferences.setBytes(new ShownBytes(16, 4, true, null, null, "latin_1", 14.0, null, true, null));
            preferences.setBookmarks(DISK, List.of(mark(8, "one"), mark(16, "two"), mark(24, "three")));
        }
        return Files.readString(file);
    }

    @Test
    void allOfItComesBack() throws IOException {
        written();

        try (Preferences again = Preferences.in(file)) {
            assertEquals(List.of(), troubles(again));
            assertEquals(Theme.DARK, again.theme());
            assertEquals(List.of(List.of("/disks/vm.json")), again.recent());
            assertEquals(Optional.of(new WindowBounds(10, 20, 1000, 700, false)), again.bounds());
            assertEquals(List.of(150.0, 250.0, 230.5), again.edges());
            assertEquals(Perspective.TEACH, again.perspective());
            assertEquals(Optional.of("tab-bookmarks"), again.tab());
            assertEquals(Optional.of("de"), again.language());
            assertEquals(new ShownBytes(16, 4, true, null, null, "latin_1", 14.0, null, true, null), again.bytes());
            assertEquals(Set.of("one", "two", "three"), notes(again));
            assertEquals(List.of(), again.bookmarks(OTHER));
        }
    }

    @Test
    void aFileThatIsCutOffAnywhereIsPutAsideAndGivesWhatIsLeftOfIt() throws IOException {
        String whole = written();
        int kept = 0;
        for (int length = 0; length < whole.strip().length(); length += 7) {
            String cut = whole.substring(0, length);
            Path one = folder.resolve("cut-" + length + ".json");
            Files.writeString(one, cut);
            try (Preferences preferences = Preferences.in(one)) {
                Path aside = folder.resolve("cut-" + length + ".json.unreadable");
                assertEquals(List.of(new Trouble.PutAside(one, aside)), troubles(preferences), cut);
                assertEquals(cut, Files.readString(aside));
                for (String note : List.of("one", "two", "three")) {
                    if (cut.contains("\"" + note + "\"")) {
                        kept++;
                        assertTrue(notes(preferences).contains(note), note + " of " + cut);
                    }
                }
            }
            try (Preferences next = Preferences.in(one)) {
                assertEquals(List.of(), troubles(next), "what was kept of it is written anew");
            }
        }
        assertTrue(kept > 10, "notes that were kept: " + kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"theme\" : \"SEPIA\"", "\"theme\" : {\"day\": \"LIGHT\"}", "\"language\" : []",
            "\"recent\" : [\"x\", 7]", "\"sectors\" : \"many\"", "\"place\" : 3", "\"hidden\" : {}",
            "\"bytes\" : [16]", "\"disks\" : {\"format\": 2}"})
    void aFieldThatIsMistypedOrOfALaterReleaseLosesNoOtherAndTheFileIsPutAside(String field) throws IOException {
        String name = field.substring(0, field.indexOf(':'));
        String text = written();
        String text2 = "{" + field + ", \"bookmarks\": {\"/disks/vm.json\": [{\"first\": 8, \"count\": 8, "
                + "\"note\": \"old\"}]}, \"welcomed\": true}";
        Files.writeString(file, name.contains("disks")
                ? text2
                : text2.replaceFirst("\\{", "{"
                        + text.substring(text.indexOf("\"disks\""), text.lastIndexOf('}')) + ","));

        try (Preferences preferences = Preferences.in(file)) {
            assertEquals(1, troubles(preferences).size());
            assertTrue(preferences.isWelcomed());
            preferences.moveBookmarks("/disks/vm.json", DISK);
            assertEquals(name.contains("disks") ? Set.of("old") : Set.of("old", "one", "two", "three"),
                    notes(preferences));
        }
        assertTrue(Files.exists(folder.resolve("quorum-workbench/window.json.unreadable")));
    }

    @Test
    void aBookmarkThatIsMistypedKeepsItsNoteAndTheOthers() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"disks\": [{\"images\": [\"/disks/a.img\", \"/disks/b.img\"], \"bookmarks\": ["
                + "{\"first\": \"eight\", \"count\": 8, \"note\": \"mistyped\"}, 7, null, "
                + "{\"first\": 16, \"count\": 8}, {\"first\": 24, \"count\": 8, \"note\": \"good\"}]}, \"x\"]}");

        try (Preferences preferences = Preferences.in(file)) {
            assertEquals(Set.of("mistyped", "", "good"), notes(preferences));
            assertEquals(1, troubles(preferences).size());
        }
    }

    @Test
    void whatALaterReleaseAddedIsWrittenAgainAsItIs() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"colours\": {\"A\": [1, 2]}, \"theme\": \"DARK\"}");

        try (Preferences preferences = Preferences.in(file)) {
            assertEquals(List.of(), troubles(preferences));
            preferences.setSectors(4);
        }

        String text = Files.readString(file).replaceAll("\\s", "");
        assertTrue(text.contains("\"colours\":{\"A\":[1,2]}") && text.contains("\"sectors\":4"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{} {}", "\u0000"})
    void whatIsNoSuchFileIsPutAsideUnderANameThatNothingHad(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path taken = Files.writeString(file.resolveSibling("window.json.unreadable"), "of last year");
        Files.writeString(file, text);

        try (Preferences preferences = Preferences.in(file)) {
            assertEquals(List.of(new Trouble.PutAside(file, file.resolveSibling("window.json.unreadable-2"))),
                    troubles(preferences));
            preferences.setBookmarks(DISK, List.of(mark(8, "new")));
        }

        assertEquals("of last year", Files.readString(taken));
        assertEquals(text, Files.readString(file.resolveSibling("window.json.unreadable-2")));
        assertEquals(Set.of("new"), notes(Preferences.in(file)));
    }

    @Test
    void moreThanAMebibyteOfNotesComesBack() {
        List<Bookmark> many = IntStream.range(0, 400).mapToObj(i -> mark(i, i + "n".repeat(5000))).toList();
        try (Preferences preferences = Preferences.in(file)) {
            preferences.setBookmarks(DISK, many);
        }

        try (Preferences again = Preferences.in(file)) {
            assertTrue(many.equals(again.bookmarks(DISK)), again.bookmarks(DISK).size() + " bookmarks");
        }
    }

    @Test
    void twoWindowsLoseNothingOfEachOther() {
        try (Preferences one = Preferences.in(file); Preferences two = Preferences.in(file)) {
            one.setBookmarks(DISK, List.of(mark(8, "of one")));
            one.setTheme(Theme.DARK);
            two.setBookmarks(DISK, List.of(mark(16, "of two")));
            two.setLanguage(Optional.of("de"));
            two.opened(List.of("b"));
            one.opened(List.of("a"));
            one.setBookmarks(OTHER, List.of(mark(24, "elsewhere")));
        }

        try (Preferences again = Preferences.in(file)) {
            assertEquals(Set.of("of one", "of two"), notes(again));
            assertEquals(1, again.bookmarks(OTHER).size());
            assertEquals(Theme.DARK, again.theme());
            assertEquals(Optional.of("de"), again.language());
            assertEquals(Set.of(List.of("a"), List.of("b")), Set.copyOf(again.recent()));
        }
    }

    @Test
    void twoWindowsKeepWhatEachHasChosenOfHowBytesAreShown() {
        try (Preferences one = Preferences.in(file); Preferences two = Preferences.in(file)) {
            one.setBytes(new ShownBytes(32, null, null, null, null, null, null, null, null, null));
            two.setBytes(new ShownBytes(null, null, true, null, null, null, null, null, null, null));
            two.setBytes(new ShownBytes(null, null, true, null, null, null, 16.0, null, null, null));
        }

        try (Preferences again = Preferences.in(file)) {
            assertEquals(new ShownBytes(32, null, true, null, null, null, 16.0, null, null, null), again.bytes());
        }
    }

    @Test
    void howBytesAreShownIsSalvagedFieldByField() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"bytes\": {\"width\": \"wide\", \"group\": 4, \"upper\": 3, \"panes\": [],"
                + " \"encoding\": \"ebcdic\"}}");

        try (Preferences preferences = Preferences.in(file)) {
            assertEquals(4, preferences.bytes().group());
            assertEquals("ebcdic", preferences.bytes().encoding());
            assertNull(preferences.bytes().width());
            assertEquals(1, troubles(preferences).size());
        }
    }

    @Test
    void aWindowForgetsOnlyWhatItForgot() {
        try (Preferences one = Preferences.in(file)) {
            one.setBookmarks(DISK, List.of(mark(8, "old")));
        }
        try (Preferences one = Preferences.in(file); Preferences two = Preferences.in(file)) {
            two.setBookmarks(DISK, List.of(mark(8, "old"), mark(16, "of two")));
            one.setBookmarks(DISK, List.of());
        }

        assertEquals(Set.of("of two"), notes(Preferences.in(file)));
    }

    @Test
    void manyWindowsThatWriteAtOnceLoseNothing() {
        List<Preferences> windows = IntStream.range(0, 12).mapToObj(i -> Preferences.in(file)).toList();
        IntStream.range(0, windows.size())
                .forEach(i -> windows.get(i).setBookmarks(DISK, List.of(mark(i, "note " + i))));
        windows.forEach(Preferences::close);

        assertEquals(windows.size(), notes(Preferences.in(file)).size());
    }

    @Test
    void whatAnEarlierReleaseKeptBySourceGoesToTheDiskOnce() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file,
                "{\"bookmarks\": {\"/disks/vm.json\": [{\"first\": 8, \"count\": 8, \"note\": \"old\"}],"
                        + "\"command line\": [{\"first\": 9, \"count\": 1, \"note\": \"whose?\"}]}, \"theme\": null}");
        try (Preferences preferences = Preferences.in(file)) {
            preferences.moveBookmarks("/disks/vm.json", DISK);
            preferences.moveBookmarks("/disks/vm.json", OTHER);
        }

        try (Preferences again = Preferences.in(file)) {
            assertEquals(List.of(), troubles(again));
            assertEquals(Set.of("old"), notes(again));
            assertEquals(List.of(), again.bookmarks(OTHER));
        }
        assertTrue(Files.readString(file).contains("whose?"), "what belongs to no disk stays in the file");
    }

    @Test
    void aFileThatCannotBeWrittenIsSaid() throws IOException {
        Files.writeString(folder.resolve("quorum-workbench"), "a file where a folder should be");
        List<Trouble> heard;
        try (Preferences preferences = Preferences.in(file)) {
            heard = troubles(preferences);
            preferences.setTheme(Theme.DARK);
            preferences.setTheme(Theme.LIGHT);
            assertEquals(Theme.LIGHT, preferences.theme());
        }
        assertEquals(1, heard.size(), heard.toString());
        assertTrue(heard.getFirst() instanceof Trouble.NotKept, heard.toString());
        assertFalse(Files.exists(file));
    }
}
