// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** A file or directory that owns a wanted sector, while its name is being looked for. */
final class Claimant {

    private final OptionalLong inode;
    private long otherLinks;
    private Basis basis;
    private Optional<String> path = Optional.empty();

    /**
     * Without a name yet.
     *
     * @param basis
     *            what is known of it rests on
     */
    Claimant(OptionalLong inode, long links, Basis basis) {
        this.inode = inode;
        this.otherLinks = Math.max(0, links - 1);
        this.basis = basis;
    }

    OptionalLong inode() {
        return inode;
    }

    Basis basis() {
        return basis;
    }

    void restsOn(Basis more) {
        basis = basis.plus(more);
    }

    boolean isNamed() {
        return path.isPresent();
    }

    /** How many names it has, where that was not known before. */
    void links(long links) {
        otherLinks = Math.max(0, links - 1);
    }

    void name(String found, Basis restsOn) {
        path = Optional.of(found);
        restsOn(restsOn);
    }

    Owner owner() {
        return new Owner(inode, path, otherLinks);
    }

    /** A name as text, bytes that are no UTF-8 as {@code \xNN}. */
    static String text(byte[] name) {
        String text = new String(name, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) {
            return text;
        }
        StringBuilder told = new StringBuilder();
        for (int at = 0; at < name.length;) {
            int length = character(name, at);
            if (length == 0) {
                told.append(String.format("\\x%02x", name[at] & 0xFF));
                at++;
            } else {
                told.append(new String(name, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return told.toString();
    }

    /** The length of the character that begins there; 0 if none does. */
    private static int character(byte[] name, int at) {
        int lead = name[at] & 0xFF;
        int length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > name.length) {
            return 0;
        }
        String one = new String(name, at, length, StandardCharsets.UTF_8);
        boolean replaced = one.indexOf('\uFFFD') >= 0
                && !(length == 3 && lead == 0xEF && (name[at + 1] & 0xFF) == 0xBF && (name[at + 2] & 0xFF) == 0xBD);
        return replaced ? 0 : length;
    }
}
