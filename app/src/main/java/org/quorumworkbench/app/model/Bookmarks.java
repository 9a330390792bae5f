// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quorumworkbench.app.preferences.Bookmark;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.Images;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.scan.NotedRange;

/**
 * The bookmarks of the quorum that is open, by their place on the disk. Used on the JavaFX thread.
 */
public final class Bookmarks {

    /** So many a person can still look through. */
    static final int MOST = 500;
    private static final Comparator<Bookmark> BY_PLACE = Comparator.comparingLong(Bookmark::first)
            .thenComparingLong(Bookmark::count);

    private final OpenQuorum quorum;
    private final ObservableValue<SectorRange> range;
    private final Preferences preferences;
    private final ObservableList<Bookmark> list = FXCollections.observableArrayList();
    // Kept, since it hears of changes only as long as somebody holds it.
    private final ObservableList<Bookmark> shown = FXCollections.unmodifiableObservableList(list);

    /**
     * Those of the quorum that is open.
     *
     * @param range
     *            that is looked at
     */
    public Bookmarks(OpenQuorum quorum, ObservableValue<SectorRange> range, Preferences preferences) {
        this.quorum = quorum;
        this.range = range;
        this.preferences = preferences;
        quorum.openedProperty().subscribe(open -> list.setAll(open.map(this::kept).orElse(List.of())));
    }

    private List<Bookmark> kept(OpenedQuorum open) {
        Configuration configuration = open.configuration();
        if (!configuration.isOfCommandLine() || isTheOnlyOne(configuration)) {
            preferences.moveBookmarks(configuration.source(), open.images());
        }
        return preferences.bookmarks(open.images()).stream().sorted(BY_PLACE).toList();
    }

    /**
     * An earlier release kept bookmarks of all disks that were opened as images as if they were of one.
     * They are taken over where only one such disk was opened; elsewhere they stay in the file.
     */
    private boolean isTheOnlyOne(Configuration configuration) {
        Set<Path> images = Images.of(configuration).files().stream().map(file -> file.toAbsolutePath().normalize())
                .collect(Collectors.toSet());
        List<List<String>> opened = preferences.recent().stream().filter(words -> words.size() > 1).toList();
        return opened.size() == 1
                && opened.getFirst().stream().map(Path::of).collect(Collectors.toSet()).equals(images);
    }

    /** What a view lists. */
    public ObservableList<Bookmark> list() {
        return shown;
    }

    /** Marks the range that is looked at; the mark that is there already, if it is marked. */
    public Optional<Bookmark> add() {
        SectorRange here = range.getValue();
        if (quorum.openedProperty().get().isEmpty() || here.isEmpty() || list.size() >= MOST) {
            return Optional.empty();
        }
        Optional<Bookmark> there = list.stream().filter(mark -> mark.range().equals(here)).findFirst();
        if (there.isPresent()) {
            return there;
        }
        Bookmark made = new Bookmark(here.first(), here.count(), "");
        list.add(made);
        list.sort(BY_PLACE);
        keep();
        return Optional.of(made);
    }

    /**
     * Marks places that somebody has noted, as many as there is room for; of a range that is marked
     * already the mark stays as it is.
     *
     * @return how many of them are marked now
     */
    int addAll(List<NotedRange> noted) {
        Set<SectorRange> there = list.stream().map(Bookmark::range).collect(Collectors.toSet());
        List<Bookmark> more = new ArrayList<>(list);
        int marked = 0;
        for (NotedRange one : noted) {
            if (there.contains(one.range())) {
                marked++;
            } else if (more.size() < MOST) {
                there.add(one.range());
                more.add(new Bookmark(one.range().first(), one.range().count(), one.note()));
                marked++;
            }
        }
        if (more.size() > list.size()) {
            more.sort(BY_PLACE);
            list.setAll(more);
            keep();
        }
        return marked;
    }

    public void note(Bookmark mark, String words) {
        int at = list.indexOf(mark);
        if (at >= 0) {
            list.set(at, mark.withNote(words.strip()));
            keep();
        }
    }

    public void remove(Bookmark mark) {
        list.remove(mark);
        keep();
    }

    private void keep() {
        quorum.openedProperty().get().ifPresent(open -> preferences.setBookmarks(open.images(), list));
    }
}
