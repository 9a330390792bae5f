// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.file.Path;
import java.util.List;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Clause;

/** Why an image cannot be opened, and what to do. */
public class FormatProblem extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;
    private final String remedy;
    private final transient Errno errno;

    /**
     * @param reason
     *            what is wrong, without a full stop
     * @param remedy
     *            what to do, a sentence
     */
    FormatProblem(String reason, String remedy, Errno errno) {
        super(Clause.of(reason));
        this.reason = Clause.of(reason);
        this.remedy = remedy;
        this.errno = errno;
    }

    public String reason() {
        return reason;
    }

    public String remedy() {
        return remedy;
    }

    public Errno errno() {
        return errno;
    }

    /** The image leads to files that a person has to be asked for first. */
    public static final class LeadsOutside extends FormatProblem {

        private static final long serialVersionUID = 1;

        private final transient List<ChainFile> files;

        LeadsOutside(String reason, String remedy, List<ChainFile> files) {
            super(reason, remedy, Errno.EINVAL);
            this.files = List.copyOf(files);
        }

        /** Every file that would be opened, as far as they are known; at least one is outside. */
        public List<ChainFile> files() {
            return files;
        }
    }

    /** The image is encrypted, and nobody has given its passphrase. */
    public static final class SecretMissing extends FormatProblem {

        private static final long serialVersionUID = 1;

        private final transient Path image;

        SecretMissing(Path image, String reason, String remedy) {
            super(reason, remedy, Errno.EINVAL);
            this.image = image;
        }

        /** The image as it was asked for. */
        public Path image() {
            return image;
        }
    }
}
