// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.children;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.format.DiskFormat;
import org.quorumworkbench.core.format.ImageChain;
import org.quorumworkbench.core.nbd.BlockSizes;
import org.quorumworkbench.core.nbd.NbdOffer;
import org.quorumworkbench.ui.Resources;

/** Where a child's bytes come from, in the window's language. */
class ChildOriginTest {

    private static final List<ImageChain.Part> CHAIN = List.of(new ImageChain.Part(DiskFormat.QCOW2, true, true),
            new ImageChain.Part(DiskFormat.QCOW2, false, false), new ImageChain.Part(DiskFormat.RAW, false, false));

    /** An export with all or none of the flags of the protocol. */
    private static NbdOffer offer(boolean all) {
        return new NbdOffer(4096, all ? 0xffff : 0, all, all ? OptionalInt.of(9) : OptionalInt.empty(),
                new BlockSizes(1, 4096, 65_536), all ? Optional.of("TLSv1.3") : Optional.empty());
    }

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    @Test
    void anOfferAndAChainOfImagesAreToldInEnglish() {
        assertEquals("qcow2 (encrypted) with a data file over qcow2 over raw", ChildOrigin.words(CHAIN));
        assertEquals("read-only, structured replies, DF, tells holes, multi-conn, blocks 1/4096/65536, TLSv1.3",
                ChildOrigin.words(offer(true)));
        assertEquals("writable, simple replies, tells no holes, blocks 1/4096/65536, no TLS",
                ChildOrigin.words(offer(false)));
    }

    @Test
    void anOfferAndAChainOfImagesAreToldInGerman() {
        Resources.speak(Locale.GERMAN);
        assertEquals("qcow2 (verschl\u00fcsselt) mit einer Datendatei \u00fcber qcow2 \u00fcber raw",
                ChildOrigin.words(CHAIN));
        assertEquals("nur lesbar, strukturierte Antworten, DF, nennt L\u00f6cher, multi-conn,"
                + " Bl\u00f6cke 1/4096/65536, TLSv1.3", ChildOrigin.words(offer(true)));
        assertEquals("schreibbar, einfache Antworten, nennt keine L\u00f6cher, Bl\u00f6cke 1/4096/65536, kein TLS",
                ChildOrigin.words(offer(false)));
    }
}
