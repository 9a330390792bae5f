// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.file.Clause;
import org.quorumworkbench.core.file.Wait;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.member.Area;
import org.quorumworkbench.core.member.Evidence;
import org.quorumworkbench.core.member.ExplainedChild;
import org.quorumworkbench.core.member.Explanation;
import org.quorumworkbench.core.member.Found;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.member.MetadataReader;
import org.quorumworkbench.core.member.SetMember;

/**
 * A configuration whose children are members of one set.
 *
 * @param configuration
 *            children in the given order; with their areas alone if those were asked for
 * @param files
 *            what the children's files are
 * @param set
 *            the set that all children are members of
 * @param whole
 *            whether the children show the files as they are, metadata included
 */
public record MembersConfiguration(Configuration configuration, IdentifiedFiles files, MemberSet set, boolean whole) {

    // Where everything that is not in the area belongs to the member alone. A logical volume or a
    // partition that fills no disk has neighbours, which are replicated with the disk.
    private static final Set<String> REPLICATED = Set.of("md", "drbd", "lvm-raid1", "lvm-mirror");
    private static final Wording IDENTIFY = Wording.of("'quorum-workbench identify FILE...' tells what each file is.");

    /**
     * The configuration with each child cut to the area that the files' common set replicates. Blocks
     * while the files are looked at.
     *
     * @param read
     *            whose children are whole files
     * @param chosen
     *            name or UUID of the set; may be left out if there is only one
     * @throws ConfigurationProblem
     *             if there is none, or several and none is chosen, or a child is no whole file
     */
    public static MembersConfiguration areas(Configuration read, Optional<String> chosen) throws ConfigurationProblem {
        return areas(read, chosen, MetadataReader.PATIENCE);
    }

    /**
     * As the other.
     *
     * @param patience
     *            for how long a file may keep waiting; then that is the problem, as
     *            {@link org.quorumworkbench.core.block.Errno#ETIMEDOUT}
     */
    public static MembersConfiguration areas(Configuration read, Optional<String> chosen, Duration patience)
            throws ConfigurationProblem {
        return areas(read, chosen, patience, new Wait());
    }

