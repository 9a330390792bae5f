// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.ui.Resources;

/** Why something is not opened is told in the window's language, but for the driver's own words. */
class OpeningProblemsInGermanTest {

    @TempDir
    private Path folder;

    private final ModelDesk desk = new ModelDesk();
    private final Opening opening = desk.model.opening(Preferences.none(), new NobodyToAsk(),
            () -> ModelDesk.configuration(folder, ModelDesk.threeWith(1)));

    @BeforeEach
    void speakGerman() {
        Resources.speak(Locale.GERMAN);
    }

    @AfterEach
    void close() {
        Resources.speak(Locale.ENGLISH);
        desk.close();
    }

    private void open(String... words) {
        opening.open(List.of(words));
    }

    private String image(String name) throws IOException {
        return Files.write(folder.resolve(name), ModelDesk.content()).toString();
    }

    private String configuration(String text) throws IOException {
        return Files.writeString(folder.resolve("disk.json"), text).toString();
    }

    @Test
    void aFileThatIsMissingBesideAConfigurationIs() throws IOException {
        image("a.img");
        open(configuration("""
                {"vote-threshold": 2, "children": ["a.img", "b.img"]}
                """));
        desk.awaitTold("b.img': No such file or directory."
                + " Prüfen Sie den Namen; relative Namen beginnen im Ordner der Konfiguration.");
    }

    @Test
    void aThresholdThatNobodyCanReachIs() throws IOException {
        open(configuration("""
                {"vote-threshold": 3, "children": ["a.img", "b.img"]}
                """));
        desk.awaitTold("disk.json:1:20: vote-threshold: threshold may not exceed children count."
                + " Geben Sie eine Zahl von 1 bis 2, der Zahl der Kinder.");
    }

    @Test
    void anOptionThatIsMisspeltIs() throws IOException {
        open(configuration("""
                {"vote-treshold": 2, "children": ["a.img", "b.img"]}
                """));
        desk.awaitTold("vote-treshold: unbekannte Option „vote-treshold“. Meinten Sie „vote-threshold“?");
    }

    @Test
    void aServerThatDoesNotListenIs() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        open(image("a.img"), "nbd://127.0.0.1:" + port + "/disk");
        desk.awaitTold("/disk: dort lauscht niemand (ECONNREFUSED)."
                + " Prüfen Sie Rechner und Port, und ob der Server läuft.");
    }

    @Test
    void anImageThatIsDamagedIs() throws IOException {
        byte[] header = Arrays.copyOf("QFI\u00fb\0\0\0\3".getBytes(StandardCharsets.ISO_8859_1), 20);
        Path damaged = Files.write(folder.resolve("b.qcow2"), header);
        open(image("a.img"), damaged.toString());
        desk.awaitTold("b.qcow2': es hat 20 Bytes, zu wenige für seinen Kopf. Prüfen Sie das Abbild mit dem Programm,");
    }

    @Test
    void anImageThatIsThereTwiceIs() throws IOException {
        String image = image("a.img");
        open(image, image);
        desk.awaitTold("a.img“ ist zweimal genannt: es ist schon " + image + ". Geben Sie jedes Replikat einmal.");
    }

    @Test
    void whatHasToBeKnownOfImagesThatWereOpenedIs() throws IOException {
        Path shorter = Files.write(folder.resolve("b.img"), new byte[ModelDesk.content().length - 2]);
        open(image("a.img"), shorter.toString());
        desk.awaitTold("die Kinder sind nicht gleich lang: c0 hat ");
    }
}
