// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import org.quorumworkbench.core.file.Clause;
import org.quorumworkbench.core.file.Worded;
import org.quorumworkbench.core.file.Wording;

/** A mapfile or a scan's file that cannot be used; the message says why, and where in it. */
public final class UnusableFile extends Exception implements Worded {

    private static final long serialVersionUID = 1;

    private final transient Wording wording;

    public UnusableFile(Wording wording) {
        super(Clause.of(wording.english()));
        this.wording = wording;
    }

    @Override
    public String getMessage() {
        return Clause.of(wording.english());
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
