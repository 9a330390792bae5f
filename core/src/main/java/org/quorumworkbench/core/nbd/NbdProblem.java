// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Clause;
import org.quorumworkbench.core.file.Worded;
import org.quorumworkbench.core.file.Wording;

/** Why an export cannot be had, or an address is none. */
public final class NbdProblem extends Exception implements Worded {

    private static final long serialVersionUID = 1;

    private final transient Wording reason;
    private final transient Wording remedy;
    private final transient Errno errno;

    /**
     * @param reason
     *            what is the matter with the server, without its name and without a full stop:
     *            {@code nobody listens there (ECONNREFUSED)}
     * @param remedy
     *            what to do, a sentence
     */
    public NbdProblem(Wording reason, Wording remedy, Errno errno) {
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
}
