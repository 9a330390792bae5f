// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

/** What a device is asked to do, as faults tell it apart. */
public enum DeviceOperation {
    READ("read"), WRITE("write"), WRITE_ZEROES("write-zeroes"), FLUSH("flush"), BLOCK_STATUS("block-status");

    private final String word;

    DeviceOperation(String word) {
        this.word = word;
    }

    /** The word in files and on screens: blkdebug's iotype of the same name. */
    public String word() {
        return word;
    }
}
