// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the names of those who claimed something. First every directory is read: of its entries,
 * those of claimants are kept, and of its directories only who their parent is. Then the parents of
 * what is above claimants are read again for the names on the way. So memory follows the claimants,
 * plus 16 bytes a directory.
 */
final class DirectoryNames {

    /** Deeper than any path that a program makes (PATH_MAX is 4096 bytes). */
    private static final int DEEPEST = 2048;

    private final DirectoryTree tree;
    private final Warnings warnings;
    private final Map<Long, Claimant> claimants;
    private final long[] directories;
    private final long[] parents;
    private final Map<Long, Entry> found = new HashMap<>();
    private final Map<Long, Entry> above = new HashMap<>();

    /** A name in a directory. */
    private record Entry(long directory, String name, Basis basis) {}

    private DirectoryNames(DirectoryTree tree, Map<Long, Claimant> claimants, long[] directories, Warnings warnings) {
        this.tree = tree;
        this.claimants = claimants;
        this.directories = directories;
        this.warnings = warnings;
        this.parents = new long[directories.length];
    }

    /**
     * Names the claimants.
     *
     * @param directories
     *            the inode numbers of all of them, in order
     */
    static void find(DirectoryTree tree, Map<Long, Claimant> claimants, long[] directories, Warnings warnings) {
        if (claimants.isEmpty()) {
            return;
        }
        DirectoryNames names = new DirectoryNames(tree, claimants, directories, warnings);
        names.readAll();
        names.readAbove();
        claimants.forEach(names::name);
    }

    private void readAll() {
        for (long directory : directories) {
            read(directory, (inode, block, at, length) -> {
                if (isSelfOrParent(block, at, length)) {
                    return;
                }
                if (claimants.containsKey(inode) && !found.containsKey(inode)) {
                    found.put(inode, entry(directory, block, at, length));
                }
                int position = Arrays.binarySearch(directories, inode);
                if (position >= 0 && inode != directory) {
                    parents[position] = directory;
                }
            });
        }
    }

    /** What lies between claimants and the root. */
    private void readAbove() {
        TreeSet<Long> toRead = new TreeSet<>();
        for (Entry entry : found.values()) {
            long directory = entry.directory();
            for (int depth = 0; depth < DEEPEST && directory != tree.root() && !above.containsKey(directory); depth++) {
                long parent = parent(directory);
                above.put(directory, new Entry(parent, "", Basis.AGREED));
                if (parent == 0) {
                    break;
                }
                toRead.add(parent);
                directory = parent;
            }
        }
        for (long directory : toRead) {
            read(directory, (inode, block, at, length) -> {
                Entry wanted = above.get(inode);
                if (wanted != null && wanted.directory() == directory && wanted.name().isEmpty()
                        && !isSelfOrParent(block, at, length)) {
                    above.put(inode, entry(directory, block, at, length));
                }
            });
        }
    }

    private long parent(long directory) {
        int position = Arrays.binarySearch(directories, directory);
        return position < 0 ? 0 : parents[position];
    }

    private void read(long directory, DirectoryTree.EntrySink sink) {
        try {
            tree.entries(directory, sink);
        } catch (Malformed e) {
            warnings.add("directory with inode " + directory, e);
        }
    }

    private static boolean isSelfOrParent(Block block, int at, int length) {
        return length <= 2 && (length == 0 || (block.u8(at) == '.' && (length == 1 || block.u8(at + 1) == '.')));
    }

    private static Entry entry(long directory, Block block, int at, int length) {
        return new Entry(directory, Claimant.text(block.bytes(at, length)), block.basis());
    }

    private void name(long inode, Claimant claimant) {
        if (inode == tree.root()) {
            claimant.name("/", Basis.AGREED);
            return;
        }
        StringBuilder path = new StringBuilder();
        Basis basis = Basis.AGREED;
        Entry entry = found.get(inode);
        for (int depth = 0; entry != null && depth < DEEPEST; depth++) {
            path.insert(0, "/" + entry.name());
            basis = basis.plus(entry.basis());
            if (entry.directory() == tree.root()) {
                claimant.name(path.toString(), basis);
                return;
            }
            entry = above.get(entry.directory());
            if (entry != null && entry.name().isEmpty()) {
                break;
            }
        }
    }
}
