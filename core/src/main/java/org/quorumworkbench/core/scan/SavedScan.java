// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;

/**
 * A scan as it was left in a file, with everything that made it.
 *
 * @param map
 *            what was found, and of which children
 * @param semantics
 *            the driver's behaviour, as {@code 2014}
 * @param readPattern
 *            {@code quorum} or {@code fifo}
 */
public record SavedScan(DivergenceMap map, String semantics, String readPattern) {

    public static SavedScan of(DivergenceMap map, Policy policy) {
        return new SavedScan(map, policy.semantics().word(), policy.readPattern().name().toLowerCase(Locale.ROOT));
    }

    /**
     * The map, to go on from.
     *
     * @param blank
     *            a blank map of the children as they are now
     * @param children
     *            asked for their files, which may block
     * @throws UnusableFile
     *             if another thing than what is there now was scanned, or scanned otherwise; names what
     *             differs
     */
    public DivergenceMap goOn(DivergenceMap blank, Policy policy, List<Child> children) throws UnusableFile {
        String before = names(map);
        String now = names(blank);
        if (!before.equals(now)) {
            throw new UnusableFile(Wording.of("it is of a scan of {0}, these are {1}", before, now));
        }
        SavedScan wanted = of(blank, policy);
        require(Wording.of("the scan"), Wording.of("semantics"), semantics, wanted.semantics);
        require(Wording.of("the scan"), Wording.of("read pattern"), readPattern, wanted.readPattern);
        for (int child = 0; child < map.children().size(); child++) {
            ScannedChild was = map.children().get(child);
            ScannedChild is = blank.children().get(child);
            TreeSet<String> names = new TreeSet<>(was.makeup().keySet());
            names.addAll(is.makeup().keySet());
            for (String name : names) {
                require(Wording.foreign(Printable.line(was.name())), Wording.foreign(Printable.line(name)),
                        was.makeup().get(name), is.makeup().get(name));
            }
        }
        Optional<Staleness> changed = Staleness.ofFiles(map, children).stream().findFirst();
        if (changed.isPresent()) {
            throw new UnusableFile(Wording.of("{0} {1}: what was found no longer counts; delete the file and scan anew",
                    Printable.line(map.children().get(changed.get().child()).name()),
                    changed.get().reason().wording()));
        }
        return map.of(IntStream.range(0, map.children().size())
                .mapToObj(child -> map.children().get(child).openedAs(blank.children().get(child))).toList());
    }

    private static void require(Wording whose, Wording name, @Nullable String before, @Nullable String now)
            throws UnusableFile {
        if (!Objects.equals(before, now)) {
            throw new UnusableFile(
                    Wording.of("{0}: {1} was {2} and is now {3}: what was found no longer counts; delete the"
                            + " file and scan anew", whose, name, word(before), word(now)));
        }
    }

    private static Wording word(@Nullable String value) {
        return value == null ? Wording.of("not given") : Wording.foreign(Printable.line(value));
    }

    private static String names(DivergenceMap of) {
        return of.children().stream().map(child -> Printable.line(child.name())).collect(Collectors.joining(", "));
    }
}
