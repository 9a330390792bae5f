// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.ui;

import java.net.URL;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;

/** Texts, stylesheets, fonts and pictures by their names. May be used from any thread. */
public final class Resources {

    /** The languages that there are texts in, as tags; English is complete by definition. */
    public static final List<String> LANGUAGES = List.of("en", "de");

    private static volatile ResourceBundle texts = bundle(Locale.getDefault());

    private Resources() {}

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle("org.quorumworkbench.ui.texts", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Chooses the language of all texts that are asked for from now on; before a window is made. */
    public static void speak(Locale locale) {
        texts = bundle(locale);
    }

    /**
     * The text of that name in the person's language, filled in as {@link MessageFormat} does. Numbers
     * are to be given as strings where they must not be grouped.
     *
     * @throws java.util.MissingResourceException
     *             if there is no such text
     */
    public static String text(String name, Object... parts) {
        String text = texts.getString(name);
        // Most texts are whole, and a list asks for the same ones over and over: only what has something to
        // fill in, or a quoted character, is worth being taken apart.
        return text.indexOf('{') < 0 && text.indexOf('\'') < 0
                ? text
                : new MessageFormat(text, Locale.ROOT).format(parts);
    }

    /** The tag of the language that texts are in; empty for English. */
    public static String language() {
        return texts.getLocale().getLanguage();
    }

    /** A whole number as the window's language writes it: 524,288 or 524.288. */
    public static String number(long number) {
        return String.format(texts.getLocale(), "%,d", number);
    }

    /** A measure with one decimal, as the window's language writes it: 7.6 or 7,6. */
    public static String measure(double measure) {
        return String.format(texts.getLocale(), "%.1f", measure);
    }

    /** A share of one with two decimals, as the window's language writes it: 0.98 or 0,98. */
    public static String share(double share) {
        return String.format(texts.getLocale(), "%.2f", share);
    }

    /**
     * A page of the guide in the person's language, or in English where there is none in theirs.
     *
     * @throws NullPointerException
     *             if there is none at all
     */
    public static URL guide(String page) {
        URL translated = Resources.class.getResource("guide/" + texts.getLocale().getLanguage() + "/" + page);
        return translated != null ? translated : url("guide/" + page);
    }

    /**
     * The resource of that name beside this class.
     *
     * @throws NullPointerException
     *             if there is none
     */
    public static URL url(String name) {
        return Objects.requireNonNull(Resources.class.getResource(name), name);
    }
}
