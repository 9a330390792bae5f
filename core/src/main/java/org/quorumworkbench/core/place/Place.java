// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.List;
import java.util.Optional;

/** What lies at some sectors. */
public sealed interface Place {

    /** The word for it in JSON and reports. */
    String kind();

    /** Whose it is; empty where nobody's, or where it is many files' together. */
    default Optional<Owner> owner() {
        return Optional.empty();
    }

    /** More about it in a few words; empty if the kind says it all. */
    default Optional<String> what() {
        return Optional.empty();
    }

    /** What lies some bytes further on, within the same piece. */
    default Place further(long bytes) {
        return switch (this) {
            case File(Owner file, long offset, Optional<String> remark) -> new File(file, offset + bytes, remark);
            case Directory(Owner directory, long offset) -> new Directory(directory, offset + bytes);
            case Slack(Owner file, long offset) -> new Slack(file, offset + bytes);
            default -> this;
        };
    }

    /**
     * A file's content.
     *
     * @param file
     *            whose
     * @param fileOffset
     *            in the file, of the first byte, in bytes
     * @param remark
     *            for instance that it was reserved and never written
     */
    record File(Owner file, long fileOffset, Optional<String> remark) implements Place {
        @Override
        public String kind() {
            return "file";
        }

        @Override
        public Optional<Owner> owner() {
            return Optional.of(file);
        }

        @Override
        public Optional<String> what() {
            return remark;
        }
    }

    /**
     * A directory's entries.
     *
     * @param fileOffset
     *            in the directory, of the first byte, in bytes
     */
    record Directory(Owner directory, long fileOffset) implements Place {
        @Override
        public String kind() {
            return "directory";
        }

        @Override
        public Optional<Owner> owner() {
            return Optional.of(directory);
        }
    }

    /**
     * What the file system needs for itself.
     *
     * @param name
     *            which part, in words
     * @param of
     *            the files that it is about: those whose inodes lie in that very sector, or the one
     *            whose blocks an extent block lists; empty if it is about all
     */
    record Metadata(String name, List<Owner> of) implements Place {
        public Metadata {
            of = List.copyOf(of);
        }

        @Override
        public String kind() {
            return "metadata";
        }

        @Override
        public Optional<Owner> owner() {
            return of.size() == 1 ? Optional.of(of.getFirst()) : Optional.empty();
        }

        @Override
        public Optional<String> what() {
            return Optional.of(name);
        }
    }

    /**
     * The file system's log.
     *
     * @param name
     *            its header, or a log that is needed, or one that no longer is
     * @param live
     *            whether it holds what the file system has not written elsewhere yet. Not live: nothing
     *            will ever read these bytes
     */
    record Journal(String name, boolean live) implements Place {
        @Override
        public String kind() {
            return "journal";
        }

        @Override
        public Optional<String> what() {
            return Optional.of(name);
        }
    }

    /** Free in the file system: nothing will read these bytes before it has written them. */
    record Unallocated() implements Place {
        @Override
        public String kind() {
            return "unallocated";
        }
    }

    /** In use as the file system says, but nobody was found who uses it. */
    record AllocatedNoOwner(String reason) implements Place {
        @Override
        public String kind() {
            return "allocated-no-owner";
        }

        @Override
        public Optional<String> what() {
            return Optional.of(reason);
        }
    }

    /**
     * Beyond a file's end, in space that is the file's.
     *
     * @param fileOffset
     *            where it would be in the file, in bytes
     */
    record Slack(Owner file, long fileOffset) implements Place {
        @Override
        public String kind() {
            return "slack";
        }

        @Override
        public Optional<Owner> owner() {
            return Optional.of(file);
        }
    }

    /** Swap space: dead once the system that swapped there has ended. */
    record Swap(String name) implements Place {
        @Override
        public String kind() {
            return "swap";
        }

        @Override
        public Optional<String> what() {
            return Optional.of(name);
        }
    }

    /** What differs between replicas by design, such as the GUIDs of a partition table. */
    record PerDevice(String name) implements Place {
        @Override
        public String kind() {
            return "per-device";
        }

        @Override
        public Optional<String> what() {
            return Optional.of(name);
        }
    }

    /** In no partition of a disk that has some. */
    record OutsidePartitions() implements Place {
        @Override
        public String kind() {
            return "outside-partitions";
        }
    }

    /** Not looked into, and why. */
    record NotMapped(String reason) implements Place {
        @Override
        public String kind() {
            return "not-mapped";
        }

        @Override
        public Optional<String> what() {
            return Optional.of(reason);
        }
    }
}
