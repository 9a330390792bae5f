// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person has agreed to, besides opening the images themselves.
 *
 * @param files
 *            that may be opened though an image leads to them out of its folder, or through a link
 * @param passphrases
 *            by the image, absolute
 * @param passphrase
 *            of every other image
 */
public record Consent(List<Path> files, Map<Path, Passphrase> passphrases, Optional<Passphrase> passphrase) {

    /** To nothing. */
    public static final Consent NONE = new Consent(List.of(), Map.of(), Optional.empty());

    public Consent {
        files = List.copyOf(files);
        passphrases = Map.copyOf(passphrases);
    }

    /** To these files, too. */
    public Consent withFiles(List<Path> more) {
        List<Path> all = new ArrayList<>(files);
        all.addAll(more);
        return new Consent(all, passphrases, passphrase);
    }

    /** With the passphrase of that image, too. */
    public Consent withPassphrase(Path image, Passphrase its) {
        Map<Path, Passphrase> all = new HashMap<>(passphrases);
        all.put(plain(image), its);
        return new Consent(files, all, passphrase);
    }

    /** With a passphrase for every image that has none of its own. */
    public Consent withPassphrase(Passphrase every) {
        return new Consent(files, passphrases, Optional.of(every));
    }

    /** To what either says; where both have a passphrase, the other's counts. */
    public Consent and(Consent other) {
        Map<Path, Passphrase> all = new HashMap<>(passphrases);
        all.putAll(other.passphrases);
        List<Path> both = new ArrayList<>(files);
        both.addAll(other.files);
        return new Consent(both.stream().distinct().toList(), all, other.passphrase.or(() -> passphrase));
    }

    Optional<Passphrase> passphraseOf(Path image) {
        Passphrase its = passphrases.get(plain(image));
        return its == null ? passphrase : Optional.of(its);
    }

    /** Whether the file was agreed to, by this name or the one that a link leads to. */
    boolean allows(Path file) {
        return files.stream().anyMatch(one -> plain(one).equals(plain(file)) || isSame(one, file));
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.toRealPath().equals(other.toRealPath());
        } catch (IOException e) {
            // One of them is not there: opening it says so.
            return false;
        }
    }

    private static Path plain(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
