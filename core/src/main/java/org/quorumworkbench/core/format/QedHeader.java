// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.ImageHeader.BackingName;

/** The header of a qed, as QEMU's docs/interop/qed_spec.txt has it. */
final class QedHeader {

    private static final int LENGTH = 64;
    private static final int MOST_NAME = 1023;
    private static final int HAS_BACKING = 1;
    private static final int NEEDS_CHECK = 2;
    private static final int BACKING_IS_RAW = 4;

    private QedHeader() {}

    static ImageHeader read(HeaderFile file) throws FormatProblem {
        ByteBuffer head = file.fields(0, LENGTH, ByteOrder.LITTLE_ENDIAN);
        long features = head.getLong(16);
        long length = head.getLong(48);
        if (length < 0) {
            throw file.broken(Wording.of("its size is larger than any disk"));
        }
        Optional<BackingName> backing = Optional.empty();
        if ((features & HAS_BACKING) != 0) {
            long at = Integer.toUnsignedLong(head.getInt(56));
            int count = head.getInt(60);
            byte[] name = count < 1 || count > MOST_NAME ? new byte[0] : file.bytes(at, count);
            if (name.length != count) {
                throw file.broken(Wording.of("the name of its backing file lies outside the file, or is too long"));
            }
            backing = Optional.of(new BackingName(HeaderText.name(file, name, Wording.of("backing file")),
                    (features & BACKING_IS_RAW) != 0 ? Optional.of("raw") : Optional.empty()));
        }
        List<Wording> remarks = (features & NEEDS_CHECK) == 0
                ? List.of()
                : List.of(Wording.of("'{0}' was not closed in order: it needs 'qemu-img check'.",
                        FileName.shown(file.path())));
        return new ImageHeader(OptionalLong.of(length), backing, Optional.empty(), List.of(), Optional.empty(),
                remarks);
    }
}
