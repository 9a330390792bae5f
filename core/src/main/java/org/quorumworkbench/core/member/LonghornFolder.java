// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.file.InputFile;
import org.quorumworkbench.core.file.Printable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of a Longhorn replica (longhorn-engine, pkg/replica/replica.go): {@code volume.meta}
 * and {@code revision.counter} are read; its data is a stack of sparse files, which is not read as
 * one disk.
 */
public final class LonghornFolder {

    private static final int MOST_BYTES = 64 << 10;

    private LonghornFolder() {}

    /**
     * What the folder is; empty if it is none of Longhorn's. Blocks while it reads.
     *
     * @throws MetadataUnreadable
     *             if its files are there and cannot be read
     */
    public static Optional<Found> read(Path folder) throws MetadataUnreadable {
        Path meta = folder.resolve("volume.meta");
        if (!Files.isRegularFile(meta)) {
            return Optional.empty();
        }
        try {
            return Optional.of(found(folder, JsonMapper.shared().readTree(text(meta))));
        } catch (JacksonException e) {
            return Optional.of(Found.refused(Found.LONGHORN, "", 0,
                    "The Longhorn replica is not used: volume.meta is no JSON."));
        } catch (IOException e) {
            throw new MetadataUnreadable(0, MOST_BYTES, String.valueOf(e.getMessage()));
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = InputFile.open(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static Found found(Path folder, JsonNode meta) throws IOException {
        List<String> says = new ArrayList<>();
        Path counter = folder.resolve("revision.counter");
        OptionalLong revision = Files.isRegularFile(counter) ? number(text(counter), says) : OptionalLong.empty();
        boolean rebuilding = meta.path("Rebuilding").asBoolean(false);
        boolean dirty = meta.path("Dirty").asBoolean(false);
        boolean error = !meta.path("Error").asString("").isEmpty();
        State state = error ? State.FAULTY : rebuilding ? State.RECOVERING : dirty ? State.DIRTY : State.CLEAN;
        says.addFirst("A volume of " + meta.path("Size").asLong(0) + " bytes, head "
                + Printable.line(meta.path("Head").asString("?")) + "; it is " + state.word() + ".");
        String name = Printable.line(String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
        // The replica's folder is called as its volume, with a hyphen and eight random characters.
        String volume = name.replaceFirst("-[0-9a-z]{8}$", "");
        return new Found(Found.LONGHORN, "", 0, Optional.of(new SetName(volume, volume, List.of())), name, revision,
                Optional.of(state), Optional.empty(), List.of(), Optional.empty(), new Testimony.Replica(name), says);
    }

    private static OptionalLong number(String text, List<String> says) {
        try {
            return OptionalLong.of(Long.parseLong(text.replace("\0", "").strip()));
        } catch (NumberFormatException e) {
            says.add("Its revision counter is no number, and is not believed.");
            return OptionalLong.empty();
        }
    }
}
