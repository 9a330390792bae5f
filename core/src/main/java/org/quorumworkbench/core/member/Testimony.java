// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quorumworkbench.core.block.SectorRange;

/** What a member says of itself and of the others, beyond its bytes. */
public sealed interface Testimony {

    /** It says nothing. */
    record Silence() implements Testimony {}

    /** What tells the member's device from all others: a copy has the same. Empty if nothing does. */
    default Optional<String> identity() {
        return switch (this) {
            case Mirror mirror -> Optional.of(mirror.device());
            case Generations generations ->
                generations.device() == 0 ? Optional.empty() : Optional.of(DrbdMetadata.uuid(generations.device()));
            case Replica replica -> Optional.of(replica.folder());
            case Part part -> Optional.of(part.device());
            case Silence _ -> Optional.empty();
        };
    }

    /**
     * A member of an md or dm-raid mirror. Sectors are of the mirror.
     *
     * @param device
     *            what is told apart from all other devices: a copy has the same
     * @param number
     *            by which the others' tables know it
     * @param role
     *            that it has itself; -1 for none
     * @param original
     *            whether every member has known it from the beginning
     * @param roles
     *            those that it knows to be in the mirror: their roles by their numbers
     * @param failed
     *            the numbers of those that it saw fail
     * @param bitmap
     *            where writes were under way or are missing on others, if it kept record
     * @param recovered
     *            how many sectors it holds, from the first; empty for all
     * @param badSectors
     *            that it lists as bad, by sector
     * @param writeMostly
     *            whether it is read only if no other can be
     */
    record Mirror(String device, int number, int role, boolean original, Map<Integer, Integer> roles,
            Set<Integer> failed, Optional<WriteIntent> bitmap, OptionalLong recovered, List<SectorRange> badSectors,
            boolean writeMostly) implements Testimony {

        public Mirror {
            roles = Map.copyOf(roles);
            failed = Set.copyOf(failed);
            badSectors = List.copyOf(badSectors);
        }

        /** Whether, by its table, the other one does not have the role that it claims. */
        boolean testifiesAgainst(Mirror other) {
            return role >= 0 && other.role >= 0 && number != other.number
                    && roles.getOrDefault(other.number, -1) != other.role;
        }
    }

    /**
     * A member of a DRBD resource. UUIDs without the lowest bit, which only says that it was primary; 0
     * stands for none.
     *
     * @param node
     *            its number, -1 if the version has none
     * @param device
     *            its own UUID
     * @param current
     *            the generation of its data
     * @param peers
     *            what it keeps of each peer
     * @param history
     *            generations before
     * @param consistent
     *            whether its bytes are of one moment
     */
    record Generations(int node, long device, long current, List<Peer> peers, List<Long> history, boolean consistent)
            implements
                Testimony {

        public Generations {
            peers = List.copyOf(peers);
            history = List.copyOf(history);
        }

        /**
         * What is known of one peer.
         *
         * @param node
         *            its number, -1 if the version has none
         * @param generation
         *            that both had when they parted
         * @param missing
         *            what was written since; empty if the bitmap is not believed
         */
        record Peer(int node, long generation, Optional<DirtyRegions> missing) {}
    }

    /**
     * A replica of a Longhorn volume, whose events are the number of its revision.
     *
     * @param folder
     *            its name: a copy has the same
     */
    record Replica(String folder) implements Testimony {}

    /**
     * A part of something that keeps no state of its parts.
     *
     * @param device
     *            what is told apart from all other devices: a copy has the same
     * @param sequence
     *            of the metadata that describes it
     */
    record Part(String device, OptionalLong sequence) implements Testimony {}
}
