// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.IOException;

/** Why something cannot be done with a file, in words of this program. */
public final class FileProblem extends IOException implements Worded {

    private static final long serialVersionUID = 1;

    private final transient Wording wording;

    public FileProblem(Wording wording) {
        super(wording.english());
        this.wording = wording;
    }

    public FileProblem(Wording wording, Throwable cause) {
        super(wording.english(), cause);
        this.wording = wording;
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
