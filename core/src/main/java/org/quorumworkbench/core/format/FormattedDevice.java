// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.quorumworkbench.core.block.CannotOpen;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.ReadOnlyDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.nbd.NbdState;

/**
 * The disk in an image of another program's format, read-only. Its bytes come from a storage daemon
 * of its own; if that ends, whatever is asked fails with EIO until the device is reopened.
 */
public final class FormattedDevice implements ReadOnlyDevice {

    private final ImageChain chain;
    private final Consent consent;
    private final Executor executor;
    /** The image's own bytes, of which nothing is read: it tells whether the file is still the same. */
    private final FileDevice file;
    private volatile StorageDaemon.Started now;
    private volatile boolean closed;

    private FormattedDevice(ImageChain chain, Consent consent, Executor executor, FileDevice file,
            StorageDaemon.Started now) {
        this.chain = chain;
        this.consent = consent;
        this.executor = executor;
        this.file = file;
        this.now = now;
    }

    /**
     * Opens it; blocks until the daemon has.
     *
     * @param executor
     *            whose threads the connection blocks
     * @throws FormatProblem
     *             if the daemon is not installed or refuses the image, or its passphrase is missing
     */
    public static FormattedDevice open(ImageChain chain, Consent consent, Executor executor) throws FormatProblem {
        Path image = chain.request().file();
        StorageDaemon.Started started = StorageDaemon.start(chain, passphrase(chain, consent), executor);
        try {
            return new FormattedDevice(chain, consent, executor, FileDevice.open(image, executor), started);
        } catch (CannotOpen e) {
            started.device().close();
            started.daemon().close();
            throw new FormatProblem(Wording.of("'{0}' cannot be read: {1}", FileName.shown(image), e.errno().text()),
                    Wording.of("Make it readable."), e.errno());
        }
    }

    private static Optional<Passphrase> passphrase(ImageChain chain, Consent consent) throws FormatProblem {
        if (!chain.isEncrypted()) {
            return Optional.empty();
        }
        Path image = chain.request().file();
        Optional<Path> named = chain.request().secretFile();
        if (named.isPresent()) {
            return Optional.of(passphrase(named.get()));
        }
        return Optional.of(consent.passphraseOf(image).orElseThrow(() -> new FormatProblem.SecretMissing(image,
                Wording.of("'{0}' is encrypted ({1})", FileName.shown(image), chain.words()),
                Wording.of("Give the file with its passphrase: --secret FILE, or --secret IMAGE=FILE."))));
    }

    /**
     * The passphrase in a file.
     *
     * @throws FormatProblem
     *             if it cannot be read, or is longer than any passphrase
     */
    public static Passphrase passphrase(Path file) throws FormatProblem {
        try (HeaderFile opened = HeaderFile.open(file)) {
            if (opened.length() > Passphrase.MOST) {
                throw opened.broken(Wording.of("it has {0} bytes, which is no passphrase", opened.length()));
            }
            return Passphrase.of(opened.bytes(0, Passphrase.MOST));
        }
    }

    /** The image and what belongs to it, as it was when it was opened. */
    public ImageChain chain() {
        return chain;
    }

    /** How it stands with the daemon. */
    public NbdState state() {
        return now.device().state();
    }

    /** The process that serves it, and ends with us. */
    public ProcessHandle process() {
        return ProcessHandle.of(now.daemon().pid()).orElseThrow();
    }

    @Override
    public Reply<Long> length() {
        return now.device().length();
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        return now.device().read(offset, into);
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long count) {
        return now.device().extent(offset, count);
    }

    @Override
    public Optional<Reply<Extent>> extentOnCaller(long offset, long count) {
        return now.device().extentOnCaller(offset, count);
    }

    @Override
    public Optional<Identity> identity() {
        return file.identity();
    }

    /** The format, and every file that lies under the image, as it is now. */
    @Override
    public SortedMap<String, String> makeup() {
        SortedMap<String, String> makeup = new TreeMap<>();
        makeup.put("format", chain.words());
        List<ChainFile> files = chain.files();
        for (int i = 1; i < files.size(); i++) {
            makeup.put(files.get(i).role().word() + " " + i, words(files.get(i).path()));
        }
        return makeup;
    }

    private static String words(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return FileName.shown(path) + ", " + attributes.size() + " bytes, " + attributes.lastModifiedTime();
        } catch (IOException e) {
            return FileName.shown(path) + ", not there";
        }
    }

    /** Starts another daemon: this one knows the image's tables of before. */
    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        CompletableFuture<Reply<Done>> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> answer.complete(reopenedNow()));
        } catch (RejectedExecutionException e) {
            answer.complete(Reply.failed(Errno.ECANCELED));
        }
        return answer;
    }

    private Reply<Done> reopenedNow() {
        try {
            return reopenNow();
        } catch (FormatProblem e) {
            return Reply.failed(e.errno());
        } catch (RuntimeException e) {
            System.getLogger(FormattedDevice.class.getName()).log(System.Logger.Level.DEBUG, "not reopened", e);
            return Reply.failed(Errno.EIO);
        }
    }

    /** One at a time; blocks as long as the disk does that the image is on. */
    private synchronized Reply<Done> reopenNow() throws FormatProblem {
        if (closed) {
            return Reply.failed(Errno.ECANCELED);
        }
        ImageChain anew = ImageChain.read(chain.request(), consent);
        StorageDaemon.Started before = now;
        StorageDaemon.Started next = StorageDaemon.start(anew, passphrase(anew, consent), executor);
        now = next;
        end(before);
        if (closed) {
            // Who closed it waited for nobody, and may have seen the one before.
            end(next);
            return Reply.failed(Errno.ECANCELED);
        }
        return Reply.done();
    }

    private static void end(StorageDaemon.Started started) {
        started.device().close();
        started.daemon().close();
    }

    /** Waits for nobody: one who reopens it may stand on a disk that hangs. */
    @Override
    public void close() {
        closed = true;
        end(now);
        file.close();
    }
}
