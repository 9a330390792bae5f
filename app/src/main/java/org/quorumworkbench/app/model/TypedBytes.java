// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;

/**
 * Bytes that a person types over a child's own, in its overlay: no file changes, and every change
 * can be undone. Used on the JavaFX thread; nothing here waits for a child.
 */
public final class TypedBytes implements OpenQuorum.Follower {

    /** So many changes can be undone. */
    private static final int KEPT = 10_000;

    /** One change, and what was there before, once that is known. */
    private static final class Change {
        private final String child;
        private final long offset;
        private final CompletableFuture<Optional<byte[]>> before;
        private byte[] after;

        Change(String child, long offset, byte[] after, CompletableFuture<Optional<byte[]>> before) {
            this.child = child;
            this.offset = offset;
            this.after = after;
            this.before = before;
        }

        boolean isOf(String otherChild, long otherOffset, int length) {
            return child.equals(otherChild) && offset == otherOffset && after.length == length;
        }
    }

    private final Background background;
    private final OpenQuorum quorum;
    private final Reading reading;
    private final Messages messages;
    private final Deque<Change> done = new ArrayDeque<>();
    private final Deque<Change> undone = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper();

    TypedBytes(Background background, OpenQuorum quorum, Reading reading, Messages messages) {
        this.background = background;
        this.quorum = quorum;
        this.reading = reading;
        this.messages = messages;
    }

    /** Whether there is something to undo. */
    public ReadOnlyBooleanProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    /** Whether something that was undone can be done again. */
    public ReadOnlyBooleanProperty redoableProperty() {
        return redoable.getReadOnlyProperty();
    }

    @Override
    public void left() {
        done.clear();
        undone.clear();
        publish();
    }

    /**
     * Whether bytes can be typed over the child: it has an overlay, so that its file stays as it is.
     */
    public boolean isPossible(String child) {
        return quorum.openedProperty().get().map(OpenedQuorum::allChildren).stream().flatMap(all -> all.stream())
                .filter(one -> one.name().equals(child)).findFirst().flatMap(OpenedChild::overlay).isPresent();
    }

    /**
     * Types bytes over a child's own.
     *
     * @param offset
     *            of the first, in bytes from the start of the disk
     * @param goesOn
     *            whether it is the second half of the change before, with which it is undone
     */
    public void type(String child, long offset, byte[] bytes, boolean goesOn) {
        if (!isPossible(child)) {
            messages.tell(Notice.Kind.ERROR, text("hex.type.none", child));
            return;
        }
        undone.clear();
        Change last = done.peek();
        CompletableFuture<Optional<byte[]>> before = write(child, offset, bytes);
        if (goesOn && last != null && last.isOf(child, offset, bytes.length)) {
            last.after = bytes.clone();
        } else {
            done.push(new Change(child, offset, bytes.clone(), before));
            if (done.size() > KEPT) {
                done.removeLast();
            }
        }
        publish();
    }

    /** Undoes the last change. */
    public void undo() {
        Change change = done.poll();
        if (change != null) {
            undone.push(change);
            publish();
            // What was there is known before anything that was asked for later is done.
            background.after(change.before).then(known -> known.ifPresent(bytes -> {
                var _ = write(change.child, change.offset, bytes);
            })).orBroken();
        }
    }

    /** Does again what was undone last. */
    public void redo() {
        Change change = undone.poll();
        if (change != null) {
            done.push(change);
            publish();
            var _ = write(change.child, change.offset, change.after);
        }
    }

    private CompletableFuture<Optional<byte[]>> write(String child, long offset, byte[] bytes) {
        CompletableFuture<Optional<byte[]>> before = quorum.session()
                .map(session -> session.overwrite(child, offset, bytes))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
        background.after(before).then(known -> {
            if (known.isEmpty()) {
                messages.tell(Notice.Kind.ERROR, text("hex.type.failed", child));
            }
            reading.reread();
        }).orBroken();
        return before;
    }

    private void publish() {
        undoable.set(!done.isEmpty());
        redoable.set(!undone.isEmpty());
    }
}
