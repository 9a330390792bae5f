// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quorumworkbench.core.config.OptionValue.Group;
import org.quorumworkbench.core.config.OptionValue.Listing;
import org.quorumworkbench.core.config.OptionValue.Member;
import org.quorumworkbench.core.file.Wording;

/**
 * Turns flattened keys ({@code children.0.file.filename}) into nested objects and lists, wherever
 * they stand: QEMU takes the two alike, and mixtures of them.
 */
final class Nesting {

    private final OptionSource source;

    private Nesting(OptionSource source) {
        this.source = source;
    }

    /**
     * @throws ConfigurationProblem
     *             if a name stands for a value and for options at once, or the numbers of a list have a
     *             gap
     */
    static Group of(OptionSource source, Group flat) throws ConfigurationProblem {
        Nesting nesting = new Nesting(source);
        Group nested = new Group(flat.at());
        nesting.pour(flat, nested, "");
        return nesting.withLists(nested, "");
    }

    private void pour(Group from, Group into, String path) throws ConfigurationProblem {
        for (Map.Entry<String, Member> entry : from.members().entrySet()) {
            String[] steps = entry.getKey().split("\\.", -1);
            if (steps.length > OptionSource.DEEPEST) {
                throw source.problem(entry.getValue().keyAt(), entry.getKey().substring(0, 60) + "...",
                        Wording.of("this name has more than {0} parts", OptionSource.DEEPEST),
                        Wording.of("Correct the name."));
            }
            Group place = into;
            String at = path;
            for (int i = 0; i < steps.length - 1; i++) {
                at = join(at, steps[i]);
                place = groupAt(place, steps[i], entry.getValue().keyAt(), at);
            }
            String last = steps[steps.length - 1];
            put(place, last, entry.getValue(), join(at, last));
        }
    }

    private Group groupAt(Group in, String key, TextPosition at, String path) throws ConfigurationProblem {
        Member there = in.members().computeIfAbsent(key, _ -> new Member(at, new Group(at)));
        if (there.value() instanceof Group group) {
            return group;
        }
        throw source.problem(at, path, Wording.of("Option '{0}' is given both as a value and as options", path),
                Wording.of("Give one of the two."));
    }

    private void put(Group in, String key, Member member, String path) throws ConfigurationProblem {
        switch (member.value()) {
            case Group group -> pour(group, groupAt(in, key, member.keyAt(), path), path);
            case Listing listing -> {
                Group place = groupAt(in, key, member.keyAt(), path);
                if (listing.items().isEmpty() && place.members().isEmpty()) {
                    in.members().put(key, member);
                }
                for (int i = 0; i < listing.items().size(); i++) {
                    OptionValue item = listing.items().get(i);
                    put(place, Integer.toString(i), new Member(item.at(), item), join(path, Integer.toString(i)));
                }
            }
            default -> {
                if (in.members().putIfAbsent(key, member) != null) {
                    throw source.problem(member.keyAt(), path, Wording.of("Option '{0}' is given twice", path),
                            Wording.of("Give it once."));
                }
            }
        }
    }

    private Group withLists(Group group, String path) throws ConfigurationProblem {
        Group done = new Group(group.at());
        for (Map.Entry<String, Member> entry : group.members().entrySet()) {
            OptionValue value = entry.getValue().value();
            String at = join(path, entry.getKey());
            if (value instanceof Group inner) {
                value = listOrGroup(withLists(inner, at), at);
            }
            done.members().put(entry.getKey(), new Member(entry.getValue().keyAt(), value));
        }
        return done;
    }

    private OptionValue listOrGroup(Group group, String path) throws ConfigurationProblem {
        long numbers = group.members().keySet().stream().filter(Nesting::isNumber).count();
        if (numbers == 0) {
            return group;
        }
        List<OptionValue> items = new ArrayList<>();
        for (int i = 0; i < group.members().size(); i++) {
            Member item = group.members().get(Integer.toString(i));
            if (item == null) {
                throw source.problem(group.at(), path, Wording.driver("Option {0} is not a valid array", path),
                        Wording.of("Number its parts 0, 1, 2 ... without gaps, and give nothing else there."));
            }
            items.add(item.value());
        }
        return new Listing(items, group.at());
    }

    private static boolean isNumber(String key) {
        return !key.isEmpty() && key.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
