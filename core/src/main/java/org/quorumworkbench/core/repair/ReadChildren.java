// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The children that a plan writes, open for reading alone. */
final class ReadChildren implements RepairStorage, AutoCloseable {

    private final Map<String, SystemFiles.Open> files = new HashMap<>();

    private ReadChildren() {}

    static ReadChildren of(Plan plan) throws RepairProblem, IOException {
        Set<String> targets = plan.targets();
        ChildCheck.files(plan, targets);
        ReadChildren children = new ReadChildren();
        for (String name : targets) {
            PlannedChild child = plan.child(name);
            try {
                children.files.put(name, SystemFiles.open(ChildCheck.file(child), false));
            } catch (IOException e) {
                children.close();
                throw new RepairProblem(ChildCheck.named(child, ChildCheck.reason(e)), e);
            }
        }
        return children;
    }

    @Override
    public StoredFile child(String name) {
        StoredFile file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("no step writes " + name);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        for (SystemFiles.Open file : files.values()) {
            file.close();
        }
    }
}
