// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.BlkdebugRules;
import org.quorumworkbench.core.fault.BlkdebugRules.InjectError;
import org.quorumworkbench.core.fault.BlkdebugRules.SetState;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.file.Wording;

/** Reads the rules of a blkdebug node, in QEMU's configurations and in scenarios. */
public final class BlkdebugReader {

    private static final long LAST_SECTOR = Long.MAX_VALUE / SectorRange.SECTOR;
    private static final int LARGEST_ERRNO = 4095;

    private BlkdebugReader() {}

    /** The rules that make operations fail; each object is read to its end. */
    public static List<InjectError> injectErrors(List<OptionGroup> objects) throws ConfigurationProblem {
        List<InjectError> rules = new ArrayList<>();
        for (OptionGroup rule : objects) {
            String event = event(rule);
            long errno = rule.numberWithin("errno", 0, LARGEST_ERRNO, Errno.EIO.number());
            long sector = rule.numberWithin("sector", -1, LAST_SECTOR, -1);
            rules.add(new InjectError(event, state(rule), operations(rule),
                    errno == 0 ? Optional.empty() : Optional.of(new Errno((int) errno)),
                    sector < 0 ? OptionalLong.empty() : OptionalLong.of(sector), rule.flag("once").orElse(false),
                    rule.flag("immediately").orElse(false)));
            refuseOthers(rule);
        }
        return rules;
    }

    /**
     * The rules that change the state; each object is read to its end.
     *
     * @param newState
     *            what the option is called
     */
    public static List<SetState> setStates(List<OptionGroup> objects, String newState) throws ConfigurationProblem {
        List<SetState> rules = new ArrayList<>();
        for (OptionGroup rule : objects) {
            if (!rule.has(newState)) {
                throw rule.problem(newState, Wording.of("'{0}' is missing", newState),
                        Wording.of("Write a number, 1 or more."));
            }
            rules.add(
                    new SetState(event(rule), state(rule), (int) rule.numberWithin(newState, 0, Integer.MAX_VALUE, 0)));
            refuseOthers(rule);
        }
        return rules;
    }

    private static void refuseOthers(OptionGroup rule) throws ConfigurationProblem {
        rule.refuseOthers(option -> Wording.driver("Invalid parameter '{0}'", option));
    }

    private static String event(OptionGroup rule) throws ConfigurationProblem {
        Optional<String> event = rule.text("event");
        if (event.isEmpty()) {
            throw rule.problem("event", Wording.driver("Missing event name for rule"),
                    Wording.of("Write \"none\" for a rule that holds from the start."), Errno.EINVAL);
        }
        if (!BlkdebugRules.isEvent(event.get())) {
            throw rule.problem("event", Wording.driver("invalid parameter value: {0}", event.get()),
                    Wording.of("Write \"none\" for a rule that holds from the start."), Errno.EINVAL);
        }
        return event.get();
    }

    private static int state(OptionGroup rule) throws ConfigurationProblem {
        return (int) rule.numberWithin("state", 0, Integer.MAX_VALUE, BlkdebugRules.ANY_STATE);
    }

    private static Set<DeviceOperation> operations(OptionGroup rule) throws ConfigurationProblem {
        Optional<String> word = rule.text("iotype");
        if (word.isEmpty()) {
            return InjectError.USUAL;
        }
        Optional<DeviceOperation> operation = DeviceOperation.named(word.get());
        if (operation.isPresent()) {
            return Set.of(operation.get());
        }
        throw rule.problem("iotype", Wording.of("'{0}' is not an iotype", word.get()), Wording.of("Write {0}.", Stream
                .of(DeviceOperation.values()).map(DeviceOperation::word).collect(Collectors.joining(", "))));
    }
}
