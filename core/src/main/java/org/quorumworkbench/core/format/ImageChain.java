// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;

/**
 * An image and all files that belong to it, each of which may be opened.
 *
 * @param files
 *            every file, the image itself first, in the order in which one leads to the other
 * @param remarks
 *            sentences that a person has to know of them
 */
public record ImageChain(ImageRequest request, Layer top, List<ChainFile> files, List<Wording> remarks) {

    public ImageChain {
        files = List.copyOf(files);
        remarks = List.copyOf(remarks);
    }

    /**
     * Reads the headers, from the image downwards. Of files that nobody has agreed to, nothing but the
     * header is looked at, for where it leads. Blocks as long as the files do.
     *
     * @throws FormatProblem.LeadsOutside
     *             if a header leads to files that nobody has agreed to; all of them are named, those
     *             that they lead to included
     * @throws FormatProblem
     *             if a header is broken, or leads to something that is no file
     */
    public static ImageChain read(ImageRequest request, Consent consent) throws FormatProblem {
        ChainReader reader = new ChainReader(request.file(), consent);
        Layer top = reader.layer(request);
        List<Path> outside = reader.files().stream().filter(ChainFile::outside).map(ChainFile::path).toList();
        if (!outside.isEmpty()) {
            throw new FormatProblem.LeadsOutside(
                    Wording.of("'{0}' leads out of its folder, or through a link, to: {1}",
                            FileName.shown(request.file()),
                            Wording.list(outside.stream().map(ChainReader::described).toList())),
                    remedy(outside),
                    reader.files());
        }
        return new ImageChain(request, top, reader.files(), reader.remarks());
    }

    /** What to do about files that nobody has agreed to. */
    public static Wording remedy(List<Path> outside) {
        return Wording.of("Look whether they may be opened; then give {0}.",
                String.join(" ", outside.stream().map(file -> "--allow " + FileName.shown(file)).toList()));
    }

    /**
     * A sentence if the disk has another length than the image's header says: QEMU rounds that of a VHD
     * to a geometry.
     *
     * @param length
     *            as the daemon tells it, in bytes
     */
    public Optional<Wording> lengthRemark(long length) {
        OptionalLong told = top.header().length();
        return told.isEmpty() || Math.ceilDiv(told.getAsLong(), 512L) == Math.ceilDiv(length, 512L)
                ? Optional.empty()
                : Optional.of(Wording.of(
                        "'{0}' says that its disk has {1} bytes, and QEMU's driver {2} makes {3} of it;"
                                + " --common compares the part that all children have.",
                        FileName.shown(request.file()),
                        told.getAsLong(), format().word(), length));
    }

    /** The image's format. */
    public DiskFormat format() {
        return top.format();
    }

    /** One image of the chain. */
    public record Part(DiskFormat format, boolean encrypted, boolean withDataFile) {

        private String words() {
            return format.word() + (encrypted ? " (encrypted)" : "") + (withDataFile ? " with a data file" : "");
        }
    }

    /** What it is made of, from the image downwards. */
    public List<Part> parts() {
        return layers().map(layer -> new Part(layer.format(), layer.header().encryption().isPresent(),
                layer.dataFile().isPresent())).toList();
    }

    /** How it is described in one line: {@code qcow2 over qcow2 over raw}. */
    public String words() {
        return String.join(" over ", parts().stream().map(Part::words).toList());
    }

    Stream<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        for (Optional<Layer> at = Optional.of(top); at.isPresent(); at = at.get().backing()) {
            layers.add(at.get());
        }
        return layers.stream();
    }

    boolean isEncrypted() {
        return layers().anyMatch(layer -> layer.header().encryption().isPresent());
    }
}
