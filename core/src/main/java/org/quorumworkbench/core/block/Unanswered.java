// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.quorumworkbench.core.file.FileName;

/**
 * What this program has asked of files and servers and has no answer to as yet. A disk that hangs
 * gives no error and takes the thread with it that asked, so that only what that thread has noted
 * before can say whom everybody waits for.
 */
public final class Unanswered {

    private static final Set<Question> OPEN = ConcurrentHashMap.newKeySet();

    private Unanswered() {}

    /** One question, until it is closed. */
    public static final class Question implements AutoCloseable {
        private final Supplier<String> name;
        private final long asked = System.nanoTime();

        private Question(Supplier<String> name) {
            this.name = name;
        }

        @Override
        public void close() {
            OPEN.remove(this);
        }
    }

    /**
     * A file's name. No lambda, which the first compiler makes by a call of the virtual machine: every
     * read asks.
     */
    private record Shown(Path file) implements Supplier<String> {
        @Override
        public String get() {
            return FileName.shown(file);
        }
    }

    /** Asks something of that file. */
    public static Question of(Path file) {
        return of(new Shown(file));
    }

    /**
     * Asks something of what has that name.
     *
     * @param name
     *            only asked for if the answer is late
     */
    public static Question of(Supplier<String> name) {
        Question question = new Question(name);
        OPEN.add(question);
        return question;
    }

    /**
     * Those who have not answered for so long; who was asked first comes first. From any thread.
     *
     * @param since
     *            a time as {@link System#nanoTime} tells it: what was asked before is not told
     */
    public static List<String> longerThan(Duration time, long since) {
        long now = System.nanoTime();
        return OPEN.stream().filter(one -> one.asked - since >= 0 && now - one.asked > time.toNanos())
                .sorted(Comparator.comparingLong(one -> one.asked - since)).map(one -> one.name.get()).distinct()
                .toList();
    }
}
