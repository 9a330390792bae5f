// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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

    /**
     * Chunks of 1 MiB that all threads together hold, one for each child: fewer threads read many
     * children.
     */
    private static final int MOST_BUFFERS = 96;

    private final List<Child> children;
    private final SectorRanges wanted;
    private final Findings findings;
    private final ChunkSource source;
    private final Stopwatch stopwatch;
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
        Bytes.prepare();
        stopwatch = new Stopwatch(options.nanoTime());
        threads = Math.min(options.threads(), Math.max(1, MOST_BUFFERS / children.size()));
        working = new AtomicLong(threads);
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
        List<String> slow = readers.stream().flatMap(reader -> reader.waitingFor(SLOW).stream()).toList();
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
            ChunkReader reader = new ChunkReader(children, stopped);
            readers.add(reader);
            Comparison comparison = new Comparison(children.size());
            ChunkFindings chunkFindings = new ChunkFindings();
            while (mayGoOn()) {
                Optional<Chunk> chunk = source.next();
                if (chunk.isEmpty() || !scan(chunk.get(), reader, comparison, chunkFindings)) {
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

    private boolean scan(Chunk chunk, ChunkReader reader, Comparison comparison, ChunkFindings chunkFindings) {
        chunkFindings.clear();
        long read = 0;
        if (chunk.hasData(children.size())) {
            if (!reader.read(chunk)) {
                return false;
            }
            comparison.compare(chunk.range(), reader.bytes(), reader.unreadable(), chunkFindings);
            UnstableSample.take(chunk, reader, children.size(), chunkFindings);
            read = reader.bytesRead();
        } else {
            comparison.compareHoles(chunk, chunkFindings);
        }
        findings.record(chunk.range(), chunkFindings, read);
        scanned.addAndGet(chunk.range().count());
        bytesRead.addAndGet(read);
        divergent.addAndGet(chunkFindings.sectors());
        return true;
    }

    private synchronized void end() {
        if (!result.isDone()) {
            findings.close();
            stopwatch.stop();
            stopped.complete(true);
            DivergenceMap map = findings.snapshot();
            ScanProgress last = progress();
            // A worker may just have recorded what it has not yet counted.
            long done = wanted.count() - wanted.minus(map.scanned()).count();
            result.complete(new ScanResult(map, new ScanProgress(done, last.total(), last.divergent(), last.bytesRead(),
                    last.elapsed(), false), problem.get()));
        }
    }
}
