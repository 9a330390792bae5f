// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.Occurrence;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.file.Wording;

/**
 * Reads faults as native configurations and scenarios write them:
 *
 * <pre>{@code
 * {"title": "bad sector", "effect": "errno", "errno": "EIO", "sector": 40, "count": 1}
 * }</pre>
 */
public final class FaultReader {

    private static final long LAST_SECTOR = Long.MAX_VALUE / SectorRange.SECTOR;
    private static final int MOST_POSITIONS = 4096;

    private final OptionGroup group;

    private FaultReader(OptionGroup group) {
        this.group = group;
    }

    /** The faults under that key, in order; none if the key is absent. */
    public static List<FaultSpec> list(OptionGroup parent, String key) throws ConfigurationProblem {
        List<FaultSpec> faults = new ArrayList<>();
        for (OptionGroup group : parent.groups(key)) {
            FaultSpec read = new FaultReader(group).read(faults.size());
            String id = read.fault().id();
            if (faults.stream().anyMatch(other -> other.fault().id().equals(id))) {
                throw group.problem("id", Wording.of("fault id '{0}' is given twice", id),
                        Wording.of("Give every fault of a child its own."));
            }
            faults.add(read);
        }
        return faults;
    }

    /** One fault that stands alone. */
    public static FaultSpec one(OptionGroup group) throws ConfigurationProblem {
        return new FaultReader(group).read(0);
    }

    private FaultSpec read(int number) throws ConfigurationProblem {
        Optional<String> word = group.text("effect");
        if (word.isEmpty()) {
            throw group.problem("effect", Wording.of("this fault has no effect"),
                    Wording.of("Write one of {0}.", FaultWords.ALL));
        }
        Effect effect = effect(word.get());
        When when = when(effect);
        String id = group.text("id").orElse("fault-" + (number + 1));
        String title = group.text("title").orElse(effect.words());
        boolean on = group.flag("on").orElse(true);
        group.refuseOthers(option -> Wording.of("a fault with effect '{0}' has no option '{1}'", word.get(), option));
        return new FaultSpec(new Fault(id, title, when, effect), on);
    }

    private Effect effect(String word) throws ConfigurationProblem {
        return switch (word) {
            case FaultWords.ERRNO -> new Effect.Fails(errno());
            case FaultWords.HANG -> new Effect.Hangs();
            case FaultWords.DELAY -> new Effect.Delays(Duration.ofMillis(number("milliseconds", 0, 86_400_000)));
            case FaultWords.FLIP -> group.has("positions")
                    ? new Effect.FlipsBitsAt(numbers("positions", MOST_POSITIONS, LAST_SECTOR))
                    : new Effect.FlipsBits((int) number("bits", 1, 4096), seed());
            case FaultWords.STUCK -> stuck();
            case FaultWords.FILL -> new Effect.Filled(
                    numbers("pattern", SectorRange.SECTOR, 255).stream().map(Math::toIntExact).toList());
            case FaultWords.ZEROED -> new Effect.Filled(List.of(0));
            case FaultWords.JUNK -> new Effect.Junk(seed());
            case FaultWords.SHIFT -> new Effect.Shifted(shift());
            case FaultWords.SWAP -> new Effect.Swapped((int) oneOf("width", 2, 4, 8));
            case FaultWords.STALE -> new Effect.Stale(group.text("moment"));
            case FaultWords.TORN -> new Effect.Torn((int) oneOf("boundary", 512, 4096),
                    group.has("units") ? OptionalLong.of(number("units", 0, LAST_SECTOR)) : OptionalLong.empty(),
                    seed());
            case FaultWords.ENTER -> new Effect.Enters(newState());
            case FaultWords.MISDIRECTED -> new Effect.Misdirected(number("to", 0, LAST_SECTOR));
            case FaultWords.SHORT -> new Effect.Shortened(number("sectors", 0, LAST_SECTOR));
            default -> throw group.problem("effect", Wording.of("effect '{0}' is not known", word),
                    Suggestion.of(word, FaultWords.ALL).map(meant -> Wording.of("Did you mean '{0}'?", meant))
                            .orElseGet(() -> Wording.of("Known are {0}.", String.join(", ", FaultWords.ALL))));
        };
    }

    private Effect stuck() throws ConfigurationProblem {
        int stride = (int) number("stride", 1, Integer.MAX_VALUE);
        int offset = group.has("offset") ? (int) number("offset", 0, stride - 1L) : 0;
        return new Effect.StuckBit((int) number("bit", 0, 7), number("value", 0, 1) == 1, stride, offset);
    }

    private int shift() throws ConfigurationProblem {
        int bytes = (int) number("bytes", -Effect.Shifted.MOST, Effect.Shifted.MOST);
        if (bytes == 0) {
            throw group.problem("bytes", Wording.of("a shift by 0 bytes changes nothing"),
                    Wording.of("Write 1 for one byte later."));
        }
        return bytes;
    }

    private String newState() throws ConfigurationProblem {
        Optional<String> state = group.text("new_state");
        if (state.isEmpty()) {
            throw group.problem("new_state", Wording.of("'new_state' is missing"),
                    Wording.of("Write the name of the state that begins."));
        }
        return state.get();
    }

