// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

/** What a request asks of the quorum. */
public enum RequestKind {
    READ("read"), WRITE("write"), WRITE_ZEROES("write"), FLUSH("flush"), BLOCK_STATUS("read");

    private final String eventType;

    RequestKind(String eventType) {
        this.eventType = eventType;
    }

    /**
     * The {@code type} of QMP events (7.2): read, write or flush. Zero writes report as write, block
     * status as read (measured).
     */
    public String eventType() {
        return eventType;
    }
}
