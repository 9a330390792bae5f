// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;

/** Reads a file that should hold UTF-8 text, and no more of it than a text is long. */
public final class TextFile {

    private TextFile() {}

    /**
     * The whole text.
     *
     * @param notText
     *            what to say of a file that is too long or not text
     * @param remedy
     *            what to do then
     */
    public static String read(Path file, String notText, String remedy) throws ConfigurationProblem {
        return read(file, notText, remedy, OptionSource.LONGEST);
    }

    /**
     * As {@link #read(Path, String, String)}, of a text that may be longer than a configuration is.
     *
     * @param longest
     *            in bytes
     */
    public static String read(Path file, String notText, String remedy, int longest) throws ConfigurationProblem {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw FileProblems.of(name, Optional.empty(), file, Errno.EISDIR);
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(longest + 1);
        } catch (NoSuchFileException e) {
            throw FileProblems.of(name, Optional.empty(), file, Errno.ENOENT);
        } catch (AccessDeniedException e) {
            throw FileProblems.of(name, Optional.empty(), file, Errno.EACCES);
        } catch (IOException e) {
            throw FileProblems.of(name, Optional.empty(), file, Errno.EIO);
        }
        if (bytes.length <= longest) {
            try {
                String text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString();
                if (text.indexOf(0) < 0) {
                    return text;
                }
            } catch (CharacterCodingException e) {
                // Not a text: said below.
            }
        }
        throw new ConfigurationProblem(name, Optional.empty(), Optional.empty(), notText, remedy, Optional.empty());
    }
}
