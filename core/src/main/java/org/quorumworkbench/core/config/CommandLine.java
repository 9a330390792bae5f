// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.config.OptionValue.Group;
import org.quorumworkbench.core.file.Wording;

/**
 * Reads what a QEMU command line says of block nodes: the values of its {@code -blockdev},
 * {@code -drive} and {@code --image-opts} options, and {@code json:} names of images. The rest of
 * the command line is passed over.
 */
final class CommandLine {

    /** One word of a command line and where it was written. */
    record Word(String text, TextPosition at) {}

    private final String sourceName;
    private final List<Word> words;
    private final List<OptionGroup> nodes = new ArrayList<>();

    private CommandLine(String sourceName, List<Word> words) {
        this.sourceName = sourceName;
        this.words = words;
    }

    /** The block nodes, in order; perhaps none. */
    static List<OptionGroup> nodes(String sourceName, List<Word> words) throws ConfigurationProblem {
        CommandLine line = new CommandLine(sourceName, words);
        for (int i = 0; i < words.size(); i++) {
            i = line.word(i);
        }
        return line.nodes;
    }

    /** Reads the option that stands there, and answers where its last word does. */
    private int word(int at) throws ConfigurationProblem {
        String text = words.get(at).text();
        if (text.startsWith("json:{")) {
            nodes.add(node(source(words.get(at))));
            return at;
        }
        if (!text.startsWith("-")) {
            return at;
        }
        String option = text.replaceFirst("^--?", "");
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        if (!name.equals("blockdev") && !name.equals("drive") && !name.equals("image-opts")) {
            return at;
        }
        Optional<Word> value = Optional.empty();
        int last = at;
        if (equals >= 0) {
            TextPosition here = words.get(at).at();
            value = Optional.of(new Word(option.substring(equals + 1),
                    new TextPosition(here.line(), here.column() + text.indexOf('=') + 1)));
        } else {
            // --image-opts is a switch; the name that it is about may stand behind other switches.
            boolean isSwitch = name.equals("image-opts");
            while (value.isEmpty() && ++last < words.size()) {
                if (!isSwitch || !words.get(last).text().startsWith("-")) {
                    value = Optional.of(words.get(last));
                }
            }
        }
        if (value.isPresent()) {
            OptionSource source = source(value.get());
            nodes.add(switch (name) {
                case "drive" -> DriveOption.node(source);
                case "blockdev" -> blockdev(source);
                default -> node(source);
            });
        }
        return last;
    }

    private OptionSource source(Word word) {
        return new OptionSource(sourceName, word.text(), word.at());
    }

    private static OptionGroup blockdev(OptionSource source) throws ConfigurationProblem {
        return source.text().stripLeading().startsWith("{")
                ? node(source)
                : new OptionGroup(source, "",
                        Nesting.of(source, DottedText.read(source, DottedText.Bare.FIRST_IS_DRIVER)), true);
    }

    /** A node in one word: a JSON object, {@code json:} before it or not, or {@code name=value,...}. */
    static OptionGroup node(OptionSource source) throws ConfigurationProblem {
        String text = source.text();
        if (text.startsWith("json:")) {
            TextPosition start = source.start();
            return node(new OptionSource(source.name(), text.substring(5),
                    new TextPosition(start.line(), start.column() + 5)));
        }
        if (!text.stripLeading().startsWith("{")) {
            return new OptionGroup(source, "", Nesting.of(source, DottedText.read(source, DottedText.Bare.NONE)),
                    true);
        }
        if (JsonText.qemu(source) instanceof Group group) {
            return new OptionGroup(source, "", Nesting.of(source, group), true);
        }
        throw source.problem(source.start(), "", Wording.of("this is not a JSON object"),
                Wording.of("Give {0}.", "{\"driver\": \"quorum\", ...}"));
    }
}
