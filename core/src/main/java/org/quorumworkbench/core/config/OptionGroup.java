// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.config.OptionValue.Flag;
import org.quorumworkbench.core.config.OptionValue.Group;
import org.quorumworkbench.core.config.OptionValue.Listing;
import org.quorumworkbench.core.config.OptionValue.Member;
import org.quorumworkbench.core.config.OptionValue.Numeral;
import org.quorumworkbench.core.config.OptionValue.Text;
import org.quorumworkbench.core.file.Wording;

/**
 * One object of a configuration while it is being read. What has been asked for is known; what is
 * left over at the end is refused by name.
 */
public final class OptionGroup {

    // What QEMU takes for a number in a string: strtoull with base 0.
    private static final Pattern NUMBER = Pattern.compile("\\+?(0[xX][0-9a-fA-F]{1,16}|[0-9]{1,20})");

    private static final Pattern BLANK = Pattern.compile("^[ \\t\\n\\x0B\\f\\r]+");

    private final OptionSource source;
    private final String path;
    private final Group group;
    private final boolean strings;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> ignored = new HashSet<>();

    /**
     * @param path
     *            the full name of the object, empty at the top
     * @param strings
     *            whether numbers and switches may be given as strings, as in QEMU's forms
     */
    public OptionGroup(OptionSource source, String path, Group group, boolean strings) {
        this.source = source;
        this.path = path;
        this.group = group;
        this.strings = strings;
    }

    public OptionSource source() {
        return source;
    }

    String path() {
        return path;
    }

    /** The object as it is written. */
    public Group asValue() {
        return group;
    }

    /** Where the object begins. */
    public TextPosition at() {
        return group.at();
    }

    /** The names of all options that are there, in the order in which they were written. */
    List<String> keys() {
        return List.copyOf(group.members().keySet());
    }

    /** Whether the option is there; asking makes it known, as every other question does. */
    public boolean has(String key) {
        known.add(key);
        return group.members().containsKey(key);
    }

    public Optional<OptionValue> value(String key) {
        known.add(key);
        return Optional.ofNullable(group.members().get(key)).map(Member::value);
    }

