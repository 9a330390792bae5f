// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quorumworkbench.core.file.Wording;

/**
 * Faults that are kept in a file of their own, by the names of the children that they are laid
 * over:
 *
 * <pre>{@code
 * {"format": 1, "children": {"c0": [{"effect": "errno", "sector": 40}], "c2": [...]}}
 * }</pre>
 */
public final class FaultFile {

    private FaultFile() {}

    /**
     * Reads such a file's text.
     *
     * @param name
     *            what messages call it
     */
    public static Map<String, List<FaultSpec>> read(String text, String name) throws ConfigurationProblem {
        OptionGroup top = top(text, name, Wording.of("Write {0}.", "{\"format\": 1, \"children\": {\"c0\": [...]}}"));
        long format = top.number("format").orElse(NativeForm.FORMAT);
        if (format != NativeForm.FORMAT) {
            throw top.problem("format", Wording.of("format {0} is not known", format),
                    Wording.of("This program reads format {0}; use a newer one, or correct the number.",
                            NativeForm.FORMAT));
        }
        OptionGroup children = top.group("children").orElseThrow(() -> top.problem("children",
                Wording.of("this is not a file of faults: 'children' is missing"),
                Wording.of("Choose a file that was saved as faults.")));
        top.refuseOthers(key -> Wording.of("unknown option '{0}'", key));
        Map<String, List<FaultSpec>> faults = new LinkedHashMap<>();
        for (String child : children.keys()) {
            faults.put(child, FaultReader.list(children, child));
        }
        return faults;
    }

    /** Reads one fault alone, as it stands in such a file. */
    public static FaultSpec one(String text, String name) throws ConfigurationProblem {
        return FaultReader.one(top(text, name, Wording.of("Write {0}.", "{\"effect\": \"errno\"}")));
    }

    private static OptionGroup top(String text, String name, Wording remedy) throws ConfigurationProblem {
        OptionSource source = OptionSource.of(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
        OptionValue value = JsonText.read(source);
        if (!(value instanceof OptionValue.Group group)) {
            throw source.problem(value.at(), "", Wording.of("faults are an object, not {0}", value.inWords()), remedy);
        }
        return new OptionGroup(source, "", group, false);
    }

    /** The file as a JSON object. */
    public static Map<String, Object> write(Map<String, List<FaultSpec>> faults) {
        Map<String, Object> children = new LinkedHashMap<>();
        faults.forEach((child, specs) -> children.put(child,
                new ArrayList<>(specs.stream().map(FaultWriter::write).toList())));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", NativeForm.FORMAT);
        json.put("children", children);
        return json;
    }
}
