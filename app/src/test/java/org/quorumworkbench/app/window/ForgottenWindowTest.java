// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.app.background.LateWork;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Preferences;

/** The platform outlives every window, and keeps none that was closed. */
class ForgottenWindowTest extends WindowTest {

    @Test
    void aWindowThatWasClosedIsForgotten() {
        List<WeakReference<Workbench>> gone = new ArrayList<>();
        for (int other = 0; other < 4; other++) {
            robot.interact(() -> gone.add(new WeakReference<>(shownAndClosed())));
        }
        await("none of them", () -> {
            System.gc();
            return gone.stream().noneMatch(one -> Optional.ofNullable(one.get()).isPresent());
        });
    }

    private Workbench shownAndClosed() {
        WorkbenchModel other = new WorkbenchModel(LateWork.ofTheWindow());
        Preferences own = Preferences.none();
        Workbench made = new Workbench(other, own, other.opening(own, answers, sample), () -> saving, 960, 900);
        Stage stage = new Stage();
        stage.setScene(made.scene());
        stage.show();
        stage.close();
        other.close();
        return made;
    }
}
