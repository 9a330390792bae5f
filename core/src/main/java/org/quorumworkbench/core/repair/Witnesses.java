// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.member.SetMember;
import org.quorumworkbench.core.member.Standing;
import org.quorumworkbench.core.repair.Why.Phrase;

/**
 * What members say of the children: who is current, who misses writes, and which command of their
 * own system brings a member up to date.
 *
 * @param members
 *            absent where the children are plain images
 */
record Witnesses(Optional<MembersConfiguration> members) {

    private Optional<SetMember> member(int child) {
        return members.flatMap(known -> known.set().member(child));
    }

    /** Whether the areas of the members are read, so that sectors are those of the set's disk. */
    boolean haveAreas() {
        return members.isPresent() && !members.get().whole();
    }

    boolean areSplit() {
        return members.map(known -> known.set().splitBrain()).orElse(false);
    }

    /** Whether it has everything there, as far as anybody knows. */
    boolean isCurrent(int child, SectorRange range) {
        return member(child).filter(member -> member.standing() == Standing.CURRENT && !member.stale()
                && member.badSectors().stream().noneMatch(range::overlaps)).isPresent();
    }

    /** Whether it misses writes, or does not hold those sectors yet: never a source. */
    boolean isBehind(int child, SectorRange range) {
        return member(child).filter(member -> member.stale() || (member.standing() == Standing.RECOVERING
                && (!haveAreas() || range.end() > member.recovered().orElse(0)))).isPresent();
    }

    /** Whether members were opened whole, and this one is behind: nothing tells where. */
    boolean isBehindAnywhere(int child) {
        return members.map(MembersConfiguration::whole).orElse(false)
                && isBehind(child, new SectorRange(0, 1));
    }

    /** How its own system brings a stale member up to date. */
    Why command(String file) {
        Optional<MemberSet> set = members.map(MembersConfiguration::set);
        String name = set.map(known -> known.name().word()).orElse("");
        return switch (set.map(MemberSet::kind).orElse("")) {
            case "md" -> Why.of(Phrase.STALE_MD, file);
            case "drbd" -> Why.of(Phrase.STALE_DRBD);
            case "lvm-raid1", "lvm-mirror" -> Why.of(Phrase.STALE_LVM, name);
            case "longhorn" -> Why.of(Phrase.STALE_LONGHORN);
            default -> Why.of(Phrase.STALE_OTHER);
        };
    }

    /** The files of the members that are current. */
    List<Integer> current() {
        return members.map(known -> known.set().files(Standing.CURRENT)).orElse(List.of());
    }
}
