// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;

/** Why a file that an option names could not be read, as a part of a sentence. */
final class InputProblem {

    private InputProblem() {}

    static String of(IOException e) {
        return switch (e) {
            case CharacterCodingException notText -> "it is no such file: it is not text";
            case NoSuchFileException none -> "there is no such file. Check the name";
            default -> "it cannot be read: " + e.getMessage();
        };
    }
}
