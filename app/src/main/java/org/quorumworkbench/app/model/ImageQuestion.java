// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.config.ConsentNeeded;
import org.quorumworkbench.core.config.SecretNeeded;
import org.quorumworkbench.core.format.ChainFile;
import org.quorumworkbench.core.format.Consent;
import org.quorumworkbench.core.format.Passphrase;

/**
 * What a person is asked before a quorum is opened: for images in other programs' formats, and for
 * clients of the one that is open.
 */
public sealed interface ImageQuestion {

    /**
     * May these files be opened, too?
     *
     * @param files
     *            every file that will be opened; those that the question is about are outside
     */
    record Files(List<ChainFile> files) implements ImageQuestion {
        public Files {
            files = List.copyOf(files);
        }

        /** Those that nobody has agreed to yet. */
        public List<Path> outside() {
            return files.stream().filter(ChainFile::outside).map(ChainFile::path).distinct().toList();
        }

        /** What is agreed to if the answer is yes. */
        public Consent yes(Consent before) {
            return before.withFiles(outside());
        }
    }

    /** What is the passphrase of this image? */
    record Secret(Path image) implements ImageQuestion {

        /** What is agreed to with this answer. */
        public Consent answered(Consent before, String typed) {
            return before.withPassphrase(image, Passphrase.typed(typed));
        }
    }

    /**
     * May the quorum be left that these clients read? An answer agrees to no more than before.
     *
     * @param count
     *            how many are connected, 1 or more
     */
    record Connected(int count) implements ImageQuestion {}

    /** Asks the person; on the JavaFX thread. */
    @FunctionalInterface
    interface Asker {

        /** Nobody is there to be asked. */
        Asker NOBODY = (question, before) -> Optional.empty();

        /**
         * What was agreed to, with what was before.
         *
         * @return empty if the person wants none of it
         */
        Optional<Consent> ask(ImageQuestion question, Consent before);
    }

    /** The question that would solve the problem. */
    static Optional<ImageQuestion> of(Throwable problem) {
        return switch (problem) {
            case ConsentNeeded needed -> Optional.of(new Files(needed.files()));
            case SecretNeeded needed -> Optional.of(new Secret(needed.image()));
            default -> Optional.empty();
        };
    }
}
