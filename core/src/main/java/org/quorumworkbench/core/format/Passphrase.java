// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** What opens an encrypted image. Never shown; equal to itself alone. */
public final class Passphrase {

    /** More than any passphrase, in bytes. */
    public static final int MOST = 64 << 10;

    private final byte[] bytes;

    private Passphrase(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Bytes of a file, every one of which counts, a line end among them: as with QEMU. */
    public static Passphrase of(byte[] bytes) {
        return new Passphrase(bytes.clone());
    }

    /** What a person typed. */
    public static Passphrase typed(String text) {
        return new Passphrase(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the last byte ends a line: mostly an editor's doing, and no part of what was meant. */
    boolean endsLine() {
        return bytes.length > 0 && bytes[bytes.length - 1] == '\n';
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        char[] dots = new char[3];
        Arrays.fill(dots, '*');
        return new String(dots);
    }
}
