// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorumworkbench.core.format.DiskFormat;

/** What is seen in the first bytes of a file that is to be taken as raw. */
class ForeignFormatTest {

    private static byte[] head(String begin) {
        byte[] head = new byte[Images.HEAD];
        byte[] bytes = begin.startsWith("0x")
                ? HexFormat.of().parseHex(begin.substring(2))
                : begin.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, head, 0, bytes.length);
        return head;
    }

    /** What the daemon opens under a name is called so here as well. */
    @ParameterizedTest
    @CsvSource({"0x514649fb00000003, qcow2", "QED, qed", "KDMV, vmdk", "COWD, vmdk", "# Disk DescriptorFile, vmdk",
            "vhdxfile, vhdx", "conectix, vpc", "WithoutFreeSpace, parallels", "WithouFreSpacExt, parallels"})
    void itIsCalledAsWhoOpensItCallsIt(String begin, String word) {
        assertEquals(Optional.of(word), DiskFormat.evident(head(begin)).map(DiskFormat::word));
        assertEquals(Optional.of(word), Images.foreignFormat(head(begin)));
    }

    @Test
    void theFirstVersionOfQcowIsNoRawImageAlthoughNobodyOpensIt() {
        byte[] head = head("0x514649fb00000001");
        assertEquals(Optional.empty(), DiskFormat.evident(head));
        assertEquals(Optional.of("qcow"), Images.foreignFormat(head));
    }

    @Test
    void luksIsLeftRaw() {
        assertEquals(Optional.empty(), Images.foreignFormat(head("LUKS")));
    }
}
