// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import org.quorumworkbench.core.config.OptionValue.Group;
import org.quorumworkbench.core.config.OptionValue.Member;
import org.quorumworkbench.core.file.Wording;

/**
 * Reads an option string as QEMU's {@code --image-opts}, {@code -drive} and {@code --blockdev} take
 * it: {@code driver=quorum,children.0.file.filename=a.img}; a comma in a value is doubled.
 */
final class DottedText {

    private DottedText() {}

    /** What a part without {@code =} means. */
    enum Bare {
        /** It is wrong. */
        NONE,
        /** If it is the first, it is the driver, as {@code -blockdev} has it; else it is wrong. */
        FIRST_IS_DRIVER,
        /** It is switched on, as {@code -drive} has it. */
        IS_A_SWITCH
    }

    /**
     * A flat group; keys keep their dots. Of an option that is given twice the last counts, as QEMU has
     * it.
     *
     * @throws ConfigurationProblem
     *             with the column, if a part has no name
     */
    static Group read(OptionSource source, Bare bare) throws ConfigurationProblem {
        String text = source.text();
        Group group = new Group(source.start());
        int at = 0;
        while (at < text.length()) {
            int start = at;
            StringBuilder part = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == ',') {
                    if (at + 1 >= text.length() || text.charAt(at + 1) != ',') {
                        break;
                    }
                    at++;
                }
                part.append(c);
                at++;
            }
            at++;
            put(source, group, meant(part.toString(), start == 0, bare), source.place(1, start + 1));
        }
        return group;
    }

    private static String meant(String part, boolean first, Bare bare) {
        if (part.indexOf('=') >= 0 || part.isBlank()) {
            return part;
        }
        return switch (bare) {
            case NONE -> part;
            case FIRST_IS_DRIVER -> first ? "driver=" + part : part;
            case IS_A_SWITCH -> part + "=on";
        };
    }

    private static void put(OptionSource source, Group group, String part, TextPosition at)
            throws ConfigurationProblem {
        int equals = part.indexOf('=');
        String key = equals < 0 ? part : part.substring(0, equals);
        if (equals <= 0 || key.isBlank()) {
            throw source.problem(at, key, Wording.of("'{0}' is not of the form name=value", part),
                    Wording.of("Write name=value, separated by commas; a comma in a value is doubled."));
        }
        TextPosition valueAt = new TextPosition(at.line(), at.column() + equals + 1);
        group.members().put(key, new Member(at, new OptionValue.Text(part.substring(equals + 1), valueAt)));
    }
}
