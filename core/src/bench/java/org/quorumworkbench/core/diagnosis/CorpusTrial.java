// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.OverlayDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.FaultedDevice;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlacedRange;

/** Replicas of a disk with damage of known kinds, far enough from each other to be told apart. */
final class CorpusTrial {

    /** Sectors that one damage has for itself. */
    private static final int CELL = 256;

    /**
     * A damage.
     *
     * @param range
     *            sectors that really differ
     * @param children
     *            that are damaged
     * @param truth
     *            the class
     * @param honest
     *            classes that the bytes cannot tell from it
     * @param correlated
     *            whether several children have the same
     */
    record Item(SectorRange range, List<Integer> children, String truth, Set<String> honest, boolean correlated,
            String where) {}

    private final CorpusDisk disk;
    private final int count;
    private final Random random;
    private final List<OverlayDevice> overlays = new ArrayList<>();
    private final List<FaultedDevice> children = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final BitSet taken = new BitSet();
    private final List<PlacedRange> harmful = new ArrayList<>();
    private final List<PlacedRange> harmless = new ArrayList<>();
    private final List<SectorRange> changes = new ArrayList<>();

    CorpusTrial(CorpusDisk disk, MemoryDevice base, List<PlacedRange> pieces, int count, long seed) {
        this.disk = disk;
        this.count = count;
        this.random = new Random(seed);
        for (int i = 0; i < count; i++) {
            OverlayDevice overlay = new OverlayDevice(base, 64 << 20);
            overlays.add(overlay);
            children.add(new FaultedDevice(overlay));
        }
        for (PlacedRange piece : pieces) {
            if (Placing.harmless(piece.place()).isPresent()) {
                harmless.add(piece);
            } else if (piece.place() instanceof Place.File || piece.place() instanceof Place.Directory
                    || piece.place() instanceof Place.Metadata) {
                harmful.add(piece);
            }
        }
        findChanges();
    }

    List<FaultedDevice> children() {
        return children;
    }

    List<Item> items() {
        return items;
    }

    private void findChanges() {
        long at = 0;
        long sectors = disk.now().length / SECTOR;
        while (at < sectors) {
            if (!differs(at)) {
                at++;
                continue;
            }
            long first = at;
            long last = at;
            while (at < sectors && at <= last + 8) {
                last = differs(at) ? at : last;
                at++;
            }
            changes.add(new SectorRange(first, last + 1 - first));
        }
    }

    private boolean differs(long sector) {
        int at = (int) (sector * SECTOR);
        return !Arrays.equals(disk.now(), at, at + SECTOR, disk.before(), at, at + SECTOR);
    }

    /** Adds so many damages, of all kinds by turns. */
    void damage(int wanted) {
        String[] kinds = {"bit-flip", "few-bits", "stuck-line", "zeroed", "trimmed", "ones", "pattern", "byte-swap",
                "shifted", "misdirected", "stale", "torn", "stale", "torn-alone", "junk", "benign", "stale",
                "misread"};
        for (int turn = random.nextInt(kinds.length), tries = 0; items.size() < wanted && tries < wanted * 6; tries++) {
            one(kinds[turn++ % kinds.length]);
        }
    }

    private void one(String kind) {
        int victim = random.nextInt(count);
        List<Integer> victims = random.nextInt(12) == 0 && !kind.startsWith("torn")
                ? List.of(victim, (victim + 1) % count).stream().sorted().toList()
                : List.of(victim);
        switch (kind) {
            case "stale" -> change().ifPresent(range -> stale(range, victims));
            case "torn" -> change().filter(range -> range.count() > 1).ifPresent(range -> torn(range, true));
            case "torn-alone" -> change().filter(range -> range.count() > 1).ifPresent(range -> torn(range, false));
            case "misdirected" -> change().ifPresent(range -> misdirected(range, victims));
            case "benign" -> spot(harmless, 1 + random.nextInt(16)).ifPresent(spot -> benign(spot, victims));
            case "misread" -> spot(harmful, 2 + random.nextInt(14)).ifPresent(spot -> misread(spot, victims));
            default -> spot(harmful, length(kind)).ifPresent(spot -> effect(kind, spot, victims));
        }
    }

    private int length(String kind) {
        return switch (kind) {
            case "bit-flip" -> 1;
            case "few-bits" -> 1;
            case "trimmed" -> 128 * (1 + random.nextInt(2));
            case "stuck-line" -> 4 + random.nextInt(28);
            case "shifted" -> 4 + random.nextInt(28);
            default -> random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(32);
        };
    }

    private record Spot(SectorRange range, PlacedRange piece) {}

