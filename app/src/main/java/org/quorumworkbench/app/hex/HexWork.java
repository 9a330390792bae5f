// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.block.SectorRange;

/** Does with the bytes that are shown what keys and menus ask for. Used on the JavaFX thread. */
final class HexWork implements HexDeeds {

    private final WorkbenchModel model;
    private final Supplier<Optional<HexPicture>> picture;
    private final HexCaret caret;
    private final HexFind finding;
    private final BlockBar block;
    private final HexTyping typing;
    private final HexDetails details;
    private final Supplier<Optional<Path>> saveTo;

    /**
     * @param saveTo
     *            asks the person for a file to save to
     */
    HexWork(WorkbenchModel model, Supplier<Optional<HexPicture>> picture, HexCaret caret, HexFind finding,
            BlockBar block, HexTyping typing, HexDetails details, Supplier<Optional<Path>> saveTo) {
        this.model = model;
        this.picture = picture;
        this.caret = caret;
        this.finding = finding;
        this.block = block;
        this.typing = typing;
        this.details = details;
        this.saveTo = saveTo;
    }

    @Override
    public void copy(HexSelection.Form form) {
        HexSelection now = caret.selected();
        HexPicture shown = picture.get().orElse(null);
        if (now != null && shown != null) {
            ClipboardContent content = new ClipboardContent();
            content.putString(HexSelection.copy(shown.values(now.pane(), now.from(), now.to()), form,
                    shown.inspection().range().offset() + now.from()));
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    @Override
    public void save() {
        HexSelection now = caret.selected();
        HexPicture shown = picture.get().orElse(null);
        if (now == null || shown == null) {
            return;
        }
        byte[] bytes = shown.readableFrom(now.pane(), now.from(), now.to() - now.from());
        String child = shown.bytes(now.pane()).name();
        if (bytes.length < now.to() - now.from()) {
            model.messages().tell(Notice.Kind.ERROR, text("hex.save.unread", child));
            return;
        }
        saveTo.get().ifPresent(file -> model.saver().save(file, target -> {
            target.bytes(out -> out.write(bytes));
            return new Notice(Notice.Kind.INFORMATION,
                    text("hex.saved", Integer.toString(bytes.length), child, file));
        }, why -> text("hex.notSaved", file, why)));
    }

    @Override
    public void selectAll() {
        caret.all();
    }

    @Override
    public void selectBlock() {
        picture.get().ifPresent(shown -> {
            HexSelection now = caret.selected();
            block.open(shown.inspection().range().offset() + (now == null ? 0 : now.from()),
                    now == null ? SectorRange.SECTOR : now.to() - now.from());
        });
    }

    @Override
    public void find() {
        finding.open();
    }

    @Override
    public void toDifference(boolean forwards) {
        if (caret.toDifference(forwards)) {
            return;
        }
        // Not in this range any more: the next one that diverges.
        if (forwards) {
            model.search().nextDivergence();
        } else {
            model.search().previousDivergence();
        }
    }

    @Override
    public void type(boolean text) {
        typing.begin(text);
    }

    @Override
    public void undo() {
        model.typed().undo();
    }

    @Override
    public void redo() {
        model.typed().redo();
    }

    @Override
    public void toggleDetails() {
        details.toggle();
    }

    @Override
    public boolean isSelected() {
        return caret.selected() != null;
    }
}
