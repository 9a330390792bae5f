// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.quorumworkbench.core.file.Wording;

/** Names in headers. */
final class HeaderText {

    private HeaderText() {}

    /**
     * The bytes as a name that can be told to QEMU, whose options are UTF-8.
     *
     * @param what
     *            the name is of: {@code backing file}
     */
    static String name(HeaderFile file, byte[] bytes, Wording what) throws FormatProblem {
        try {
            String name = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (name.isEmpty() || name.indexOf(0) >= 0) {
                throw file.broken(name.isEmpty()
                        ? Wording.of("the name of its {0} is empty", what)
                        : Wording.of("the name of its {0} has a NUL in it", what));
            }
            return name;
        } catch (CharacterCodingException e) {
            throw file.broken(Wording.of("the name of its {0} is no UTF-8", what));
        }
    }
}
