// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.CannotOpen;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.PartDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.block.Storage;
import org.quorumworkbench.core.config.ChildSource.Formatted;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ImageFormat.Foreign;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.Consent;
import org.quorumworkbench.core.format.DiskFormat;
import org.quorumworkbench.core.format.FormattedDevice;
import org.quorumworkbench.core.format.ImageRequest;

/**
 * Opens the image files of one configuration, one after the other, and refuses what cannot be a
 * replica. Blocks; for one thread.
 */
final class ImageOpening {

    // As programs that split images number the parts: .001, .002, ...
    private static final Pattern PART = Pattern.compile("(.+)\\.([0-9]{3,6})");

    private record Opened(Image image, String option, Optional<Storage> storage) {}

    private final String source;
    private final Executor executor;
    private final boolean writable;
    private final FormatOpening formats;
    private final List<Wording> remarks = new ArrayList<>();
    private final List<Opened> opened = new ArrayList<>();
    private volatile @Nullable Path current;

    /**
     * @param source
     *            what messages call the configuration
     * @param writable
     *            whether the files are opened for writing too
     */
    ImageOpening(String source, Executor executor, boolean writable) {
        this(source, Consent.NONE, executor, writable);
    }

    /**
     * As the other.
     *
     * @param consent
     *            to open files that images lead to
     */
    ImageOpening(String source, Consent consent, Executor executor, boolean writable) {
        this.source = source;
        this.executor = executor;
        this.writable = writable;
        this.formats = new FormatOpening(source, consent, executor, writable);
    }

    FormatOpening formats() {
        return formats;
    }

    /** Sentences about the images that a person has to know. */
    List<Wording> remarks() {
        List<Wording> all = new ArrayList<>(formats.remarks());
        all.addAll(remarks);
        return all;
    }

    /**
     * The file that is being opened at this moment; empty before and after. May be asked on any thread.
     */
    Optional<Path> waitingFor() {
        return Optional.ofNullable(current);
    }

    /**
     * A child's bytes, and where they were found to come from.
     *
     * @param image
     *            in another program's format, of which they are a part; empty if it is raw
     */
    record Found(ChildSource source, BlockDevice device, Optional<FormattedDevice> image) {}

    Found open(ChildSpec child, Image image) throws ConfigurationProblem {
        current = image.file();
        try {
            Optional<DiskFormat> format = image.probed() && image.offset() == 0 && !isSpecial(image.file())
                    ? evident(child, image)
                    : Optional.empty();
            return format.isPresent()
                    ? formatted(child, new Formatted(ImageRequest.of(image.file(), format.get()), 0, image.size()))
                    : new Found(image, opened(child, image), Optional.empty());
        } finally {
            current = null;
        }
    }

    Found open(ChildSpec child, Formatted formatted) throws ConfigurationProblem {
        current = formatted.image().file();
        try {
            return formatted(child, formatted);
        } finally {
            current = null;
        }
    }

    private Found formatted(ChildSpec child, Formatted formatted) throws ConfigurationProblem {
        Path file = formatted.image().file();
        refuseSpecial(child, file);
        Image own = Image.whole(file);
        refuseTwice(child, own);
        FormattedDevice device = formats.open(child, formatted);
        opened.add(new Opened(own, child.origin().option(), storage(file)));
        boolean whole = formatted.offset() == 0 && formatted.size().isEmpty();
        return new Found(formatted, whole ? device : new PartDevice(device, formatted.offset(), formatted.size()),
                Optional.of(device));
    }

    private Optional<DiskFormat> evident(ChildSpec child, Image image) throws ConfigurationProblem {
        try (FileDevice file = FileDevice.open(image.file(), executor)) {
            long length = file.length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
            ByteBuffer head = ByteBuffer.allocate((int) Math.min(DiskFormat.HEAD, length));
            if (!isRead(file, 0, head)) {
                return Optional.empty();
            }
            Optional<DiskFormat> format = DiskFormat.evident(head.array());
            ByteBuffer tail = ByteBuffer.allocate(SectorRange.SECTOR);
            if (format.isEmpty() && image.size().isEmpty() && length > SectorRange.SECTOR
                    && isRead(file, length - SectorRange.SECTOR, tail) && DiskFormat.isFixedVhd(tail.array())) {
                remarks.add(Wording.of("'{0}' ends with the footer of a fixed VHD, which is no"
                        + " part of the disk and differs from copy to copy. It is compared too, as in QEMU; the child's"
                        + " \"driver\": \"vpc\" leaves it out.", FileName.shown(image.file())));
            }
            return format;
        } catch (CannotOpen e) {
            throw FileProblems.of(source, Optional.of(child.origin()), image.file(), e.errno());
        }
    }

    private static boolean isRead(FileDevice file, long offset, ByteBuffer into) {
        return file.readOnCaller(offset, into).filter(Reply::isOk).isPresent();
    }

    private BlockDevice opened(ChildSpec child, Image image) throws ConfigurationProblem {
        refuseSpecial(child, image.file());
        FileDevice file;
        try {
            file = writable && !child.readOnly()
                    ? FileDevice.openWritable(image.file(), executor)
                    : FileDevice.open(image.file(), executor);
        } catch (CannotOpen e) {
            throw FileProblems.of(source, Optional.of(child.origin()), image.file(), e.errno());
        }
        try {
            check(child, image, file);
        } catch (ConfigurationProblem e) {
            file.close();
            throw e;
        }
        opened.add(new Opened(image, child.origin().option(), storage(image.file())));
        return image.offset() == 0 && image.size().isEmpty()
                ? file
                : new PartDevice(file, image.offset(), image.size());
    }

