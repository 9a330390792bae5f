// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.core.config.Images;

/**
 * Saves what the window has to files, in the background, and tells what came of it. No image of a
 * child is ever written to. Used on the JavaFX thread.
 */
public final class Saver {

    /** What is written, in the background. */
    public interface Content {

        /**
         * Writes all of it.
         *
         * @return what is told when it has been saved
         */
        Notice writeTo(Writer out) throws IOException, Refusal;
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
        Images images = quorum.images();
        perform(() -> {
            images.refuse(file);
            try (Writer out = Files.newBufferedWriter(file)) {
                return content.writeTo(out);
            }
        }, failed);
    }

    /**
     * As {@link #save}, into a file that is not there yet.
     *
     * @param exists
     *            what is told if it is
     */
    void saveNew(Path file, Content content, String exists, Function<String, String> failed) {
        Images images = quorum.images();
        perform(() -> {
            images.refuse(file);
            try (Writer out = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
                return content.writeTo(out);
            } catch (FileAlreadyExistsException e) {
                throw new Refusal(exists);
            }
        }, failed);
    }

    private void perform(Background.Work<Notice> writing, Function<String, String> failed) {
        background.run(writing).then(messages::tell).failed(why -> {
            switch (why) {
                case Refusal refusal -> messages.tell(Notice.Kind.ERROR, refusal.words());
                case IOException failure -> messages.tell(Notice.Kind.ERROR, failed.apply(reason(failure)));
                default -> background.broken(why);
            }
        });
    }

    /** Why a file cannot be read or written, as a part of a sentence. */
    public static String reason(IOException why) {
        return why.getMessage() == null ? why.toString() : why.getMessage();
    }
}
