// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.file.NotSaved;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.file.Spared;

/**
 * Saves what the window has to files, in the background, and tells what came of it. The open
 * quorum's files are never written to: neither the children's images nor its configuration. Used on
 * the JavaFX thread.
 */
public final class Saver {

    /** What is saved, in the background. */
    public interface Content {

        /**
         * Saves it.
         *
         * @return what is told then
         * @throws NotDone
         *             if it cannot be saved for a reason of its own
         */
        Notice saveTo(SavedFile file) throws IOException, NotDone;
    }

    private final Background background;
    private final OpenQuorum quorum;
    private final Messages messages;

    Saver(Background background, OpenQuorum quorum, Messages messages) {
        this.background = background;
        this.quorum = quorum;
        this.messages = messages;
    }

    /**
     * Saves something in place of what the file held.
     *
     * @param failed
     *            what is told if it cannot be written, from the reason
     */
    public void save(Path file, Content content, Function<String, String> failed) {
        save(SavedFile.replacing(file), true, content, failed);
    }

    /** As {@link #save}, into a file that is not there yet. */
    public void saveNew(Path file, Content content, Function<String, String> failed) {
        save(SavedFile.fresh(file), true, content, failed);
    }

    /** As {@link #save}; the configuration's own file may be given a new configuration. */
    public void saveConfiguration(Path file, Content content, Function<String, String> failed) {
        save(SavedFile.replacing(file), false, content, failed);
    }

    private void save(SavedFile file, boolean sparesInput, Content content, Function<String, String> failed) {
        Spared children = quorum.spared();
        Optional<Configuration> open = quorum.configuration().filter(now -> sparesInput);
        background.run(() -> content.saveTo(file.sparing(open.flatMap(now -> file(now.source()))
                .map(children::andInputs).orElse(children)))).then(messages::tell).failed(why -> {
                    switch (why) {
                        case NotDone refused -> messages.tell(Notice.Kind.ERROR, refused.words());
                        case IOException failure -> messages.tell(Notice.Kind.ERROR, failed.apply(reason(failure)));
                        default -> background.broken(why);
                    }
                });
    }

    /** The file that a configuration came from, if it came from one. */
    private static Optional<Path> file(String source) {
        try {
            return Optional.of(Path.of(source)).filter(Files::isRegularFile);
        } catch (InvalidPathException noFile) {
            return Optional.empty();
        }
    }

    /** Why a file cannot be read or written, as a part of a sentence that names the file. */
    public static String reason(IOException why) {
        if (why instanceof NotSaved notSaved) {
            return Wordings.of(notSaved.reason());
        }
        return why.getMessage() == null ? why.toString() : Wordings.of(why);
    }
}
