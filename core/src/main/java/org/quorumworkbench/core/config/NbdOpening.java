// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.config.ChildSource.Nbd;
import org.quorumworkbench.core.nbd.NbdDevice;
import org.quorumworkbench.core.nbd.NbdProblem;

/**
 * Connects to the exports of one configuration, one after the other, and refuses what cannot be a
 * replica. Blocks; for one thread.
 */
final class NbdOpening {

    private record Opened(Nbd source, String option) {}

    private final String source;
    private final Executor executor;
    private final boolean writable;
    private final List<Opened> opened = new ArrayList<>();

    /**
     * @param source
     *            what messages call the configuration
     * @param writable
     *            whether the exports may be written to
     */
    NbdOpening(String source, Executor executor, boolean writable) {
        this.source = source;
        this.executor = executor;
        this.writable = writable;
    }

    /** The whole export, of which the child may be a part that is in it. */
    NbdDevice open(ChildSpec child, Nbd nbd) throws ConfigurationProblem {
        for (Opened other : opened) {
            if (other.source().overlaps(nbd)) {
                throw problem(child, "'" + nbd.uri() + "' is listed twice: it is " + other.option() + " already",
                        "Give every replica once.", Errno.EINVAL);
            }
        }
        NbdDevice device;
        try {
            device = writable && !child.readOnly()
                    ? NbdDevice.openWritable(nbd.uri(), executor)
                    : NbdDevice.open(nbd.uri(), executor);
        } catch (NbdProblem e) {
            throw problem(child, nbd.uri() + ": " + e.reason(), e.remedy(), e.errno());
        }
        long length = device.length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
        if (nbd.offset() >= length || nbd.size().orElse(0) > length - nbd.offset()) {
            device.close();
            throw length == 0
                    ? problem(child, nbd.uri() + ": is empty", "Give an export with at least one byte.", Errno.EINVAL)
                    : problem(child, nbd.uri() + ": has " + length + " bytes: the part from offset " + nbd.offset()
                            + " is not in it", "Correct offset and size.", Errno.EINVAL);
        }
        opened.add(new Opened(nbd, child.origin().option()));
        return device;
    }

    private ConfigurationProblem problem(ChildSpec child, String reason, String remedy, Errno errno) {
        return new ConfigurationProblem(source, child.origin().position(), Optional.of(child.origin().option()), reason,
                remedy, Optional.of(errno));
    }
}
