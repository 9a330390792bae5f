// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.file.Path;
import java.util.List;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Clause;
import org.quorumworkbench.core.file.Worded;
import org.quorumworkbench.core.file.Wording;

/** Why an image cannot be opened, and what to do. */
public class FormatProblem extends Exception implements Worded {

    private static final long serialVersionUID = 1;

    private final transient Wording reason;
    private final transient Wording remedy;
    private final transient Errno errno;

    /**
     * @param reason
     *            what is wrong, without a full stop
     * @param remedy
     *            what to do, a sentence
     */
    FormatProblem(Wording reason, Wording remedy, Errno errno) {
        super(Clause.of(reason.english()));
        this.reason = reason;
        this.remedy = remedy;
        this.errno = errno;
    }

    /** The reason alone, as the message has it. */
    @Override
    public Wording wording() {
        return reason;
    }

    /** In English. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    public Wording remedy() {
        return remedy;
    }

    public Errno errno() {
        return errno;
    }

    /** The image leads to files that a person has to be asked for first. */
    public static final class LeadsOutside extends FormatProblem {

        private static final long serialVersionUID = 1;

        private final transient List<ChainFile> files;

        LeadsOutside(Wording reason, Wording remedy, List<ChainFile> files) {
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

        SecretMissing(Path image, Wording reason, Wording remedy) {
            super(reason, remedy, Errno.EINVAL);
            this.image = image;
        }

        /** The image as it was asked for. */
        public Path image() {
            return image;
        }
    }
}
