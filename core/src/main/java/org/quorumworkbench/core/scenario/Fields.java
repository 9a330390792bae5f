// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OptionGroup;
import org.quorumworkbench.core.config.OptionSource;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.file.Wording;

/**
 * Questions to the objects of a scenario file, each with its bounds; what is out of bounds is
 * refused at its place.
 */
final class Fields {

    /** The largest child, in bytes: an EiB. */
    static final long LARGEST = 1L << 60;

    private final OptionGroup group;

    Fields(OptionGroup group) {
        this.group = group;
    }

    OptionGroup group() {
        return group;
    }

    long number(String key, long least, long most) throws ConfigurationProblem {
        OptionalLong given = group.number(key);
        if (given.isEmpty()) {
            throw group.problem(key, Wording.of("'{0}' is missing", key),
                    Wording.of("Write a number from {0} to {1}.", least, most));
        }
        return within(key, given.getAsLong(), least, most);
    }

    long number(String key, long least, long most, long otherwise) throws ConfigurationProblem {
        OptionalLong given = group.number(key);
        return given.isEmpty() ? otherwise : within(key, given.getAsLong(), least, most);
    }

    private long within(String key, long value, long least, long most) throws ConfigurationProblem {
        if (value < least || value > most) {
            throw group.problem(key, Wording.of("{0} is out of bounds", value),
                    Wording.of("Write a number from {0} to {1}.", least, most));
        }
        return value;
    }

    String text(String key) throws ConfigurationProblem {
        Optional<String> text = group.text(key);
        if (text.isEmpty()) {
            throw group.problem(key, Wording.of("'{0}' is missing", key), Wording.of("Write a string."));
        }
        return text.get();
    }

    /** A string, or a list of strings: paragraphs. */
    List<String> texts(String key) throws ConfigurationProblem {
        if (group.value(key).orElse(null) instanceof OptionValue.Text text) {
            return List.of(text.text());
        }
        List<String> texts = new ArrayList<>();
        for (OptionValue item : group.items(key)) {
            if (!(item instanceof OptionValue.Text text)) {
                throw problem(item, key + "." + texts.size(), Wording.of("expects a string, not {0}", item.inWords()),
                        Wording.of("Write it in quotes."));
            }
            texts.add(text.text());
        }
        return texts;
    }

    boolean flag(String key, boolean otherwise) throws ConfigurationProblem {
        return group.flag(key).orElse(otherwise);
    }

    Optional<OptionValue.Group> object(String key) throws ConfigurationProblem {
        Optional<OptionValue> value = group.value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        group.asGroup(key, value.get());
        return value.map(OptionValue.Group.class::cast);
    }

    List<OptionValue.Group> objects(String key) throws ConfigurationProblem {
        List<OptionValue.Group> objects = new ArrayList<>();
        for (OptionValue item : group.items(key)) {
            group.asGroup(key + "." + objects.size(), item);
            objects.add((OptionValue.Group) item);
        }
        return objects;
    }

    List<Fields> groups(String key) throws ConfigurationProblem {
        List<Fields> fields = new ArrayList<>();
        for (OptionGroup item : group.groups(key)) {
            fields.add(new Fields(item));
        }
        return fields;
    }

    /**
     * A list of objects, in which a string stands for an object that has nothing but it; or one such
     * string.
     *
     * @param only
     *            the field that such a string fills
     */
    List<Fields> groupsOrTexts(String key, String only) throws ConfigurationProblem {
        List<Fields> fields = new ArrayList<>();
        List<OptionValue> items = group.value(key).orElse(null) instanceof OptionValue.Text alone
                ? List.of(alone)
                : group.items(key);
        for (OptionValue item : items) {
            OptionValue whole = item;
            if (item instanceof OptionValue.Text text) {
                SequencedMap<String, OptionValue.Member> members = new LinkedHashMap<>();
                members.put(only, new OptionValue.Member(text.at(), text));
                whole = new OptionValue.Group(members, text.at());
            }
            fields.add(new Fields(group.asGroup(key + "." + fields.size(), whole)));
        }
        return fields;
    }

    /**
     * A list of lists of whole numbers, {@code [[0, 66], [3, 160, 2]]}.
     *
     * @param shape
     *            how an item is written, for messages
     */
    List<long[]> tuples(String key, int least, int most, Wording shape) throws ConfigurationProblem {
        List<long[]> tuples = new ArrayList<>();
        for (OptionValue item : group.items(key)) {
            String name = key + "." + tuples.size();
            if (!(item instanceof OptionValue.Listing list) || list.items().size() < least
                    || list.items().size() > most) {
                throw problem(item, name, Wording.of("{0} is not {1}", item.inWords(), shape),
                        Wording.of("Each item of '{0}' is a list of its own: write [{1}].", key, shape));
            }
            long[] numbers = new long[list.items().size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = whole(list.items().get(i), name, shape);
            }
            tuples.add(numbers);
        }
        return tuples;
    }

    private long whole(OptionValue value, String name, Wording shape) throws ConfigurationProblem {
        if (value instanceof OptionValue.Numeral numeral && numeral.digits().matches("[0-9]{1,18}")) {
            return Long.parseLong(numeral.digits());
        }
        throw problem(value, name, Wording.of("{0} is not a whole number, 0 or more", value.inWords()),
                Wording.of("Write {0}.", shape));
    }

    ConfigurationProblem problem(OptionValue at, String key, Wording reason, Wording remedy) {
        OptionSource source = group.source();
        return source.problem(at.at(), group.full(key), reason, remedy);
    }

    /** Whether the text is bytes in hexadecimal digits, one at least; of any length. */
    static boolean isHex(String text) {
        return !text.isEmpty() && text.length() % 2 == 0 && text.chars().allMatch(HexFormat::isHexDigit);
    }

    /** Refuses what nobody asked for. */
    void refuseOthers() throws ConfigurationProblem {
        group.refuseOthers(key -> Wording.of("unknown field '{0}'", key));
    }
}
