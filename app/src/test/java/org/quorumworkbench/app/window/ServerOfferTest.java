// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.nbd.DeviceExport;
import org.quorumworkbench.core.nbd.NbdAddress;
import org.quorumworkbench.core.nbd.NbdServer;
import org.quorumworkbench.core.nbd.NbdServerListener;
import org.testfx.util.WaitForAsyncUtils;

/** What a server says of its export stands on the card of the child, the whole of it. */
class ServerOfferTest extends WindowTest {

    @TempDir
    private Path folder;

    @Test
    void whatAServerOffersStandsOnTheCardAndIsCutNowhereWithoutATooltip() throws Exception {
        Path image = Files.write(folder.resolve("a.img"), new byte[64 * 512]);
        NbdAddress.Unix address = new NbdAddress.Unix(folder.resolve("socket"));
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                FileDevice device = FileDevice.open(image, executor);
                NbdServer server = NbdServer.start(address, List.of(new DeviceExport("disk", device, true)),
                        Optional.empty(), executor, NbdServerListener.NONE)) {
            assertTrue(Files.exists(address.socket()), server::toString);
            Path configuration = Files.writeString(folder.resolve("quorum.json"), """
                    {"format": 1, "vote-threshold": 1, "children": [
                      {"node-name": "local", "file": "a.img"},
                      {"node-name": "remote", "file": "nbd+unix:///disk?socket=%s"}]}""".formatted(address.socket()));
            robot.interact(() -> workbench.opening().drop(List.of(configuration.toFile())));
            await("the export", () -> model.quorum().names().equals(List.of("local", "remote")));
            awaitRange(0, 8);
            String offer = text("origin-remote");
            assertTrue(offer.startsWith("The server offers: read-only, structured replies, "), offer);
            assertTrue(offer.contains("tells holes") && offer.contains("blocks 512/4096/") && offer.endsWith("no TLS"),
                    offer);
            assertEquals(Optional.of(offer), LateTip.words(robot.lookup("#origin-remote").queryAs(Label.class)));
            assertEquals(List.of(), WaitForAsyncUtils.waitForAsyncFx(60_000, () -> Look.at(workbench.scene())).stream()
                    .filter(one -> one.kind() == Blemish.Kind.CUT_TEXT).toList());
            robot.interact(model::close);
        }
    }
}
