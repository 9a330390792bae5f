// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.HexFormat;
import java.util.Optional;

/**
 * Which bytes are looked for, and where.
 *
 * @param hex
 *            the bytes in hexadecimal digits, two a byte, at least one
 * @param anyCase
 *            whether a letter A to Z is found in either case
 * @param child
 *            the name of the only child that is looked through; absent for all of them
 * @param wrap
 *            whether the search goes on at the other end of the disk
 */
public record ByteQuery(String hex, boolean anyCase, Optional<String> child, boolean wrap) {

    /** The bytes, made anew by every call. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** In bytes. */
    public int length() {
        return hex.length() / 2;
    }

    ByteQuery withoutWrap() {
        return new ByteQuery(hex, anyCase, child, false);
    }
}
