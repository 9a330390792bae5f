// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.BlkdebugReader;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.FaultReader;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.fault.BlkdebugRules;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.DiskFormat;
import org.quorumworkbench.core.nbd.NbdProblem;
import org.quorumworkbench.core.nbd.NbdUri;
import org.quorumworkbench.core.scenario.Content.Base;
import org.quorumworkbench.core.scenario.Content.Fill;
import org.quorumworkbench.core.scenario.Content.Patch;
import org.quorumworkbench.core.scenario.ScenarioChild.Origin;

/** Reads the children of a scenario. */
final class ChildReader {

    private static final Wording OVERRIDE = Wording.of("[sector, byte] or [sector, byte, count]");
    private static final Wording BYTE = Wording.of("[offset, byte]");
    private static final Wording RUN = Wording.of("[offset, \"bytes in hexadecimal digits\"]");

    private final Path folder;

    /**
     * @param folder
     *            what file names are resolved against
     */
    ChildReader(Path folder) {
        this.folder = folder;
    }

    ScenarioChild read(String name, Fields child) throws ConfigurationProblem {
        Content content = content(child);
        ScenarioChild read = new ScenarioChild(child.group().text("name").orElse(name), content, file(child),
                offset(child), child.flag("missing", false),
                child.flag("attached", true), child.flag("read_only", false), child.flag("direct", false),
                new BlkdebugRules(BlkdebugReader.injectErrors(child.group().groups("rules")),
                        BlkdebugReader.setStates(child.group().groups("set_state"), "new_state")),
                FaultReader.list(child.group(), "faults"), origin(child));
        child.refuseOthers();
        return read;
    }

    private static Content content(Fields child) throws ConfigurationProblem {
        long size = child.number("size", 0, Fields.LARGEST);
        return new Content(size, base(child), fills(child, size), patches(child, size));
    }

    private static Base base(Fields child) throws ConfigurationProblem {
        String word = child.group().text("base").orElse(Base.RAMP.word());
        for (Base base : Base.values()) {
            if (base.word().equals(word)) {
                return base;
            }
        }
        throw child.group().problem("base", Wording.of("'{0}' is not a base", word),
                Wording.of("Write \"ramp\" or \"hole\"."));
    }

    private static List<Fill> fills(Fields child, long size) throws ConfigurationProblem {
        List<Fill> fills = new ArrayList<>();
        for (long[] given : child.tuples("overrides", 2, 3, OVERRIDE)) {
            long count = given.length == 3 ? given[2] : 1;
            long sectors = Math.ceilDiv(size, (long) SECTOR);
            if (given[0] >= sectors || count > sectors - given[0]) {
                throw child.group().problem("overrides",
                        Wording.of("sectors {0}+{1} reach past the end of a child of {2} bytes", given[0], count, size),
                        Wording.of("The last sector is {0}.", (sectors - 1)));
            }
            fills.add(new Fill(new SectorRange(given[0], count), octet(child, "overrides", given[1])));
        }
        return fills;
    }

    private static List<Patch> patches(Fields child, long size) throws ConfigurationProblem {
        List<Patch> patches = new ArrayList<>();
        for (long[] given : child.tuples("bytes", 2, 2, BYTE)) {
            if (given[0] >= size) {
                throw child.group().problem("bytes",
                        Wording.of("offset {0} is past the end of a child of {1} bytes", given[0], size),
                        Wording.of("Offsets are in bytes, from 0."));
            }
            patches.add(new Patch(given[0], octet(child, "bytes", given[1])));
        }
        if (child.group().has("data")) {
            patches.addAll(runs(child, size));
            // Stable: of two bytes at one place, the one that was written later still comes later.
            patches.sort(Comparator.comparingLong(Patch::offset));
        }
        return patches;
    }

    /** Bytes that follow one another, as hexadecimal digits. */
    private static List<Patch> runs(Fields child, long size) throws ConfigurationProblem {
        List<Patch> patches = new ArrayList<>();
        for (OptionValue item : child.group().items("data")) {
            if (!(item instanceof OptionValue.Listing list) || list.items().size() != 2
                    || !(list.items().get(0) instanceof OptionValue.Numeral at) || !at.digits().matches("[0-9]{1,18}")
                    || !(list.items().get(1) instanceof OptionValue.Text hex)
                    || !Fields.isHex(hex.text())) {
                throw child.problem(item, "data", Wording.of("is not {0}", RUN), Wording.of("Write {0}.", RUN));
            }
            byte[] bytes = HexFormat.of().parseHex(hex.text());
            long offset = Long.parseLong(at.digits());
            if (offset >= size || bytes.length > size - offset) {
                throw child.problem(item, "data",
                        Wording.of("{0} bytes at offset {1} reach past the end of a child of {2} bytes", bytes.length,
                                offset, size),
                        Wording.of("Offsets are in bytes, from 0."));
            }
            for (int i = 0; i < bytes.length; i++) {
                patches.add(new Patch(offset + i, bytes[i] & 0xFF));
            }
        }
        return patches;
    }

    private static int octet(Fields child, String key, long value) throws ConfigurationProblem {
        if (value > 255) {
            throw child.group().problem(key, Wording.of("{0} is not a byte", value),
                    Wording.of("A byte is from 0 to 255."));
        }
        return (int) value;
    }

    private static OptionalLong offset(Fields child) throws ConfigurationProblem {
        return child.group().has("file_offset")
                ? OptionalLong.of(child.number("file_offset", 0, Fields.LARGEST))
                : OptionalLong.empty();
    }

    private static Optional<Origin> origin(Fields child) throws ConfigurationProblem {
        Optional<String> driver = child.group().text("driver");
        Optional<String> export = child.group().text("export");
        if (export.isPresent()) {
            try {
                return Optional.of(new Origin.Export(NbdUri.parse(export.get())));
            } catch (NbdProblem e) {
                throw child.group().problem("export", e.wording(), e.remedy());
            }
        }
        if (driver.isEmpty() || driver.get().equals("raw")) {
            return Optional.empty();
        }
        return Optional.of(new Origin.Formatted(DiskFormat.named(driver.get()).orElseThrow(
                () -> child.group().problem("driver", Wording.of("driver '{0}' is not known here", driver.get()),
                        Wording.of("Write raw, qcow2, vmdk, ..., or leave it out.")))));
    }

    private Optional<Path> file(Fields child) throws ConfigurationProblem {
        Optional<String> name = child.group().text("file");
        try {
            return name.map(word -> FileName.path(folder, word));
        } catch (InvalidPathException e) {
            throw child.group().problem("file",
                    Wording.of("this cannot be a file's name: {0}", Wording.foreign(e.getReason())),
                    Wording.of("Write the name of an image file."));
        }
    }
}
