// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;

/**
 * What tells one child's file from another: its path, length and time as they were when it was
 * opened; and, for who asks, the SHA-256 of all its bytes: the child's own, without faults and what
 * was written over them. Used on the JavaFX thread, where nothing here waits.
 */
public final class ChildIdentities implements OpenQuorum.Follower {

    private static final int CHUNK = 1 << 20;

    private final Background background;
    private final OpenQuorum quorum;
    private final BackgroundTasks tasks;
    private final ReadOnlyObjectWrapper<Map<String, Identity>> identities = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Map<String, ChildHash>> hashes = new ReadOnlyObjectWrapper<>(Map.of());

    ChildIdentities(Background background, OpenQuorum quorum, BackgroundTasks tasks) {
        this.background = background;
        this.quorum = quorum;
        this.tasks = tasks;
    }

    /** By child name; of children that are files, as soon as the file system has told. */
    public ReadOnlyObjectProperty<Map<String, Identity>> identitiesProperty() {
        return identities.getReadOnlyProperty();
    }

    /** By child name; of those that were asked for. */
    public ReadOnlyObjectProperty<Map<String, ChildHash>> hashesProperty() {
        return hashes.getReadOnlyProperty();
    }

    @Override
    public void left() {
        identities.set(Map.of());
        hashes.set(Map.of());
    }

    @Override
    public void opened(OpenQuorum.Opened now) {
        OpenedQuorum opened = now.quorum();
        background.run(() -> {
            Map<String, Identity> found = new HashMap<>();
            for (OpenedChild child : opened.children()) {
                child.own().identity().ifPresent(identity -> found.put(child.name(), identity));
            }
            return Map.copyOf(found);
        }).then(found -> {
            if (quorum.isOpen(opened)) {
                identities.set(found);
            }
        }).orBroken();
    }

    /** Computes the child's hash in the background, as a task that can be cancelled. */
    public void hash(String name) {
        Optional<OpenedQuorum> open = quorum.openedProperty().get();
        if (open.isEmpty() || hashes.get().get(name) instanceof ChildHash.UnderWay) {
            return;
        }
        open.get().children().stream().filter(child -> child.name().equals(name)).findFirst()
                .ifPresent(child -> new Hashing(open.get(), name, child.own()).begin());
    }

    private void show(String name, @Nullable ChildHash now) {
        Map<String, ChildHash> all = new HashMap<>(hashes.get());
        if (now == null) {
            all.remove(name);
        } else {
            all.put(name, now);
        }
        hashes.set(Map.copyOf(all));
    }

    /** One reading of a child from its first byte to its last. */
    private final class Hashing {
        private final OpenedQuorum opened;
        private final String name;
        private final BlockDevice own;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final BackgroundTask task;
        private final MessageDigest sha = sha();

        Hashing(OpenedQuorum opened, String name, BlockDevice own) {
            this.opened = opened;
            this.name = name;
            this.own = own;
            this.task = new BackgroundTask(text("children.hash.task", name), this::stop);
        }

        void begin() {
            tasks.begun(task);
            show(name, new ChildHash.UnderWay(0));
            long length = own.length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
            background.after(read(0, length)).orBroken();
        }

        /** A child that hangs is no longer waited for. */
        private void stop() {
            if (stopped.compareAndSet(false, true)) {
                tasks.ended(task);
                if (quorum.isOpen(opened)) {
                    show(name, null);
                }
            }
        }

        private CompletableFuture<Void> read(long offset, long length) {
            if (stopped.get()) {
                return CompletableFuture.completedFuture(null);
            }
            if (offset >= length) {
                end(new ChildHash.Known(HexFormat.of().formatHex(sha.digest())));
                return CompletableFuture.completedFuture(null);
            }
            ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, length - offset));
            background.back(() -> progress((double) offset / length));
            return own.read(offset, chunk).thenComposeAsync(reply -> switch (reply) {
                case Reply.Ok<?> _ -> {
                    sha.update(chunk.duplicate());
                    yield read(offset + chunk.capacity(), length);
                }
                case Reply.Failed<?>(var errno) -> {
                    end(new ChildHash.Failed(text("children.hash.failed", Long.toString(offset / SectorRange.SECTOR),
                            errno.name(), errno.text())));
                    yield CompletableFuture.completedFuture(null);
                }
            }, background.executor());
        }

        private void progress(double done) {
            if (!stopped.get() && quorum.isOpen(opened)) {
                task.report(done, text("children.hash.task", name));
                show(name, new ChildHash.UnderWay(done));
            }
        }

        private void end(ChildHash found) {
            background.back(() -> {
                if (stopped.compareAndSet(false, true)) {
                    tasks.ended(task);
                    if (quorum.isOpen(opened)) {
                        show(name, found);
                    }
                }
            });
        }
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
