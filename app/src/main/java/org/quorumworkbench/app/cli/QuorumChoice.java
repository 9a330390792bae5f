// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.model.Opening;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.config.PendingQuorum;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.Wait;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.Consent;
import org.quorumworkbench.core.format.FormatProblem;
import org.quorumworkbench.core.format.FormattedDevice;
import org.quorumworkbench.core.format.Passphrase;
import org.quorumworkbench.core.member.MetadataReader;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Semantics;
import picocli.CommandLine.Option;

/** Which quorum a command is about: the options that all commands share. */
public abstract class QuorumChoice {

    private static final int LONGEST_NAME = 400;

    @Option(names = "--threshold", paramLabel = "T", converter = Numbers.class, description = "votes a winner needs, instead of what CONFIG says (images: the majority)")
    private @Nullable Long threshold;

    @Option(names = "--semantics", paramLabel = "2014|7.2", converter = SemanticsWord.class, description = "which driver's behaviour: the one of June 2014 (default) or today's")
    private @Nullable Semantics semantics;

    @Option(names = "--members", description = "the files are members of md, LVM or DRBD: read the areas that they replicate (see identify)")
    private boolean members;

    @Option(names = "--set", paramLabel = "NAME|UUID", description = "which set's areas --members reads, where the files have several in common")
    private @Nullable String set;

    @Option(names = "--allow", paramLabel = "FILE", description = "open FILE though an image (qcow2, vmdk, ...) leads to it out of its own folder, or through a link; may be given again")
    private List<String> allowed = new ArrayList<>();

    @Option(names = "--secret", paramLabel = "[IMAGE=]FILE", description = "the bytes of FILE are the passphrase of IMAGE, or of every encrypted image; may be given again")
    private List<String> secrets = new ArrayList<>();

    @Option(names = "--common", description = "where the children's lengths differ, compare the part that all have")
    private boolean common;

    /**
     * A quorum as it was chosen.
     *
     * @param configuration
     *            what is opened
     * @param members
     *            what its children are, if they are members of one set
     */
    record Chosen(Configuration configuration, Optional<MembersConfiguration> members) {}

    /**
     * A quorum that was opened.
     *
     * @param members
     *            what its children are, if they are members of one set
     */
    record Opened(OpenedQuorum quorum, Optional<MembersConfiguration> members) {}

    /** CONFIG as it was given: a file or literal, or several image files. */
    public abstract List<String> words();

    /**
     * Words after {@code --allow} that the command takes for itself and that name no file; a file that
     * is called so is given as {@code ./ties}.
     */
    Set<String> ownAllowances() {
        return Set.of();
    }

    /** All words after {@code --allow}, in order. */
    final List<String> allowed() {
        return List.copyOf(allowed);
    }

    /** What was agreed to, of the files that images lead to, and their passphrases. */
    private Consent consent() throws ConfigurationProblem {
        List<Path> files = new ArrayList<>();
        for (String word : allowed) {
            if (!ownAllowances().contains(word)) {
                files.add(path(word).orElseThrow(() -> misused("--allow " + word, "no file can be called so")));
            }
        }
        Consent consent = Consent.NONE.withFiles(files);
        for (String word : secrets) {
            int equals = word.indexOf('=');
            boolean alone = isFileAlone(word);
            String file = secretFile(word);
            try {
                Passphrase passphrase = FormattedDevice
                        .passphrase(
                                path(file).orElseThrow(() -> misused("--secret " + word, "no file can be called so")));
                consent = alone
                        ? consent.withPassphrase(passphrase)
                        : consent.withPassphrase(path(word.substring(0, equals)).orElseThrow(
                                () -> misused("--secret " + word, "no image can be called so")), passphrase);
            } catch (FormatProblem e) {
                throw misused("--secret " + word, e.reason());
            }
        }
        return consent;
    }

    /** Whether a word of {@code --secret} names the passphrase's file and no image before it. */
    private static boolean isFileAlone(String word) {
        return word.indexOf('=') < 0 || path(word).filter(Files::exists).isPresent();
    }

    private static String secretFile(String word) {
        return isFileAlone(word) ? word : word.substring(word.indexOf('=') + 1);
    }

    private static ConfigurationProblem misused(String option, String reason) {
        return new ConfigurationProblem("command line", Optional.empty(), Optional.empty(),
                Wording.foreign(option + ": " + reason), Wording.sentence("Give a file's name."), Optional.empty());
    }

    /** What is read that can be a file: the words, and the passphrases. */
    final Path[] files() {
        return Stream.concat(words().stream(), secrets.stream().map(QuorumChoice::secretFile))
                .flatMap(word -> path(word).stream()).toArray(Path[]::new);
    }

    /** The file of that name; none where no file can be called so. */
    static Optional<Path> path(String word) {
        try {
            return Optional.of(FileName.path(word));
        } catch (InvalidPathException noFile) {
            return Optional.empty();
        }
    }

    /** What was given instead of what CONFIG says. */
    public final Adjustments adjustments() throws ConfigurationProblem {
        return new Adjustments(threshold == null ? OptionalLong.empty() : OptionalLong.of(threshold),
                Optional.ofNullable(semantics), common, consent());
    }

    private Configuration written(PrintWriter err) throws ConfigurationProblem {
        Configuration configuration;
        try (LongWait _ = LongWait.of(err, name())) {
            configuration = new ConfigurationReader(Path.of(""), adjustments()).read(words());
        }
        configuration.warnings()
                .forEach(warning -> err.println("quorum-workbench: warning: " + Printable.line(warning)));
        return configuration;
    }

