// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.scan.MemberEvidence;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.Verdicts;

/** Replicas in memory, to be damaged and diagnosed. */
final class Replicas {

    static final int SECTOR = SectorRange.SECTOR;

    private final List<byte[]> contents = new ArrayList<>();

    Replicas(int children, byte[] content) {
        for (int i = 0; i < children; i++) {
            contents.add(content.clone());
        }
    }

    /** Lines of words, none like the other. */
    static byte[] text(int sectors, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        String[] words = {"quorum", "replica", "sector", "the", "of", "and", "vote", "disk", "was", "written", "by"};
        while (text.length() < sectors * SECTOR) {
            text.append(words[random.nextInt(words.length)]).append(random.nextInt(10) == 0
                    ? random.nextInt(10_000)
                            + ".\n"
                    : " ");
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), sectors * SECTOR);
    }

    byte[] of(int child) {
        return contents.get(child);
    }

    int sectors() {
        return contents.getFirst().length / SECTOR;
    }

    void put(int child, int sector, byte[] bytes) {
        System.arraycopy(bytes, 0, contents.get(child), sector * SECTOR, bytes.length);
    }

    void fill(int child, int sector, int count, int value) {
        Arrays.fill(contents.get(child), sector * SECTOR, (sector + count) * SECTOR, (byte) value);
    }

    List<Finding> diagnose() {
        return diagnose(MemberEvidence.NONE).findings();
    }

    Diagnosed diagnose(MemberEvidence evidence) {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            children.add(new Child("children." + i, "c" + i, MemoryDevice.of(contents.get(i))));
        }
        Verdicts verdicts = Verdicts.of(Scan.start(children).result().join().map(),
                Policy.threshold(contents.size() / 2 + 1), Set.of(), evidence);
        return Diagnosis.of(verdicts, children, children.getFirst().device()).find();
    }
}
