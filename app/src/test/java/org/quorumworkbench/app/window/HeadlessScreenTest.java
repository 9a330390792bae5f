// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import javafx.application.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class HeadlessScreenTest {

    @BeforeEach
    void start() throws Exception {
        FxToolkit.registerPrimaryStage();
        HeadlessScreen.mayBeTooSmall();
        WaitForAsyncUtils.clearExceptions();
    }

    @AfterEach
    void forget() {
        WaitForAsyncUtils.clearExceptions();
    }

    private static void goesWrongIn(String type, String method) {
        IndexOutOfBoundsException failure = new IndexOutOfBoundsException("beyond");
        failure.setStackTrace(new StackTraceElement[]{new StackTraceElement(type, method, null, 1)});
        Platform.runLater(() -> {
            throw failure;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void aPictureBeyondTheScreenIsNotHeldAgainstATest() {
        goesWrongIn("com.sun.glass.ui.headless.HeadlessWindow", "blit");
        assertDoesNotThrow(WaitForAsyncUtils::checkException);
    }

    @Test
    void whatElseGoesWrongOnTheJavaFxThreadIs() {
        goesWrongIn("com.sun.glass.ui.headless.HeadlessWindow", "setBounds");
        RuntimeException kept = assertThrows(RuntimeException.class, WaitForAsyncUtils::checkException);
        assertEquals("java.lang.IndexOutOfBoundsException: beyond", kept.getMessage());
    }
}
