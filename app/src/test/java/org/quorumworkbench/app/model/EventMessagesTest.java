// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Event.Alteration;
import org.quorumworkbench.core.quorum.RequestKind;
import org.quorumworkbench.core.story.EventWords;
import org.quorumworkbench.ui.Resources;

/**
 * Events in words: in English as the command line tells them, in German without a word of English.
 */
class EventMessagesTest {

    private static final SectorRange RANGE = new SectorRange(8, 2);

    private final EventMessages messages = new EventMessages();

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    private static List<Effect> effects() {
        return List.of(new Effect.Fails(Errno.EIO), new Effect.Hangs(), new Effect.Delays(Duration.ofMillis(20)),
                new Effect.Enters("worn"), new Effect.FlipsBits(1, 7), new Effect.FlipsBits(3, 7),
                new Effect.FlipsBitsAt(List.of(9L)), new Effect.FlipsBitsAt(List.of(9L, 1_000_000L)),
                new Effect.StuckBit(3, true, 64, 5), new Effect.StuckBit(3, false, 64, 5),
                new Effect.Filled(List.of(0)), new Effect.Filled(List.of(0xFF)), new Effect.Filled(List.of(7)),
                new Effect.Filled(List.of(1, 2)), new Effect.Junk(7), new Effect.Shifted(1),
                new Effect.Shifted(-40_000),
                new Effect.Swapped(4), new Effect.Stale(Optional.empty()), new Effect.Stale(Optional.of("monday")),
                new Effect.Torn(4096, OptionalLong.empty(), 7), new Effect.Misdirected(1_000_000),
                new Effect.Shortened(1_000_000));
    }

    private static List<Event> events() {
        List<Event> events = new ArrayList<>(List.of(
                new Event.ReportBad(1, Instant.EPOCH, RequestKind.READ, "c1", RANGE, Optional.empty()),
                new Event.ReportBad(1, Instant.EPOCH, RequestKind.WRITE, "c1", RANGE, Optional.of(Errno.EIO)),
                new Event.QuorumFailure(1, Instant.EPOCH, RequestKind.FLUSH, "quorum", SectorRange.EMPTY),
                new Event.Rewritten(1, Instant.EPOCH, "c1", RANGE, Optional.empty()),
                new Event.Rewritten(1, Instant.EPOCH, "c1", RANGE, Optional.of(Errno.EIO)),
                new Event.Cancelled(1, Instant.EPOCH, RequestKind.WRITE_ZEROES, RANGE),
                new Event.Changed(1, Instant.EPOCH, new Alteration.Added("c4", "children.4")),
                new Event.Changed(1, Instant.EPOCH, new Alteration.Removed("children.4")),
                new Event.Changed(1, Instant.EPOCH, new Alteration.Aborted("quorum: mismatch"))));
        effects().forEach(effect -> events.add(
                new Event.FaultFired(1, Instant.EPOCH, RequestKind.READ, "c1", RANGE, "a fault", effect)));
        events.add(new Event.FaultFired(1, Instant.EPOCH, RequestKind.READ, "c1", RANGE, "hangs", new Effect.Hangs()));
        return events;
    }

    @Test
    void anEventIsTheSameSentenceInTheWindowAndOnTheCommandLine() {
        for (Event event : events()) {
            EventWords words = EventWords.of(event);
            assertEquals(words.request().isEmpty() ? words.message() : words.request() + ": " + words.message(),
                    messages.of(event));
        }
        effects().forEach(effect -> assertEquals(effect.words(), EffectWords.of(effect)));
    }

    @Test
    void inGermanNoSentenceIsEnglish() {
        Resources.speak(Locale.GERMAN);
        for (Event event : events()) {
            EventWords words = EventWords.of(event);
            assertNotEquals(words.request() + ": " + words.message(), messages.of(event));
            assertNotEquals(words.message(), messages.of(event));
        }
        effects().forEach(effect -> assertNotEquals(effect.words(), EffectWords.of(effect)));
        assertEquals("Lesen: andere Bytes als der Sieger", messages.of(events().getFirst()));
    }

    @Test
    void everyEffectIsTold() {
        Set<Class<?>> told = new HashSet<>();
        effects().forEach(effect -> told.add(effect.getClass()));
        Set<Class<?>> all = new HashSet<>();
        collect(Effect.class, all);
        assertEquals(all, told);
    }

    private static void collect(Class<?> type, Set<Class<?>> all) {
        if (type.isSealed()) {
            List.of(type.getPermittedSubclasses()).forEach(one -> collect(one, all));
        } else {
            all.add(type);
        }
    }
}
