// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.model.ServeWish;
import org.quorumworkbench.app.model.ServeWish.Place;
import org.quorumworkbench.app.model.ServeWish.Scratch;
import org.quorumworkbench.app.window.WindowTest;
import org.testfx.util.WaitForAsyncUtils;

/** The dialog in which a person says how the quorum is served over NBD. */
class ServePaneTest extends WindowTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void ask() {
        perform("Serve over NBD...");
    }

    private Optional<Window> dialog() {
        return Window.getWindows().stream().filter(one -> !one.equals(workbench.scene().getWindow())).findFirst();
    }

    private <N extends Node> N part(Class<N> kind, String id) {
        return kind.cast(dialog().orElseThrow().getScene().lookup("#" + id));
    }

    private ComboBox<?> list(String id) {
        return part(ComboBox.class, id);
    }

    private void await(BooleanSupplier condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition::getAsBoolean);
    }

    private void press(String id) {
        robot.interact(() -> part(Button.class, id).fire());
    }

    private void choose(Place place) {
        ComboBox<?> places = list("serve-place");
        robot.interact(() -> places.getSelectionModel().select(places.getItems().indexOf(place)));
    }

    private ServeWish served() throws Exception {
        await(() -> model.clients().servedProperty().get().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        return model.clients().servedProperty().get().orElseThrow().wish();
    }

    @Test
    void whoChoosesNothingServesForThemselvesAloneAndNothingIsWritten() throws Exception {
        assertTrue(part(Node.class, "serve-scratch").isDisabled());
        assertTrue(part(Node.class, "serve-address").isDisabled());
        press("serve-start");
        assertEquals(ServeWish.USUAL, served());
        assertEquals(Optional.empty(), dialog(), "the dialog has closed itself");
        assertEquals("read-only", robot.lookup("#clients-writing").queryAs(Label.class).getText());
    }

    @Test
    void clientsWriteIntoTheFolderAndUpToTheLimitThatWereChosen() throws Exception {
        robot.interact(() -> part(CheckBox.class, "serve-writable").setSelected(true));
        assertEquals(Scratch.LIMIT, list("serve-limit").getValue());
        answers.files = List.of(folder.toFile());
        press("serve-scratch-choose");
        robot.interact(() -> list("serve-limit").getSelectionModel().select(2));
        press("serve-start");
        assertEquals(Optional.of(new Scratch(folder, 2L << 30)), served().scratch());
        assertEquals("writable, at most 2 GiB in " + folder,
                robot.lookup("#clients-writing").queryAs(Label.class).getText());
    }

    @Test
    void anAddressBeyondThisMachineIsRefusedWithoutACertificateAndTheDialogStays() throws Exception {
        choose(Place.ADDRESS);
        robot.interact(() -> part(TextField.class, "serve-address").setText("0.0.0.0:0"));
        press("serve-start");
        await(() -> part(Labeled.class, "serve-refused").isVisible());
        assertTrue(part(Labeled.class, "serve-refused").getText().contains("certificate for TLS"));
        answers.files = List.of(folder.toFile());
        press("serve-certificates-choose");
        await(() -> !part(Button.class, "serve-start").isDisabled());
        press("serve-start");
        await(() -> part(Labeled.class, "serve-refused").getText().contains("server-cert.pem"));
        assertEquals(Optional.empty(), model.clients().servedProperty().get());
        choose(Place.LOOPBACK);
        robot.interact(() -> part(TextField.class, "serve-certificates").clear());
        await(() -> !part(Button.class, "serve-start").isDisabled());
        press("serve-start");
        assertEquals(Place.LOOPBACK, served().place());
        assertFalse(dialog().isPresent());
    }
}