    private Optional<Spot> spot(List<PlacedRange> pieces, int length) {
        for (int tries = 0; tries < 60 && !pieces.isEmpty(); tries++) {
            PlacedRange piece = pieces.get(random.nextInt(pieces.size()));
            boolean aligned = length >= 128;
            if (piece.range().count() < length && !aligned) {
                continue;
            }
            long first = aligned
                    ? piece.range().first() / 128 * 128
                    : piece.range().first() + random.nextLong(piece.range().count() - length + 1);
            SectorRange range = new SectorRange(first, length);
            if (range.end() * SECTOR <= disk.now().length && take(range)) {
                return Optional.of(new Spot(range, piece));
            }
        }
        return Optional.empty();
    }

    private boolean take(SectorRange range) {
        int from = (int) (range.first() / CELL);
        int to = (int) ((range.end() - 1) / CELL) + 1;
        int next = taken.nextSetBit(Math.max(0, from - 1));
        if (next >= 0 && next <= to) {
            return false;
        }
        taken.set(from, to);
        return true;
    }

    private Optional<SectorRange> change() {
        for (int tries = 0; tries < 60 && !changes.isEmpty(); tries++) {
            SectorRange all = changes.get(random.nextInt(changes.size()));
            SectorRange range = all.count() <= 32
                    ? all
                    : new SectorRange(all.first() + random.nextLong((all.count() - 31) / 8 + 1) * 8,
                            8L * (1 + random.nextInt(4)));
            boolean inFile = harmful.stream().anyMatch(piece -> piece.range().overlaps(range));
            if (inFile && take(range)) {
                return Optional.of(range);
            }
        }
        return Optional.empty();
    }

    private byte[] bytes(byte[] from, SectorRange range) {
        return Arrays.copyOfRange(from, (int) range.offset(), (int) (range.offset() + range.length()));
    }

    private void put(int child, long sector, byte[] bytes) {
        overlays.get(child).write(sector * SECTOR, ByteBuffer.wrap(bytes)).join();
    }

    private byte[] shown(int child, SectorRange range) {
        byte[] bytes = new byte[(int) range.length()];
        BlockDevice device = children.get(child);
        device.read(range.offset(), ByteBuffer.wrap(bytes)).join();
        return bytes;
    }

    /** The sectors that a child shows otherwise than they are; empty if none. */
    private SectorRange damaged(int child, SectorRange range) {
        byte[] shown = shown(child, range);
        byte[] truth = bytes(disk.now(), range);
        int from = Arrays.mismatch(shown, truth);
        if (from < 0) {
            return SectorRange.EMPTY;
        }
        int to = shown.length;
        while (shown[to - 1] == truth[to - 1]) {
            to--;
        }
        long first = range.first() + from / SECTOR;
        return new SectorRange(first, range.first() + (to - 1) / SECTOR + 1 - first);
    }

    private void add(SectorRange range, List<Integer> victims, String truth, Set<String> honest, String where) {
        SectorRange damaged = damaged(victims.getFirst(), range);
        if (!damaged.isEmpty()) {
            items.add(new Item(damaged, victims, truth, honest, victims.size() > 1, where));
        }
    }

    private void effect(String kind, Spot spot, List<Integer> victims) {
        SectorRange range = spot.range;
        byte[] truth = bytes(disk.now(), range);
        boolean plain = IntStream.range(0, truth.length).map(i -> truth[i]).distinct().count() < 12;
        if (plain && !kind.endsWith("flip") && !kind.endsWith("bits")) {
            return;
        }
        long seed = random.nextLong();
        Effect effect = switch (kind) {
            case "bit-flip" -> new Effect.FlipsBits(1, seed);
            case "few-bits" -> new Effect.FlipsBits(2 + random.nextInt(7), seed);
            case "stuck-line" -> new Effect.StuckBit(random.nextInt(8), random.nextBoolean(),
                    8 << random.nextInt(6), random.nextInt(8));
            case "zeroed", "trimmed" -> new Effect.Filled(List.of(0));
            case "ones" -> new Effect.Filled(List.of(0xFF));
            case "pattern" -> new Effect.Filled(random.ints(1 + random.nextInt(8), 1, 255).boxed().toList());
            case "byte-swap" -> new Effect.Swapped(2 << random.nextInt(3));
            case "shifted" -> new Effect.Shifted(
                    (random.nextBoolean() ? 1 : -1) * (random.nextInt(4) == 0 ? 512 : 1 + random.nextInt(700)));
            default -> new Effect.Junk(seed);
        };
        for (int child : victims) {
            children.get(child).put(new Fault("f" + items.size() + "-" + range.first(), kind, When.readOf(range),
                    effect));
        }
        byte[] shown = shown(victims.getFirst(), range);
        long bits = IntStream.range(0, shown.length).map(i -> Integer.bitCount((shown[i] ^ truth[i]) & 0xFF)).sum();
        if (kind.equals("stuck-line") && bits < 3 || kind.equals("trimmed") && damaged(victims.getFirst(), range)
                .count() < 64 || kind.equals("shifted") && bits < 64) {
            victims.forEach(child -> children.get(child).take("f" + items.size() + "-" + range.first()));
            return;
        }
        Set<String> honest = switch (kind) {
            case "trimmed" -> Set.of("zeroed");
            case "zeroed" -> range.first() % 128 == 0 && range.count() >= 64 ? Set.of("trimmed") : Set.of();
            default -> Set.of();
        };
        add(range, victims, kind, honest, spot.piece.place().kind());
    }

