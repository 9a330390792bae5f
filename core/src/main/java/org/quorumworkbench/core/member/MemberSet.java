// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The members of one set among some files, and what they say of each other.
 *
 * @param kind
 *            as in {@link Found}
 * @param name
 *            what the set is called
 * @param members
 *            in the order of the files
 * @param splitBrain
 *            whether members went on without each other
 * @param evidence
 *            what the standings rest on
 */
public record MemberSet(String kind, SetName name, List<SetMember> members, boolean splitBrain,
        List<Evidence> evidence) {

    public MemberSet {
        members = List.copyOf(members);
        evidence = List.copyOf(evidence);
    }

    /** Every set that the files have a member of, in the order of the files. */
    public static List<MemberSet> among(List<Identification> files) {
        return Sets.among(files);
    }

    /** The files that are members, each once, in order. */
    public List<Integer> files() {
        return members.stream().map(SetMember::file).distinct().toList();
    }

    /** The files with this standing, each once, in order. */
    public List<Integer> files(Standing standing) {
        return members.stream().filter(member -> member.standing() == standing).map(SetMember::file).distinct()
                .toList();
    }

    /** The file's first member of this set. */
    public Optional<SetMember> member(int file) {
        return members.stream().filter(member -> member.file() == file).findFirst();
    }

    /** Whether every member has everything. */
    public boolean isSound() {
        return !splitBrain && files(Standing.STALE).isEmpty() && files(Standing.RECOVERING).isEmpty();
    }

    /** The same set with more evidence before what there is. */
    MemberSet with(List<Evidence> more) {
        List<Evidence> all = new ArrayList<>(more);
        all.addAll(evidence);
        return new MemberSet(kind, name, members, splitBrain, all);
    }
}
