// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.util.Arrays;
import java.util.Objects;
import org.testfx.util.WaitForAsyncUtils;

/**
 * JavaFX's headless screen is 1000 by 1000 pixels. Where a window reaches beyond its lower edge, as
 * a tooltip's shadow may, JavaFX 26 does not cut the picture but throws while it copies the pixels
 * (HeadlessWindow.blit), which no program can help: that is not held against a test.
 */
final class HeadlessScreen {

    static {
        // First TestFX's, which keeps what goes wrong for the test that waits next.
        WaitForAsyncUtils.clearExceptions();
        Thread.UncaughtExceptionHandler kept = Objects.requireNonNull(Thread.getDefaultUncaughtExceptionHandler());
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (!isBeyond(failure)) {
                kept.uncaughtException(thread, failure);
            }
        });
    }

    private HeadlessScreen() {}

    /** From now on its pictures may reach beyond it. */
    static void mayBeTooSmall() {
        // Once, when the class is loaded.
    }

    private static boolean isBeyond(Throwable failure) {
        return failure instanceof IndexOutOfBoundsException && Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("com.sun.glass.ui.headless.HeadlessWindow")
                        && frame.getMethodName().equals("blit"));
    }
}