    /** What to call what is read, while nothing is known of it. */
    private String name() {
        String word = words().isEmpty() ? "" : words().getFirst();
        return words().size() == 1 && word.length() <= LONGEST_NAME && word.indexOf('{') < 0 && word.indexOf('=') < 0
                ? word
                : "a file of CONFIG";
    }

    /** Reads CONFIG; warnings go to {@code err}. */
    final Configuration read(PrintWriter err) throws ConfigurationProblem {
        return choose(err).configuration();
    }

    /**
     * Reads CONFIG and looks whether its children are members of a set; warnings, and what to do about
     * members that are read whole, go to {@code err}.
     */
    final Chosen choose(PrintWriter err) throws ConfigurationProblem {
        return choose(err, MetadataReader.PATIENCE);
    }

    /** As the other; with members' files, waits no longer than that for one of them. */
    private Chosen choose(PrintWriter err, Duration patience) throws ConfigurationProblem {
        Configuration configuration = written(err);
        if (members) {
            MembersConfiguration areas = areas(configuration, patience, err);
            areas.copies().forEach(copy -> err.println("quorum-workbench: " + Printable.line(copy)));
            return new Chosen(areas.configuration(), Optional.of(areas));
        }
        checkSet();
        Optional<MembersConfiguration> recognised = recognised(configuration, err);
        recognised.ifPresent(whole -> err.println("quorum-workbench: " + Printable.line(whole.advice())));
        return new Chosen(configuration, recognised);
    }

    private MembersConfiguration areas(Configuration configuration, Duration patience, PrintWriter err)
            throws ConfigurationProblem {
        Wait waiting = new Wait();
        try (LongWait _ = LongWait.over(err, waiting)) {
            return MembersConfiguration.areas(configuration, Optional.ofNullable(set), patience, waiting);
        }
    }

    private static Optional<MembersConfiguration> recognised(Configuration configuration, PrintWriter err) {
        Wait waiting = new Wait();
        try (LongWait _ = LongWait.over(err, waiting)) {
            return MembersConfiguration.recognised(configuration, waiting);
        }
    }

    private void checkSet() throws ConfigurationProblem {
        if (set != null && !members) {
            throw new ConfigurationProblem("command line", Optional.empty(), Optional.empty(),
                    Wording.foreign("--set " + set + " says which set --members is to read, and there is no --members"),
                    Wording.sentence("Give both."),
                    Optional.empty());
        }
    }

    /**
     * How the window is to open CONFIG.
     *
     * @throws ConfigurationProblem
     *             if a set is chosen and its areas are not asked for
     */
    public final Opening.Manner manner() throws ConfigurationProblem {
        checkSet();
        return new Opening.Manner(adjustments(), members, Optional.ofNullable(set));
    }

    /** Reads CONFIG and opens it so that nothing is ever written to a file. */
    final OpenedQuorum open(PrintWriter err, Consumer<Event> listener) throws ConfigurationProblem {
        return open(err, listener, Optional.empty());
    }

    /**
     * Reads CONFIG and opens it so that nothing is ever written to a file; says after a while who keeps
     * it waiting.
     *
     * @param limit
     *            after which it is given up
     */
    final OpenedQuorum open(PrintWriter err, Consumer<Event> listener, Optional<Duration> limit)
            throws ConfigurationProblem {
        return openMembers(err, listener, limit).quorum();
    }

    /** As {@link #open}, with what the children are, if they are members of one set. */
    final Opened openMembers(PrintWriter err, Consumer<Event> listener, Optional<Duration> limit)
            throws ConfigurationProblem {
        if (members || set != null) {
            long begun = System.nanoTime();
            Chosen chosen = choose(err, limit.orElse(MetadataReader.PATIENCE));
            Duration spent = Duration.ofNanos(System.nanoTime() - begun);
            Optional<Duration> left = limit
                    .map(given -> given.compareTo(spent) > 0 ? given.minus(spent) : Duration.ZERO);
            return new Opened(open(chosen.configuration(), err, listener, left), chosen.members());
        }
        // Who hangs is found while it is opened, and that is waited for no longer than was said; to look
        // whether the children are members of a set is for later.
        Configuration configuration = written(err);
        OpenedQuorum opened = open(configuration, err, listener, limit);
        Optional<MembersConfiguration> recognised = recognised(configuration, err);
        recognised.ifPresent(whole -> err.println("quorum-workbench: " + Printable.line(whole.advice())));
        return new Opened(opened, recognised);
    }

    /** As {@link #open}, of what was read already. */
    static OpenedQuorum open(Configuration configuration, PrintWriter err, Consumer<Event> listener,
            Optional<Duration> limit) throws ConfigurationProblem {
        return await(PendingQuorum.begin(configuration, Access.EXAMINE, listener), err, limit);
    }

    /**
     * Waits for a quorum that is being opened; says after a while who keeps it waiting, and then what a
     * person has to know of it.
     */
    static OpenedQuorum await(PendingQuorum pending, PrintWriter err, Optional<Duration> limit)
            throws ConfigurationProblem {
        Optional<OpenedQuorum> opened;
        Interruption nothingYet = Interruption.whileNothingIsFound();
        try (LongWait _ = LongWait.over(err, pending)) {
            opened = limit.isEmpty() ? Optional.of(pending.await()) : pending.await(limit.get());
        } finally {
            nothingYet.allTold();
        }
        if (opened.isEmpty()) {
            pending.giveUp();
            throw pending.gaveUp(limit.map(Duration::toSeconds).orElse(0L) + " seconds");
        }
        opened.get().remarks()
                .forEach(remark -> err.println("quorum-workbench: warning: " + Printable.line(remark.english())));
        return opened.get();
    }
}
