// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.children;

import static org.quorumworkbench.ui.Resources.text;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.core.config.ChildSource;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.ImageChain;
import org.quorumworkbench.core.nbd.NbdOffer;
import org.quorumworkbench.core.nbd.NbdState;

/** What a card tells of where a child's bytes come from, besides its name. */
final class ChildOrigin {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private ChildOrigin() {}

    /** Of a quorum its children, of an image its format, of an export what its server offers; now. */
    static String words(OpenedChild child) {
        if (child.image().isPresent()) {
            String format = text("children.image", words(child.image().get().chain().parts()));
            return child.image().get().state() instanceof NbdState.Connected _
                    ? format
                    : format + ". " + text("children.image.ended");
        }
        if (child.export().isPresent()) {
            return switch (child.export().get().state()) {
                case NbdState.Connected(var offer) -> text("children.export", words(offer));
                case NbdState.Reconnecting(var since, Wording why, int _) ->
                    text("children.export.lost", TIME.format(since.atZone(ZoneId.systemDefault())), Wordings.of(why));
                case NbdState.Refused(Wording why) -> text("children.export.refused", Wordings.of(why));
                case NbdState.Closed() -> "";
            };
        }
        return child.spec().source() instanceof ChildSource.Inner(Configuration quorum)
                ? text("children.within",
                        child.within().stream().map(OpenedChild::name).collect(Collectors.joining(", ")),
                        Integer.toString(quorum.policy().threshold()))
                : "";
    }

    /** An image and what lies below it. */
    static String words(List<ImageChain.Part> parts) {
        return parts.stream().map(part -> {
            String format = part.encrypted()
                    ? text("children.image.encrypted", part.format().word())
                    : part.format().word();
            return part.withDataFile() ? text("children.image.data", format) : format;
        }).collect(Collectors.joining(" " + text("children.image.over") + " "));
    }

    /** What a server has said of its export; the protocol's own words stay. */
    static String words(NbdOffer offer) {
        List<String> words = new ArrayList<>();
        words.add(text(offer.isReadOnly() ? "children.offer.read" : "children.offer.write"));
        words.add(text(offer.structured() ? "children.offer.structured" : "children.offer.simple"));
        if (offer.answersInOne()) {
            words.add("DF");
        }
        words.add(text(offer.tellsHoles() ? "children.offer.holes" : "children.offer.noHoles"));
        if (offer.takesSeveralConnections()) {
            words.add("multi-conn");
        }
        words.add(text("children.offer.blocks", Integer.toString(offer.sizes().smallest()),
                Integer.toString(offer.sizes().preferred()), Integer.toString(offer.sizes().largest())));
        words.add(offer.tls().orElseGet(() -> text("children.offer.noTls")));
        return String.join(", ", words);
    }
}
