// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemErrorsTest {

    // As glibc has them in German.
    private static final Map<Integer, String> GERMAN = Map.of(116, "Veraltete Dateizugriffsnummer (file handle)", 5,
            "Eingabe-/Ausgabefehler", 28, "Auf dem Gerät ist kein Speicherplatz mehr verfügbar", 117,
            "Die Struktur muss bereinigt werden");

    private final SystemErrors german = new SystemErrors(number -> Optional.ofNullable(GERMAN.get(number)));

    @Test
    void anErrorIsItsNumberInAnyLanguage() {
        GERMAN.forEach((number, text) -> {
            assertEquals(new Errno(number), german.of(new IOException(text)));
            assertEquals(new Errno(number), german.of(new FileSystemException("a.img", null, text)));
        });
    }

    @Test
    void englishIsUnderstoodWhereTheSystemCannotBeAsked() {
        SystemErrors mute = new SystemErrors(_ -> Optional.empty());
        assertEquals(Errno.named("ESTALE").orElseThrow(), mute.of(new IOException("Stale file handle")));
        assertEquals(Errno.EIO, mute.of(new IOException("no such text")));
        assertEquals(Errno.EIO, mute.of(new IOException((String) null)));
        assertEquals(Errno.ECANCELED, mute.of(new ClosedChannelException()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 28, 61, 116, 117, 121, 130})
    void thisSystemsOwnTextsLeadToTheirNumbers(int number) {
        CLibrary.HERE.filter(CLibrary::isLinux).ifPresent(library -> assertEquals(new Errno(number),
                SystemErrors.errno(new IOException(library.errorText(number)))));
    }
}
