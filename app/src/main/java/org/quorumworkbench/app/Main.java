// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.app.cli.ExitStatus;
import org.quorumworkbench.app.cli.OptionalQuorumChoice;
import org.quorumworkbench.app.cli.QuorumWorkbench;
import org.quorumworkbench.app.cli.ResultWriter;
import org.quorumworkbench.app.cli.SampleVotes;
import org.quorumworkbench.app.model.Opening;
import org.quorumworkbench.app.preferences.Perspective;
import org.quorumworkbench.app.preferences.Preferences.Theme;
import org.quorumworkbench.app.sample.SampleQuorum;
import org.quorumworkbench.app.window.Display;
import org.quorumworkbench.app.window.WindowPicture;
import org.quorumworkbench.app.window.WorkbenchApp;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.file.CommandWords;
import org.quorumworkbench.core.file.NotSaved;
import org.quorumworkbench.core.file.SavedFile;

/**
 * The program's entry: does what the command line says, and leaves with the status of that. Without
 * a command it shows the window. Where there is no display it says so in one line; if the property
 * {@value #PICTURE} names a file, as the build's own start does, it then prints the sample's votes
 * and paints the window into that file instead.
 */
public final class Main {

    private static final String PICTURE = "quorumworkbench.picture";

    /** If it is true, the window says when its first range has been painted, and closes. */
    private static final String UNTIL_PAINTED = "quorumworkbench.untilPainted";

    /**
     * If it names a file, the program does what each of its lines says, the words parted by tabs, and
     * prints nothing: so a build has it load what a cache is to hold.
     */
    private static final String REHEARSAL = "quorumworkbench.rehearsal";

    private Main() {}

    public static void main(String[] words) {
        String rehearsal = System.getProperty(REHEARSAL);
        if (rehearsal != null) {
            System.exit(rehearse(Path.of(rehearsal)));
        }
        PrintWriter out = ResultWriter.standard();
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(
                QuorumWorkbench.run(CommandWords.exact(List.of(words)), out, err, choice -> window(choice, out, err)));
    }

    private static int rehearse(Path commands) {
        try {
            for (String line : Files.readAllLines(commands)) {
                PrintWriter nobody = new PrintWriter(Writer.nullWriter());
                int status = QuorumWorkbench.run(List.of(line.split("\t")), nobody, nobody, _ -> ExitStatus.USAGE);
                if (status > ExitStatus.DIVERGED) {
                    System.err.println("quorum-workbench: status " + status + " of: " + line);
                    return status;
                }
            }
            return ExitStatus.AGREED;
        } catch (IOException e) {
            System.err.println("quorum-workbench: " + e);
            return ExitStatus.USAGE;
        }
    }

    private static int window(OptionalQuorumChoice choice, PrintWriter out, PrintWriter err)
            throws ConfigurationProblem {
        Opening.Manner manner = choice.manner();
        Optional<String> missing = Display.missing();
        String picture = System.getProperty(PICTURE);
        if (missing.isEmpty()) {
            WorkbenchApp.show(choice.words(), manner, choice.noted(), Boolean.getBoolean(UNTIL_PAINTED)
                    ? Optional.of(() -> err.println("painted"))
                    : Optional.empty());
            return ExitStatus.AGREED;
        }
        if (picture == null) {
            err.println("quorum-workbench: there is no display for the window (" + missing.get()
                    + "). Start it on a desktop, or use a command: 'quorum-workbench --help'.");
            return ExitStatus.FAILED;
        }
        out.println("There is no display for the window (" + missing.get()
                + "): the sample's votes as text, and the window's picture in " + picture);
        SampleVotes.print(out);
        out.flush();
        return paint(Path.of(picture), err);
    }

    private static int paint(Path picture, PrintWriter err) throws ConfigurationProblem {
        WindowPicture.startHeadless();
        try {
            WindowPicture.write(new WindowPicture.Order(
                    new WindowPicture.Subject.Quorum(SampleQuorum.configuration(Adjustments.NONE)),
                    Perspective.INVESTIGATE, Optional.of(new SectorRange(8, 8)), Theme.LIGHT, 1280, 800, 1),
                    SavedFile.replacing(picture));
            return ExitStatus.AGREED;
        } catch (NotSaved e) {
            err.println("quorum-workbench: the window's picture is not written. " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }
}
