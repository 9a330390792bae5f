// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.config.ChildSource.Formatted;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ChildSource.Inner;
import org.quorumworkbench.core.config.ChildSource.Nbd;
import org.quorumworkbench.core.config.ChildSpec.Origin;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.Consent;
import org.quorumworkbench.core.format.DiskFormat;
import org.quorumworkbench.core.format.ImageRequest;
import org.quorumworkbench.core.format.ImageRequest.Backing;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Semantics;

/**
 * Reads the workbench's own form:
 *
 * <pre>{@code
 * {"format": 1, "vote-threshold": 2, "semantics": "2014",
 *  "children": ["a.img", {"file": "b.img", "node-name": "second", "read-only": true}]}
 * }</pre>
 *
 * Options are called as the driver calls them; a child is a file's name, or an object with
 * {@code file} (or {@code quorum} for a quorum within).
 */
final class NativeForm {

    /** The format's number. */
    static final long FORMAT = 1;

    private final Path folder;
    private final Adjustments adjustments;
    private int depth;

    /**
     * @param folder
     *            what relative file names are resolved against
     */
    NativeForm(Path folder, Adjustments adjustments) {
        this.folder = folder;
        this.adjustments = adjustments;
    }

    Configuration read(OptionGroup group) throws ConfigurationProblem {
        OptionalLong format = group.number("format");
        if (format.isPresent() && format.getAsLong() != FORMAT) {
            throw group.problem("format", Wording.of("format {0} is not known", format.getAsLong()),
                    Wording.of("This program reads format {0}; use a newer one, or correct the number.", FORMAT));
        }
        return quorum(group, adjustments);
    }

    private Configuration quorum(OptionGroup group, Adjustments here) throws ConfigurationProblem {
        Semantics semantics = semantics(group);
        QuorumOptions options = new QuorumOptions(group, semantics, here);
        List<OptionValue> given = group.items("children");
        group.expect("allow");
        // A misspelt option is the likelier reason why children or threshold seem to be absent.
        group.expect(OptionNames.OF_QUORUM.toArray(String[]::new));
        group.refuseOthers(key -> Wording.of("unknown option '{0}'", key));
        options.checkCount(given.size());
        List<String> warnings = new ArrayList<>();
        Policy policy = options.policy(given.size(), warnings);
        List<ChildSpec> children = new ArrayList<>();
        for (OptionValue child : given) {
            children.add(child(group, "children." + children.size(), child));
        }
        return new Configuration(group.source().name(), group.text("node-name"), policy, children,
                group.flag("read-only").orElse(false), adjustments.common(), warnings, consent(group));
    }

    /** What whoever wrote the configuration agreed to. */
    private Consent consent(OptionGroup group) throws ConfigurationProblem {
        List<Path> files = new ArrayList<>();
        for (OptionValue item : group.items("allow")) {
            if (!(item instanceof OptionValue.Text(String name, TextPosition _))) {
                throw group.problem("allow", Wording.of("expects names of files, not {0}", item.inWords()),
                        Wording.of("Write [\"base.img\"]."));
            }
            files.add(file(group, "allow", name));
        }
        return adjustments.consent().withFiles(files);
    }

    private static Semantics semantics(OptionGroup group) throws ConfigurationProblem {
        Optional<String> word = group.text("semantics");
        Optional<Semantics> semantics = word.isEmpty() ? Optional.of(Semantics.V2014) : Semantics.named(word.get());
        if (semantics.isEmpty()) {
            throw group.problem("semantics", Wording.of("semantics '{0}' is not known", word.get()),
                    Wording.of("Write \"2014\" or \"7.2\"."));
        }
        return semantics.get();
    }

