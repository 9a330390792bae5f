// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.report.ReportFiles;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.scan.NotedRange;
import org.quorumworkbench.core.scan.PlacesOnDisk;
import org.quorumworkbench.core.scan.UnusableFile;

/**
 * Places that other programs have noted, in files, as bookmarks of the quorum that is open. Used on
 * the JavaFX thread; files are read in the background.
 */
public final class NotedPlaces {

    private final Background background;
    private final OpenQuorum quorum;
    private final Bookmarks bookmarks;
    private final Messages messages;

    /**
     * @param bookmarks
     *            that take the places
     */
    public NotedPlaces(Background background, OpenQuorum quorum, Bookmarks bookmarks, Messages messages) {
        this.background = background;
        this.quorum = quorum;
        this.bookmarks = bookmarks;
        this.messages = messages;
    }

    /**
     * Marks what the file notes: a kernel log in which DRBD says "Out of sync", events of a QEMU
     * monitor, or a ddrescue mapfile.
     */
    public void load(Path file) {
        Optional<OpenedQuorum> of = quorum.openedProperty().get();
        background.run(() -> ReportFiles.readNotedRanges(file)).then(noted -> {
            // What the file notes was meant for the disk that was open then.
            if (of.isPresent() && of.equals(quorum.openedProperty().get())) {
                take(file, noted);
            }
        }).failed(why -> {
            switch (why) {
                case UnusableFile unusable -> failed(file, Wordings.of(unusable));
                case IOException unreadable -> failed(file, Saver.reason(unreadable));
                default -> background.broken(why);
            }
        });
    }

    /** As {@link #load}, as soon as a quorum is open. */
    public void loadOnceOpen(Path file) {
        if (quorum.openedProperty().get().isPresent()) {
            load(file);
            return;
        }
        quorum.openedProperty().addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Optional<OpenedQuorum>> property,
                    Optional<OpenedQuorum> before, Optional<OpenedQuorum> now) {
                if (now.isPresent()) {
                    property.removeListener(this);
                    load(file);
                }
            }
        });
    }

    private void failed(Path file, String reason) {
        messages.tell(Notice.Kind.ERROR, text("places.failed", FileName.shown(file), reason));
    }

    private void take(Path file, List<NotedRange> noted) {
        PlacesOnDisk places = PlacesOnDisk.of(noted, quorum.sectors());
        int marked = bookmarks.addAll(places.there());
        StringBuilder words = new StringBuilder(text("places.loaded", FileName.shown(file), marked));
        if (places.beyond() > 0) {
            words.append(' ').append(text("places.beyond", places.beyond()));
        }
        if (places.cut() > 0) {
            words.append(' ').append(text("places.outside", places.cut()));
        }
        if (marked < places.there().size()) {
            words.append(' ').append(text("places.many", places.there().size() - marked, Bookmarks.MOST));
        }
        messages.tell(marked == noted.size() && places.cut() == 0 ? Notice.Kind.INFORMATION : Notice.Kind.WARNING,
                words.toString());
    }
}
