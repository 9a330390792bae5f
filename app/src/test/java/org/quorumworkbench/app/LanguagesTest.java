// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.app.model.RepairWords;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Statement;
import org.quorumworkbench.core.repair.Excluded;
import org.quorumworkbench.core.repair.Refusal;
import org.quorumworkbench.core.repair.Why;
import org.quorumworkbench.core.scan.Headline;
import org.quorumworkbench.core.scan.HeadlineText;
import org.quorumworkbench.core.scan.SectorRanges;
import org.quorumworkbench.ui.Resources;

/** Every language says everything, and fills in the same. */
class LanguagesTest {

    private static final Pattern LONE = Pattern.compile("(?<!')'(?!')");
    private static final Pattern PART = Pattern.compile("\\{[0-9]+}");

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(Resources.url(file).openStream(), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    private static Set<String> parts(String text) {
        return new TreeSet<>(PART.matcher(text).results().map(part -> part.group()).toList());
    }

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(strings = "de")
    void aLanguageHasEveryTextWithTheSameParts(String language) throws IOException {
        Properties english = texts("texts.properties");
        Properties other = texts("texts_" + language + ".properties");
        assertEquals(new TreeSet<>(english.stringPropertyNames()), new TreeSet<>(other.stringPropertyNames()));
        for (String name : english.stringPropertyNames()) {
            assertEquals(parts(english.getProperty(name)), parts(other.getProperty(name)), name);
            assertEquals(count(english.getProperty(name)), count(other.getProperty(name)), name + " as a format");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"texts.properties", "texts_de.properties"})
    void anApostropheIsWrittenTwiceOrItWouldNotBeSeen(String file) throws IOException {
        texts(file).forEach((name, text) -> assertFalse(LONE.matcher((String) text).find(), name + "=" + text));
    }

    /**
     * How many places the text has once it is read as a format: a lone apostrophe would swallow them.
     */
    private static long count(String text) {
        return Arrays.stream(new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex()).count();
    }

    @Test
    void theHeadlineIsTheSameSentenceInTheWindowAndOnTheCommandLine() {
        HeadlineText.keys().forEach((key, english) -> assertEquals(english, Resources.text(key, "{0}", "{1}"), key));
        Headline headline = new Headline(SectorRanges.of(new SectorRange(0, 524_288)), 524_288, true,
                List.of(new Headline.Child("c0", 0, 0), new Headline.Child("c1", 107, 0),
                        new Headline.Child("c2", 792, 0)),
                907, 8, 0);
        assertEquals("Whole disk: c2 outvoted in 792 sectors, c1 in 107, c0 never; 8 sectors have no winner.",
                HeadlineText.of(headline));
        Resources.speak(Locale.GERMAN);
        assertEquals("Ganze Platte: c2 in 792 Sektoren überstimmt, c1 in 107, c0 nie; 8 Sektoren haben keinen Sieger.",
                HeadlineText.of(headline, new HeadlineText.Phrases() {
                    @Override
                    public String phrase(String key, String... values) {
                        return Resources.text(key, (Object[]) values);
                    }

                    @Override
                    public String number(long number) {
                        return String.format(Locale.GERMAN, "%,d", number);
                    }
                }));
    }

    @Test
    void evidenceIsTheSameSentenceInTheWindowAndInReports() {
        Object[] places = {"{0}", "{1}", "{2}", "{3}", "{4}"};
        for (Statement.Phrase phrase : Statement.Phrase.values()) {
            String key = "evidence." + phrase.word();
            assertEquals(phrase.english(false), Resources.text(key, places), key);
            if (phrase.isCounted()) {
                assertEquals(phrase.english(true), Resources.text(key + ".one", places), key);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"texts.properties,'Strg|Umschalt|Pos1|Einfg|Eingabe|Leertaste|PgUp|PgDn|Escape'",
            "texts_de.properties,'Ctrl|Shift|Page (Up|Down)|Home|Insert|Enter|Space|PgUp|PgDn|Escape'"})
    void aTextCallsAKeyAsKeyboardsOfItsLanguageDo(String file, String foreign) throws IOException {
        Pattern key = Pattern.compile("\\b(?:" + foreign + ")\\b");
        Properties texts = texts(file);
        assertEquals(List.of(), texts.stringPropertyNames().stream()
                .filter(name -> key.matcher(texts.getProperty(name)).find()).sorted().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyReasonOfARepairPlanIsToldWithAllThatStandsInIt(String language) {
        Resources.speak(Locale.forLanguageTag(language));
        String allowed = Resources.text("repair.why.override", "", Resources.text("repair.allow.ties"));
        for (Why.Phrase phrase : Why.Phrase.values()) {
            Why why = new Why(List.of(new Why.Sentence(phrase, List.of("W0", "W1", "W2", "W3"))),
                    Optional.of(Refusal.TIES));
            String line = RepairWords.line(
                    new Excluded(Optional.of("c1"), new SectorRange(8, 1), Refusal.MARGIN, why, Optional.empty()));
            for (int value = 0; value < 4; value++) {
                assertEquals(phrase.english().contains("{" + value + "}"), line.contains("W" + value), line);
            }
            assertTrue(line.startsWith("c1  8  " + Resources.text("repair.left.margin") + ": "), line);
            assertTrue(line.endsWith(allowed), line);
        }
        for (Refusal refusal : Refusal.values()) {
            assertFalse(Resources.text("repair.left." + refusal.word()).isBlank());
        }
    }

    @Test
    void theWindowSpeaksTheLanguageThatWasChosen() {
        String english = Resources.text("menu.range");
        Resources.speak(Locale.GERMAN);
        assertNotEquals(english, Resources.text("menu.range"));
        Resources.speak(Locale.forLanguageTag("fi"));
        assertEquals(english, Resources.text("menu.range"), "an unknown language is English");
    }
}
