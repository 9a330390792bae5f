// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.fault.BlkdebugRules;
import org.quorumworkbench.core.fault.BlkdebugRules.InjectError;
import org.quorumworkbench.core.fault.BlkdebugRules.SetState;
import org.quorumworkbench.core.fault.DeviceOperation;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the rules of a blkdebug node as QEMU takes them. */
final class BlkdebugWriter {

    private BlkdebugWriter() {}

    static void rules(BlkdebugRules rules, ObjectNode node) {
        if (!rules.injectErrors().isEmpty()) {
            ArrayNode list = node.putArray("inject-error");
            rules.injectErrors().forEach(rule -> injectError(rule, list.addObject()));
        }
        if (!rules.setStates().isEmpty()) {
            ArrayNode list = node.putArray("set-state");
            for (SetState rule : rules.setStates()) {
                list.addObject().put("event", rule.event()).put("state", rule.state()).put("new_state",
                        rule.newState());
            }
        }
    }

    private static void injectError(InjectError rule, ObjectNode object) {
        object.put("event", rule.event());
        if (rule.state() != BlkdebugRules.ANY_STATE) {
            object.put("state", rule.state());
        }
        if (!rule.operations().equals(InjectError.USUAL)) {
            // A rule is read from one iotype, or from none.
            rule.operations().stream().findFirst().map(DeviceOperation::word)
                    .ifPresent(word -> object.put("iotype", word));
        }
        object.put("errno", rule.errno().map(Errno::number).orElse(0));
        rule.sector().ifPresent(sector -> object.put("sector", sector));
        if (rule.once()) {
            object.put("once", true);
        }
        if (rule.immediately()) {
            object.put("immediately", true);
        }
    }
}