    /** Opening a pipe would wait for a writer, and a terminal has no end. */
    private void refuseSpecial(ChildSpec child, Path file) throws ConfigurationProblem {
        if (isSpecial(file)) {
            throw problem(child, Wording.of("'{0}' is neither a file nor a block device", file),
                    Wording.of("Give an image file or a block device."), Errno.EINVAL);
        }
    }

    private static boolean isSpecial(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).isOther() && !Storage.isBlockDevice(file);
        } catch (IOException e) {
            // Opening it says better why it cannot be had.
            return false;
        }
    }

    private void check(ChildSpec child, Image image, FileDevice file) throws ConfigurationProblem {
        long length = file.length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
        if (length == 0) {
            throw problem(child, Wording.of("'{0}' is empty", image.file()),
                    Wording.of("Give an image with at least one byte."), Errno.EINVAL);
        }
        if (image.offset() >= length || image.size().orElse(0) > length - image.offset()) {
            throw problem(child, Wording.of("'{0}' has {1} bytes: the part from offset {2} is not in it", image.file(),
                    length, image.offset()), Wording.of("Correct offset and size."), Errno.EINVAL);
        }
        Optional<Foreign> format = image.probed() && image.offset() == 0 ? evident(file, length) : Optional.empty();
        if (format.isPresent()) {
            throw problem(child, Wording.of("'{0}' is an image of format '{1}', which is not opened here", image.file(),
                    format.get().name()), format.get().remedy(), Errno.EINVAL);
        }
        refuseTwice(child, image);
        refuseParts(child, image);
    }

    private static Optional<Foreign> evident(FileDevice file, long length) {
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(ImageFormat.HEAD, length));
        Optional<? extends Reply<?>> reply = file.readOnCaller(0, head);
        return reply.isPresent() && reply.get().isOk() ? ImageFormat.evident(head.array()) : Optional.empty();
    }

    private void refuseTwice(ChildSpec child, Image image) throws ConfigurationProblem {
        Optional<Storage> storage = storage(image.file());
        for (Opened other : opened) {
            boolean same = storage.isPresent() && other.storage().isPresent()
                    && storage.get().overlaps(image.offset(), image.size(), other.storage().get(),
                            other.image().offset(), other.image().size());
            if (same) {
                throw problem(child, isSameName(image, other.image())
                        ? Wording.of("'{0}' is listed twice: it is {1} already", image.file(), other.option())
                        : Wording.of("'{0}' is listed twice: it is {1} already ('{2}')", image.file(), other.option(),
                                other.image().file()),
                        Wording.of("Give every replica once."), Errno.EINVAL);
            }
        }
    }

    private static boolean isSameName(Image one, Image other) {
        return one.file().toAbsolutePath().normalize().equals(other.file().toAbsolutePath().normalize());
    }

    private static Optional<Storage> storage(Path file) {
        try {
            return Optional.of(Storage.of(file));
        } catch (IOException e) {
            // It was opened a moment ago, and is gone now: reading it will say so.
            return Optional.empty();
        }
    }

    /**
     * Parts of one image look like replicas, and would agree in nothing. Neighbours are refused; of
     * others, between which some would be missing, it is only said.
     */
    private void refuseParts(ChildSpec child, Image image) throws ConfigurationProblem {
        Optional<Matcher> part = part(image);
        if (part.isEmpty()) {
            return;
        }
        Optional<Image> alike = Optional.empty();
        for (Opened other : opened) {
            Optional<Matcher> before = part(other.image()).filter(known -> isOfOne(known, part.get()));
            if (before.isPresent()) {
                int between = Integer.parseInt(part.get().group(2)) - Integer.parseInt(before.get().group(2));
                if (Math.abs(between) == 1) {
                    throw problem(child,
                            Wording.of(
                                    "'{0}' and '{1}' are parts of one image by their names, not replicas of one disk",
                                    FileName.shown(other.image().file()), FileName.shown(image.file())),
                            Wording.of(
                                    "Join the parts first (cat NAME.001 NAME.002 ... > NAME.img); if they are replicas "
                                            + "after all, say driver raw in a configuration."),
                            Errno.EINVAL);
                }
                alike = alike.or(() -> Optional.of(other.image()));
            }
        }
        alike.ifPresent(first -> remarks.add(Wording.of("'{0}' and '{1}' may be parts of one image by their names, with"
                + " others missing between them, and not replicas of one disk. Parts are to be joined first; of replicas"
                + " say driver raw in a configuration.", FileName.shown(first.file()), FileName.shown(image.file()))));
    }

    private static Optional<Matcher> part(Image image) {
        Matcher part = PART.matcher(image.file().toAbsolutePath().normalize().toString());
        return image.probed() && part.matches() ? Optional.of(part) : Optional.empty();
    }

    private static boolean isOfOne(Matcher one, Matcher other) {
        return one.group(1).equals(other.group(1)) && one.group(2).length() == other.group(2).length()
                && !one.group(2).equals(other.group(2));
    }

    private ConfigurationProblem problem(ChildSpec child, Wording reason, Wording remedy, Errno errno) {
        return new ConfigurationProblem(source, child.origin().position(), Optional.of(child.origin().option()), reason,
                remedy, Optional.of(errno));
    }
}
