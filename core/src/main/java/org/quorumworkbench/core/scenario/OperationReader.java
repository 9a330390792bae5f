// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.scenario.Operation.BlockStatus;
import org.quorumworkbench.core.scenario.Operation.Capture;
import org.quorumworkbench.core.scenario.Operation.Command;
import org.quorumworkbench.core.scenario.Operation.Diagnose;
import org.quorumworkbench.core.scenario.Operation.DiscardWrites;
import org.quorumworkbench.core.scenario.Operation.Examine;
import org.quorumworkbench.core.scenario.Operation.Flush;
import org.quorumworkbench.core.scenario.Operation.GivenUp;
import org.quorumworkbench.core.scenario.Operation.Heal;
import org.quorumworkbench.core.scenario.Operation.Identify;
import org.quorumworkbench.core.scenario.Operation.Read;
import org.quorumworkbench.core.scenario.Operation.Recount;
import org.quorumworkbench.core.scenario.Operation.SetThreshold;
import org.quorumworkbench.core.scenario.Operation.SwitchFault;
import org.quorumworkbench.core.scenario.Operation.Trim;
import org.quorumworkbench.core.scenario.Operation.Wait;
import org.quorumworkbench.core.scenario.Operation.Write;
import org.quorumworkbench.core.scenario.Operation.WriteData;
import org.quorumworkbench.core.scenario.Operation.WriteZeroes;

/** Reads the operations of a scenario. */
final class OperationReader {

    /** The longest request that carries data, in bytes: as much as QEMU's NBD server takes. */
    static final int LONGEST_REQUEST = 32 << 20;

    // Every child of a request has a buffer of its own.
    private static final long MOST_BUFFERED = 256L << 20;

    private static final Wording KINDS = Wording
            .of("read, examine, write, write_zeroes, trim, flush, block_status, wait, qmp, "
                    + "fault, threshold, capture, heal, discard_writes, overwrite, recount, identify or diagnose");

    private final List<ScenarioChild> children;
    /** The faults that each node may have. */
    private final Map<String, List<FaultSpec>> faults = new LinkedHashMap<>();
    private final int longest;

    /**
     * @param children
     *            of the scenario
     * @param inner
     *            its quorums within
     */
    OperationReader(List<ScenarioChild> children, List<InnerQuorum> inner) {
        this.children = children;
        children.forEach(child -> faults.put(child.name(), child.faults()));
        inner.forEach(node -> node.name().ifPresent(name -> faults.put(name, node.faults())));
        this.longest = (int) Math.min(LONGEST_REQUEST, MOST_BUFFERED / Math.max(1, children.size()));
    }

    Operation read(Fields step) throws ConfigurationProblem {
        Operation operation = givenUp(step, operation(step));
        // How long the conformance program waited before it collected events.
        step.group().has("settle");
        step.refuseOthers();
        return operation;
    }

    private Operation givenUp(Fields step, Operation operation) throws ConfigurationProblem {
        OptionValue given = step.group().value("unanswered").orElse(null);
        if (given == null) {
            return operation;
        }
        List<String> names = new ArrayList<>();
        if (given instanceof OptionValue.Listing listing) {
            for (OptionValue item : listing.items()) {
                if (item instanceof OptionValue.Text name && faults.containsKey(name.text())) {
                    names.add(name.text());
                }
            }
        }
        boolean complete = given instanceof OptionValue.Listing all && all.items().size() == names.size();
        boolean isRequest = switch (operation) {
            case Read _,Write _,WriteData _,WriteZeroes _,Flush _,Examine _ -> true;
            default -> false;
        };
        if (!complete || names.isEmpty() || !isRequest) {
            throw step.group().problem("unanswered",
                    Wording.of("this is no list of the children that did not answer a request"),
                    Wording.of("Write names out of {0}, of a read, a write or a flush.",
                            String.join(", ", faults.keySet())));
        }
        return new GivenUp(operation, names);
    }

