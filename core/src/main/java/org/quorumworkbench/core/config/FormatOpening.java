// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.config.ChildSource.Formatted;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.ChainFile;
import org.quorumworkbench.core.format.Consent;
import org.quorumworkbench.core.format.DiskFormat;
import org.quorumworkbench.core.format.FormatProblem;
import org.quorumworkbench.core.format.FormattedDevice;
import org.quorumworkbench.core.format.ImageChain;
import org.quorumworkbench.core.format.ImageRequest;

/**
 * Opens the images in other programs' formats of one configuration, one after the other. Blocks;
 * for one thread.
 */
final class FormatOpening {

    private final String source;
    private final Consent consent;
    private final Executor executor;
    private final boolean writable;
    private final List<Wording> remarks = new ArrayList<>();
    /** Which children lie on a file, by its real path. */
    private final Map<Path, Set<String>> shared = new LinkedHashMap<>();

    /**
     * @param source
     *            what messages call the configuration
     * @param writable
     *            whether the children's files were to be written to
     */
    FormatOpening(String source, Consent consent, Executor executor, boolean writable) {
        this.source = source;
        this.consent = consent;
        this.executor = executor;
        this.writable = writable;
    }

    /** Sentences about what was opened that a person has to know. */
    List<Wording> remarks() {
        List<Wording> all = new ArrayList<>(remarks);
        shared.forEach((file, children) -> {
            if (children.size() > 1) {
                Wording names = children.stream().map(Wording::foreign)
                        .reduce((first, next) -> Wording.of("{0} and {1}", first, next)).orElseThrow();
                all.add(Wording.of("{0} lie on one '{1}': where neither has bytes of its own they agree because"
                        + " they are the same.", names, FileName.shown(file)));
            }
        });
        return all;
    }

    FormattedDevice open(ChildSpec child, Formatted formatted) throws ConfigurationProblem {
        if (writable && !child.readOnly()) {
            throw problem(child, new Reason(
                    Wording.of("'{0}' is an image of format '{1}', and only raw ones are written to",
                            FileName.shown(formatted.image().file()),
                            formatted.image().format().map(DiskFormat::word).orElse("raw")),
                    Wording.of("Convert it first (qemu-img convert -O raw IN OUT)."), Errno.EROFS));
        }
        try {
            ImageChain chain = ImageChain.read(formatted.image(), consent);
            FormattedDevice device = FormattedDevice.open(chain, consent, executor);
            long length = device.length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
            if (formatted.offset() >= length || formatted.size().orElse(0) > length - formatted.offset()) {
                device.close();
                throw problem(child, new Reason(
                        Wording.of("the disk in '{0}' has {1} bytes: the part from offset {2} is not in it",
                                FileName.shown(formatted.image().file()), length, formatted.offset()),
                        Wording.of("Correct offset and size."), Errno.EINVAL));
            }
            remarks.addAll(chain.remarks());
            chain.lengthRemark(length).ifPresent(remarks::add);
            for (ChainFile file : chain.files().subList(1, chain.files().size())) {
                shared.computeIfAbsent(real(file.path()), _ -> new LinkedHashSet<>())
                        .add("'" + FileName.shown(formatted.image().file()) + "'");
            }
            return device;
        } catch (FormatProblem e) {
            throw problem(child, e);
        }
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            // Gone since it was opened a moment ago: it is then told by its name.
            return file;
        }
    }

    private ConfigurationProblem problem(ChildSpec child, FormatProblem e) {
        Optional<TextPosition> at = child.origin().position();
        Optional<String> option = Optional.of(child.origin().option());
        return switch (e) {
            case FormatProblem.LeadsOutside outside ->
                new ConsentNeeded(source, at, option, e.wording(), e.remedy(), outside.files());
            case FormatProblem.SecretMissing secret ->
                new SecretNeeded(source, at, option, e.wording(), e.remedy(), secret.image());
            default -> problem(child, new Reason(e.wording(), e.remedy(), e.errno()));
        };
    }

    private record Reason(Wording reason, Wording remedy, Errno errno) {}

    private ConfigurationProblem problem(ChildSpec child, Reason why) {
        return new ConfigurationProblem(source, child.origin().position(), Optional.of(child.origin().option()),
                why.reason(), why.remedy(), Optional.of(why.errno()));
    }

    /**
     * The same question, but for the images of all children at once: each is looked at as far as it may
     * be.
     */
    ConsentNeeded forAll(Configuration configuration, ConsentNeeded first) {
        List<Wording> reasons = new ArrayList<>();
        Set<ChainFile> files = new LinkedHashSet<>();
        collect(configuration, reasons, files);
        if (reasons.size() < 2) {
            return first;
        }
        List<Path> outside = files.stream().filter(ChainFile::outside).map(ChainFile::path).distinct().toList();
        return new ConsentNeeded(source, Optional.empty(), Optional.empty(),
                reasons.stream().reduce((before, next) -> Wording.of("{0}; {1}", before, next)).orElseThrow(),
                ImageChain.remedy(outside), List.copyOf(files));
    }

    private void collect(Configuration configuration, List<Wording> reasons, Set<ChainFile> files) {
        for (ChildSpec child : configuration.children()) {
            switch (child.source()) {
                case ChildSource.Inner(Configuration inner) -> collect(inner, reasons, files);
                case Formatted formatted -> look(formatted.image(), reasons, files);
                case ChildSource.Image image when image.probed() && image.offset() == 0 ->
                    look(new ImageRequest(image.file(), Optional.empty(), new ImageRequest.Backing.AsInHeader(),
                            Optional.empty(), Optional.empty()), reasons, files);
                case ChildSource.Image _,ChildSource.Nbd _ -> {
                    // It leads to nothing.
                }
            }
        }
    }

    private void look(ImageRequest request, List<Wording> reasons, Set<ChainFile> files) {
        try {
            files.addAll(ImageChain.read(request, consent).files());
        } catch (FormatProblem.LeadsOutside outside) {
            reasons.add(outside.wording());
            files.addAll(outside.files());
        } catch (FormatProblem broken) {
            // It is told of when it is opened, after what is asked now.
            return;
        }
    }
}
