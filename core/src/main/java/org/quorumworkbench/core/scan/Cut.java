// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.quorumworkbench.core.block.PartDevice;
import org.quorumworkbench.core.quorum.Child;

/**
 * That only the beginning of the children was compared, since they are not of one length: nothing
 * that is found says anything of the rest, not even that there is none.
 *
 * @param bytes
 *            so many were compared: those that all children have
 * @param longer
 *            who has more
 */
public record Cut(long bytes, List<Longer> longer) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /**
     * A child that has more bytes than were compared.
     *
     * @param child
     *            its position in the quorum; that of the quorum within, if it is in one
     * @param name
     *            its own
     * @param bytes
     *            how many more
     */
    public record Longer(int child, String name, long bytes) {}

    public Cut {
        longer = List.copyOf(longer);
    }

    /** Of children as they are scanned; empty if they are of one length. */
    public static Optional<Cut> of(Collection<ScannedChild> children) {
        List<Longer> longer = new ArrayList<>();
        int at = 0;
        for (ScannedChild child : children) {
            for (Map.Entry<String, String> made : child.makeup().entrySet()) {
                if (made.getKey().startsWith(PartDevice.LEFT_OUT) && NUMBER.matcher(made.getValue()).matches()) {
                    longer.add(new Longer(at, name(child, made.getKey()), Long.parseLong(made.getValue())));
                }
            }
            at++;
        }
        return longer.isEmpty()
                ? Optional.empty()
                : Optional.of(new Cut(children.stream().mapToLong(ScannedChild::length).min().orElse(0), longer));
    }

    /** Of a quorum's children as they are now; asks their files, which may block. */
    public static Optional<Cut> ofQuorum(Collection<Child> children) {
        return of(children.stream().map(ScannedChild::of).toList());
    }

    /** Of a child of a quorum within, that quorum tells whose it is. */
    private static String name(ScannedChild child, String key) {
        return key.equals(PartDevice.LEFT_OUT)
                ? child.name()
                : key.substring(PartDevice.LEFT_OUT.length()).replaceFirst(" of ", "");
    }
}
