// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import org.quorumworkbench.app.report.ProgramRelease;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[]{"quorum-workbench " + ProgramRelease.number()};
    }
}
