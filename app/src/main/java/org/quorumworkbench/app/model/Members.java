// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ChildSpec;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.member.Area;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.member.SetMember;

/**
 * What the open quorum's children are, where their own metadata makes them members of one set. Used
 * on the JavaFX thread; files are looked at in the background.
 */
public final class Members implements OpenQuorum.Follower {

    private final Background background;
    private final OpenQuorum quorum;
    private final ReadOnlyObjectWrapper<Optional<MembersConfiguration>> known = new ReadOnlyObjectWrapper<>(
            Optional.empty());

    Members(Background background, OpenQuorum quorum) {
        this.background = background;
        this.quorum = quorum;
    }

    /** The members, as soon as their files were looked at; absent if the children are none. */
    public ReadOnlyObjectProperty<Optional<MembersConfiguration>> knownProperty() {
        return known.getReadOnlyProperty();
    }

    @Override
    public void left() {
        known.set(Optional.empty());
    }

    @Override
    public void opened(OpenQuorum.Opened now) {
        OpenedQuorum opened = now.quorum();
        background.run(() -> recognised(opened.configuration())).then(found -> {
            if (quorum.isOpen(opened)) {
                known.set(found);
            }
        }).orBroken();
    }

    /** The names of the children that are stale by what the members say. */
    public static Set<String> stale(MembersConfiguration members) {
        return members.set().members().stream().filter(SetMember::stale)
                .map(member -> members.configuration().childName(member.file())).collect(Collectors.toSet());
    }

    /** Opens the same files again, and reads of each the area that the set replicates. */
    public void readAreas() {
        known.get().filter(MembersConfiguration::whole).ifPresent(members -> reopen(() -> MembersConfiguration
                .areas(members.configuration(), Optional.of(members.set().name().key())).configuration()));
    }

    /** Opens the same files again, each from its first byte to its last. */
    public void readWhole() {
        known.get().filter(members -> !members.whole())
                .ifPresent(members -> reopen(() -> wholeFiles(members.configuration()).orElseThrow()));
    }

    /** From the disk's beginning: a sector's number is another one in the area and in the file. */
    private void reopen(OpenQuorum.Source source) {
        var _ = quorum.open(source);
    }

    // In the background.

    /**
     * Images with their areas chosen, if they are members of exactly one set that replicates them; else
     * the configuration as it is. Blocks while the files are looked at.
     */
    static Configuration preselected(Configuration read) {
        if (!read.isOfCommandLine() || MembersConfiguration.recognised(read).isEmpty()) {
            return read;
        }
        try {
            return MembersConfiguration.areas(read, Optional.empty()).configuration();
        } catch (ConfigurationProblem ambiguous) {
            // Which set is meant is for the person to say: the files are shown as they are.
            return read;
        }
    }

    private static Optional<MembersConfiguration> recognised(Configuration opened) {
        return MembersConfiguration.recognised(opened)
                .or(() -> wholeFiles(opened).flatMap(MembersConfiguration::recognised)
                        .flatMap(whole -> whole.files().sets().stream().filter(set -> isReadByArea(opened, set))
                                .findFirst().map(set -> new MembersConfiguration(opened, whole.files(), set, false))));
    }

    private static Optional<Configuration> wholeFiles(Configuration configuration) {
        List<ChildSpec> children = new ArrayList<>();
        for (ChildSpec child : configuration.children()) {
            if (!(child.source() instanceof Image image)) {
                return Optional.empty();
            }
            children.add(new ChildSpec(child.nodeName(),
                    new Image(image.file(), false, 0, OptionalLong.empty()), child.readOnly(), child.blkdebug(),
                    child.faults(), child.origin()));
        }
        return Optional.of(configuration.withChildren(children));
    }

    private static boolean isReadByArea(Configuration opened, MemberSet set) {
        return IntStream.range(0, opened.children().size()).allMatch(child -> set.member(child)
                .flatMap(member -> member.found().area()).filter(area -> isOf(opened.children().get(child), area))
                .isPresent());
    }

    private static boolean isOf(ChildSpec child, Area area) {
        return child.source() instanceof Image image && image.offset() == area.offset()
                && image.size().equals(OptionalLong.of(area.length()));
    }
}
