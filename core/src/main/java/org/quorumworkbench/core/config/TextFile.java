// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.InputFile;
import org.quorumworkbench.core.file.TextBytes;
import org.quorumworkbench.core.file.Wording;

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
    public static String read(Path file, Wording notText, Wording remedy) throws ConfigurationProblem {
        return read(file, notText, remedy, OptionSource.LONGEST);
    }

    /**
     * As {@link #read(Path, Wording, Wording)}, of a text that may be longer than a configuration is.
     *
     * @param longest
     *            in bytes
     */
    public static String read(Path file, Wording notText, Wording remedy, int longest) throws ConfigurationProblem {
        String text = TextBytes.text(bytes(file, notText, remedy, longest));
        if (!TextBytes.isText(text)) {
            throw problem(file, notText, remedy);
        }
        return text;
    }

    private static byte[] bytes(Path file, Wording tooLong, Wording remedy, int longest) throws ConfigurationProblem {
        return opened(file, remedy, in -> {
            byte[] bytes = in.readNBytes(longest + 1);
            if (bytes.length > longest) {
                throw problem(file, tooLong, remedy);
            }
            return bytes;
        });
    }

    /** What is read of an open file. */
    interface Reading<T> {
        T of(InputStream in) throws IOException, ConfigurationProblem;
    }

    /** Opens a file, reads of it and closes it; says why that cannot be done. */
    static <T> T opened(Path file, Wording remedy, Reading<T> reading) throws ConfigurationProblem {
        String name = FileName.shown(file);
        if (Files.isDirectory(file)) {
            throw FileProblems.of(name, Optional.empty(), file, Errno.EISDIR);
        }
        try (InputStream in = InputFile.open(file)) {
            return reading.of(in);
        } catch (InputFile.Unfit e) {
            throw problem(file, Wording.ofError(e), remedy);
        } catch (NoSuchFileException e) {
            throw FileProblems.of(name, Optional.empty(), file, Errno.ENOENT);
        } catch (AccessDeniedException e) {
            throw FileProblems.of(name, Optional.empty(), file, Errno.EACCES);
        } catch (IOException e) {
            throw FileProblems.of(name, Optional.empty(), file, Errno.EIO);
        }
    }

    static ConfigurationProblem problem(Path file, Wording reason, Wording remedy) {
        return new ConfigurationProblem(FileName.shown(file), Optional.empty(), Optional.empty(), reason, remedy,
                Optional.empty());
    }
}
