// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts of file systems and partition tables, which the core names in English, in the window's
 * language, and why a place is not looked into; what has no word there is told as it is.
 */
final class StructureWords {

    /** What there are words for; a number stands as #. */
    static final Set<String> KNOWN = Set.of(
            "superblock",
            "backup superblock",
            "backup superblock of group #",
            "boot block",
            "boot sector",
            "backup boot sector",
            "boot region",
            "backup boot region",
            "reserved sectors",
            "group descriptors",
            "group descriptors in group #",
            "reserved group descriptors",
            "descriptor of group #",
            "block bitmap of group #",
            "inode bitmap of group #",
            "inode table of group #",
            "inode table of group #, no inode in use",
            "inode #",
            "directory block #",
            "directory block",
            "extent block",
            "extent block #",
            "extended attributes",
            "FAT copy #",
            "journal header",
            "swap header",
            "swap pages",
            "master boot record with the partition table",
            "protective master boot record",
            "GPT header in sector #",
            "GPT entries of the header in sector #",
            "free space header (AGF)",
            "inode header (AGI)",
            "free list (AGFL)",
            "tree block",
            "extent tree block",
            "index block",
            "inode",
            "block of a long name or attribute");

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    /** In a file. */
    private static final Pattern OF_FILE = Pattern.compile("(.*?) of (/.*)", Pattern.DOTALL);
    private static final Pattern AT_BYTE = Pattern.compile("(.*) at byte ([0-9]+) of the volume");

    private StructureWords() {}

    static String of(String english) {
        Matcher ofFile = OF_FILE.matcher(english);
        if (ofFile.matches()) {
            return text("structure.of", of(ofFile.group(1)), ofFile.group(2));
        }
        Matcher atByte = AT_BYTE.matcher(english);
        if (atByte.matches()) {
            return text("structure.at", of(atByte.group(1)), atByte.group(2));
        }
        String shape = NUMBER.matcher(english).replaceAll("#");
        if (!KNOWN.contains(shape)) {
            return Wordings.ofWhole(english);
        }
        List<String> numbers = NUMBER.matcher(english).results().map(MatchResult::group).toList();
        return text(key(shape), numbers.toArray());
    }

    /** Of the text for such a part. */
    static String key(String shape) {
        return "structure." + shape.replace("#", "n").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
                .replaceAll("-$", "");
    }
}
