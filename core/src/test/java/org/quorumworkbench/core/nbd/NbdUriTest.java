// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NbdUriTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nbd://host/disk                   | host      | 10809 | disk
            nbd://host:1234/disk              | host      | 1234  | disk
            nbd://host                        | host      | 10809 | ''
            nbd://host/                       | host      | 10809 | ''
            nbd://host//disk                  | host      | 10809 | /disk
            nbd://host/a%20b%C3%A4            | host      | 10809 | a bä
            nbd://[::1]:7/x/y                 | ::1       | 7     | x/y
            nbd:///disk                       | localhost | 10809 | disk
            """)
    void theExportIsThePathWithoutItsFirstSlash(String text, String host, int port, String export) throws NbdProblem {
        NbdUri uri = NbdUri.parse(text);
        assertEquals(new NbdUri(new NbdAddress.Tcp(host, port), export, Optional.empty()), uri);
        assertEquals(uri, NbdUri.parse(uri.toString()));
    }

    @Test
    void aSocketIsNamedInTheQuery() throws NbdProblem {
        NbdUri uri = NbdUri.parse("nbd+unix:///disk?socket=/run/a%26b/s");
        assertEquals(new NbdAddress.Unix(Path.of("/run/a&b/s")), uri.address());
        assertEquals("disk", uri.export());
        assertEquals(uri, NbdUri.parse(uri.toString()));
    }

    @Test
    void nbdsInsistsOnTls() throws NbdProblem {
        NbdUri uri = NbdUri.parse("nbds+unix:///x?socket=s&tls-certificates=/pki&tls-hostname=disk.example");
        assertEquals(Optional.of(new NbdTls(Optional.of(Path.of("/pki")), Optional.of("disk.example"), true)),
                uri.tls());
        assertEquals(uri, NbdUri.parse(uri.toString()));
        assertEquals(Optional.of(NbdTls.STANDARD), NbdUri.parse("nbds://h/x").tls());
        assertEquals(false, NbdUri.parse("nbds://h/x?tls-verify-peer=false").tls().orElseThrow().verify());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            nbd://h/x?tls-verfy-peer=false   | unknown key 'tls-verfy-peer'
            nbd://h/x?socket=s               | 'socket' goes with nbd+unix
            nbd://h/x?tls-hostname=g         | 'tls-hostname' goes with nbds
            nbds://h/x?tls-type=anon         | tls-type 'anon' is not supported
            nbd://user@h/x                   | users are not supported
            nbd://h:0/x                      | 0 is no port
            nbd://h:99999/x                  | 99999 is no port
            nbd+unix:///x                    | the socket is not named
            nbd+unix://h/x?socket=s          | nbd+unix has no host
            nbd+vsock://1/x                  | 'nbd+vsock' is not supported
            nbd://h/%zz                      | a '%' stands before two hexadecimal digits
            nbd://h/%ff                      | no UTF-8
            nbd://h/x#y                      | no part after '#'
            http://h/x                       | no address of an NBD export
            nbd+unix:///x?socket=s&socket=t  | 'socket' is given twice
            """)
    void whatIsNotUnderstoodIsRefusedByName(String text, String part) {
        NbdProblem problem = assertThrows(NbdProblem.class, () -> NbdUri.parse(text));
        assertTrue(problem.reason().contains(part), problem.reason());
    }

    @Test
    void aSocketsPathHasRoomFor107Bytes() throws NbdProblem {
        String longest = "/" + "s".repeat(106);
        assertEquals(new NbdAddress.Unix(Path.of(longest)), NbdUri.unix(longest));
        NbdProblem problem = assertThrows(NbdProblem.class, () -> NbdUri.unix(longest + "s"));
        assertTrue(problem.reason().contains("107"), problem.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbd://h", "nbds://h/x", "nbd+unix:///x?socket=s", "nbds+unix:///"})
    void anAddressIsToldFromAFilesName(String text) {
        assertTrue(NbdUri.isMeant(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbd.img", "./nbd:/x", "file:/nbd://", "nbd:h:10809"})
    void aFilesNameIsNoAddress(String text) {
        assertEquals(false, NbdUri.isMeant(text));
    }
}
