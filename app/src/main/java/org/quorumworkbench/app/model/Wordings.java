// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.ui.Resources;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code core} tells a person, in the window's language: its own wordings are English. May be
 * used from any thread.
 */
public final class Wordings {

    private static final Map<String, Map<String, String>> BY_LANGUAGE = new ConcurrentHashMap<>();

    private Wordings() {}

    public static String of(Wording wording) {
        return Printable.line(wording.in(Wordings::pattern));
    }

    /**
     * What core keeps as a text: in the window's language if it is a wording in which nothing stands,
     * else as it is.
     */
    static String ofWhole(String english) {
        return english.indexOf('{') < 0 ? pattern(english) : english;
    }

    private static String pattern(String english) {
        return BY_LANGUAGE.computeIfAbsent(Resources.language(), Wordings::read).getOrDefault(english, english);
    }

    /** Why something failed. */
    public static String of(Throwable failure) {
        return of(Wording.ofError(failure));
    }

    /** A language's patterns by the English ones; none for English itself. */
    static Map<String, String> read(String language) {
        return Optional.ofNullable(Resources.class.getResourceAsStream("wordings_" + language + ".json"))
                .map(file -> new JsonMapper().readValue(file, new TypeReference<Map<String, String>>() {
                }))
                .orElse(Map.of());
    }
}