    private When when(Effect effect) throws ConfigurationProblem {
        Set<DeviceOperation> operations = EnumSet.noneOf(DeviceOperation.class);
        for (OptionValue item : group.items("operations")) {
            operations.add(operation(item, effect));
        }
        if (operations.isEmpty()) {
            operations.addAll(effect.usual());
        }
        return new When(operations, range(), occurrence(), group.text("state"));
    }

    private DeviceOperation operation(OptionValue item, Effect effect) throws ConfigurationProblem {
        Optional<DeviceOperation> operation = item instanceof OptionValue.Text(String word, TextPosition _)
                ? DeviceOperation.named(word)
                : Optional.empty();
        if (operation.isPresent() && effect.possible().contains(operation.get())) {
            return operation.get();
        }
        String words = effect.possible().stream().sorted().map(DeviceOperation::word)
                .collect(Collectors.joining(", "));
        throw group.problem("operations",
                operation.isPresent()
                        ? Wording.of("{0} does not go with this effect", item.inWords())
                        : Wording.of("{0} is no operation", item.inWords()),
                operation.isPresent()
                        ? Wording.of("Known here are {0}.", words)
                        : Wording.of("Known are {0}.", words));
    }

    private Optional<SectorRange> range() throws ConfigurationProblem {
        OptionalLong count = group.number("count");
        if (group.number("sector").isEmpty()) {
            if (count.isPresent()) {
                throw group.problem("count", Wording.of("a count without a first sector"),
                        Wording.of("Write sector too."));
            }
            return Optional.empty();
        }
        long sector = number("sector", 0, LAST_SECTOR - 1);
        return Optional.of(new SectorRange(sector, count.isEmpty() ? 1 : number("count", 1, LAST_SECTOR - sector)));
    }

    private Occurrence occurrence() throws ConfigurationProblem {
        if (group.has("probability")) {
            long seed = seed();
            return new Occurrence.Chance(probability(), group.number("probability_seed").orElse(seed));
        }
        if (group.has("nth")) {
            int nth = (int) number("nth", 1, Integer.MAX_VALUE);
            return group.flag("each_range").orElse(false) ? new Occurrence.NthOfRange(nth) : new Occurrence.Nth(nth);
        }
        return group.flag("once").orElse(false) ? new Occurrence.Once() : new Occurrence.Always();
    }

    private double probability() throws ConfigurationProblem {
        if (group.value("probability").orElseThrow() instanceof OptionValue.Numeral(String digits, TextPosition _)
                && digits.length() < 40) {
            double value = new BigDecimal(digits).doubleValue();
            if (value >= 0 && value <= 1) {
                return value;
            }
        }
        throw group.problem("probability", Wording.of("a probability is a number from 0 to 1"),
                Wording.of("Write 0.5 for about half of the times."));
    }

    private Errno errno() throws ConfigurationProblem {
        Optional<OptionValue> value = group.value("errno");
        if (value.isEmpty()) {
            return Errno.EIO;
        }
        if (value.get() instanceof OptionValue.Text(String name, TextPosition _) && Errno.named(name).isPresent()) {
            return Errno.named(name).get();
        }
        if (value.get() instanceof OptionValue.Numeral) {
            return new Errno((int) number("errno", 1, 4095));
        }
        throw group.problem("errno", Wording.of("{0} is no error", value.get().inWords()),
                Wording.of("Write EIO for instance, or a number."));
    }

    private long seed() throws ConfigurationProblem {
        return group.number("seed").orElse(1);
    }

    private long number(String key, long least, long most) throws ConfigurationProblem {
        OptionalLong number = group.number(key);
        if (number.isEmpty() || number.getAsLong() < least || number.getAsLong() > most) {
            throw group.problem(key,

                    number.isEmpty()
                            ? Wording.of("'{0}' is missing", key)
                            : Wording.of("{0} is out of bounds", number.getAsLong()),
                    Wording.of("Write a number from {0} to {1}.", least, most));
        }
        return number.getAsLong();
    }

    private long oneOf(String key, long... allowed) throws ConfigurationProblem {
        OptionalLong number = group.number(key);
        if (number.isEmpty() || Arrays.stream(allowed).noneMatch(value -> value == number.getAsLong())) {
            throw group.problem(key, Wording.of("'{0}' must be one of {1}", key, Arrays.toString(allowed)),
                    Wording.of("Write one of these."));
        }
        return number.getAsLong();
    }

    private List<Long> numbers(String key, int mostItems, long most) throws ConfigurationProblem {
        List<Long> numbers = new ArrayList<>();
        for (OptionValue item : group.items(key)) {
            if (!(item instanceof OptionValue.Numeral(String digits, TextPosition _)) || !digits.matches("[0-9]{1,18}")
                    || Long.parseLong(digits) > most) {
                throw group.problem(key, Wording.of("{0} does not belong here", item.inWords()),
                        Wording.of("Write whole numbers from 0 to {0}.", most));
            }
            numbers.add(Long.parseLong(digits));
        }
        if (numbers.isEmpty() || numbers.size() > mostItems) {
            throw group.problem(key, Wording.of("there are {0} numbers", numbers.size()),
                    Wording.of("Write 1 to {0}.", mostItems));
        }
        return numbers;
    }
}