    private ChildSpec child(OptionGroup parent, String key, OptionValue value) throws ConfigurationProblem {
        Origin origin = new Origin(parent.full(key), Optional.of(value.at()));
        if (value instanceof OptionValue.Text(String name, TextPosition _)) {
            ChildSource source = NbdForm.isName(name)
                    ? NbdForm.named(parent, key, name)
                    : Image.whole(file(parent, key, name));
            return new ChildSpec(Optional.empty(), source, false, Optional.empty(),
                    List.of(),
                    origin);
        }
        if (!(value instanceof OptionValue.Group)) {
            throw parent.source().problem(value.at(), parent.full(key),
                    Wording.of("expects a file's name or an object, not {0}", value.inWords()),
                    Wording.of("Write {0} or {1}.", "\"a.img\"", "{\"file\": \"a.img\"}"));
        }
        OptionGroup child = parent.asGroup(key, value);
        Optional<String> name = child.text("node-name");
        boolean readOnly = child.flag("read-only").orElse(false);
        ChildSource source = child.has("quorum") ? inner(child) : image(child);
        List<FaultSpec> faults = FaultReader.list(child, "faults");
        child.refuseOthers(option -> Wording.of("unknown option '{0}'", option));
        return new ChildSpec(name, source, readOnly, Optional.empty(), faults, origin);
    }

    private ChildSource inner(OptionGroup child) throws ConfigurationProblem {
        Optional<OptionGroup> quorum = child.group("quorum");
        return new Inner(quorum(quorum.orElseThrow(), adjustments.forInner()));
    }

    private ChildSource image(OptionGroup child) throws ConfigurationProblem {
        Optional<String> name = child.text("file");
        Optional<String> format = child.text("driver");
        OptionalLong offset = child.size("offset");
        OptionalLong size = child.size("size");
        if (format.isPresent() && DiskFormat.named(format.get()).isEmpty()) {
            throw child.problem("driver", Wording.of("images of format '{0}' are not opened here", format.get()),
                    ImageFormat.REMEDY, Errno.EINVAL);
        }
        if (name.isEmpty()) {
            child.refuseOthers(option -> Wording.of("unknown option '{0}'", option));
            throw child.problem("file", Wording.of("this child has no file"), Wording.of("Write \"file\": \"a.img\"."));
        }
        if (NbdForm.isName(name.get())) {
            return new Nbd(NbdForm.named(child, "file", name.get()).uri(), offset.orElse(0), size);
        }
        if (format.isPresent() && !format.get().equals("raw")) {
            return new Formatted(request(child), offset.orElse(0), size);
        }
        return new Image(file(child, "file", name.get()), format.isEmpty(), offset.orElse(0), size);
    }

    /** An image with a format of its own, and what was said of those that it lies on. */
    private ImageRequest request(OptionGroup image) throws ConfigurationProblem {
        String driver = image.text("driver").orElse("");
        Optional<DiskFormat> format = DiskFormat.named(driver);
        if (!driver.isEmpty() && format.isEmpty()) {
            throw image.problem("driver", Wording.of("images of format '{0}' are not opened here", driver),
                    ImageFormat.REMEDY,
                    Errno.EINVAL);
        }
        Optional<String> data = image.text("data-file");
        Optional<String> secret = image.text("secret-file");
        return new ImageRequest(file(image, "file", image.text("file").orElse("")), format, backing(image),
                data.isPresent() ? Optional.of(file(image, "data-file", data.get())) : Optional.empty(),
                secret.isPresent() ? Optional.of(file(image, "secret-file", secret.get())) : Optional.empty());
    }

    private Backing backing(OptionGroup image) throws ConfigurationProblem {
        Optional<OptionValue> backing = image.value("backing");
        if (backing.isEmpty()) {
            return new Backing.AsInHeader();
        }
        if (backing.get() instanceof OptionValue.Nothing) {
            return new Backing.Nothing();
        }
        if (++depth > OptionSource.DEEPEST) {
            throw image.problem("backing", Wording.of("more than {0} images lie on each other", OptionSource.DEEPEST),
                    Wording.of("Leave some out."));
        }
        OptionGroup below = image.asGroup("backing", backing.get());
        ImageRequest request = request(below);
        below.refuseOthers(option -> Wording.of("unknown option '{0}'", option));
        depth--;
        return new Backing.Named(request);
    }

    private Path file(OptionGroup group, String key, String name) throws ConfigurationProblem {
        if (name.isEmpty()) {
            throw group.problem(key, Wording.of("the file's name is empty"),
                    Wording.of("Write the name of an image file."));
        }
        return Folders.resolve(folder, group, key, name);
    }
}
