// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What a device is asked to do, as faults tell it apart. */
public enum DeviceOperation {
    READ("read"), WRITE("write"), WRITE_ZEROES("write-zeroes"), DISCARD("discard"), FLUSH("flush"), BLOCK_STATUS(
            "block-status");

    /** What carries bytes. */
    static final Set<DeviceOperation> OF_BYTES = Set.of(READ, WRITE, WRITE_ZEROES);

    /** All that a quorum asks of a child. */
    static final Set<DeviceOperation> ALL = Set.of(READ, WRITE, WRITE_ZEROES, FLUSH, BLOCK_STATUS);

    private final String word;

    DeviceOperation(String word) {
        this.word = word;
    }

    /** The word in files and on screens: blkdebug's iotype of the same name. */
    public String word() {
        return word;
    }

    public static Optional<DeviceOperation> named(String word) {
        return Arrays.stream(values()).filter(operation -> operation.word.equals(word)).findFirst();
    }
}
