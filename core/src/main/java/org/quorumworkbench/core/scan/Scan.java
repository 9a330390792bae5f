// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.LowPriority;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;

/**
 * A scan under way: reads every sector of a range on every child and keeps who agrees with whom.
 *
 * <p>
 * It reads the children's devices itself and makes no request of the quorum: no vote is held and no
 * event told. It works on threads of its own, which end with it. All methods may be called from any
 * thread, and none blocks.
 */
public final class Scan {

    /** A child that does not answer for so long is told of. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    /** MiB of buffers that all threads together hold, one for each child: fewer threads read many. */
    private static final int MOST_BUFFERS = 96;

    private final List<Child> children;
    private final SectorRanges wanted;
    private final Findings findings;
    private final ChunkSource source;
    private final Stopwatch stopwatch;
    private final Pace pace;
    private final ScanClock clock;
    private final int leastPiece;
    private final int mostPiece;
    private final boolean idle;
    private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();
    private final List<ChunkReader> readers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<ScanResult> result = new CompletableFuture<>();
    private final AtomicReference<CompletableFuture<Boolean>> gate = new AtomicReference<>(
            CompletableFuture.completedFuture(true));
    private final AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.empty());
    private final AtomicLong alreadyScanned = new AtomicLong();
    private final AtomicLong scanned = new AtomicLong();
    private final AtomicLong divergent = new AtomicLong();
    private final AtomicLong bytesRead = new AtomicLong();
    private final int threads;
    private final AtomicLong working;

    private Scan(List<Child> children, DivergenceMap start, SectorRanges wanted, ScanOptions options) {
        this.children = List.copyOf(children);
        this.wanted = wanted;
        findings = new Findings(start);
        SectorRanges rest = wanted.minus(start.scanned());
        alreadyScanned.set(wanted.count() - rest.count());
        source = new ChunkSource(this.children, start.children(), rest, stopped);
        Courtesy courtesy = options.courtesy();
        this.children.forEach(child -> child.device().spareCache(courtesy.sparesCache()));
        pace = new Pace(courtesy.bytesPerSecond(), options.clock());
        clock = options.clock();
        // A disk that is read past the page cache is best asked for much at once.
        leastPiece = pace.piece(courtesy.sparesCache() ? Chunk.SECTORS : PieceSize.LEAST);
        idle = courtesy.idle();
        long buffers = (long) MOST_BUFFERS * Chunk.SECTORS;
        threads = Math.clamp(buffers / leastPiece / children.size(), 1, options.threads());
        // A limit of the rate wants short reads.
        mostPiece = courtesy.bytesPerSecond().isPresent()
                ? leastPiece
                : Math.clamp(buffers / threads / children.size(), leastPiece, Chunk.SECTORS);
        FileDevice.prepare();
        Bytes.prepare();
        stopwatch = new Stopwatch(options.clock());
        working = new AtomicLong(threads);
    }

    /**
     * Begins to make ready what a first scan needs of the system, on another thread, while the caller
     * still finds out what to scan.
     */
    public static void prepare() {
        var _ = CompletableFuture.runAsync(FileDevice::prepare).thenRun(Bytes::prepare);
    }

    /**
     * A map of these children on which nothing has been scanned; asks for their files, which may block.
     */
    public static DivergenceMap blank(List<Child> children) {
        List<ScannedChild> scanned = children.stream().map(ScannedChild::of).toList();
        return DivergenceMap.empty(scanned, scanned.stream().mapToLong(ScannedChild::sectors).max().orElse(0));
    }

    /**
     * Begins to scan; returns at once.
     *
     * @param start
     *            what is known already and is not scanned again; see {@link #blank}
     * @param wanted
     *            what to scan; sectors past the end of the device are left out
     * @throws IllegalArgumentException
     *             if the map is not one of that many children
     */
    public static Scan start(List<Child> children, DivergenceMap start, SectorRanges wanted, ScanOptions options) {
        if (children.size() != start.children().size() || children.isEmpty()) {
            throw new IllegalArgumentException(
                    "a map of " + start.children().size() + " children cannot go on with " + children.size());
        }
        Scan scan = new Scan(children, start, wanted.within(new SectorRange(0, start.sectors())), options);
        scan.begin();
        return scan;
    }

    /** Begins to scan the whole device; returns as soon as the children's files are known. */
    public static Scan start(List<Child> children) {
        DivergenceMap blank = blank(children);
        return start(children, blank, SectorRanges.of(new SectorRange(0, blank.sectors())), ScanOptions.standard());
    }

    /** Completes when the scan has ended, for whatever reason; never exceptionally. */
    public CompletableFuture<ScanResult> result() {
        return result;
    }

    /** What was found so far. */
    public DivergenceMap snapshot() {
        return findings.snapshot();
    }

    public ScanProgress progress() {
        return new ScanProgress(alreadyScanned.get() + scanned.get(), wanted.count(), divergent.get(), bytesRead.get(),
                stopwatch.elapsed(), !gate.get().isDone());
    }

    /** The children that have kept a worker waiting for longer than a second, in order. */
    public List<String> waitingFor() {
        Set<String> slow = new HashSet<>();
        source.waitingFor(SLOW).ifPresent(slow::add);
        readers.forEach(reader -> reader.waitingFor(SLOW).ifPresent(slow::add));
        return children.stream().map(Child::name).filter(slow::contains).toList();
    }

    /** Lets the workers finish the chunk they are at and then wait. */
    public void pause() {
        if (gate.get().isDone() && !result.isDone()) {
            gate.set(new CompletableFuture<>());
            stopwatch.stop();
        }
    }

    /** Goes on after a pause. */
    public void proceed() {
        if (!gate.get().isDone() && !result.isDone()) {
            stopwatch.go();
            gate.get().complete(true);
        }
    }

    /**
     * Ends the scan at once, waiting for nobody: a child that hangs is left alone. What was found up to
     * here is the result.
     */
    public void cancel() {
        end();
    }

    private void begin() {
        ExecutorService workers = Executors.newFixedThreadPool(threads,
                Thread.ofPlatform().daemon().name("scan-", 0).factory());
        for (int i = 0; i < threads; i++) {
            workers.execute(this::work);
        }
        workers.shutdown();
    }

    private void work() {
        try {
            if (idle) {
                LowPriority.lowerThisThread();
            }
            Worker worker = new Worker(new PieceSize(leastPiece, mostPiece),
                    new ChunkReader(children, mostPiece, pace, stopped), new Comparison(children.size()),
                    new UnstableSample(), new ChunkFindings());
            readers.add(worker.reader);
            while (mayGoOn()) {
                Optional<Chunk> chunk = source.next();
                if (chunk.isEmpty() || !scan(chunk.get(), worker)) {
                    break;
                }
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            problem.compareAndSet(Optional.empty(),
                    Optional.of(e.getMessage() == null ? e.toString() : e.getMessage()));
            end();
        } finally {
            if (working.decrementAndGet() == 0) {
                end();
            }
        }
    }

    private boolean mayGoOn() {
        Waiting.until(gate.get(), stopped);
        return !stopped.isDone();
    }

    /** What one thread works with. */
    private record Worker(PieceSize pieces, ChunkReader reader, Comparison comparison, UnstableSample sample,
            ChunkFindings found) {}

    private boolean scan(Chunk chunk, Worker worker) {
        ChunkFindings found = worker.found;
        found.clear();
        long read = 0;
        if (chunk.hasData(children.size())) {
            worker.sample.begin();
            long begun = clock.nanoTime();
            int piece = worker.pieces.sectors();
            for (long from = chunk.range().first(); from < chunk.range().end();) {
                Chunk part = chunk.piece(from, piece);
                if (!worker.reader.read(part)) {
                    return false;
                }
                worker.comparison.compare(part.range(), worker.reader.bytes(), worker.reader.unreadable(), found);
                worker.sample.take(part, worker.reader, children.size(), found);
                read += worker.reader.bytesRead();
                from = part.range().end();
            }
            worker.pieces.took(clock.nanoTime() - begun, read);
        } else {
            worker.comparison.compareHoles(chunk, found);
        }
        findings.record(chunk.range(), found, read);
        scanned.addAndGet(chunk.range().count());
        bytesRead.addAndGet(read);
        divergent.addAndGet(found.sectors());
        return true;
    }

    private synchronized void end() {
        if (!result.isDone()) {
            findings.close();
            stopwatch.stop();
            // Those whom nobody waits for any longer once they are told.
            List<String> silent = waitingFor();
            stopped.complete(true);
            DivergenceMap map = findings.snapshot();
            ScanProgress last = progress();
            // A worker may just have recorded what it has not yet counted.
            long done = wanted.count() - wanted.minus(map.scanned()).count();
            result.complete(new ScanResult(map, new ScanProgress(done, last.total(), last.divergent(), last.bytesRead(),
                    last.elapsed(), false), problem.get(), silent));
        }
    }
}
