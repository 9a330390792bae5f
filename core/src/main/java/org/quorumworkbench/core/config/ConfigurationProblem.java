// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Clause;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.Worded;
import org.quorumworkbench.core.file.Wording;

/**
 * Why a configuration cannot be read or opened: where, what is wrong, and what to do. The driver's
 * own words are used where the driver has words for it.
 */
public class ConfigurationProblem extends Exception implements Worded {

    private static final long serialVersionUID = 1;

    private final String source;
    private final transient Optional<TextPosition> position;
    private final transient Optional<String> option;
    private final transient Wording reason;
    private final transient Wording remedy;
    private final transient Optional<Errno> errno;

    /**
     * @param source
     *            the file's name, or what the text came from
     * @param position
     *            where in the source
     * @param option
     *            the option's full name, {@code children.0.file.filename} for instance
     * @param reason
     *            what is wrong, without a full stop
     * @param remedy
     *            what to do, a sentence
     * @param errno
     *            the error that the driver's open gives in this case, if it gives one
     */
    public ConfigurationProblem(String source, Optional<TextPosition> position, Optional<String> option, Wording reason,
            Wording remedy, Optional<Errno> errno) {
        super(Clause.of(reason.english()));
        this.source = source;
        this.position = position;
        this.option = option;
        this.reason = reason;
        this.remedy = remedy;
        this.errno = errno;
    }

    private String place() {
        StringBuilder place = new StringBuilder(source);
        position.ifPresent(at -> place.append(':').append(at));
        option.filter(name -> !name.isEmpty()).ifPresent(name -> place.append(": ").append(name));
        return place.toString();
    }

    /** What is wrong and what to do, without the place. */
    public Wording advice() {
        return Wording.of("{0}. {1}", reason, remedy);
    }

    @Override
    public Wording wording() {
        return Wording.of("{0}: {1}", place(), advice());
    }

    /**
     * Everything in one line, whatever the names in it: {@code SOURCE:LINE:COLUMN: OPTION: REASON.
     * REMEDY}.
     */
    @Override
    public String getMessage() {
        return Printable.line(place() + ": " + reason() + ". " + remedy());
    }

    public String source() {
        return source;
    }

    public Optional<TextPosition> position() {
        return position;
    }

    public Optional<String> option() {
        return option;
    }

    /** In English. */
    public String reason() {
        return Clause.of(reason.english());
    }

    /** In English. */
    public String remedy() {
        return remedy.english();
    }

    public Optional<Errno> errno() {
        return errno;
    }
}
