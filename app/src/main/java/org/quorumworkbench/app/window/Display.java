// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a window can be shown. Asked before JavaFX is: once it has failed to start, it cannot be
 * started again without a display in the same process.
 */
public final class Display {

    private static final Pattern LOCAL = Pattern.compile("(?:unix)?:([0-9]+)(?:\\.[0-9]+)?");

    private static final String GTK = "libgtk-3.so.0";

    private Display() {}

    /** Why there is no display; empty if there is one, as far as can be told. */
    public static Optional<String> missing() {
        boolean chosen = System.getProperty("glass.platform") != null;
        boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        return chosen || !linux
                ? Optional.empty()
                : missing(System.getenv(), Path.of("/tmp/.X11-unix")).or(() -> missing(GTK));
    }

    /**
     * As {@link #missing()} on Linux, where JavaFX speaks X11.
     *
     * @param sockets
     *            where local X servers listen
     */
    public static Optional<String> missing(Map<String, String> environment, Path sockets) {
        String display = environment.getOrDefault("DISPLAY", "");
        if (display.isBlank()) {
            return Optional.of("DISPLAY is not set");
        }
        Matcher local = LOCAL.matcher(display);
        if (!local.matches() || isAnswering(sockets.resolve("X" + local.group(1)))) {
            return Optional.empty();
        }
        return Optional.of("nothing answers at DISPLAY " + display);
    }

    /**
     * As {@link #missing()}, of the library that JavaFX draws its windows with.
     *
     * @param library
     *            by the name under which the system's loader finds it
     */
    @SuppressWarnings("restricted")
    static Optional<String> missing(String library) {
        try {
            // Not let go: JavaFX loads it anyway, and it was not made to be loaded twice.
            SymbolLookup.libraryLookup(library, Arena.global());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional
                    .of("the library " + library + " is not installed (Debian and Ubuntu: apt install libgtk-3-0;"
                            + " Fedora: dnf install gtk3)");
        }
    }

    private static boolean isAnswering(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return isAbstract(socket);
        }
    }

    /** Linux has X servers that listen at a name that is no file. */
    private static boolean isAbstract(Path socket) {
        try {
            return Files.readString(Path.of("/proc/net/unix")).lines().anyMatch(line -> line.endsWith("@" + socket));
        } catch (IOException e) {
            return false;
        }
    }
}
