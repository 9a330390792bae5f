// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

/** Options of QEMU's nodes that mean nothing to a reader of images. */
final class IgnoredOptions {

    // Options of any node that say nothing about what its bytes are.
    static final String[] OF_ANY_NODE = {"cache", "discard", "detect-zeroes", "force-share", "auto-read-only",
            "id", "if", "index", "media", "bus", "unit", "serial", "werror", "rerror", "aio", "format", "snapshot",
            "throttling", "stats-account-invalid", "stats-account-failed", "copy-on-read", "boot", "addr",
            "logical_block_size",
            "physical_block_size", "bps", "bps_rd", "bps_wr", "iops", "iops_rd", "iops_wr", "group"};
    static final String[] OF_A_FILE = {"locking", "pr-manager", "aio-max-batch", "drop-cache",
            "x-check-cache-dropped"};

    // Caches, checks and the credentials, which are an object of QEMU's: --secret gives them.
    static final String[] OF_A_FORMAT = {"encrypt", "lazy-refcounts", "pass-discard-request",
            "pass-discard-snapshot", "pass-discard-other", "discard-no-unref", "overlap-check", "cache-size",
            "l2-cache-size", "l2-cache-entry-size", "refcount-cache-size", "cache-clean-interval", "prealloc-size",
            "prealloc-mode", "force-size-calc"};

    private IgnoredOptions() {}
}