    /**
     * As the other.
     *
     * @param waiting
     *            tells meanwhile, on any thread, which file is waited for
     */
    public static MembersConfiguration areas(Configuration read, Optional<String> chosen, Duration patience,
            Wait waiting) throws ConfigurationProblem {
        List<Path> paths = new ArrayList<>();
        for (ChildSpec child : read.children()) {
            Optional<Path> file = wholeFile(child);
            if (file.isEmpty()) {
                throw problem(read, Optional.of(child.origin()),
                        Wording.of("this child is not a whole file, so that no area can be chosen in it"),
                        Wording.of("Give files alone, or leave out --members."));
            }
            paths.add(file.get());
        }
        IdentifiedFiles files = IdentifiedFiles.of(paths.stream().map(Path::toString).toList(), paths, patience,
                waiting);
        MemberSet set = chosen(read, files, chosen);
        List<ChildSpec> children = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            children.add(cut(read, read.children().get(i), paths.get(i), set.member(i).orElseThrow().found()));
        }
        return new MembersConfiguration(read.withChildren(children), files, set, false);
    }

    /**
     * The configuration as it is, if all its children are whole files and members of one set that
     * replicates them. Blocks while the files are looked at.
     */
    public static Optional<MembersConfiguration> recognised(Configuration read) {
        return recognised(read, new Wait());
    }

    /**
     * As the other.
     *
     * @param waiting
     *            tells meanwhile, on any thread, which file is waited for
     */
    public static Optional<MembersConfiguration> recognised(Configuration read, Wait waiting) {
        List<Path> paths = read.children().stream().flatMap(child -> wholeFile(child).stream()).toList();
        if (paths.size() < read.children().size()) {
            return Optional.empty();
        }
        try {
            IdentifiedFiles files = IdentifiedFiles.of(paths.stream().map(Path::toString).toList(), paths,
                    MetadataReader.PATIENCE, waiting);
            return shared(files).stream().filter(set -> REPLICATED.contains(set.kind())).findFirst()
                    .map(set -> new MembersConfiguration(read, files, set, true));
        } catch (ConfigurationProblem problem) {
            // Who opens the quorum meets the same problem, and tells it with the place where it is written.
            return Optional.empty();
        }
    }

    private static Optional<Path> wholeFile(ChildSpec child) {
        return child.source() instanceof Image image && image.offset() == 0 && image.size().isEmpty()
                ? Optional.of(image.file())
                : Optional.empty();
    }

    private static List<MemberSet> shared(IdentifiedFiles files) {
        return files.sets().stream().filter(set -> set.files().size() == files.files().size()).toList();
    }

    private static MemberSet chosen(Configuration read, IdentifiedFiles files, Optional<String> chosen)
            throws ConfigurationProblem {
        List<MemberSet> shared = shared(files);
        List<MemberSet> meant = shared.stream()
                .filter(set -> chosen.isEmpty() || set.name().isMeantBy(chosen.get())).toList();
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        if (shared.isEmpty()) {
            throw problem(read, Optional.empty(),
                    Wording.of("the files are not members of one set: {0}", whatTheyAre(files)),
                    IDENTIFY);
        }
        String listed = shared.stream().map(set -> set.kind() + " " + set.name().word())
                .collect(Collectors.joining(", "));
        if (meant.isEmpty()) {
            throw problem(read, Optional.empty(),
                    Wording.of("the files are not all members of '{0}', but of {1}", chosen.orElse(""), listed),
                    Wording.of("Choose one of these with --set NAME|UUID."));
        }
        throw problem(read, Optional.empty(), Wording.of("the files are members of several sets: {0}", listed),
                Wording.of("Choose one with --set NAME|UUID."));
    }

    private static String whatTheyAre(IdentifiedFiles files) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < files.files().size(); i++) {
            List<Found> found = files.files().get(i).identification().found();
            List<String> sets = found.stream().filter(Found::isMember).flatMap(one -> one.set().stream()
                    .map(set -> one.kind() + " " + set.word())).distinct().toList();
            String refused = found.stream().flatMap(one -> one.refusal().stream()).findFirst()
                    .map(sentence -> "nothing that can be used: " + Clause.of(sentence)).orElse("no member");
            told.add(files.names().get(i) + " is "
                    + (sets.isEmpty() ? refused : String.join(" and ", sets)));
        }
        return String.join("; ", told);
    }

    private static ChildSpec cut(Configuration read, ChildSpec child, Path file, Found found)
            throws ConfigurationProblem {
        if (found.area().isEmpty()) {
            throw problem(read, Optional.of(child.origin()),
                    Wording.of("the data of this {0} member is not in one piece in this file", found.kind()),
                    Wording.of("Give the file or device that holds the data alone, without --members."));
        }
        Area area = found.area().get();
        return new ChildSpec(child.nodeName(),
                new Image(file, false, area.offset(), OptionalLong.of(area.length())), child.readOnly(),
                child.blkdebug(), child.faults(), child.origin());
    }

    private static ConfigurationProblem problem(Configuration read, Optional<ChildSpec.Origin> origin, Wording reason,
            Wording remedy) {
        return new ConfigurationProblem(read.source(), origin.flatMap(ChildSpec.Origin::position),
                origin.map(ChildSpec.Origin::option), reason, remedy, Optional.empty());
    }

    /** What the members say about divergences of this quorum. */
    public Explanation explanation() {
        return explanation(names());
    }

    /**
     * What the members say about divergences of children, of which some may have come or gone since.
     *
     * @param children
     *            the names; of one that is no member here nothing is known
     */
    public Explanation explanation(List<String> children) {
        List<String> names = names();
        return new Explanation(children.stream().map(names::indexOf)
                .map(at -> at < 0 ? ExplainedChild.UNKNOWN : explained(at)).toList());
    }

    private ExplainedChild explained(int child) {
        SetMember member = set.member(child).orElseThrow();
        return whole ? ExplainedChild.ofWhole(member.found()) : ExplainedChild.ofMember(member);
    }

    /** The children's names, in order. */
    public List<String> names() {
        return IntStream.range(0, configuration.children().size()).mapToObj(configuration::childName).toList();
    }

    /** The evidence in sentences, with the children's names. */
    public List<String> sentences() {
        return set.evidence().stream().map(evidence -> evidence.text(configuration::childName)).toList();
    }

    /** Which children are one member, copied; a sentence each. */
    public List<String> copies() {
        return set.evidence().stream().filter(Evidence.Duplicate.class::isInstance)
                .map(evidence -> evidence.text(configuration::childName)).toList();
    }

    /** For one who opened members whole: what they are, and how to read what they replicate. */
    public String advice() {
        return String.join(", ", files.names()) + ": members of " + set.kind() + " " + set.name().word()
                + ", read whole, so that their own metadata differs; --members reads what they replicate";
    }
}
