// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.LowPriority;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.Courtesy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of a scan on a host that has other work to do. */
final class CourtesyOptions {

    @Option(names = "--direct", description = "read past the page cache, so that others keep what they have in it")
    private boolean direct;

    @Option(names = "--rate", paramLabel = "N[K|M|G]", converter = Rate.class, description = "read at most so many bytes a second, over all children together")
    private @Nullable Long rate;

    @Option(names = "--idle", description = "read and compare only while nobody else wants the disk or the processor (Linux)")
    private boolean idle;

    /** Bytes a second; K, M and G times 1024 each. */
    static final class Rate implements ITypeConverter<Long> {

        @Override
        public Long convert(String word) {
            Long bytes = new Numbers().convert(word);
            if (bytes < 1) {
                throw new TypeConversionException(
                        "'" + word + "' would never end: give at least 1 byte a second, as 200M");
            }
            return bytes;
        }
    }

    Courtesy courtesy() {
        return new Courtesy(direct, rate == null ? OptionalLong.empty() : OptionalLong.of(rate), idle);
    }

    /**
     * Says which of it this system does not have; blocks as long as opening the children's files does.
     */
    void warn(List<Child> children, PrintWriter err) {
        if (idle && !LowPriority.isKnown()) {
            err.println("quorum-workbench: warning: --idle: this system has no such priority for a thread; "
                    + "it is read as ever. --rate limits it everywhere");
        }
        if (direct) {
            String cached = children.stream().filter(child -> !child.device().spareCache(true)).map(Child::name)
                    .map(Printable::line).collect(Collectors.joining(" "));
            if (!cached.isEmpty()) {
                err.println("quorum-workbench: warning: --direct: this system cannot read " + cached
                        + " past the page cache; it is read through it");
            }
        }
    }
}
