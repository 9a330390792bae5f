// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.ChainFile.Role;
import org.quorumworkbench.core.format.ImageHeader.BackingName;
import org.quorumworkbench.core.format.ImageHeader.Extent;
import org.quorumworkbench.core.format.ImageRequest.Backing;

/** Follows an image from header to header; for one thread. */
final class ChainReader {

    /** Longer chains are a circle or an attack; libvirt takes 200. */
    private static final int DEEPEST = 64;

    private final Path folder;
    private final Consent consent;
    private final List<ChainFile> files = new ArrayList<>();
    private final List<Wording> remarks = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();

    ChainReader(Path image, Consent consent) {
        Path absolute = absolute(image);
        Path parent = absolute.getParent();
        this.folder = parent == null ? absolute : parent;
        this.consent = consent;
    }

    List<ChainFile> files() {
        return files;
    }

    List<Wording> remarks() {
        return remarks;
    }

    /** The image that was asked for, which may be opened wherever it is. */
    Layer layer(ImageRequest request) throws FormatProblem {
        Path file = absolute(request.file());
        refuseUnspeakable(file);
        files.add(new ChainFile(file, files.isEmpty() ? Role.IMAGE : Role.BACKING, false));
        return read(file, request);
    }

    private Layer read(Path file, ImageRequest request) throws FormatProblem {
        if (!seen.add(real(file)) || seen.size() > DEEPEST) {
            throw new FormatProblem(seen.size() > DEEPEST
                    ? Wording.of("'{0}' is the {1}th of a chain", FileName.shown(file), seen.size())
                    : Wording.of("'{0}' lies under itself", FileName.shown(file)),
                    Wording.of("Correct its backing file (qemu-img rebase -u)."), Errno.EINVAL);
        }
        try (HeaderFile opened = HeaderFile.open(file)) {
            DiskFormat format = request.format()
                    .orElse(DiskFormat.evident(opened.bytes(0, DiskFormat.HEAD)).orElse(DiskFormat.RAW));
            ImageHeader header = ImageHeader.read(opened, format);
            remarks.addAll(header.remarks());
            LiveWriter.sentence(file).ifPresent(remarks::add);
            List<Path> extents = extents(file, header);
            Optional<Path> data = dataFile(file, header, request);
            Optional<Layer> backing = backing(file, header, request);
            if (!isMissing(data)) {
                LostClusters.of(opened, format, data.isPresent() ? length(data.get()) : opened.length())
                        .ifPresent(remarks::add);
            }
            return new Layer(file, format, header, data, extents, backing);
        }
    }

    /** Whether it is one that nobody has agreed to: it is not looked at. */
    private boolean isMissing(Optional<Path> file) {
        return file.isPresent() && files.stream().anyMatch(one -> one.outside() && one.path().equals(file.get()));
    }

    private static long length(Path file) throws FormatProblem {
        try (HeaderFile opened = HeaderFile.open(file)) {
            return opened.length();
        }
    }

    private List<Path> extents(Path image, ImageHeader header) throws FormatProblem {
        List<Path> extents = new ArrayList<>();
        for (Extent extent : header.extents()) {
            Path file = resolved(image, extent.name(), Role.EXTENT);
            // QEMU resolves this name itself, and a link before the dots leads it elsewhere than us.
            if (List.of(extent.name().split("/", -1)).contains("..")) {
                throw new FormatProblem(
                        Wording.of("'{0}' names '{1}' as its extent, which leads upwards", FileName.shown(image),
                                printable(extent.name())),
                        Wording.of("Move the extents beside it, and correct its descriptor."), Errno.EINVAL);
            }
            if (file.equals(image)) {
                throw new FormatProblem(Wording.of("'{0}' is an extent of itself", FileName.shown(image)),
                        Wording.of("Correct its descriptor."), Errno.EINVAL);
            }
            if (reached(file, Role.EXTENT)) {
                try (HeaderFile opened = HeaderFile.open(file)) {
                    VmdkHeader.checkExtent(opened, extent.kind());
                    Optional<Wording> tooShort = extent.kind().contains("SPARSE")
                            ? LostClusters.of(opened, DiskFormat.VMDK, opened.length())
                            : Optional.of(Wording.of("'{0}' ends early: it has {1} bytes, and its descriptor says {2};"
                                    + " what lies beyond is QEMU's invention.", FileName.shown(file), opened.length(),
                                    extent.least()))
                                    .filter(_ -> opened.length() < extent.least());
                    tooShort.ifPresent(remarks::add);
                }
            }
            extents.add(file);
        }
        return extents;
    }

    private Optional<Path> dataFile(Path image, ImageHeader header, ImageRequest request) throws FormatProblem {
        if (request.dataFile().isPresent()) {
            Path given = absolute(request.dataFile().get());
            refuseUnspeakable(given);
            files.add(new ChainFile(given, Role.DATA, false));
            return Optional.of(given);
        }
        if (header.dataFile().isEmpty()) {
            return Optional.empty();
        }
        Path file = resolved(image, header.dataFile().get(), Role.DATA);
        reached(file, Role.DATA);
        return Optional.of(file);
    }

    private Optional<Layer> backing(Path image, ImageHeader header, ImageRequest request) throws FormatProblem {
        return switch (request.backing()) {
            case Backing.Named(ImageRequest named) -> Optional.of(layer(named));
            case Backing.Nothing() -> {
                if (header.backing().isPresent()) {
                    throw new FormatProblem(
                            Wording.of("'{0}' lies on '{1}', and without that its bytes would be read as zeroes",
                                    FileName.shown(image), printable(header.backing().get().name())),
                            Wording.of("Leave backing out, or name the image that it lies on."), Errno.EINVAL);
                }
                yield Optional.empty();
            }
            case Backing.AsInHeader() -> header.backing().isEmpty()
                    ? Optional.empty()
                    : named(image, header.backing().get());
        };
    }

