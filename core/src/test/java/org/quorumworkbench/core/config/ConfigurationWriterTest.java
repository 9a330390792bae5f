// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ChildSource.Inner;
import org.quorumworkbench.core.config.ChildSpec.Origin;
import org.quorumworkbench.core.config.ConfigurationWriter.Form;
import org.quorumworkbench.core.config.ConfigurationWriter.Written;
import org.quorumworkbench.core.fault.BlkdebugRules;
import org.quorumworkbench.core.fault.BlkdebugRules.InjectError;
import org.quorumworkbench.core.fault.BlkdebugRules.SetState;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.format.DiskFormat;
import org.quorumworkbench.core.format.ImageRequest;
import org.quorumworkbench.core.format.ImageRequest.Backing;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.quorum.Semantics;

class ConfigurationWriterTest {

    private static final Path FOLDER = Path.of("").toAbsolutePath();
    private static final String[] NAMES = {"a.img", "with space.img", "comma,comma,,.img", "eq=ual", "quo\"te'd",
            "ümläut",
            "back\\slash", "sub/dir/x", "json:{", "driver=quorum", "nbd:x", "$HOME`"};

    /** What a form must keep: everything but where it stood in the text. */
    static Configuration meaning(Configuration configuration) {
        return new Configuration("", configuration.nodeName(), configuration.policy(),
                configuration.children().stream().map(child -> new ChildSpec(child.nodeName(), switch (child.source()) {
                    case Image image -> new Image(image.file().toAbsolutePath(), false, image.offset(), image.size());
                    case ChildSource.Formatted formatted -> formatted;
                    case ChildSource.Nbd nbd -> nbd;
                    case Inner inner -> new Inner(meaning(inner.quorum()));
                }, child.readOnly(), child.blkdebug(), child.faults(), new Origin("", Optional.empty()))).toList(),
                configuration.readOnly(), List.of());
    }

    /** Reads what was written, as the command line would. */
    static Configuration readAgain(Written written, Form form, Semantics semantics) throws ConfigurationProblem {
        ConfigurationReader reader = new ConfigurationReader(FOLDER,
                new Adjustments(OptionalLong.empty(), Optional.of(semantics)));
        return switch (form) {
            case NATIVE -> new ConfigurationReader(FOLDER, Adjustments.NONE).text(written.text(), "x", FOLDER);
            case QEMU_JSON, QEMU_COMMAND -> reader.text(written.text(), "x", FOLDER);
            case IMAGE_OPTS -> reader.read(List.of(written.text()));
        };
    }

    private static BlkdebugSpec blkdebug(Random random) {
        InjectError error = new InjectError("none", random.nextInt(2),
                random.nextBoolean() ? InjectError.USUAL : Set.of(DeviceOperation.READ),
                random.nextBoolean() ? Optional.empty() : Optional.of(Errno.ENOSPC),
                random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(100)),
                random.nextBoolean(),
                random.nextBoolean());
        List<SetState> states = random.nextBoolean() ? List.of() : List.of(new SetState("read_aio", 1, 2));
        return new BlkdebugSpec(new BlkdebugRules(List.of(error), states), random.nextBoolean());
    }

    private static ImageRequest formatted(Random random, Path file, int depth) {
        List<DiskFormat> formats = List.of(DiskFormat.values());
        DiskFormat format = formats.get(1 + random.nextInt(formats.size() - 1));
        Backing backing = switch (random.nextInt(4)) {
            case 0 -> new Backing.Nothing();
            case 1 -> depth > 0
                    ? new Backing.Named(formatted(random, FOLDER.resolve("below" + depth), depth - 1))
                    : new Backing.Named(ImageRequest.of(FOLDER.resolve("bottom"), DiskFormat.RAW));
            default -> new Backing.AsInHeader();
        };
        return new ImageRequest(file, Optional.of(format), backing,
                random.nextInt(4) == 0 ? Optional.of(FOLDER.resolve("data, file")) : Optional.empty(),
                Optional.empty());
    }

    private static Configuration random(Random random, Semantics semantics, int depth, String name, boolean rules) {
        List<ChildSpec> children = new ArrayList<>();
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Optional<String> childName = random.nextBoolean() ? Optional.empty() : Optional.of(name + "-" + i);
            boolean readOnly = random.nextInt(4) == 0;
            if (depth > 0 && random.nextInt(4) == 0) {
                Configuration inner = random(random, semantics, depth - 1, name + i, rules);
                // In QEMU's forms an inner quorum is the child's node: they have one name between them.
                children.add(
                        new ChildSpec(inner.nodeName(), new Inner(inner), inner.readOnly(), Optional.empty(), List.of(),
                                new Origin("", Optional.empty())));
            } else {
                OptionalLong size = random.nextBoolean()
                        ? OptionalLong.empty()
                        : OptionalLong.of(random.nextLong(1L << 50));
                Image image = new Image(FOLDER.resolve(i + "-" + NAMES[random.nextInt(NAMES.length)]), false,
                        random.nextBoolean() ? 0 : random.nextLong(1L << 50), size);
                ChildSource source = random.nextInt(3) == 0
                        ? new ChildSource.Formatted(formatted(random, image.file(), 2), image.offset(), size)
                        : image;
                Optional<BlkdebugSpec> blkdebug = rules && random.nextInt(3) == 0
                        ? Optional.of(blkdebug(random))
                        : Optional.empty();
                children.add(new ChildSpec(childName, source, readOnly, blkdebug, List.of(),
                        new Origin("", Optional.empty())));
            }
        }
        int threshold = 1 + random.nextInt(count);
        boolean fifo = random.nextInt(5) == 0;
        boolean blkverify = !fifo && count == 2 && threshold == 2 && random.nextBoolean();
        Policy policy = new Policy(threshold, blkverify, !fifo && !blkverify && random.nextBoolean(),
                fifo ? ReadPattern.FIFO : ReadPattern.QUORUM, semantics);
        Optional<String> own = random.nextBoolean() ? Optional.empty() : Optional.of(name);
        return new Configuration("", own, policy, children, random.nextInt(4) == 0, List.of());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenReadsTheSame(Form form) throws ConfigurationProblem {
        for (int seed = 0; seed < 300; seed++) {
            Semantics semantics = seed % 2 == 0 ? Semantics.V2014 : Semantics.V7_2;
            Configuration before = random(new Random(seed), semantics, 2, "q", form != Form.NATIVE);
            Written written = ConfigurationWriter.write(before, form);
            Configuration after = readAgain(written, form, semantics);
            if (form == Form.QEMU_COMMAND && before.nodeName().isEmpty()) {
                assertEquals("quorum", after.name());
                after = new Configuration("", Optional.empty(), after.policy(), after.children(), after.readOnly(),
                        List.of());
            }
            assertEquals(meaning(before), meaning(after), "seed " + seed + ": " + written.text());
        }
    }

    @Test
    void qemusFormsSayThatTheyCannotHoldTheSemantics() {
        Configuration configuration = random(new Random(1), Semantics.V7_2, 0, "q", false);
        assertTrue(ConfigurationWriter.write(configuration, Form.QEMU_JSON).leftOut().getFirst().english()
                .contains("semantics 7.2"));
        assertEquals(List.of(), ConfigurationWriter.write(configuration, Form.NATIVE).leftOut());
    }
}
