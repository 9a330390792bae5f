// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.event.EventTarget;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * The keys of a lesson, and of a presenter's remote control, which sends the page keys, F5 and the
 * point. Whoever types an answer or presses a button keeps theirs.
 */
final class TeachKeys {

    private static final Set<KeyCode> FASTER = Set.of(KeyCode.PLUS, KeyCode.ADD, KeyCode.EQUALS);
    private static final Set<KeyCode> SLOWER = Set.of(KeyCode.MINUS, KeyCode.SUBTRACT);

    private final Teaching teaching;
    private final QuestionPane question;
    private final BooleanProperty algorithm;
    private final BooleanSupplier slides;

    /**
     * The keys.
     *
     * @param slides
     *            whether the slides are shown; what stands in their place has its keys to itself
     */
    TeachKeys(Teaching teaching, QuestionPane question, BooleanProperty algorithm, BooleanSupplier slides) {
        this.teaching = teaching;
        this.question = question;
        this.algorithm = algorithm;
        this.slides = slides;
    }

    void pressed(KeyEvent key) {
        if (key.isShortcutDown() || key.isAltDown()) {
            return;
        }
        boolean typing = key.getTarget() instanceof TextInputControl;
        if (room(key.getCode()) || (!typing && slides.getAsBoolean() && hears(key))) {
            key.consume();
        }
    }

    /** The presenter's mode is entered and left wherever the focus is. */
    private boolean room(KeyCode code) {
        boolean presenting = teaching.presentingProperty().get();
        if (code == KeyCode.F11 || code == KeyCode.F5) {
            teaching.presentingProperty().set(!presenting);
            return true;
        }
        if (code == KeyCode.ESCAPE && presenting) {
            teaching.presentingProperty().set(false);
            return true;
        }
        return false;
    }

    private boolean hears(KeyEvent key) {
        EventTarget target = key.getTarget();
        boolean button = target instanceof ButtonBase;
        boolean moved = target instanceof Slider || target instanceof ListView<?> || target instanceof Spinner<?>
                || target instanceof ComboBoxBase<?>;
        KeyCode code = key.getCode();
        switch (code) {
            case PERIOD, PAGE_DOWN -> teaching.step();
            case COMMA, PAGE_UP -> teaching.back();
            case RIGHT -> {
                if (moved) {
                    return false;
                }
                teaching.step();
            }
            case LEFT -> {
                if (moved) {
                    return false;
                }
                teaching.back();
            }
            case END -> teaching.skip();
            case A -> algorithm.set(!algorithm.get());
            case ENTER -> {
                if (button || moved) {
                    return false;
                }
                if (!question.give()) {
                    teaching.step();
                }
            }
            case SPACE -> {
                if (button) {
                    return false;
                }
                teaching.playOrPause();
            }
            case Y, J -> {
                return question.sayYesOrNo(true);
            }
            case N -> {
                return question.sayYesOrNo(false);
            }
            default -> {
                return other(code);
            }
        }
        return true;
    }

    private boolean other(KeyCode code) {
        if (code.isDigitKey() || (code.isKeypadKey() && code.getName().matches(".*[0-9]"))) {
            String name = code.getName();
            int digit = name.charAt(name.length() - 1) - '0';
            return digit > 0 && question.choose(digit - 1);
        }
        if (FASTER.contains(code)) {
            teaching.faster(1.25);
            return true;
        }
        if (SLOWER.contains(code)) {
            teaching.faster(0.8);
            return true;
        }
        return false;
    }
}
