// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scenario.Content.Base;
import org.quorumworkbench.core.scenario.Content.Fill;
import org.quorumworkbench.core.scenario.Content.Patch;

/**
 * Makes a scenario that is to be saved independent of what may move or go: small children are
 * written into it byte by byte, and larger images are called by their names beside the scenario's
 * file. Blocks as long as the images' files do.
 */
public final class SelfContained {

    /** The most bytes of all children together that are written into a scenario. */
    public static final long MOST_BYTES = 512L << 10;

    private final Path folder;

    /**
     * @param folder
     *            where the scenario will be
     */
    public SelfContained(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * The scenario as it is to be saved.
     *
     * @throws IOException
     *             if an image cannot be read
     */
    public Scenario of(Scenario scenario) throws IOException {
        long bytes = scenario.children().stream().filter(child -> child.file().isPresent())
                .mapToLong(child -> child.content().size()).sum();
        List<ScenarioChild> children = new ArrayList<>();
        for (ScenarioChild child : scenario.children()) {
            children.add(child.file().isEmpty() || child.missing()
                    ? child
                    : bytes <= MOST_BYTES && child.origin().isEmpty()
                            ? embedded(child, child.file().get())
                            : child.withBytes(child.content(), child.file().map(this::beside), child.fileOffset()));
        }
        return scenario.withChildren(children);
    }

    private Path beside(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return whole.startsWith(folder) ? folder.relativize(whole) : whole;
    }

    private static ScenarioChild embedded(ScenarioChild child, Path file) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(child.content().size())];
        try (InputStream image = Files.newInputStream(file)) {
            image.skipNBytes(child.fileOffset().orElse(0));
            if (image.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                throw new EOFException(file + " has become shorter");
            }
        }
        return child.withBytes(content(bytes), Optional.empty(), OptionalLong.empty());
    }

    /** A sector of one byte is a fill; any other is written out. */
    private static Content content(byte[] bytes) {
        List<Fill> fills = new ArrayList<>();
        List<Patch> patches = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += SectorRange.SECTOR) {
            int end = Math.min(bytes.length, at + SectorRange.SECTOR);
            if (end - at < SectorRange.SECTOR || !isOneByte(bytes, at, end)) {
                for (int i = at; i < end; i++) {
                    patches.add(new Patch(i, bytes[i] & 0xFF));
                }
            } else if (bytes[at] != 0) {
                fills.add(new Fill(new SectorRange(at / SectorRange.SECTOR, 1), bytes[at] & 0xFF));
            }
        }
        return new Content(bytes.length, Base.HOLE, fills, patches);
    }

    private static boolean isOneByte(byte[] bytes, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (bytes[i] != bytes[from]) {
                return false;
            }
        }
        return true;
    }
}
