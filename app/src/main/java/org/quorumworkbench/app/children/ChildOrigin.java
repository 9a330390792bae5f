// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.children;

import static org.quorumworkbench.ui.Resources.text;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.quorumworkbench.core.config.ChildSource;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.nbd.NbdState;

/** What a card tells of where a child's bytes come from, besides its name. */
final class ChildOrigin {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private ChildOrigin() {}

    /** Of a quorum its children, of an image its format, of an export what its server offers; now. */
    static String words(OpenedChild child) {
        if (child.image().isPresent()) {
            String format = text("children.image", child.image().get().chain().words());
            return child.image().get().state() instanceof NbdState.Connected _
                    ? format
                    : format + ". " + text("children.image.ended");
        }
        if (child.export().isPresent()) {
            return switch (child.export().get().state()) {
                case NbdState.Connected(var offer) -> text("children.export", String.join(", ", offer.words()));
                case NbdState.Reconnecting(var since, String why, int _) ->
                    text("children.export.lost", TIME.format(since.atZone(ZoneId.systemDefault())), why);
                case NbdState.Refused(String why) -> text("children.export.refused", why);
                case NbdState.Closed() -> "";
            };
        }
        return child.spec().source() instanceof ChildSource.Inner(Configuration quorum)
                ? text("children.within",
                        child.within().stream().map(OpenedChild::name).collect(Collectors.joining(", ")),
                        Integer.toString(quorum.policy().threshold()))
                : "";
    }
}