    private Optional<Layer> named(Path image, BackingName name) throws FormatProblem {
        Path file = resolved(image, name.name(), Role.BACKING);
        Optional<DiskFormat> format = format(image, name);
        if (reached(file, Role.BACKING)) {
            return Optional.of(read(file, new ImageRequest(file, format, new Backing.AsInHeader(), Optional.empty(),
                    Optional.empty())));
        }
        lookAhead(file, format);
        return Optional.empty();
    }

    /**
     * Follows the header of a file that nobody has agreed to yet, so that a person is asked once, for
     * the whole chain. It alone is looked at, and what it says counts for nothing but that question: a
     * file that cannot be read, or is no image, leads nowhere.
     */
    private void lookAhead(Path file, Optional<DiskFormat> told) {
        try {
            if (!Files.isRegularFile(file) || !seen.add(real(file)) || seen.size() > DEEPEST) {
                return;
            }
            try (HeaderFile opened = HeaderFile.open(file)) {
                DiskFormat format = told
                        .orElse(DiskFormat.evident(opened.bytes(0, DiskFormat.HEAD)).orElse(DiskFormat.RAW));
                ImageHeader header = ImageHeader.read(opened, format);
                for (Extent extent : header.extents()) {
                    reached(resolved(file, extent.name(), Role.EXTENT), Role.EXTENT);
                }
                if (header.dataFile().isPresent()) {
                    reached(resolved(file, header.dataFile().get(), Role.DATA), Role.DATA);
                }
                if (header.backing().isPresent()) {
                    BackingName below = header.backing().get();
                    Path next = resolved(file, below.name(), Role.BACKING);
                    reached(next, Role.BACKING);
                    lookAhead(next, format(file, below));
                }
            }
        } catch (FormatProblem leadsNowhere) {
            // It is told of when the file is opened, after what is asked now.
            return;
        }
    }

    /** What the image says of the format of what it lies on. */
    private static Optional<DiskFormat> format(Path image, BackingName name) throws FormatProblem {
        if (name.format().isEmpty()) {
            return Optional.empty();
        }
        String driver = switch (name.format().get()) {
            case "file", "host_device" -> "raw";
            default -> name.format().get();
        };
        return Optional.of(DiskFormat.named(driver).orElseThrow(() -> new FormatProblem(
                Wording.of("'{0}' lies on an image of format '{1}', which is not opened here", FileName.shown(image),
                        printable(driver)),
                Wording.of("Convert that first (qemu-img convert -O qcow2 IN OUT)."), Errno.EINVAL)));
    }

    /** Takes the file into the list; whether it may be opened. */
    private boolean reached(Path file, Role role) throws FormatProblem {
        boolean outside = !isInside(file) && !consent.allows(file);
        files.add(new ChainFile(file, role, outside));
        return !outside;
    }

    /**
     * Whether it lies in the image's folder or below, and no link on the way leads elsewhere. Looks at
     * names alone.
     */
    private boolean isInside(Path file) throws FormatProblem {
        if (!file.startsWith(folder)) {
            return false;
        }
        try {
            return file.toRealPath().equals(folder.toRealPath().resolve(folder.relativize(file)));
        } catch (IOException e) {
            throw HeaderFile.problem(file, e);
        }
    }

    /**
     * The file that QEMU would take for the one of that name: beside the image, unless it is absolute.
     * A name with a protocol is none.
     */
    private static Path resolved(Path image, String name, Role role) throws FormatProblem {
        int colon = name.indexOf(':');
        int slash = name.indexOf('/');
        if (colon >= 0 && (slash < 0 || colon < slash)) {
            throw new FormatProblem(
                    Wording.of("'{0}' names '{1}' as its {2}, which is no plain file name", FileName.shown(image),
                            printable(name), role.wording()),
                    Wording.of(
                            "Only files are opened; name the image that it lies on in a configuration, or rebase it."),
                    Errno.EINVAL);
        }
        try {
            Path file = absolute(image.resolveSibling(name));
            refuseUnspeakable(file);
            return file;
        } catch (InvalidPathException e) {
            throw new FormatProblem(
                    Wording.of("'{0}' names '{1}' as its {2}: {3}", FileName.shown(image), printable(name),
                            role.wording(), Wording.foreign(e.getReason())),
                    Wording.of("Correct the name."), Errno.ENOENT);
        }
    }

    /** QEMU is told names in UTF-8; there is no way to tell it others. */
    private static void refuseUnspeakable(Path file) throws FormatProblem {
        String text = FileName.text(file);
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new FormatProblem(
                    Wording.of("'{0}': a name that is no UTF-8 cannot be told to QEMU", FileName.shown(file)),
                    Wording.of("Rename the file, or make a link to it."), Errno.EINVAL);
        }
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private static Path real(Path file) throws FormatProblem {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw HeaderFile.problem(file, e);
        }
    }

    /** A file's full path, and where it leads if it is or lies behind a link. */
    static Wording described(Path file) {
        try {
            Path real = file.toRealPath();
            return real.equals(file)
                    ? Wording.of("'{0}'", FileName.shown(file))
                    : Wording.of("'{0}' ({1})", FileName.shown(file), FileName.shown(real));
        } catch (IOException e) {
            return Wording.of("'{0}' (which is not there)", FileName.shown(file));
        }
    }

    private static String printable(String text) {
        return Printable.line(text);
    }
}
