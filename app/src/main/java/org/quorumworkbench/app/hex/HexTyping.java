// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.WorkbenchModel;

/**
 * Typing over bytes: digits or text, into the overlay of the child at the caret; its file stays as
 * it is. Used on the JavaFX thread.
 */
final class HexTyping {

    private final WorkbenchModel model;
    private final HexOptions options;
    private final HexCaret caret;
    private final Supplier<Optional<HexPicture>> picture;
    private final ReadOnlyBooleanWrapper on = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
    private TypingMark mark = TypingMark.NONE;
    private int first;
    private boolean moving;

    HexTyping(WorkbenchModel model, HexOptions options, HexCaret caret, Supplier<Optional<HexPicture>> picture) {
        this.model = model;
        this.options = options;
        this.caret = caret;
        this.picture = picture;
        caret.selectionProperty().subscribe(now -> {
            if (mark == TypingMark.SECOND_DIGIT && !moving) {
                mark = TypingMark.FIRST_DIGIT;
            }
            say();
        });
        model.quorum().openedProperty().subscribe(this::end);
    }

    /** Whether what is typed changes bytes. */
    ReadOnlyBooleanProperty onProperty() {
        return on.getReadOnlyProperty();
    }

    /** What typing does now, for the status line; empty if it does nothing. */
    ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    TypingMark mark() {
        return mark;
    }

    /** Begins to type digits or text; ends if that was typed already. */
    void begin(boolean text) {
        TypingMark wanted = text ? TypingMark.TEXT : TypingMark.FIRST_DIGIT;
        boolean same = on.get() && (mark == TypingMark.TEXT) == text;
        if (same || picture.get().isEmpty()) {
            end();
            return;
        }
        // One pane a child: what is typed changes one, and its pane must not vanish among equals.
        options.modeProperty().set(HexPane.Mode.BY_CHILD);
        mark = wanted;
        on.set(true);
        if (caret.selected() == null) {
            caret.select(new HexSelection(0, 0, 0));
        }
        say();
    }

    void end() {
        mark = TypingMark.NONE;
        on.set(false);
        say();
    }

    private void say() {
        HexSelection now = caret.selected();
        words.set(!on.get() || now == null || picture.get().isEmpty()
                ? ""
                : text(mark == TypingMark.TEXT ? "hex.typing.text" : "hex.typing",
                        picture.get().get().bytes(now.pane()).name()));
    }

    /** Escape ends it, once nothing is under way that it stops first. */
    boolean pressed(KeyEvent key) {
        if (!on.get()) {
            return false;
        }
        if (key.getCode() == KeyCode.ESCAPE && model.tasks().list().isEmpty()
                && model.reading().waitingProperty().get().isEmpty()) {
            end();
            return true;
        }
        // What it writes is heard when it is typed; until then the key means nothing else.
        return !key.isShortcutDown() && !key.isAltDown()
                && (key.getCode().isLetterKey() || key.getCode().isDigitKey() || key.getCode() == KeyCode.SPACE
                        || key.getCode() == KeyCode.PERIOD || key.getCode() == KeyCode.COMMA);
    }

    /** Types a character over the byte at the caret. */
    void typed(KeyEvent key) {
        HexSelection now = caret.selected();
        HexPicture shown = picture.get().orElse(null);
        String character = key.getCharacter();
        if (!on.get() || now == null || shown == null || key.isShortcutDown() || key.isAltDown()
                || character.isEmpty() || Character.isISOControl(character.charAt(0))) {
            return;
        }
        key.consume();
        if (mark == TypingMark.TEXT) {
            letter(shown, now, character);
        } else {
            digit(shown, now, Character.digit(character.charAt(0), 16));
        }
    }

    private void digit(HexPicture shown, HexSelection now, int digit) {
        int there = shown.values(now.pane(), now.caret(), now.caret() + 1)[0];
        if (digit < 0) {
            return;
        }
        if (there == HexSelection.UNREAD) {
            refuse(shown, now);
        } else if (mark == TypingMark.FIRST_DIGIT) {
            first = digit;
            write(shown, now, new byte[]{(byte) ((digit << 4) | (there & 15))}, false);
            mark = TypingMark.SECOND_DIGIT;
            moving = true;
            caret.select(new HexSelection(now.pane(), now.caret(), now.caret()));
            moving = false;
            caret.redraw();
        } else {
            write(shown, now, new byte[]{(byte) ((first << 4) | digit)}, true);
            mark = TypingMark.FIRST_DIGIT;
            forward(shown, now, 1);
        }
    }

    private void letter(HexPicture shown, HexSelection now, String character) {
        byte[] bytes = encoded(options.look().encoding(), character);
        int[] there = shown.values(now.pane(), now.caret(),
                (int) Math.min(shown.inspection().range().length(), (long) now.caret() + bytes.length));
        if (bytes.length == 0) {
            model.messages().tell(Notice.Kind.ERROR, text("hex.type.letter", character));
        } else if (there.length < bytes.length) {
            model.messages().tell(Notice.Kind.ERROR, text("hex.type.end"));
        } else if (Arrays.stream(there).anyMatch(value -> value == HexSelection.UNREAD)) {
            refuse(shown, now);
        } else {
            write(shown, now, bytes, false);
            forward(shown, now, bytes.length);
        }
    }

    /** The bytes of a character; none if the encoding has none for it. */
    static byte[] encoded(TextEncoding encoding, String character) {
        char letter = character.charAt(0);
        return switch (encoding) {
            case ASCII -> letter < 0x7F ? new byte[]{(byte) letter} : new byte[0];
            case LATIN_1 -> letter <= 0xFF ? new byte[]{(byte) letter} : new byte[0];
            case UTF_8 -> character.getBytes(StandardCharsets.UTF_8);
            case UTF_16LE -> character.getBytes(StandardCharsets.UTF_16LE);
            case UTF_16BE -> character.getBytes(StandardCharsets.UTF_16BE);
            case EBCDIC -> {
                for (int value = 0; value <= 0xFF; value++) {
                    int one = value;
                    if (encoding.letter(at -> one, 0, 1) == letter && letter != TextEncoding.NONE) {
                        yield new byte[]{(byte) value};
                    }
                }
                yield new byte[0];
            }
        };
    }

    private void refuse(HexPicture shown, HexSelection now) {
        model.messages().tell(Notice.Kind.ERROR, text("hex.type.unread", shown.bytes(now.pane()).name()));
    }

    private void write(HexPicture shown, HexSelection now, byte[] bytes, boolean goesOn) {
        model.typed().type(shown.bytes(now.pane()).name(), shown.inspection().range().offset() + now.caret(), bytes,
                goesOn);
    }

    private void forward(HexPicture shown, HexSelection now, int by) {
        int to = Math.min(now.caret() + by, (int) shown.inspection().range().length() - 1);
        caret.go(new HexSelection(now.pane(), to, to));
    }
}
