// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quorumworkbench.core.block.ExclusiveUse;
import org.quorumworkbench.core.block.Storage;
import org.quorumworkbench.core.file.KernelText;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.Wording;

/**
 * Who else uses a file or block device: a mount, swap, or another device that it is a part of (md,
 * LVM, a loop device with a file system that is mounted). Linux tells it in proc(5)'s mountinfo and
 * swaps and in sysfs; elsewhere nothing is known. Blocks as long as these do.
 */
class HeldDevices {

    private static final int DEEPEST = 8;

    private final Path proc;
    private final Path sys;
    private final Path dev;

    HeldDevices() {
        this(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));
    }

    HeldDevices(Path proc, Path sys, Path dev) {
        this.proc = proc;
        this.sys = sys;
        this.dev = dev;
    }

    /** Who uses it, as a part of a sentence that begins with "it"; empty if nobody is known to. */
    Optional<Wording> user(Path file) throws IOException {
        Optional<String> number = Storage.deviceNumber(file);
        if (number.isPresent()) {
            return userOf(number.get(), false);
        }
        if (isSwap(file)) {
            return Optional.of(Wording.of("it is used as swap space: swapoff it first"));
        }
        for (Path loop : loopsOf(file)) {
            Optional<Wording> user = userOf(line(loop.resolve("dev")), true);
            if (user.isPresent()) {
                return user;
            }
            Path node = dev.resolve(loop.getFileName().toString());
            if (ExclusiveUse.isHeld(node)) {
                return Optional.of(Wording.of("{0}, a loop device over it, is in use, perhaps by a container: end that"
                        + " first", node));
            }
        }
        return Optional.empty();
    }

    /**
     * Of a device with all its partitions.
     *
     * @param isLoop
     *            whether it is a loop device over what is asked about
     */
    Optional<Wording> userOf(String number, boolean isLoop) throws IOException {
        List<String> family = new ArrayList<>(List.of(number));
        Path device = sys.resolve("dev/block").resolve(number);
        for (Path part : entries(device)) {
            if (Files.exists(part.resolve("partition")) && Files.isReadable(part.resolve("dev"))) {
                family.add(line(part.resolve("dev")));
            }
        }
        for (String each : family) {
            Optional<String> mount = mountOf(each);
            if (mount.isPresent()) {
                String where = Printable.line(mount.get());
                return Optional.of(isLoop
                        ? Wording.of("the loop device over it is mounted at {0}: unmount it first", where)
                        : Wording.of("it is mounted at {0}: unmount it first", where));
            }
            for (Path holder : entries(sys.resolve("dev/block").resolve(each).resolve("holders"))) {
                String whole = Printable.line(holder.getFileName().toString());
                return Optional.of(isLoop
                        ? Wording.of("the loop device over it is a part of {0}: stop that first", whole)
                        : Wording.of("it is a part of {0}: stop that first", whole));
            }
            for (String swap : swaps()) {
                if (numberOf(swap).equals(Optional.of(each))) {
                    return Optional.of(isLoop
                            ? Wording.of("the loop device over it is used as swap space: swapoff it first")
                            : Wording.of("it is used as swap space: swapoff it first"));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> mountOf(String number) throws IOException {
        for (String[] mount : mounts()) {
            if (mount[2].equals(number) || numberOf(source(mount)).equals(Optional.of(number))) {
                return Optional.of(KernelText.word(mount[4]));
            }
        }
        return Optional.empty();
    }

    /** The lines of mountinfo (proc(5)): 36 35 98:0 /mnt1 /mnt2 rw ... - ext3 /dev/root rw. */
    private List<String[]> mounts() throws IOException {
        Path file = proc.resolve("self/mountinfo");
        if (!Files.isReadable(file)) {
            return List.of();
        }
        return KernelText.lines(file).stream().map(line -> line.split(" ", -1))
                .filter(words -> words.length > 6).toList();
    }

    private static String source(String[] mount) {
        for (int i = 6; i + 2 < mount.length; i++) {
            if (mount[i].equals("-")) {
                return KernelText.word(mount[i + 2]);
            }
        }
        return "";
    }

    private List<String> swaps() throws IOException {
        Path file = proc.resolve("swaps");
        if (!Files.isReadable(file)) {
            return List.of();
        }
        return KernelText.lines(file).stream().skip(1).map(line -> KernelText.word(line.split("\\s+", -1)[0]))
                .toList();
    }

    private boolean isSwap(Path file) throws IOException {
        for (String swap : swaps()) {
            if (swap.startsWith("/") && isSame(KernelText.path(swap), file)) {
                return true;
            }
        }
        return false;
    }

    /** Whether they are one file, by whatever names: a bind mount or a hard link gives it others. */
    private static boolean isSame(Path one, Path other) throws IOException {
        return one.equals(other) || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
    }

    private static boolean isAmong(Set<Path> all, Path file) throws IOException {
        for (Path each : all) {
            if (isSame(each, file)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> numberOf(String device) throws IOException {
        return device.startsWith("/") && Files.exists(KernelText.path(device))
                ? Storage.deviceNumber(KernelText.path(device))
                : Optional.empty();
    }

    /** What the kernel tells of the loop devices that show the file. */
    private List<Path> loopsOf(Path file) throws IOException {
        List<Path> loops = new ArrayList<>();
        for (Path device : entries(sys.resolve("block"))) {
            Path backing = device.resolve("loop/backing_file");
            if (Files.isReadable(backing) && isSame(KernelText.name(backing), file)) {
                loops.add(device);
            }
        }
        return loops;
    }

    /**
     * Whether the file system that a folder is on lies on one of these files, directly or through
     * partitions, loop devices, md or LVM: what is written into it is then written to that file.
     */
    Optional<Path> filesBelow(Path folder, List<Path> files) throws IOException {
        Set<String> numbers = new LinkedHashSet<>();
        Set<Path> backing = new LinkedHashSet<>();
        for (String number : deviceOf(folder)) {
            collect(number, 0, numbers, backing);
        }
        for (Path file : files) {
            Optional<String> number = Storage.deviceNumber(file);
            if (number.isPresent() ? numbers.contains(number.get()) : isAmong(backing, file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private List<String> deviceOf(Path folder) throws IOException {
        try {
            if (Files.getAttribute(folder, "unix:dev") instanceof Long device) {
                String number = KernelText.number(device);
                List<String> found = new ArrayList<>(List.of(number));
                // btrfs and others have numbers of their own, which no device has.
                for (String[] mount : mounts()) {
                    if (mount[2].equals(number)) {
                        numberOf(source(mount)).ifPresent(found::add);
                    }
                }
                return found;
            }
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // No Unix: nothing is known, and no child is such a device there.
            return List.of();
        }
        return List.of();
    }

    private void collect(String number, int depth, Set<String> numbers, Set<Path> backing) throws IOException {
        Path device = sys.resolve("dev/block").resolve(number);
        if (!Files.isDirectory(device) || depth > DEEPEST || !numbers.add(number)) {
            return;
        }
        Path file = device.resolve("loop/backing_file");
        if (Files.isReadable(file)) {
            Path shown = KernelText.name(file);
            backing.add(shown);
            if (Files.exists(shown)) {
                for (String below : deviceOf(shown)) {
                    collect(below, depth + 1, numbers, backing);
                }
            }
        }
        if (Files.exists(device.resolve("partition"))) {
            collect(line(device.toRealPath().resolve("../dev")), depth + 1, numbers, backing);
        }
        for (Path below : entries(device.resolve("slaves"))) {
            collect(line(below.resolve("dev")), depth + 1, numbers, backing);
        }
    }

    private static String line(Path file) throws IOException {
        return KernelText.line(file).strip();
    }

    private static List<Path> entries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }
}
