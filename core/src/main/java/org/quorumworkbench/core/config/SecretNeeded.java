// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.Path;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Wording;

/** An image is encrypted, and its passphrase was not given. */
public final class SecretNeeded extends ConfigurationProblem {

    private static final long serialVersionUID = 1;

    private final transient Path image;

    SecretNeeded(String source, Optional<TextPosition> position, Optional<String> option, Wording reason,
            Wording remedy, Path image) {
        super(source, position, option, reason, remedy, Optional.of(Errno.EINVAL));
        this.image = image;
    }

    /** Whose passphrase is to be given. */
    public Path image() {
        return image;
    }
}
