// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a plan's policy calls what is refused or allowed, in the order in which it is written. */
final class PolicyWords {

    static final String REFUSE = "refuse";
    static final String ALLOW = "allow";
    static final Map<Refusal, String> NAMES = names();

    private PolicyWords() {}

    private static Map<Refusal, String> names() {
        Map<Refusal, String> names = new LinkedHashMap<>();
        names.put(Refusal.TIES, "ties");
        names.put(Refusal.MARGIN, "margin");
        names.put(Refusal.SUSPECT, "suspectWinner");
        names.put(Refusal.CORRELATED, "correlated");
        names.put(Refusal.UNKNOWN, "unknownClass");
        names.put(Refusal.DISPUTED, "metadataDisputed");
        names.put(Refusal.UNSTABLE, "unstable");
        names.put(Refusal.DIRTY_JOURNAL, "dirtyJournal");
        return Collections.unmodifiableMap(names);
    }
}
