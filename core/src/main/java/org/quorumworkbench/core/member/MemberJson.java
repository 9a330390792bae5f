// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was found, and the sets, in the shape that JSON has: described in README. */
public final class MemberJson {

    private MemberJson() {}

    /** One entry of a file's {@code found}. */
    public static Map<String, @Nullable Object> found(Found found) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", found.kind());
        json.put("version", found.version());
        json.put("at", found.at());
        json.put("set", found.set().map(SetName::word).orElse(null));
        json.put("role", found.role());
        json.put("events", found.events().isPresent() ? found.events().getAsLong() : null);
        json.put("state", found.state().map(State::word).orElse(null));
        json.put("area", found.area().map(MemberJson::area).orElse(null));
        json.put("says", found.says());
        return json;
    }

    private static Map<String, Object> area(Area area) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("offset", area.offset());
        json.put("length", area.length());
        return json;
    }

    /**
     * One set, as the list of all sets has it.
     *
     * @param files
     *            as they were given
     * @param names
     *            what sentences call them
     */
    public static Map<String, @Nullable Object> set(MemberSet set, List<String> files, List<String> names) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", set.kind());
        json.put("set", set.name().word());
        json.put("files", given(set.files(), files));
        json.put("current", given(set.files(Standing.CURRENT), files));
        json.put("stale", given(set.files(Standing.STALE), files));
        json.put("recovering", given(set.files(Standing.RECOVERING), files));
        json.put("splitBrain", set.splitBrain());
        json.put("evidence", set.evidence().stream().map(evidence -> evidence(evidence, files, names)).toList());
        return json;
    }

    /** One entry of {@code evidence}. */
    public static Map<String, Object> evidence(Evidence evidence, List<String> files, List<String> names) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", evidence.kind());
        json.put("files", given(evidence.files(), files));
        json.put("text", evidence.text(names::get));
        return json;
    }

    private static List<String> given(List<Integer> positions, List<String> files) {
        return positions.stream().map(files::get).toList();
    }
}
