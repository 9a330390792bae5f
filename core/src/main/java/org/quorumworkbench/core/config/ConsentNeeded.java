// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.ChainFile;

/**
 * Images lead to files out of their folders, or through links, that a person has to be asked for.
 */
public final class ConsentNeeded extends ConfigurationProblem {

    private static final long serialVersionUID = 1;

    private final transient List<ChainFile> files;

    ConsentNeeded(String source, Optional<TextPosition> position, Optional<String> option, Wording reason,
            Wording remedy, List<ChainFile> files) {
        super(source, position, option, reason, remedy, Optional.of(Errno.EINVAL));
        this.files = List.copyOf(files);
    }

    /**
     * Every file that would be opened for the images, as far as they are known: what a file leads to
     * that may not be opened yet is not.
     */
    public List<ChainFile> files() {
        return files;
    }
}
