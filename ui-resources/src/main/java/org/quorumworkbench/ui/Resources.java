// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.ui;

import java.net.URL;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;

/** Texts, stylesheets, fonts and pictures by their names. May be used from any thread. */
public final class Resources {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("org.quorumworkbench.ui.texts",
            Locale.getDefault(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

    private Resources() {}

    /**
     * The text of that name in the person's language, filled in as {@link MessageFormat} does. Numbers
     * are to be given as strings where they must not be grouped.
     *
     * @throws java.util.MissingResourceException
     *             if there is no such text
     */
    public static String text(String name, Object... parts) {
        return new MessageFormat(TEXTS.getString(name), Locale.ROOT).format(parts);
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
