// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.config.ChildSource.Nbd;
import org.quorumworkbench.core.file.Wording;
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
    private final IdentityHashMap<ChildSpec, CompletableFuture<Dialled>> begun = new IdentityHashMap<>();

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

    /**
     * Begins to connect to all exports at once: servers that do not answer are then waited for
     * together, and not one after the other.
     */
    void begin(Configuration configuration) {
        for (ChildSpec child : configuration.children()) {
            switch (child.source()) {
                case Nbd nbd -> begun.put(child, CompletableFuture.supplyAsync(() -> dial(child, nbd), executor));
                case ChildSource.Inner(Configuration inner) -> begin(inner);
                case ChildSource.Image _,ChildSource.Formatted _ -> {
                    // Nobody is to be connected to.
                }
            }
        }
    }

    /** What came of an attempt to connect. */
    private record Dialled(Optional<NbdDevice> device, Optional<NbdProblem> problem) {}

    private Dialled dial(ChildSpec child, Nbd nbd) {
        try {
            return new Dialled(Optional.of(writable && !child.readOnly()
                    ? NbdDevice.openWritable(nbd.uri(), executor)
                    : NbdDevice.open(nbd.uri(), executor)), Optional.empty());
        } catch (NbdProblem e) {
            return new Dialled(Optional.empty(), Optional.of(e));
        }
    }

    /** Closes the connections that nobody has taken, as soon as they are there. */
    void giveUp() {
        begun.values().forEach(attempt -> {
            var _ = attempt.thenAccept(dialled -> dialled.device().ifPresent(NbdDevice::close));
        });
        begun.clear();
    }

    /** The whole export, of which the child may be a part that is in it. */
    NbdDevice open(ChildSpec child, Nbd nbd) throws ConfigurationProblem {
        for (Opened other : opened) {
            if (other.source().overlaps(nbd)) {
                throw problem(child, Wording.of("'{0}' is listed twice: it is {1} already", nbd.uri(), other.option()),
                        Wording.of("Give every replica once."), Errno.EINVAL);
            }
        }
        CompletableFuture<Dialled> attempt = begun.remove(child);
        Dialled dialled = attempt == null ? dial(child, nbd) : attempt.join();
        if (dialled.problem().isPresent()) {
            NbdProblem e = dialled.problem().get();
            throw problem(child, Wording.of("{0}: {1}", nbd.uri(), e.wording()), e.remedy(), e.errno());
        }
        NbdDevice device = dialled.device().orElseThrow();
        long length = device.length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
        if (nbd.offset() >= length || nbd.size().orElse(0) > length - nbd.offset()) {
            device.close();
            throw length == 0
                    ? problem(child, Wording.of("{0}: is empty", nbd.uri()),
                            Wording.of("Give an export with at least one byte."), Errno.EINVAL)
                    : problem(child, Wording.of("{0}: has {1} bytes: the part from offset {2} is not in it", nbd.uri(),
                            length, nbd.offset()), Wording.of("Correct offset and size."), Errno.EINVAL);
        }
        opened.add(new Opened(nbd, child.origin().option()));
        return device;
    }

    private ConfigurationProblem problem(ChildSpec child, Wording reason, Wording remedy, Errno errno) {
        return new ConfigurationProblem(source, child.origin().position(), Optional.of(child.origin().option()), reason,
                remedy, Optional.of(errno));
    }
}
