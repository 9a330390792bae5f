// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.Map;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.config.OptionValue.Group;
import org.quorumworkbench.core.config.OptionValue.Member;
import org.quorumworkbench.core.config.OptionValue.Text;
import org.quorumworkbench.core.file.Wording;

/**
 * Reads the value of a {@code -drive} option, which is older than {@code -blockdev} and parsed in
 * another way (QEMU's blockdev.c, drive_new and blockdev_init): {@code file} is a file's name and
 * never a node's, {@code format} is the driver, {@code readonly} was once {@code read-only}, and
 * {@code id} names the drive, by which a quorum may refer to it as to a node.
 */
final class DriveOption {

    private static final String JSON = "json:";

    private DriveOption() {}

    static OptionGroup node(OptionSource source) throws ConfigurationProblem {
        if (source.text().stripLeading().startsWith("{")) {
            return CommandLine.node(source);
        }
        Group drive = DottedText.read(source, DottedText.Bare.IS_A_SWITCH);
        rename(drive, "format", "driver");
        rename(drive, "readonly", "read-only");
        Member file = drive.members().get("file");
        if (file == null || !(file.value() instanceof Text(String name, TextPosition at))) {
            return nested(source, drive);
        }
        drive.members().remove("file");
        if (NbdForm.isName(name)) {
            drive.members().put("file.driver", new Member(file.keyAt(), new Text("nbd", at)));
            drive.members().put("file.filename", new Member(file.keyAt(), new Text(name, at)));
            return nested(source, drive);
        }
        if (!name.startsWith(JSON)) {
            drive.members().put("file.filename", new Member(file.keyAt(), new Text(plain(source, name, at), at)));
            return nested(source, drive);
        }
        OptionSource json = new OptionSource(source.name(), name, at);
        Group merged = new Group(drive.at());
        // What is said beside the json: name counts more than what the name says.
        merged.members().putAll(CommandLine.node(json).asValue().members());
        for (Map.Entry<String, Member> option : nested(source, drive).asValue().members().entrySet()) {
            merged.members().put(option.getKey(), option.getValue());
        }
        return new OptionGroup(source, "", merged, true);
    }

    private static OptionGroup nested(OptionSource source, Group drive) throws ConfigurationProblem {
        return new OptionGroup(source, "", Nesting.of(source, drive), true);
    }

    private static void rename(Group drive, String old, String today) {
        Member member = drive.members().remove(old);
        if (member != null) {
            drive.members().putIfAbsent(today, member);
        }
    }

    /** Only here, and where an image is named on a command line, may a name have a protocol. */
    private static String plain(OptionSource source, String name, TextPosition at) throws ConfigurationProblem {
        int colon = name.indexOf(':');
        int slash = name.indexOf('/');
        if (colon < 1 || (slash >= 0 && slash < colon) || NbdForm.isName(name)) {
            return name;
        }
        String protocol = name.substring(0, colon);
        if (protocol.equals("file") || protocol.equals("host_device")) {
            return name.substring(name.startsWith("://", colon) ? colon + 3 : colon + 1);
        }
        throw source.problem(at, "file",
                Wording.of("'{0}' is not a file: protocol '{1}' is not opened here", name, protocol),
                Wording.of("Give an image file; ./ before the name if its name has a colon."), Errno.EINVAL);
    }
}
