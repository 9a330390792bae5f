// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.List;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.place.Claim.Nature;

/**
 * What is recognised and not entered, with its reason.
 *
 * @param basis
 *            the divergent sectors among those it was recognised by
 */
record NamedOnly(String name, long sectors, Wording reason, Basis basis) implements FileSystem {

    @Override
    public boolean hasFiles() {
        return name.startsWith("ext");
    }

    @Override
    public List<Remark> remarks() {
        return List.of(Remark.of(reason));
    }

    @Override
    public void claim(Claims claims) {
        claims.add(new Claim(0, sectors, Nature.NOT_MAPPED, reason.english(), List.of(), 0, Basis.AGREED));
    }

    @Override
    public void name(Claims claims) {
        // Nobody claimed anything that has a name.
    }

    @Override
    public Gap gap(long first, long end) {
        throw new Malformed(reason.english());
    }
}
