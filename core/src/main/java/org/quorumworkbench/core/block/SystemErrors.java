// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;

/** Finds the error number behind an {@link IOException}, which Java tells only by its text. */
final class SystemErrors {

    private SystemErrors() {}

    /**
     * The errno whose strerror text the exception carries; EBADF's meaning for a closed file; EIO if
     * nothing says more.
     */
    static Errno errno(IOException e) {
        if (e instanceof ClosedChannelException) {
            return Errno.ECANCELED;
        }
        String text = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return text == null ? Errno.EIO : Errno.withText(text).orElse(Errno.EIO);
    }
}
