// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that made a file or folder which must not outlive it; its name says which one that
 * was.
 *
 * @param host
 *            where its number counts: the machine, and on Linux the container
 * @param process
 *            its number there
 * @param run
 *            drawn by it, since the system gives a number again
 */
record Maker(String host, long process, String run) {

    private static final Maker SELF = new Maker(hostKey(), ProcessHandle.current().pid(),
            HexFormat.of().toHexDigits(new SecureRandom().nextLong()));
    private static final AtomicLong MADE = new AtomicLong();
    private static final Pattern NAME = Pattern
            .compile("quorum-workbench\\.[a-z]+\\.([0-9a-f]{8})\\.([0-9]{1,18})\\.([0-9a-f]{16})\\.[0-9]+(\\.part)?");

    /** A name that this process has not given yet, for a thing of that kind (lower-case letters). */
    static String newName(String kind, String ending) {
        return prefix(kind) + SELF.host + "." + SELF.process + "." + SELF.run + "." + MADE.incrementAndGet() + ending;
    }

    /** How names of that kind begin. */
    static String prefix(String kind) {
        return "quorum-workbench." + kind + ".";
    }

    /** Who gave that name, if it is such a name. */
    static Optional<Maker> of(String name) {
        Matcher found = NAME.matcher(name);
        return found.matches()
                ? Optional.of(new Maker(found.group(1), Long.parseLong(found.group(2)), found.group(3)))
                : Optional.empty();
    }

    /** Whether it has ended for certain; whoever is elsewhere may still be at work. */
    boolean isGone() {
        if (!host.equals(SELF.host)) {
            return false;
        }
        return process == SELF.process
                ? !run.equals(SELF.run)
                : ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static String hostKey() {
        String machine = text(Path.of("/etc/machine-id")) + text(Path.of("/proc/sys/kernel/hostname"))
                + System.getenv().getOrDefault("COMPUTERNAME", "");
        return HexFormat.of().toHexDigits((machine + processNamespace()).hashCode());
    }

    private static String text(Path file) {
        try {
            return Files.isReadable(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            // The other words tell machines apart, too.
            return "";
        }
    }

    private static String processNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            // No such thing here: one machine, one row of numbers.
            return "";
        }
    }
}
