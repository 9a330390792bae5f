// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The count and the SHA-256 of lines: tells a whole file from a damaged one. For one thread. */
final class LineSum {

    private final MessageDigest digest;
    private long lines;

    LineSum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void add(String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        lines++;
    }

    /** How many lines, and their sum in hexadecimal digits; nothing may be added after that. */
    String told() {
        return lines + " " + HexFormat.of().formatHex(digest.digest());
    }
}
