// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names of files in NTFS: each file says what it is called and in which directory. */
final class NtfsNames {

    private static final int ROOT = 5;
    private static final int DOS = 2;
    private static final int DEEPEST = 2048;

    private final NtfsTable table;
    private final Map<Long, Optional<Name>> directories = new HashMap<>();

    /**
     * One name.
     *
     * @param names
     *            how many the file has, those for DOS not counted
     */
    private record Name(long parent, String text, long names, Basis basis) {}

    NtfsNames(NtfsTable table) {
        this.table = table;
    }

    /** Names a claimant; {@link Malformed} if its records or those above it cannot be read. */
    void name(long file, String stream, Claimant claimant) {
        if (file == ROOT) {
            claimant.name(stream.isEmpty() ? "/" : "/:" + stream, Basis.AGREED);
            return;
        }
        Optional<Name> own = read(file);
        if (own.isEmpty()) {
            return;
        }
        claimant.links(own.get().names);
        Deque<String> parts = new ArrayDeque<>();
        Basis basis = Basis.AGREED;
        Optional<Name> name = own;
        for (int depth = 0; depth < DEEPEST && name.isPresent(); depth++) {
            parts.push(name.get().text);
            basis = basis.plus(name.get().basis);
            long parent = name.get().parent;
            if (parent == ROOT) {
                claimant.name("/" + String.join("/", parts) + (stream.isEmpty() ? "" : ":" + stream), basis);
                return;
            }
            Optional<Name> known = directories.get(parent);
            if (known == null) {
                known = read(parent);
                directories.put(parent, known);
            }
            name = known;
        }
    }

    /** A long name rather than one for DOS. */
    private Optional<Name> read(long file) {
        Optional<Name> best = Optional.empty();
        boolean isDos = true;
        long count = 0;
        Basis basis = Basis.AGREED;
        for (NtfsRecord record : table.file(file)) {
            basis = basis.plus(record.basis());
            for (NtfsAttribute attribute : record.attributes()) {
                if (attribute.type() != NtfsAttribute.FILE_NAME || attribute.value().isEmpty()) {
                    continue;
                }
                Block value = attribute.value().get();
                boolean dos = value.u8(65) == DOS;
                count += dos ? 0 : 1;
                if (best.isEmpty() || (isDos && !dos)) {
                    isDos = dos;
                    best = Optional.of(new Name(value.bits64(0) & NtfsRecord.REFERENCE,
                            new String(value.bytes(66, value.u8(64) * 2), StandardCharsets.UTF_16LE), 0, basis));
                }
            }
        }
        long names = Math.max(1, count);
        Basis restsOn = basis;
        return best.map(name -> new Name(name.parent, name.text, names, restsOn));
    }
}
