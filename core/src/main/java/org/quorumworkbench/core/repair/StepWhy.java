// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.Locale;

/**
 * Why a step was not done, or is not as it should be: by kind, so that every language can say it.
 */
public sealed interface StepWhy {

    /** As journals and the command line have it. */
    String english();

    /**
     * A phrase.
     *
     * @param about
     *            in place of {0}; empty if nothing stands in it
     */
    record Said(Phrase phrase, String about) implements StepWhy {
        @Override
        public String english() {
            return phrase.before() + (phrase.hasAbout() ? about + phrase.behind() : "");
        }
    }

    /** It was refused when its turn came, for that reason. */
    record Refused(StepWhy why) implements StepWhy {
        @Override
        public String english() {
            return "it was refused: " + why.english();
        }
    }

    /** What can be said. */
    enum Phrase {
        /** As a journal has it that says something else. */
        WRITTEN("{0}"),
        /** Somebody was faster, or the sectors are the same by chance. */
        ALREADY("it already is what the step would write"),
        /** Somebody has written since the plan was made. */
        OTHER_THAN_PLANNED("somebody has written there since the plan was made: make a new plan"),
        /** The source, which cannot be read. */
        NO_SOURCE("the source {0} cannot be read there"),
        /** The source, which has changed. */
        OTHER_SOURCE("the source {0} no longer has the bytes of the plan"),
        /** The source of a step that was interrupted. */
        OTHER_SOURCE_UNDO("the source {0} no longer has the bytes of the plan: undo it"),
        /** Neither the old bytes nor the new ones, nor a part of both. */
        OTHER_THAN_INTERRUPTED("somebody else has written there since the step was interrupted: it stays as it is"),
        /** Nothing of it is taken back. */
        OTHER_THAN_DONE("somebody has written there since: it stays as it is"),
        /** The target, and nobody knows why. */
        NOT_READABLE("it cannot be read"),
        /** What the system says of the target. */
        NOT_READ("it cannot be read: {0}"),
        /** Nobody knows how far it came. */
        INTERRUPTED("it was interrupted: resume or undo"),
        /** It was done, and then somebody else has written. */
        OTHER_THAN_WRITTEN("it was written, and is something else now"),
        /** As the plan found it. */
        NOT_BEGUN("it was not begun"),
        /** And no longer as the plan found it. */
        NOT_BEGUN_OTHER("it was not begun, and is something else");

        private static final String ABOUT = "{0}";

        private final String english;

        Phrase(String english) {
            this.english = english;
        }

        /** The end of its text's name. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether something stands in it. */
        public boolean hasAbout() {
            return english.contains(ABOUT);
        }

        private String before() {
            return hasAbout() ? english.substring(0, english.indexOf(ABOUT)) : english;
        }

        private String behind() {
            return english.substring(english.indexOf(ABOUT) + ABOUT.length());
        }

        private boolean isIn(String words) {
            return hasAbout()
                    ? words.length() >= english.length() - ABOUT.length() && words.startsWith(before())
                            && words.endsWith(behind())
                    : words.equals(english);
        }
    }

    static StepWhy of(Phrase phrase) {
        return new Said(phrase, "");
    }

    static StepWhy of(Phrase phrase, String about) {
        return new Said(phrase, about);
    }

    /** As a journal has it, which may be anybody's: in English it is the same again. */
    static StepWhy written(String words) {
        for (Phrase phrase : Phrase.values()) {
            if (phrase != Phrase.WRITTEN && phrase.isIn(words)) {
                return of(phrase, phrase.hasAbout()
                        ? words.substring(phrase.before().length(), words.length() - phrase.behind().length())
                        : "");
            }
        }
        return of(Phrase.WRITTEN, words);
    }
}
