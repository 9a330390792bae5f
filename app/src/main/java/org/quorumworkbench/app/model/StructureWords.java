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
            "block of a long name or attribute",
            "rest of the superblock's block",
            "rest of the headers' block",
            "free space information",
            "backup free space information",
            "behind the last cluster",
            "list of deleted files that are open",
            "blocks marked bad",
            "quota of users, groups or projects",
            "reserved inode #",
            "quota or realtime space",
            "restart pages of $LogFile",
            "system file #",
            "attribute list",
            "bitmap of an index",
            "tree of free space by block",
            "tree of free space by size",
            "inode tree",
            "tree of free inodes",
            "tree of owners",
            "tree of shared blocks",
            "kept for the trees",
            "GPT header with the disk's GUID",
            "GPT entries with the partitions' GUIDs",
            "backup GPT header with the disk's GUID",
            "backup GPT entries with the partitions' GUIDs",
            "LVM label and metadata",
            "not replayed yet",
            "replayed: nothing in it is needed",
            "closed cleanly: nothing in it is needed",
            "reserved, never written: reads as zeroes",
            "never written: reads as zeroes",
            "compressed",
            "too many owners to keep; ask for fewer sectors at once",
            "in use, and no file was found that has it",
            "in use, and no file was found that has it; some could not be read");

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    /** In a file. */
    private static final Pattern OF_FILE = Pattern.compile("(.*?) of (/.*)", Pattern.DOTALL);
    private static final Pattern AT_BYTE = Pattern.compile("(.*) at byte ([0-9]+) of the volume");
    private static final Pattern OF_GROUP = Pattern.compile("(.*) of allocation group ([0-9]+)");
    private static final Pattern BEHIND = Pattern.compile("behind the end of the (\\S+) file system");
    private static final Pattern METADATA = Pattern.compile("metadata of (.+)", Pattern.DOTALL);

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
        Matcher ofGroup = OF_GROUP.matcher(english);
        if (ofGroup.matches()) {
            return text("structure.of-group", of(ofGroup.group(1)), ofGroup.group(2));
        }
        Matcher behind = BEHIND.matcher(english);
        if (behind.matches()) {
            return text("structure.behind", behind.group(1));
        }
        Matcher metadata = METADATA.matcher(english);
        if (metadata.matches()) {
            return text("structure.metadata", metadata.group(1));
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