    private Operation operation(Fields step) throws ConfigurationProblem {
        String word = step.text("op");
        return switch (word) {
            case "read" -> new Read(offset(step), length(step));
            case "write" -> step.group().has("data")
                    ? new WriteData(offset(step), length(step), hex(step), step.flag("fua", false))
                    : new Write(offset(step), length(step), (int) step.number("fill", 0, 255),
                            step.flag("fua", false));
            case "examine" -> new Examine(offset(step), examined(step));
            case "threshold" -> new SetThreshold((int) step.number("votes", 1, ScenarioReader.MOST_CHILDREN));
            case "capture" -> new Capture(node(step, faults.keySet()), step.text("moment"));
            case "heal" -> new Heal(node(step, faults.keySet()));
            case "discard_writes" -> new DiscardWrites(
                    node(step, children.stream().map(ScenarioChild::name).toList()));
            case "overwrite" -> new Operation.Overwrite(
                    node(step, children.stream().map(ScenarioChild::name).toList()), offset(step), hex(step));
            case "recount" -> new Recount();
            case "identify" -> new Identify();
            case "diagnose" -> new Diagnose();
            case "write_zeroes" -> new WriteZeroes(offset(step), extent(step), step.flag("fua", false),
                    step.flag("unmap", false));
            case "trim" -> new Trim(offset(step), extent(step));
            case "flush" -> new Flush();
            case "block_status" -> new BlockStatus(offset(step), extent(step));
            case "wait" -> new Wait(seconds(step));
            case "qmp" -> new Command(step.text("execute"), step.object("arguments"), step.group().text("show"));
            case "fault" -> switchFault(step);
            default -> throw step.group().problem("op", Wording.of("'{0}' is not an operation", word),
                    Wording.of("Write {0}.", KINDS));
        };
    }

    private SwitchFault switchFault(Fields step) throws ConfigurationProblem {
        String name = step.text("child");
        String id = step.text("fault");
        if (faults.getOrDefault(name, List.of()).stream().noneMatch(spec -> spec.fault().id().equals(id))) {
            throw step.group().problem("fault", Wording.of("child '{0}' has no fault '{1}'", name, id),
                    Wording.of("Give it one under \"faults\", with \"on\": false if it comes later."));
        }
        return new SwitchFault(name, id, step.flag("on", true));
    }

    private static String node(Fields step, Collection<String> nodes) throws ConfigurationProblem {
        String name = step.text("child");
        if (!nodes.contains(name)) {
            throw step.group().problem("child", Wording.of("there is no child '{0}'", name),
                    Wording.of("Children are {0}.", String.join(", ", nodes)));
        }
        return name;
    }

    /** Whole sectors, as the window reads. */
    private int examined(Fields step) throws ConfigurationProblem {
        int length = length(step);
        if (length % SECTOR != 0 || offset(step) % SECTOR != 0) {
            throw step.group().problem("length", Wording.of("only whole sectors are examined"),
                    Wording.of("Write an offset and a length that {0} divides, or \"op\": \"read\".", SECTOR));
        }
        return length;
    }

    private static String hex(Fields step) throws ConfigurationProblem {
        String hex = step.text("data");
        if (!Fields.isHex(hex)) {
            throw step.group().problem("data", Wording.of("this is not bytes in hexadecimal digits"),
                    Wording.of("Write \"dead01\"."));
        }
        return hex;
    }

    private static long offset(Fields step) throws ConfigurationProblem {
        return step.number("offset", 0, Fields.LARGEST);
    }

    private int length(Fields step) throws ConfigurationProblem {
        return (int) step.number("length", 1, longest);
    }

    private static long extent(Fields step) throws ConfigurationProblem {
        return step.number("length", 1, Fields.LARGEST);
    }

    private static BigDecimal seconds(Fields step) throws ConfigurationProblem {
        OptionValue value = step.group().value("seconds").orElse(null);
        if (value instanceof OptionValue.Numeral numeral && numeral.digits().matches("[0-9]{1,6}([.][0-9]{1,9})?")) {
            return new BigDecimal(numeral.digits());
        }
        throw step.group().problem("seconds",
                value == null ? Wording.of("'seconds' is missing") : Wording.of("{0} is no time", value.inWords()),
                Wording.of("Write seconds as a number, 1.5 for instance."));
    }
}
