// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.file.Wording;

/**
 * What an image's header says.
 *
 * @param length
 *            of the disk, in bytes; absent where only QEMU reads that
 * @param backing
 *            what lies under it
 * @param dataFile
 *            the name of the file that has its clusters
 * @param extents
 *            names of files that have its bytes
 * @param encryption
 *            how it is encrypted: {@code luks}; absent if it is not
 * @param remarks
 *            sentences that a person has to know
 */
record ImageHeader(OptionalLong length, Optional<BackingName> backing, Optional<String> dataFile,
        List<Extent> extents, Optional<String> encryption, List<Wording> remarks) {

    /**
     * The name of what lies under an image.
     *
     * @param format
     *            its driver; absent where the header leaves it open
     */
    record BackingName(String name, Optional<String> format) {}

    /**
     * A file with some of a vmdk's bytes.
     *
     * @param kind
     *            {@code FLAT}, {@code SPARSE}, ...
     * @param least
     *            how long it has to be, in bytes
     */
    record Extent(String name, String kind, long least) {}

    ImageHeader {
        extents = List.copyOf(extents);
        remarks = List.copyOf(remarks);
    }

    /** An image that is all in its file. */
    static ImageHeader alone(OptionalLong length) {
        return new ImageHeader(length, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), List.of());
    }

    /** Reads the header of a file in that format. */
    static ImageHeader read(HeaderFile file, DiskFormat format) throws FormatProblem {
        return switch (format) {
            case QCOW2 -> Qcow2Header.read(file).told();
            case QED -> QedHeader.read(file);
            case VMDK -> VmdkHeader.read(file);
            case VDI -> VdiHeader.read(file).told();
            case PARALLELS -> ParallelsHeader.read(file).told();
            case VPC -> VpcFooter.read(file);
            case RAW, VHDX -> alone(OptionalLong.empty());
        };
    }
}
