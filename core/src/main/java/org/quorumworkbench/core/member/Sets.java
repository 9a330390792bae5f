// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.quorumworkbench.core.member.Testimony.Generations;

/** Puts the members of several files together into sets, and has each set judged. */
final class Sets {

    private Sets() {}

    static List<MemberSet> among(List<Identification> files) {
        Map<String, List<Claim>> sets = new LinkedHashMap<>();
        List<Claim> generations = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            for (Found found : files.get(file).found()) {
                if (found.isMember() && found.set().isPresent()) {
                    Claim claim = new Claim(file, found);
                    if (found.testimony() instanceof Generations) {
                        generations.add(claim);
                    } else {
                        sets.computeIfAbsent(found.kind() + " " + found.set().get().key(), _ -> new ArrayList<>())
                                .add(claim);
                    }
                }
            }
        }
        List<MemberSet> judged = new ArrayList<>();
        sets.values().forEach(claims -> judged.add(judge(claims)));
        GenerationJudgement.related(generations)
                .forEach(claims -> judged.add(new GenerationJudgement(claims).set().with(duplicates(claims))));
        return List.copyOf(judged);
    }

    private static MemberSet judge(List<Claim> claims) {
        MemberSet set = switch (claims.getFirst().found().testimony()) {
            case Testimony.Mirror _ -> new MirrorJudgement(claims).set();
            case Testimony.Replica _ -> replicas(claims);
            default -> parts(claims);
        };
        return set.with(duplicates(claims));
    }

    /** What a set is called and is made of, to be judged. */
    static MemberSet named(List<Claim> claims, List<SetMember> members, boolean split, List<Evidence> evidence) {
        Found first = claims.getFirst().found();
        return new MemberSet(first.kind(), first.set().orElseThrow(), members, split, evidence);
    }

    private static List<Evidence> duplicates(List<Claim> claims) {
        List<Evidence> duplicates = new ArrayList<>();
        List<Claim> rest = new ArrayList<>(claims);
        while (!rest.isEmpty()) {
            Claim one = rest.getFirst();
            List<Claim> copies = rest.stream().filter(other -> other.equals(one) || other.isCopyOf(one)).toList();
            rest.removeAll(copies);
            List<Integer> files = copies.stream().map(Claim::file).distinct().toList();
            if (files.size() > 1) {
                duplicates.add(new Evidence.Duplicate(files));
            }
        }
        return duplicates;
    }

    /** Nobody keeps a state of the parts; only the metadata that describes them may be older. */
    private static MemberSet parts(List<Claim> claims) {
        List<Evidence> evidence = new ArrayList<>();
        Claim newest = claims.stream().reduce((one, other) -> sequence(other) > sequence(one) ? other : one)
                .orElseThrow();
        for (Claim claim : claims) {
            if (sequence(claim) < sequence(newest)) {
                evidence.add(new Evidence.OlderDescription(claim.file(), newest.file(), sequence(claim),
                        sequence(newest)));
            }
        }
        return named(claims, claims.stream().map(SetMember::current).toList(), false, evidence);
    }

    private static long sequence(Claim claim) {
        return claim.found().testimony() instanceof Testimony.Part part ? part.sequence().orElse(-1) : -1;
    }

    /** Longhorn, too, takes the replicas with the highest revision for the good ones. */
    private static MemberSet replicas(List<Claim> claims) {
        List<Claim> whole = claims.stream().filter(claim -> switch (claim.found().state().orElse(State.CLEAN)) {
            case CLEAN, DIRTY -> true;
            case RECOVERING, FAULTY, SPARE -> false;
        }).toList();
        long most = whole.stream().mapToLong(claim -> claim.found().events().orElse(0)).max().orElse(0);
        List<Integer> fresh = whole.stream().filter(claim -> claim.found().events().orElse(0) == most)
                .map(Claim::file).toList();
        List<SetMember> members = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        for (Claim claim : claims) {
            State state = claim.found().state().orElse(State.CLEAN);
            long events = claim.found().events().orElse(0);
            boolean stale = events < most || state == State.FAULTY;
            if (state == State.RECOVERING) {
                evidence.add(new Evidence.Recovering(claim.file(), 0));
            } else if (state == State.FAULTY) {
                evidence.add(new Evidence.NoRole(claim.file(), state));
            } else if (stale) {
                evidence.add(new Evidence.StaleSince(claim.file(), events, fresh, most));
            }
            members.add(new SetMember(claim.file(), claim.found(),
                    state == State.RECOVERING ? Standing.RECOVERING : stale ? Standing.STALE : Standing.CURRENT, stale,
                    List.of(), state == State.RECOVERING ? OptionalLong.of(0) : OptionalLong.empty(), List.of()));
        }
        return named(claims, members, false, evidence);
    }
}
