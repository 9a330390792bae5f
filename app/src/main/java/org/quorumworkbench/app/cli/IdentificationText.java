// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.quorumworkbench.core.config.IdentifiedFiles;
import org.quorumworkbench.core.config.IdentifiedFiles.IdentifiedFile;
import org.quorumworkbench.core.member.Found;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.member.SetName;
import org.quorumworkbench.core.member.Standing;

/** What files are, as text. */
final class IdentificationText {

    private final IdentifiedFiles files;

    IdentificationText(IdentifiedFiles files) {
        this.files = files;
    }

    void print(PrintWriter out) {
        for (int i = 0; i < files.given().size(); i++) {
            IdentifiedFile file = files.files().get(i);
            out.printf(Locale.ROOT, "%s: %,d byte%s%n", files.given().get(i), file.length(),
                    file.length() == 1 ? "" : "s");
            if (file.identification().found().isEmpty()) {
                out.println("  nothing known: no metadata of a replica is where it would be");
            }
            file.identification().found().forEach(found -> print(out, found));
        }
        files.sets().forEach(set -> print(out, set));
    }

    private static void print(PrintWriter out, Found found) {
        List<String> words = new ArrayList<>();
        words.add((found.kind() + " " + found.version()).strip() + " at byte " + found.at());
        found.set().map(SetName::word).ifPresent(set -> words.add("set " + set));
        if (!found.role().isEmpty()) {
            words.add((found.isMember() ? "role " : "") + found.role());
        }
        found.events().ifPresent(events -> words.add("events " + Long.toUnsignedString(events)));
        found.state().ifPresent(state -> words.add(state.word()));
        found.area().ifPresent(area -> words.add("bytes " + area.offset() + "+" + area.length()));
        out.println("  " + String.join(", ", words));
        found.says().forEach(sentence -> out.println("    " + sentence));
    }

    private void print(PrintWriter out, MemberSet set) {
        out.println(set.kind() + " " + set.name().word() + ": " + names(set.files()));
        for (Standing standing : Standing.values()) {
            if (!set.files(standing).isEmpty()) {
                out.println("  " + standing.name().toLowerCase(Locale.ROOT) + ": "
                        + names(set.files(standing)));
            }
        }
        set.evidence().forEach(evidence -> out.println("  " + evidence.text(files.names()::get)));
    }

    private String names(List<Integer> positions) {
        return positions.stream().map(files.names()::get).collect(Collectors.joining(", "));
    }
}
