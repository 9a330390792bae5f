// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import org.quorumworkbench.core.config.OptionValue.Group;
import org.quorumworkbench.core.config.OptionValue.Member;

/**
 * Reads an option string as QEMU's {@code --image-opts}, {@code -drive} and {@code --blockdev} take
 * it: {@code driver=quorum,children.0.file.filename=a.img}; a comma in a value is doubled.
 */
final class DottedText {

    private DottedText() {}

    /**
     * A flat group; keys keep their dots.
     *
     * @throws ConfigurationProblem
     *             with the column, if a part has no name or a name comes twice
     */
    static Group read(OptionSource source) throws ConfigurationProblem {
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
            put(source, group, part.toString(), source.place(1, start + 1));
        }
        return group;
    }

    private static void put(OptionSource source, Group group, String part, TextPosition at)
            throws ConfigurationProblem {
        int equals = part.indexOf('=');
        String key = equals < 0 ? part : part.substring(0, equals);
        if (equals <= 0 || key.isBlank()) {
            throw source.problem(at, key, "'" + part + "' is not of the form name=value",
                    "Write name=value, separated by commas; a comma in a value is doubled.");
        }
        TextPosition valueAt = new TextPosition(at.line(), at.column() + equals + 1);
        if (group.members().putIfAbsent(key,
                new Member(at, new OptionValue.Text(part.substring(equals + 1), valueAt))) != null) {
            throw source.problem(at, key, "Option '" + key + "' is given twice", "Give it once.");
        }
    }
}