    public Optional<String> text(String key) throws ConfigurationProblem {
        Optional<OptionValue> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Text text) {
            return Optional.of(text.text());
        }
        throw wrongType(key, value.get(), "expects a string", Wording.of("Write it in quotes."));
    }

    /** A whole number; up to 64 bits, taken as two's complement as the driver does. */
    public OptionalLong number(String key) throws ConfigurationProblem {
        Optional<OptionValue> value = value(key);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        Optional<Long> number = switch (value.get()) {
            case Numeral numeral -> parse(numeral.digits());
            case Text text when strings -> parse(text.text());
            default -> Optional.empty();
        };
        if (number.isEmpty()) {
            throw wrongType(key, value.get(), "expects a number", Wording.of("Write a whole number, 2 for instance."));
        }
        return OptionalLong.of(number.get());
    }

    /** A whole number within bounds. */
    long numberWithin(String key, long least, long most, long otherwise) throws ConfigurationProblem {
        long number = number(key).orElse(otherwise);
        if (number < least || number > most) {
            throw problem(key, Wording.of("{0} is out of bounds", number),
                    Wording.of("Write a number from {0} to {1}.", least, most));
        }
        return number;
    }

    /** A size in bytes; as a string it may end in k, M, G or T. */
    public OptionalLong size(String key) throws ConfigurationProblem {
        Optional<OptionValue> value = value(key);
        if (value.isPresent() && value.get() instanceof Text(String text, TextPosition _) && !text.isEmpty()) {
            int shift = 10 * (1 + "kmgt".indexOf(text.toLowerCase(Locale.ROOT).charAt(text.length() - 1)));
            Optional<Long> number = parse(shift == 0 ? text : text.substring(0, text.length() - 1));
            if (number.isPresent() && number.get() >= 0 && number.get() <= Long.MAX_VALUE >> shift) {
                return OptionalLong.of(number.get() << shift);
            }
            throw wrongType(key, value.get(), "expects a size",
                    Wording.of("Write bytes, or a number with k, M, G or T."));
        }
        OptionalLong size = number(key);
        if (size.isPresent() && size.getAsLong() < 0) {
            throw problem(key, Wording.of("expects a size"), Wording.of("Write bytes, 0 or more."));
        }
        return size;
    }

    /** A switch; QEMU's strings are on/off, yes/no, true/false. */
    public Optional<Boolean> flag(String key) throws ConfigurationProblem {
        Optional<OptionValue> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Boolean> flag = switch (value.get()) {
            case Flag(boolean on, TextPosition _) -> Optional.of(on);
            case Text(String text, TextPosition _) when strings -> switch (text) {
                case "on", "yes", "true", "y" -> Optional.of(true);
                case "off", "no", "false", "n" -> Optional.of(false);
                default -> Optional.empty();
            };
            default -> Optional.empty();
        };
        if (flag.isEmpty()) {
            throw wrongType(key, value.get(), "expects 'on' or 'off'",

                    strings ? Wording.of("Write on or off.") : Wording.of("Write true or false."));
        }
        return flag;
    }

    public Optional<OptionGroup> group(String key) throws ConfigurationProblem {
        Optional<OptionValue> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(asGroup(key, value.get()));
    }

    /** The items of a list; empty if the option is absent. */
    public List<OptionValue> items(String key) throws ConfigurationProblem {
        Optional<OptionValue> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof Listing listing) {
            return listing.items();
        }
        throw problem(key, Wording.driver("Option {0} is not a valid array", full(key)),
                Wording.of("Write a list in square brackets."), Errno.EINVAL);
    }

    /** The items of a list of objects; empty if the option is absent. */
    public List<OptionGroup> groups(String key) throws ConfigurationProblem {
        List<OptionGroup> groups = new ArrayList<>();
        for (OptionValue item : items(key)) {
            groups.add(asGroup(key + "." + groups.size(), item));
        }
        return groups;
    }

    public OptionGroup asGroup(String key, OptionValue value) throws ConfigurationProblem {
        if (value instanceof Group inner) {
            return new OptionGroup(source, full(key), inner, strings);
        }
        throw source.problem(value.at(), full(key), Wording.of("expects an object, not {0}", value.inWords()),
                Wording.of("Write {0} there.", "{...}"));
    }

    /** Options that will be asked for later. */
    void expect(String... keys) {
        known.addAll(List.of(keys));
    }

    /** Options that may be there and mean nothing to a reader of images. */
    void ignore(String... keys) {
        ignored.addAll(List.of(keys));
    }

    /**
     * Refuses what nobody asked for.
     *
     * @param reason
     *            from the option's name
     */
    public void refuseOthers(Function<String, Wording> reason) throws ConfigurationProblem {
        for (Map.Entry<String, Member> entry : group.members().entrySet()) {
            String key = entry.getKey();
            if (!known.contains(key) && !ignored.contains(key)) {
                Wording remedy = Suggestion.of(key, known).map(word -> Wording.of("Did you mean '{0}'?", word))
                        .orElseGet(() -> Wording.of("Remove it; known here are: {0}.", String.join(", ", known)));
                throw source.problem(entry.getValue().keyAt(), full(key), reason.apply(key), remedy, Errno.EINVAL);
            }
        }
    }

    /** A problem with an option, at its value if it has one. */
    public ConfigurationProblem problem(String key, Wording reason, Wording remedy) {
        return source.problem(place(key), full(key), reason, remedy);
    }

    ConfigurationProblem problem(String key, Wording reason, Wording remedy, Errno errno) {
        return source.problem(place(key), full(key), reason, remedy, errno);
    }

    private ConfigurationProblem wrongType(String key, OptionValue value, String expects, Wording remedy) {
        return problem(key, Wording.driver("Parameter '{0}' {1}, not {2}", key, expects, value.inWords()), remedy,
                Errno.EINVAL);
    }

    private TextPosition place(String key) {
        Member member = group.members().get(key);
        return member == null ? group.at() : member.value().at();
    }

    /** The full name of an option in this object. */
    public String full(String key) {
        return path.isEmpty() ? key : key.isEmpty() ? path : path + "." + key;
    }

    private static Optional<Long> parse(String written) {
        // strtoull passes over what isspace calls blank, before a number and not behind it.
        String text = BLANK.matcher(written).replaceFirst("");
        boolean negative = text.matches("-[0-9]{1,19}");
        if (!negative && !NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        String digits = text.startsWith("+") ? text.substring(1) : text;
        try {
            if (negative) {
                return Optional.of(Long.parseLong(text));
            }
            if (digits.startsWith("0x") || digits.startsWith("0X")) {
                return Optional.of(Long.parseUnsignedLong(digits.substring(2), 16));
            }
            return Optional.of(Long.parseUnsignedLong(digits, digits.startsWith("0") ? 8 : 10));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
