// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An error number as Linux numbers it: what a child answers when it cannot do what it was asked.
 *
 * @param number
 *            positive
 */
public record Errno(int number) {

    private enum Known {
        // Numbers and texts are those of Linux and glibc, which QEMU's events carry (strerror).
        EPERM(1, "Operation not permitted"), ENOENT(2, "No such file or directory"), EINTR(4,
                "Interrupted system call"), EIO(5, "Input/output error"), ENXIO(6, "No such device or address"), E2BIG(
                        7, "Argument list too long"), EBADF(9, "Bad file descriptor"), EAGAIN(11,
                                "Resource temporarily unavailable"), ENOMEM(12, "Cannot allocate memory"), EACCES(13,
                                        "Permission denied"), EFAULT(14, "Bad address"), EBUSY(16,
                                                "Device or resource busy"), EEXIST(17, "File exists"), ENODEV(19,
                                                        "No such device"), ENOTDIR(20, "Not a directory"), EISDIR(21,
                                                                "Is a directory"), EINVAL(22,
                                                                        "Invalid argument"), EMFILE(24,
                                                                                "Too many open files"), EFBIG(27,
                                                                                        "File too large"), ENOSPC(28,
                                                                                                "No space left on device"), EROFS(
                                                                                                        30,
                                                                                                        "Read-only file system"), EPIPE(
                                                                                                                32,
                                                                                                                "Broken pipe"), ERANGE(
                                                                                                                        34,
                                                                                                                        "Numerical result out of range"), ENODATA(
                                                                                                                                61,
                                                                                                                                "No data available"), ETIME(
                                                                                                                                        62,
                                                                                                                                        "Timer expired"), ENOLINK(
                                                                                                                                                67,
                                                                                                                                                "Link has been severed"), ECOMM(
                                                                                                                                                        70,
                                                                                                                                                        "Communication error on send"), EPROTO(
                                                                                                                                                                71,
                                                                                                                                                                "Protocol error"), EBADMSG(
                                                                                                                                                                        74,
                                                                                                                                                                        "Bad message"), EOVERFLOW(
                                                                                                                                                                                75,
                                                                                                                                                                                "Value too large for defined data type"), EILSEQ(
                                                                                                                                                                                        84,
                                                                                                                                                                                        "Invalid or incomplete multibyte or wide character"), EOPNOTSUPP(
                                                                                                                                                                                                95,
                                                                                                                                                                                                "Operation not supported"), ECONNRESET(
                                                                                                                                                                                                        104,
                                                                                                                                                                                                        "Connection reset by peer"), ENOBUFS(
                                                                                                                                                                                                                105,
                                                                                                                                                                                                                "No buffer space available"), ENOTCONN(
                                                                                                                                                                                                                        107,
                                                                                                                                                                                                                        "Transport endpoint is not connected"), ESHUTDOWN(
                                                                                                                                                                                                                                108,
                                                                                                                                                                                                                                "Cannot send after transport endpoint shutdown"), ETIMEDOUT(
                                                                                                                                                                                                                                        110,
                                                                                                                                                                                                                                        "Connection timed out"), ECONNREFUSED(
                                                                                                                                                                                                                                                111,
                                                                                                                                                                                                                                                "Connection refused"), EHOSTUNREACH(
                                                                                                                                                                                                                                                        113,
                                                                                                                                                                                                                                                        "No route to host"), ESTALE(
                                                                                                                                                                                                                                                                116,
                                                                                                                                                                                                                                                                "Stale file handle"), EDQUOT(
                                                                                                                                                                                                                                                                        122,
                                                                                                                                                                                                                                                                        "Disk quota exceeded"), ENOMEDIUM(
                                                                                                                                                                                                                                                                                123,
                                                                                                                                                                                                                                                                                "No medium found"), ECANCELED(
                                                                                                                                                                                                                                                                                        125,
                                                                                                                                                                                                                                                                                        "Operation canceled"), EREMOTEIO(
                                                                                                                                                                                                                                                                                                121,
                                                                                                                                                                                                                                                                                                "Remote I/O error");

        private static final Map<Integer, Known> BY_NUMBER = Arrays.stream(values())
                .collect(Collectors.toUnmodifiableMap(k -> k.number, Function.identity()));

        private final int number;
        private final String text;

        Known(int number, String text) {
            this.number = number;
            this.text = text;
        }
    }

    public static final Errno EPERM = new Errno(Known.EPERM.number);
    public static final Errno ENOENT = new Errno(Known.ENOENT.number);
    public static final Errno EIO = new Errno(Known.EIO.number);
    public static final Errno EAGAIN = new Errno(Known.EAGAIN.number);
    public static final Errno ENOMEM = new Errno(Known.ENOMEM.number);
    public static final Errno EACCES = new Errno(Known.EACCES.number);
    public static final Errno EBUSY = new Errno(Known.EBUSY.number);
    public static final Errno EEXIST = new Errno(Known.EEXIST.number);
    public static final Errno EISDIR = new Errno(Known.EISDIR.number);
    public static final Errno EINVAL = new Errno(Known.EINVAL.number);
    public static final Errno ENOSPC = new Errno(Known.ENOSPC.number);
    public static final Errno EROFS = new Errno(Known.EROFS.number);
    public static final Errno ERANGE = new Errno(Known.ERANGE.number);
    public static final Errno EOPNOTSUPP = new Errno(Known.EOPNOTSUPP.number);
    public static final Errno ETIMEDOUT = new Errno(Known.ETIMEDOUT.number);
    public static final Errno ECANCELED = new Errno(Known.ECANCELED.number);

    public Errno {
        if (number <= 0) {
            throw new IllegalArgumentException("an error number is positive, not " + number);
        }
    }

    /**
     * The error of that symbolic name, {@code EIO} for instance ({@code ENOTSUP} is the same number as
     * {@code EOPNOTSUPP}).
     */
    public static Optional<Errno> named(String name) {
        String canonical = name.equals("ENOTSUP") ? "EOPNOTSUPP" : name;
        return Arrays.stream(Known.values()).filter(k -> k.name().equals(canonical)).map(k -> new Errno(k.number))
                .findFirst();
    }

    /** The error that strerror describes by that text. */
    public static Optional<Errno> withText(String text) {
        return Arrays.stream(Known.values()).filter(k -> k.text.equals(text)).map(k -> new Errno(k.number)).findFirst();
    }

    /** The symbolic name, or {@code errno N} for a number that has none here. */
    public String name() {
        Known known = Known.BY_NUMBER.get(number);
        return known == null ? "errno " + number : known.name();
    }

    /** What strerror says in the C locale; QEMU's events carry this text. */
    public String text() {
        Known known = Known.BY_NUMBER.get(number);
        return known == null ? "Unknown error " + number : known.text;
    }

    @Override
    public String toString() {
        return name();
    }
}
