// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.paint.Color;
import org.quorumworkbench.core.scan.ChildState;

/**
 * The worst that there is in a cell, from best to worst. Told apart by height and strokes as well
 * as by colour (WCAG 1.4.1).
 */
public enum CellState {
    /** Nothing is known: dotted, never the colour of agreement. */
    NOT_SCANNED("#8C959F", 0.0),
    /** All agree, or the child agrees with the winner. */
    AGREES("#009E73", 0.3),
    /** A winner, and somebody outvoted; of a child: outvoted. */
    OUTVOTED("#E69F00", 0.65),
    /** No vote is held: other bytes than the guest gets; of all: the children differ. */
    DIFFERS("#E69F00", 0.65),
    /** Of a child: could not be read; of all: a child, or too many, could not be read. */
    UNREADABLE("#0072B2", 1.0),
    /** Won by list order. */
    TIE("#CC79A7", 1.0),
    /** No version has the votes that the threshold asks for. */
    NO_WINNER("#D55E00", 1.0);

    private final String colour;
    private final double height;

    CellState(String colour, double height) {
        this.colour = colour;
        this.height = height;
    }

    /** Of a child's row, or of the union's. */
    static CellState of(Optional<ChildState> worst) {
        return worst.map(state -> switch (state) {
            case AGREES -> AGREES;
            case OUTVOTED -> OUTVOTED;
            case DIFFERS -> DIFFERS;
            case UNREADABLE -> UNREADABLE;
            case TIE -> TIE;
            case NO_WINNER -> NO_WINNER;
        }).orElse(NOT_SCANNED);
    }

    Color colour() {
        return Color.web(colour);
    }

    /** The part of the row's height that it fills, 0 to 1. */
    double height() {
        return height;
    }

    /** The name of its text. */
    String key() {
        return "map.state." + name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
