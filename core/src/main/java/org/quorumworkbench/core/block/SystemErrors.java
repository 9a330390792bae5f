// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Finds the error number behind an {@link IOException}, which Java tells only by the text that
 * strerror has for it in the language that the process runs in: so each number's text is asked for
 * in that language, once.
 */
final class SystemErrors {

    // Linux numbers its errors from 1 to 133; other systems' numbers are not those of Errno.
    private static final int LAST = 133;

    private static final SystemErrors HERE = new SystemErrors(CLibrary.HERE.filter(CLibrary::isLinux)
            .<IntFunction<Optional<String>>>map(library -> number -> Optional.of(library.errorText(number)))
            .orElse(_ -> Optional.empty()));

    private final Map<String, Errno> numbers = new HashMap<>();

    /**
     * Asks for all texts.
     *
     * @param text
     *            what the system says of an error of that number, if it can be asked
     */
    SystemErrors(IntFunction<Optional<String>> text) {
        for (int number = 1; number <= LAST; number++) {
            Errno errno = new Errno(number);
            text.apply(number).ifPresent(words -> numbers.putIfAbsent(words, errno));
        }
    }

    /**
     * The error that the exception stands for; EBADF's meaning for a closed file; EIO if nothing says
     * more.
     */
    static Errno errno(IOException e) {
        return HERE.of(e);
    }

    Errno of(IOException e) {
        if (e instanceof ClosedChannelException) {
            return Errno.ECANCELED;
        }
        String text = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        if (text == null) {
            return Errno.EIO;
        }
        Errno told = numbers.get(text);
        return told != null ? told : Errno.withText(text).orElse(Errno.EIO);
    }
}
