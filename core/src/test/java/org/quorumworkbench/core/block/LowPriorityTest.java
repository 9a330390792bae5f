// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Only the thread that asks for it gets the lowest priority. */
class LowPriorityTest {

    /** The 19th field of /proc/thread-self/stat, after a name that may hold anything. */
    private static int niceness() throws Exception {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void oneThreadIsNiceAndTheOthersStayAsTheyAre() throws Exception {
        int before = niceness();
        CompletableFuture<Integer> lowered = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                assertTrue(LowPriority.lowerThisThread());
                lowered.complete(niceness());
            } catch (Throwable e) {
                lowered.completeExceptionally(e);
            }
        });
        assertEquals(19, lowered.get());
        thread.join();
        assertEquals(before, niceness());
    }

    @Test
    @DisabledOnOs(value = OS.LINUX, disabledReason = "Linux has a lowest priority, as the other test shows")
    void elsewhereItIsSaidThatThereIsNone() {
        assertFalse(LowPriority.isKnown());
        assertFalse(LowPriority.lowerThisThread());
    }
}
