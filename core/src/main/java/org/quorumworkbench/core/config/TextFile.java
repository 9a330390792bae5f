// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.InputFile;
import org.quorumworkbench.core.file.TextBytes;

/** Reads a file that should hold text, and no more of it than a text is long. */
public final class TextFile {

    private TextFile() {}

    /**
     * The whole text, decoded as {@link TextBytes#text} does.
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
        String text = TextBytes.text(bytes(file, notText, remedy, longest));
        if (!TextBytes.isText(text)) {
            throw problem(file, notText, remedy);
        }
        return text;
    }

    /** As {@link #read(Path, String, String)}, but whatever the bytes are. */
    static byte[] bytes(Path file, String tooLong, String remedy) throws ConfigurationProblem {
        return bytes(file, tooLong, remedy, OptionSource.LONGEST);
    }

    private static byte[] bytes(Path file, String tooLong, String remedy, int longest) throws ConfigurationProblem {
        String name = FileName.shown(file);
        if (Files.isDirectory(file)) {
            throw FileProblems.of(name, Optional.empty(), file, Errno.EISDIR);
        }
        try {
            byte[] bytes = InputFile.read(file, longest + 1);
            if (bytes.length > longest) {
                throw problem(file, tooLong, remedy);
            }
            return bytes;
        } catch (InputFile.Unfit e) {
            String why = String.valueOf(e.getMessage());
            throw problem(file, why.startsWith("it is longer") ? tooLong : why, remedy);
        } catch (NoSuchFileException e) {
            throw FileProblems.of(name, Optional.empty(), file, Errno.ENOENT);
        } catch (AccessDeniedException e) {
            throw FileProblems.of(name, Optional.empty(), file, Errno.EACCES);
        } catch (IOException e) {
            throw FileProblems.of(name, Optional.empty(), file, Errno.EIO);
        }
    }

    static ConfigurationProblem problem(Path file, String reason, String remedy) {
        return new ConfigurationProblem(FileName.shown(file), Optional.empty(), Optional.empty(), reason, remedy,
                Optional.empty());
    }
}