    private void benign(Spot spot, List<Integer> victims) {
        long seed = random.nextLong();
        Effect effect = switch (random.nextInt(4)) {
            case 0 -> new Effect.Filled(List.of(0));
            case 1 -> new Effect.Filled(List.of(0xAA, 0x55));
            case 2 -> new Effect.FlipsBits(1, seed);
            default -> new Effect.Junk(seed);
        };
        for (int child : victims) {
            children.get(child).put(new Fault("b" + spot.range.first(), "benign", When.readOf(spot.range), effect));
        }
        add(spot.range, victims, Placing.harmless(spot.piece.place()).orElseThrow().word(), Set.of(),
                spot.piece.place().kind());
    }

    private boolean isZero(byte[] bytes) {
        return IntStream.range(0, bytes.length).allMatch(i -> bytes[i] == 0);
    }

    private Set<String> staleHonest(SectorRange range) {
        byte[] before = bytes(disk.before(), range);
        byte[] now = bytes(disk.now(), range);
        int bits = IntStream.range(0, now.length).map(i -> Integer.bitCount((now[i] ^ before[i]) & 0xFF)).sum();
        if (bits <= 8) {
            return Set.of("bit-flip", "few-bits");
        }
        for (int at = 0; at < before.length; at += SECTOR) {
            boolean same = Arrays.equals(before, at, at + SECTOR, now, at, at + SECTOR);
            if (!same && !isZero(Arrays.copyOfRange(before, at, at + SECTOR))) {
                return Set.of();
            }
        }
        return Set.of("zeroed", "trimmed");
    }

    private void stale(SectorRange range, List<Integer> victims) {
        victims.forEach(child -> put(child, range.first(), bytes(disk.before(), range)));
        add(range, victims, "stale", staleHonest(range), "change");
    }

    private void torn(SectorRange range, boolean parents) {
        int a = random.nextInt(count);
        int b = (a + 1 + random.nextInt(count - 1)) % count;
        long tear = 1 + random.nextLong(range.count() - 1);
        SectorRange rest = new SectorRange(range.first() + tear, range.count() - tear);
        put(b, rest.first(), bytes(disk.before(), rest));
        SectorRange damaged = damaged(b, rest);
        if (damaged.isEmpty()) {
            return;
        }
        if (!parents) {
            add(rest, List.of(b), "torn-alone", Set.of("stale", "unknown", "zeroed", "trimmed"), "change");
            return;
        }
        put(a, range.first(), bytes(disk.before(), range));
        SectorRange front = new SectorRange(range.first(), tear);
        boolean both = !damaged(a, front).isEmpty();
        // Without a difference in front nothing shows that it was torn.
        add(rest, List.of(b), both ? "torn" : "torn-alone",
                both ? Set.of() : Set.of("stale", "unknown", "zeroed", "trimmed"), "change");
        add(range, List.of(a), "stale", staleHonest(range), "change");
    }

    /** What was meant for a change landed elsewhere; there the old bytes stayed. */
    private void misdirected(SectorRange range, List<Integer> victims) {
        Optional<Spot> landing = spot(harmful, (int) Math.min(32, range.count()));
        if (landing.isEmpty()) {
            return;
        }
        SectorRange meant = new SectorRange(range.first(), landing.get().range.count());
        for (int child : victims) {
            put(child, landing.get().range.first(), bytes(disk.now(), meant));
            put(child, meant.first(), bytes(disk.before(), meant));
        }
        if (bytes(disk.now(), meant).length > 0 && distinct(bytes(disk.now(), meant)) > 8) {
            add(landing.get().range, victims, "misdirected", Set.of(), landing.get().piece.place().kind());
        }
        add(meant, victims, "stale", staleHonest(meant), "change");
    }

    private static long distinct(byte[] bytes) {
        return IntStream.range(0, bytes.length).map(i -> bytes[i]).distinct().count();
    }

    private void misread(Spot spot, List<Integer> victims) {
        PlacedRange other = harmful.get(random.nextInt(harmful.size()));
        SectorRange from = new SectorRange(other.range().first(), spot.range.count());
        if (other.range().count() < from.count() || Math.abs(from.first() - spot.range.first()) < 64) {
            return;
        }
        byte[] content = bytes(disk.now(), from);
        if (distinct(content) < 12) {
            return;
        }
        victims.forEach(child -> put(child, spot.range.first(), content));
        add(spot.range, victims, "misdirected", Set.of(), spot.piece.place().kind());
    }
}
