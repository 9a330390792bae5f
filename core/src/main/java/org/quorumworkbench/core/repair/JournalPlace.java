// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;

/** Where a journal is, or is to be: a name in a folder. */
interface JournalPlace {

    /** A new, empty file beside the name. */
    StoredFile aside() throws IOException;

    /**
     * Gives the file that was made aside its name, and takes the other name away.
     *
     * @throws java.nio.file.FileAlreadyExistsException
     *             if there is a file of that name; it stays as it is
     */
    void publish() throws IOException;

    /** Makes the names in the folder lasting. */
    void forceFolder() throws IOException;

    /** The file of that name. */
    StoredFile existing() throws IOException;
}
