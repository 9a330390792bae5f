// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import picocli.CommandLine.IVersionProvider;

/**
 * The version that the build wrote into the jar's manifest; "development" when run from classes.
 */
final class ProgramVersion implements IVersionProvider {

    static String number() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[]{"quorum-workbench " + number()};
    }
}
