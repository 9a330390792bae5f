// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.InputFile;
import org.quorumworkbench.core.file.TextBytes;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.nbd.NbdProblem;

/**
 * Reads a quorum configuration in whatever form it comes. Reading looks at the configuration alone;
 * the images are looked at when it is opened.
 */
public final class ConfigurationReader {

    private static final Wording FORMS = Wording
            .of("Give a configuration file (native JSON, QEMU block-device JSON, libvirt XML), "
                    + "a literal {0} or driver=quorum,..., or two or more image files.", "json:{...}");

    private static final Wording NO_CONFIGURATION = Wording
            .of("this is not a configuration; as an image it would be one child alone");

    private final Path folder;
    private final Adjustments adjustments;

    /**
     * @param folder
     *            the current folder: what file names in words and literals are resolved against
     * @param adjustments
     *            what counts instead of what the configuration says
     */
    public ConfigurationReader(Path folder, Adjustments adjustments) {
        this.folder = folder;
        this.adjustments = adjustments;
    }

    /**
     * Reads what was given on a command line, or dropped on the window: one configuration file or
     * literal, or several image files. What is a file's name is that, whatever it looks like; asks the
     * file system, and may block as long as that does.
     */
    public Configuration read(List<String> words) throws ConfigurationProblem {
        if (words.isEmpty()) {
            throw commandLine(Wording.of("no configuration is given"), FORMS);
        }
        String word = words.getFirst();
        if (words.size() > 1 || (NbdForm.isName(word) && !isFile(word))) {
            return images(words);
        }
        if (TextForms.isLiteral(word) && !isFile(word)) {
            return new TextForms(folder, adjustments).literal(OptionSource.of(Adjustments.SOURCE, word));
        }
        return file(path(word));
    }

    /**
     * Reads a configuration file, {@code /proc/PID/cmdline} among them; file names in it are resolved
     * against the folder that it stands in, those of a process against the folder that it works in.
     * {@code -} is standard input.
     */
    public Configuration file(Path file) throws ConfigurationProblem {
        String name = FileName.shown(file);
        LongLog.End read = TextFile.opened(file, FORMS, in -> LongLog.read(in, file, NO_CONFIGURATION, FORMS));
        byte[] bytes = read.bytes();
        if (TextBytes.isNulSeparated(bytes)) {
            String[] words = TextBytes.text(bytes).split("\0", -1);
            return new TextForms(workingFolder(file), adjustments).arguments(name, List.of(words));
        }
        String text = TextBytes.text(bytes);
        if (!TextBytes.isText(text)) {
            throw TextFile.problem(file, NO_CONFIGURATION, FORMS);
        }
        if (text.isBlank()) {
            throw TextFile.problem(file, Wording.of("this file is empty"), FORMS);
        }
        return text(new OptionSource(name, text, new TextPosition(read.line(), 1)),
                InputFile.isGivenOpen(file) ? folder : folderOf(file));
    }

    private Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? folder : parent;
    }

    private Path workingFolder(Path file) {
        try {
            Path link = file.toAbsolutePath().resolveSibling("cwd");
            return file.startsWith("/proc") ? link.toRealPath() : folderOf(file);
        } catch (IOException e) {
            // Another user's process does not tell; its names are mostly absolute.
            return folder;
        }
    }

    /**
     * Reads a configuration's text, in any form.
     *
     * @param name
     *            what messages call it
     * @param base
     *            the folder that file names in it are resolved against
     */
    public Configuration text(String text, String name, Path base) throws ConfigurationProblem {
        return text(OptionSource.of(name, text), base);
    }

    private Configuration text(OptionSource given, Path base) throws ConfigurationProblem {
        String text = given.text();
        return new TextForms(base, adjustments).text(
                new OptionSource(given.name(), text.startsWith("\uFEFF") ? text.substring(1) : text, given.start()));
    }

    private Configuration images(List<String> words) throws ConfigurationProblem {
        List<ChildSource> images = new ArrayList<>();
        for (String word : words) {
            if (TextForms.isLiteral(word) && !isFile(word)) {
                throw commandLine(Wording.of("'{0}' is a configuration, and not the only word", abridged(word)), FORMS);
            }
            images.add(NbdForm.isName(word) && !isFile(word) ? export(word) : Image.whole(path(word)));
        }
        return ImageList.quorum(Adjustments.SOURCE, images, adjustments);
    }

    private static ChildSource export(String word) throws ConfigurationProblem {
        try {
            return NbdForm.named(word);
        } catch (NbdProblem e) {
            throw commandLine(Wording.of("'{0}': {1}", abridged(word), e.wording()), e.remedy());
        }
    }

    private boolean isFile(String word) {
        try {
            return Files.exists(FileName.path(folder, word));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Path path(String word) throws ConfigurationProblem {
        try {
            return word.equals(InputFile.STANDARD_INPUT) ? Path.of(word) : FileName.path(folder, word);
        } catch (InvalidPathException e) {
            throw commandLine(
                    Wording.of("'{0}' cannot be a file's name: {1}", abridged(word), Wording.foreign(e.getReason())),
                    FORMS);
        }
    }

    private static String abridged(String word) {
        return word.length() <= 60 ? word : word.substring(0, 60) + "...";
    }

    private static ConfigurationProblem commandLine(Wording reason, Wording remedy) {
        return new ConfigurationProblem(Adjustments.SOURCE, Optional.empty(), Optional.empty(), reason, remedy,
                Optional.empty());
    }

    /** Adjustments that change the threshold alone. */
    public static Adjustments threshold(long threshold) {
        return new Adjustments(OptionalLong.of(threshold), Optional.empty());
    }
}
